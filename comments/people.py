"""People by the names that stand at their comments, other spellings of theirs included."""

from __future__ import annotations

from articles.models import NAME_LENGTH, Site
from comments.models import Commenter


def find_commenter(site: Site | None, name: str) -> Commenter | None:
    """The site's commenter of a name, made if need be; the one that a spelling was merged into.

    Nobody, where the site is unknown or there is no usable name (never "Anonymous"). Held
    until the transaction ends, so that a merge meanwhile finds what is being written.
    """
    if site is None or not name or len(name) > NAME_LENGTH:
        return None
    pk = Commenter.objects.get_or_create(site=site, name=name)[0].pk
    found = Commenter.objects.select_for_update().get(pk=pk)
    return found.merged_into or found


def merged_commenters(site_ids: list[int]) -> dict[int, int]:
    """The ids of spellings that were merged, each with that of the person they are."""
    merged = Commenter.objects.filter(site__in=site_ids, merged_into__isnull=False)
    return dict(merged.order_by().values_list("pk", "merged_into_id"))


def hand_on_spellings(former: int, present: int) -> None:
    """Let what was merged into one commenter belong to another, before the first one goes."""
    Commenter.objects.filter(pk=present, merged_into=former).update(merged_into=None)
    spellings = Commenter.objects.filter(merged_into=former)
    spellings.exclude(pk=present).update(merged_into=present)
