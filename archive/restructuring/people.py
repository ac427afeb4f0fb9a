"""Merging commenters: two spellings of one person's name at one site."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.translation import gettext as _

from archive.search.indexing import index_comments
from articles.log import Done, Kind, ModerationAction, Verb, record_acts
from articles.moderation import in_batches, lock_articles, touch_articles
from comments.models import Comment, Commenter
from comments.refusals import Refused, require_undoable

TRIES = 5
"""How often a merge begins anew when imports write for its people meanwhile."""


class _OthersWritten(Exception):
    """There are comments in articles that are not held yet."""


def merge_commenters(
    commenter: Commenter,
    *,
    into: Commenter,
    moderator: AbstractBaseUser | None,
    reason: str,
) -> int:
    """Let all that stands under one name be by the person of another; how many comments.

    Comments keep their author's name as written. The address of the merged one leads to the
    other, and what imports bring under its name is the other's. Raises Refused where the
    two cannot be one.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            with transaction.atomic():
                return _merge(commenter.pk, into.pk, moderator, reason)
        except _OthersWritten:
            if not tries_left:
                raise Refused(_("Imports are writing for them just now. Try again.")) from None
    raise AssertionError("unreachable")


def refuse_people(goes: Commenter, stays: Commenter) -> None:
    """Raises Refused, with the reason, if the two cannot be one person."""
    if goes.pk == stays.pk:
        raise Refused(_("A commenter cannot be merged with themselves."))
    if goes.site_id != stays.site_id:
        raise Refused(_("The two are commenters of different sites."))
    for each in (goes, stays):
        if each.merged_into_id:
            raise Refused(_("“%(name)s” has been merged already.") % {"name": each.name})
    if goes.state != stays.state:
        raise Refused(
            _("One of the two is withheld and the other is not. Bring both to the same state.")
        )


def _merge(goes_pk: int, stays_pk: int, moderator: AbstractBaseUser | None, reason: str) -> int:
    written = Comment.objects.filter(commenter=goes_pk).order_by("pk")
    held = set(written.values_list("article_id", flat=True))
    lock_articles(held)
    goes, stays = _lock(goes_pk, stays_pk)
    refuse_people(goes, stays)
    rows = dict(written.values_list("pk", "article_id"))
    if not held.issuperset(rows.values()):
        raise _OthersWritten
    spellings = goes.other_spellings.order_by("pk").filter(site_id=goes.site_id)
    spelling_ids = list(spellings.values_list("pk", flat=True))
    last = Comment.objects.aggregate(last=models.Max("pk"))["last"]
    Commenter.objects.filter(pk__in=[goes.pk, *spelling_ids]).update(merged_into=stays)
    _assign(rows, stays.pk)
    after = {"merged_into": stays.pk, "name": stays.name, "comments": list(rows), "last": last}
    before = {"merged_into": None, "name": goes.name, "spellings": spelling_ids}
    done = Done(Kind.COMMENTER, goes.pk, None, before, after)
    record_acts(Verb.MERGE, [done], moderator=moderator, reason=reason)
    touch_articles(held)
    return len(rows)


def undo_merge_commenters(
    action: ModerationAction, *, moderator: AbstractBaseUser | None, reason: str = ""
) -> int:
    """Part two people again; how many comments went back.

    Those are the comments that the merge moved and that are still the other's, and what
    imports have brought since under the name that was merged. What was withheld of the
    other meanwhile stays withheld of both. Raises Refused if they are parted already.
    """
    with transaction.atomic():
        done = part_people(action)
        record_acts(Verb.SPLIT, [done], moderator=moderator, reason=reason)
    return len(done.after["comments"])


def part_people(action: ModerationAction) -> Done:
    """The same, still to be logged; call it in a transaction."""
    require_undoable(action, Verb.MERGE, Kind.COMMENTER)
    before, after = action.words.before, action.words.after
    names = _names_of(action.target_id, before)
    held = set(_written_as(names, after).values())
    lock_articles(held)
    goes, stays = _lock(action.target_id, after["merged_into"])
    if goes.merged_into_id != stays.pk:
        raise Refused(_("“%(name)s” has been parted or merged again.") % {"name": goes.name})
    written = _written_as(names, after)
    rows = [pk for pk, article in written.items() if article in held]
    Commenter.objects.filter(pk=goes.pk).update(
        merged_into=None, state=stays.state, state_reason=stays.state_reason
    )
    spellings = Commenter.objects.filter(pk__in=before["spellings"], merged_into=stays)
    spellings.update(merged_into=goes)
    _assign(rows, goes.pk)
    touch_articles(held)
    was, now = {"merged_into": stays.pk}, {"merged_into": None, "comments": rows}
    return Done(Kind.COMMENTER, goes.pk, None, was, now, action.pk)


def find_merge(commenter: Commenter) -> ModerationAction | None:
    """The act that merged a commenter, if one did and it has not been undone."""
    acts = ModerationAction.objects.filter(
        verb=Verb.MERGE, kind=Kind.COMMENTER, target_id=commenter.pk
    )
    act = acts.select_related("words").first() if commenter.merged_into_id else None
    is_undone = act and ModerationAction.objects.filter(undoes=act.pk).exists()
    return None if is_undone else act


def _names_of(pk: int, before: dict) -> set[str]:
    rows = Commenter.objects.filter(pk__in=[pk, *before["spellings"]])
    return set(rows.values_list("name", flat=True))


def _written_as(names: set[str], after: dict) -> dict[int, int]:
    """The other's comments that were moved to them, or came later under these names.

    With their articles, in ascending order.
    """
    moved, last = set(after["comments"]), after["last"] or 0
    rows = Comment.objects.filter(commenter=after["merged_into"]).order_by("pk")
    return {
        pk: article
        for pk, article, name in rows.values_list("pk", "article_id", "author_name").iterator()
        if pk in moved or (pk > last and name in names)
    }


def _lock(goes_pk: int, stays_pk: int) -> tuple[Commenter, Commenter]:
    """Both people, held until the transaction ends: nobody can write for them meanwhile."""
    rows = Commenter.objects.filter(pk__in=[goes_pk, stays_pk])
    found = {row.pk: row for row in rows.select_for_update().order_by("pk")}
    if goes_pk not in found or stays_pk not in found:
        raise Refused(_("One of the two is not there any more."))
    return found[goes_pk], found[stays_pk]


def _assign(rows: Iterable[int], commenter_id: int) -> None:
    """Whose comments these are; search finds them by it."""
    ids = sorted(rows)
    for batch in in_batches(ids):
        Comment.objects.filter(pk__in=batch).update(commenter=commenter_id)
    index_comments(ids)
