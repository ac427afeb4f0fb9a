"""Who wrote: a person for each name within a site, and nobody for names that name nobody."""

from __future__ import annotations

from collections.abc import Iterable

from archive.importing.shared_rows import find_or_make
from articles.models import NAME_LENGTH
from comments.models import Commenter
from comments.people import merged_commenters

# Lower case; what comment systems print where the writer gave no name or has gone.
UNNAMED = frozenset(
    {
        "[deleted]", "[removed]", "anonimo", "anonym", "anonyme", "anonymer benutzer", "anonymous",
        "anonymous coward", "anonymous user", "anoniem", "anonimowy", "anónimo", "anonymous reader",
        "anônimo", "deleted", "deleted user", "gast", "gelöschter benutzer", "gość", "guest",
        "guest user", "invitado", "invité", "ospite", "unknown", "unregistered", "аноним", "гость",
        "匿名", "名無し", "名無しさん", "游客", "訪客",
    }
)  # fmt: skip


def is_person(name: str | None) -> bool:
    """Whether a name can stand for one person: there, not a stand-in, and short enough."""
    return bool(name) and name.casefold() not in UNNAMED and len(name) <= NAME_LENGTH


def load_commenters(site_id: int, names: Iterable[str | None]) -> dict[str, int]:
    """Ids of the site's commenters by name, made where there are none yet.

    A spelling that was merged has the id of the person it belongs to.
    """
    found = find_or_make(
        Commenter.objects.filter(site_id=site_id),
        "name",
        {name for name in names if is_person(name)},
        ("site_id",),
        lambda _name: (site_id,),
    )
    merged = merged_commenters([site_id])
    return {name: merged.get(pk, pk) for name, pk in found.items()}
