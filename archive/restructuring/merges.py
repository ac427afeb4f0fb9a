"""Merging two comments that the parser made of one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from archive.models import Excerpt, LedgerEntry
from archive.search.indexing import index_comments
from articles.log import Done, Kind, ModerationAction, Verb, record_acts
from articles.models import Article
from articles.moderation import lock_articles, touch_articles
from articles.states import State
from comments.models import Comment, Commenter, MergedComment, Redaction, Report, SplitPassage
from comments.moves import is_below
from comments.redacting import join_scars, write_text
from comments.refusals import Refused, find_again, require_undoable
from comments.traces import split_key
from comments.tree import renumber_discussion

KEPT = (
    "parent_id", "parent_certainty", "commenter_id", "author_name", "author_text", "posted_at",
    "posted_precision", "posted_text", "subject", "body_text", "kind", "source_key", "read_marks",
    "state", "state_reason",
)  # fmt: skip
"""Columns of the comment that goes, as the log keeps them for undoing it."""


def merge_comments(
    first: Comment,
    second: Comment,
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
    text: str | None = None,
    seen: str | None = None,
) -> None:
    """Make the second comment part of the first, which gets its replies and lines.

    The text is the given one, or that of both. The second's address leads to the first from
    now on, and imports take what they read of it for the first. Readers' reports go along.
    Raises Refused where the two cannot be one, or if `seen` is not what `joined_text` gives
    any more.
    """
    with transaction.atomic():
        lock_articles({first.article_id, second.article_id})
        stays, goes = find_again(first.pk), find_again(second.pk)
        refuse_merge(stays, goes)
        joined = joined_text(stays, goes)
        if seen is not None and seen != joined:
            raise Refused(_("The text has changed meanwhile. Look at it again."))
        done = unite_comments(stays, goes, text=joined if text is None else text)
        record_acts(Verb.MERGE, [done], moderator=moderator, reason=reason)
    first.refresh_from_db()


def refuse_merge(stays: Comment, goes: Comment) -> None:
    """Raises Refused, with the reason, if the two cannot be made one."""
    if stays.pk == goes.pk:
        raise Refused(_("A comment cannot be merged with itself."))
    if stays.article_id != goes.article_id:
        raise Refused(_("Comment %(id)s belongs to another article.") % {"id": goes.pk})
    if is_below(stays, goes):
        raise Refused(
            _("Comment %(stays)s answers comment %(goes)s. Merge them the other way round.")
            % {"stays": stays.pk, "goes": goes.pk}
        )
    if (stays.state, _person_state(stays)) != (goes.state, _person_state(goes)):
        raise Refused(
            _("One of the two is withheld and the other is not. Bring both to the same state.")
        )


def _person_state(comment: Comment) -> str:
    return comment.commenter.state if comment.commenter else State.VISIBLE


def joined_text(stays: Comment, goes: Comment) -> str:
    return "\n\n".join(filter(None, (stays.body_text, goes.body_text)))


def unite_comments(stays: Comment, goes: Comment, *, text: str) -> Done:
    """Make two comments of a held article one; whoever calls has seen that they may be.

    What the log is to hold of it is returned.
    """
    article_id = stays.article_id
    kept = _what_goes(goes)
    Comment.objects.filter(parent=goes).exclude(pk=stays.pk).update(parent=stays)
    join_scars(stays, goes)
    write_text(stays, text)
    _move_excerpts(stays, goes)
    _move_passages(stays, goes)
    LedgerEntry.objects.filter(comment=goes).update(comment=stays)
    Report.objects.filter(comment=goes).update(comment=stays)
    MergedComment.objects.filter(comment=goes).update(comment=stays)
    MergedComment.objects.create(
        pk=goes.pk, article_id=article_id, comment=stays, source_key=goes.source_key
    )
    Comment._base_manager.filter(pk=goes.pk).delete()
    index_comments([goes.pk, stays.pk])
    _settle(article_id)
    before = {"body_text": stays.body_text, "second": kept}
    after = {"body_text": text, "second": goes.pk}
    return Done(Kind.COMMENT, stays.pk, article_id, before, after)


def undo_merge(
    action: ModerationAction, *, moderator: AbstractBaseUser | None, reason: str = ""
) -> None:
    """Part two comments again that were merged, with the replies and lines that each had.

    Raises Refused if the text has been changed since, or they cannot be parted any more.
    """
    with transaction.atomic():
        done = part_comments(action)
        record_acts(Verb.SPLIT, [done], moderator=moderator, reason=reason)


def part_comments(action: ModerationAction) -> Done:
    """The same, still to be logged; call it in a transaction."""
    require_undoable(action, Verb.MERGE, Kind.COMMENT)
    before, after = action.words.before, action.words.after
    row, text = before["second"], before["body_text"]
    lock_articles([action.article_id])
    stays = find_again(action.target_id)
    trace = MergedComment.objects.filter(pk=after["second"], comment=stays).first()
    if trace is None:
        raise Refused(_("Comment %(id)s is part of another one by now.") % {"id": stays.pk})
    if stays.body_text != after["body_text"]:
        raise Refused(_("The text has been changed since."))
    parted = _bring_back(trace, row, stays)
    _give_back(stays, parted, row)
    write_text(stays, text)
    write_text(parted, parted.body_text)
    trace.delete()
    index_comments([stays.pk, parted.pk])
    _settle(stays.article_id)
    now = {
        "body_text": text,
        "second": parted.pk,
        "second_text": parted.body_text,
        "replies": row["replies"],
    }
    before = {"body_text": after["body_text"]}
    return Done(Kind.COMMENT, stays.pk, stays.article_id, before, now, action.pk)


def _what_goes(goes: Comment) -> dict[str, Any]:
    """All of a comment that undoing needs, in values that JSON holds."""
    encoder = DjangoJSONEncoder()
    values = {name: getattr(goes, name) for name in KEPT}
    posted = values["posted_at"]
    return {
        **values,
        "posted_at": posted and encoder.default(posted),
        "position": goes.position,
        "replies": list(goes.replies.order_by("position").values_list("pk", flat=True)),
        "excerpts": list(goes.excerpts.order_by("pk").values_list("dump_id", "first_line")),
        "redactions": list(goes.redactions.order_by("pk").values_list("pk", "place")),
        "reports": list(goes.reports.order_by("pk").values_list("pk", flat=True)),
        "ledger": list(goes.ledger.order_by("pk").values_list("pk", flat=True)),
        "merged": list(goes.merged.order_by("pk").values_list("pk", flat=True)),
        "passages": list(goes.passages.order_by("pk").values_list("pk", flat=True)),
        "split_off": list(goes.split_off.order_by("pk").values_list("pk", flat=True)),
    }


def _move_passages(stays: Comment, goes: Comment) -> None:
    """What captures show as part of one is part of the other; a part of itself it is not."""
    between = models.Q(shown_in=stays, comment=goes) | models.Q(shown_in=goes, comment=stays)
    SplitPassage.objects.filter(between).delete()
    SplitPassage.objects.filter(comment=goes).update(comment=stays)
    SplitPassage.objects.filter(shown_in=goes).update(shown_in=stays)


def _move_excerpts(stays: Comment, goes: Comment) -> None:
    """Lines that a split had parted become one excerpt again; others stay as they are."""
    own = {(e.dump_id, e.last_line + 1): e.pk for e in Excerpt.objects.filter(comment=stays)}
    is_split_off = SplitPassage.objects.filter(comment=goes).exists()
    for excerpt in Excerpt.objects.filter(comment=goes).order_by("pk"):
        before = own.get((excerpt.dump_id, excerpt.first_line)) if is_split_off else None
        if before is None:
            Excerpt.objects.filter(pk=excerpt.pk).update(comment=stays)
        else:
            excerpt.delete()
            Excerpt.objects.filter(pk=before).update(last_line=excerpt.last_line)


def _bring_back(trace: MergedComment, row: dict[str, Any], stays: Comment) -> Comment:
    """The row of a merged comment under its old number, its place still to be numbered."""
    values = {name: row[name] for name in KEPT}
    values["posted_at"] = row["posted_at"] and parse_datetime(row["posted_at"])
    present = Comment.objects.filter(article_id=trace.article_id)
    if not present.filter(pk=values["parent_id"]).exists():
        merged = MergedComment.objects.filter(pk=values["parent_id"]).first()
        values["parent_id"] = merged and merged.comment_id
    if not Commenter.objects.filter(pk=values["commenter_id"]).exists():
        values["commenter_id"] = None
    if present.filter(source_key=values["source_key"]).exists():
        values["source_key"] = split_key()
    # Whatever was withheld since stays withheld in both.
    values |= {"state": stays.state, "state_reason": stays.state_reason}
    parted = Comment(
        pk=trace.pk,
        article_id=trace.article_id,
        position=row["position"],
        tree_id=trace.pk,
        lft=1,
        rght=2,
        level=0,
        **values,
    )
    Comment.objects.bulk_create([parted])
    return parted


def _give_back(stays: Comment, parted: Comment, row: dict[str, Any]) -> None:
    replies = Comment.objects.filter(pk__in=row["replies"], parent=stays)
    replies.exclude(pk=parted.pk).update(parent=parted)
    for dump_id, first_line in row["excerpts"]:
        Excerpt.objects.filter(comment=stays, dump_id=dump_id, first_line=first_line).update(
            comment=parted
        )
    for pk, place in row["redactions"]:
        Redaction.objects.filter(pk=pk, comment=stays).update(comment=parted, place=place)
    LedgerEntry.objects.filter(pk__in=row["ledger"], comment=stays).update(comment=parted)
    Report.objects.filter(pk__in=row["reports"], comment=stays).update(comment=parted)
    MergedComment.objects.filter(pk__in=row["merged"], comment=stays).update(comment=parted)
    passages = SplitPassage.objects.all()
    passages.filter(pk__in=row["passages"], comment=stays).update(comment=parted)
    passages.filter(pk__in=row["split_off"], shown_in=stays).update(shown_in=parted)


def _settle(article_id: int) -> None:
    """Number the tree anew, count the comments, and tell readers' caches."""
    renumber_discussion(article_id)
    count = Comment.objects.filter(article_id=article_id).count()
    Article.objects.filter(pk=article_id).update(comment_count=count)
    touch_articles([article_id])
