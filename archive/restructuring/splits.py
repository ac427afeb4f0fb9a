"""Splitting a comment in which the parser read two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from archive.dumps.rows.lines import split_lines
from archive.excerpts import find_first_line
from archive.models import Excerpt
from archive.restructuring.merges import refuse_merge, unite_comments
from archive.search.indexing import index_comments
from articles.identifiers import reserve_ids
from articles.log import Done, Kind, ModerationAction, Verb, record_acts
from articles.models import Article
from articles.moderation import lock_articles, touch_articles
from articles.states import State
from comments.models import Certainty, Comment, SplitPassage
from comments.people import find_commenter
from comments.redacting import clear_text, part_scars, scars_of, write_text
from comments.refusals import Refused, find_again, require_undoable
from comments.splits import words_checksum
from comments.traces import split_key
from comments.tree import renumber_discussion


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondComment:
    """What is known of the comment that begins within another: its author and time may not be.

    It answers the first one or stands beside it; `takes_replies` gives it the first one's.
    """

    author_name: str = ""
    posted_at: datetime | None = None
    posted_precision: str | None = None
    is_reply: bool = False
    takes_replies: bool = False


def split_comment(
    comment: Comment,
    *,
    at: int,
    second: SecondComment,
    moderator: AbstractBaseUser | None,
    reason: str,
    text: str | None = None,
) -> Comment:
    """Make a comment of its own of the text from a character on; the new comment.

    `text` is what the caller saw: if it has changed since, Refused is raised, as it is
    where either part would be empty. What is withheld stays so in both parts.
    """
    with transaction.atomic():
        lock_articles([comment.article_id])
        first = find_again(comment.pk)
        if text is not None and first.body_text != text:
            raise Refused(_("The text has changed meanwhile. Look at it again."))
        kept, begun = divide_text(first.body_text, at)
        begins = len(first.body_text) - len(first.body_text[max(at, 0) :].lstrip())
        if any(scar.place < begins < scar.end for scar in scars_of(first, "body_text")):
            raise Refused(_("The second comment cannot begin within a redaction."))
        made = _make_second(first, begun, second)
        part_scars(first, made, begins)
        write_text(first, kept)
        write_text(made, begun)
        replies = _give_replies(first, made) if second.takes_replies else []
        renumber_discussion(first.article_id, order=_order(first, made))
        _note_passage(first, made)
        _divide_excerpts(first, made)
        _count_comments(first.article_id)
        done = _describe(first, made, kept, replies)
        record_acts(Verb.SPLIT, [done], moderator=moderator, reason=reason)
        touch_articles([first.article_id])
        index_comments([first.pk, made.pk])
    comment.refresh_from_db()
    made.refresh_from_db()
    return made


def undo_split(
    action: ModerationAction, *, moderator: AbstractBaseUser | None, reason: str = ""
) -> None:
    """Put a comment together again as it was before it was split.

    Raises Refused if either part has been changed since.
    """
    with transaction.atomic():
        done = join_again(action)
        record_acts(Verb.MERGE, [done], moderator=moderator, reason=reason)


def join_again(action: ModerationAction) -> Done:
    """The same, still to be logged; call it in a transaction."""
    require_undoable(action, Verb.SPLIT, Kind.COMMENT)
    before, after = action.words.before, action.words.after
    lock_articles([action.article_id])
    first, made = find_again(action.target_id), find_again(after["second"])
    if (first.body_text, made.body_text) != (after["body_text"], after["second_text"]):
        raise Refused(_("One of the two texts has been changed since."))
    refuse_merge(first, made)
    return unite_comments(first, made, text=before["body_text"])._replace(undoes=action.pk)


def divide_text(text: str, at: int) -> tuple[str, str]:
    """The text before and from a character on. Raises Refused if either has no words."""
    kept, begun = text[: max(at, 0)].rstrip(), text[max(at, 0) :].strip()
    if not kept.strip() or not begun:
        raise Refused(_("Both comments need words of their own."))
    return kept, begun


def find_beginning(text: str, words: str) -> int:
    """The character at which the second comment begins, given its first words.

    However they are broken into lines. Raises Refused unless they stand there once; words
    that reach to the end of the text are found there.
    """
    wanted = words.split()
    if not wanted:
        raise Refused(_("Give the first words of the second comment."))
    starts, tokens = _tokens(text)
    tail = len(tokens) - len(wanted)
    if tail >= 0 and tokens[tail:] == wanted:
        return starts[tail]
    found = [
        starts[index]
        for index in range(len(tokens) - len(wanted) + 1)
        if _begins(tokens, index, wanted)
    ]
    if not found:
        raise Refused(_("These words do not stand in the text."))
    if len(found) > 1:
        raise Refused(
            _("These words stand in the text %(count)s times. Give more of them.")
            % {"count": len(found)}
        )
    return found[0]


def _tokens(text: str) -> tuple[list[int], list[str]]:
    starts, tokens, at = [], [], 0
    for token in text.split():
        at = text.index(token, at)
        starts.append(at)
        tokens.append(token)
        at += len(token)
    return starts, tokens


def _begins(tokens: Sequence[str], index: int, wanted: Sequence[str]) -> bool:
    """The last word may be the beginning of one."""
    *whole, last = wanted
    end = index + len(whole)
    return tokens[index:end] == whole and tokens[end].startswith(last)


def _make_second(first: Comment, text: str, second: SecondComment) -> Comment:
    """The new row, its place in the tree still to be numbered."""
    is_person_withheld = first.commenter is not None and first.commenter.state != State.VISIBLE
    is_hidden = is_person_withheld and first.state == State.VISIBLE
    pk = reserve_ids(Comment, 1, using="default")[0]
    made = Comment(
        pk=pk,
        article_id=first.article_id,
        parent_id=first.pk if second.is_reply else first.parent_id,
        parent_certainty=Certainty.MODERATED,
        position=first.position + 1,
        tree_id=pk,
        lft=1,
        rght=2,
        level=0,
        commenter=find_commenter(first.article.site, second.author_name),
        author_name=second.author_name,
        posted_at=second.posted_at,
        posted_precision=second.posted_precision,
        body_text=text,
        kind=first.kind,
        source_key=split_key(),
        state=State.HIDDEN if is_hidden else first.state,
        state_reason=first.commenter.state_reason if is_hidden else first.state_reason,
    )
    Comment.objects.bulk_create([made])
    return made


def _give_replies(first: Comment, made: Comment) -> list[int]:
    replies = Comment.objects.filter(parent_id=first.pk).exclude(pk=made.pk)
    ids = list(replies.order_by("position").values_list("pk", flat=True))
    Comment.objects.filter(pk__in=ids).update(parent=made)
    return ids


def _order(first: Comment, made: Comment) -> list[int]:
    """As it was, the new comment behind the one that it came from."""
    others = Comment.objects.filter(article_id=first.article_id).exclude(pk=made.pk)
    order = list(others.order_by("position", "pk").values_list("pk", flat=True))
    order.insert(order.index(first.pk) + 1, made.pk)
    return order


def _note_passage(first: Comment, made: Comment) -> None:
    """Remember where the words stand in what captures show, whichever comment shows them."""
    words = clear_text(made).split()
    shown_in = {first.pk: 0}
    own = {p.shown_in_id: p for p in SplitPassage.objects.filter(comment=first)}
    for pk in [first.pk, *own]:
        later = SplitPassage.objects.filter(shown_in=pk)
        if pk in own:
            later = later.filter(from_end__lt=own[pk].from_end)
        end = later.aggregate(end=Coalesce(models.Max("from_end"), 0))["end"]
        shown_in[pk] = end + len(words)
    SplitPassage.objects.bulk_create(
        SplitPassage(
            shown_in_id=pk,
            comment=made,
            from_end=from_end,
            length=len(words),
            checksum=words_checksum(words),
        )
        for pk, from_end in shown_in.items()
    )


def _divide_excerpts(first: Comment, made: Comment) -> None:
    """Give the new comment its lines in every dump where they begin with its words."""
    words = clear_text(made).split()
    for excerpt in Excerpt.objects.filter(comment=first).select_related("dump").order_by("pk"):
        lines = split_lines(excerpt.dump.text)
        line = find_first_line(lines, excerpt.first_line, excerpt.last_line, words)
        if line is None:
            continue
        Excerpt.objects.filter(pk=excerpt.pk).update(last_line=line - 1)
        Excerpt.objects.create(
            dump=excerpt.dump, comment=made, first_line=line, last_line=excerpt.last_line
        )


def _count_comments(article_id: int) -> None:
    count = Comment.objects.filter(article_id=article_id).count()
    Article.objects.filter(pk=article_id).update(comment_count=count)


def _describe(first: Comment, made: Comment, kept: str, replies: list[int]) -> Done:
    after: dict[str, Any] = {
        "body_text": kept,
        "second": made.pk,
        "second_text": made.body_text,
        "replies": replies,
    }
    before = {"body_text": first.body_text}
    return Done(Kind.COMMENT, first.pk, first.article_id, before, after)
