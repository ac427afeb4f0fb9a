"""What moderators do to comments. Each act is one transaction and is logged by name.

Articles are locked before comments, as imports lock them. Whoever calls has checked the
permission; readers' caches learn of every change by `Article.changed_at`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from articles.log import Done, Kind, Verb, record_acts
from articles.models import Article
from articles.moderation import (
    HIDE,
    REMOVE,
    RESTORE,
    Act,
    Outcome,
    change_state,
    describe_change,
    lock_articles,
    touch_articles,
)
from comments.models import Comment, Commenter
from comments.people import find_commenter
from comments.redacting import settle_scars
from comments.tree import renumber_discussion

CORRECTABLE = frozenset(
    {"author_name", "posted_at", "posted_precision", "subject", "body_text", "kind"}
)
"""What may be corrected by hand: what was read from the page, never the page's own words
(`author_text`, `posted_text`) and never a place in the tree."""


def hide_comments(
    queryset: models.QuerySet[Comment], *, moderator: AbstractBaseUser | None, reason: str
) -> Outcome:
    """Withhold the visible ones, keeping their places; removed ones stay removed."""
    return _change_comments(queryset, HIDE, moderator=moderator, reason=reason)


def remove_comments(
    queryset: models.QuerySet[Comment], *, moderator: AbstractBaseUser | None, reason: str
) -> Outcome:
    """Take out visible and hidden ones: a tombstone with the reason keeps place and replies."""
    return _change_comments(queryset, REMOVE, moderator=moderator, reason=reason)


def restore_comments(
    queryset: models.QuerySet[Comment], *, moderator: AbstractBaseUser | None, reason: str
) -> Outcome:
    """Make hidden and removed ones openly readable again."""
    return _change_comments(queryset, RESTORE, moderator=moderator, reason=reason)


def _change_comments(
    queryset: models.QuerySet[Comment],
    act: Act,
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
) -> Outcome:
    chosen = list(queryset.order_by().values_list("pk", "article_id"))
    with transaction.atomic():
        lock_articles(article_id for _, article_id in chosen)
        rows = Comment.objects.only("article_id", "author_name", "state", "state_reason")
        ids = [pk for pk, _ in chosen]
        outcome = change_state(rows, ids, act, moderator=moderator, reason=reason)
        touch_articles(row.article_id for row in outcome.changed)
    return outcome


def hide_commenters(
    queryset: models.QuerySet[Commenter], *, moderator: AbstractBaseUser | None, reason: str
) -> Outcome:
    """Withhold all that these people wrote; their comments keep states of their own."""
    return _change_commenters(queryset, HIDE, moderator=moderator, reason=reason)


def remove_commenters(
    queryset: models.QuerySet[Commenter], *, moderator: AbstractBaseUser | None, reason: str
) -> Outcome:
    """Take out all that these people wrote: tombstones keep places and replies."""
    return _change_commenters(queryset, REMOVE, moderator=moderator, reason=reason)


def restore_commenters(
    queryset: models.QuerySet[Commenter], *, moderator: AbstractBaseUser | None, reason: str
) -> Outcome:
    """Give back all that these people wrote, but for what is withheld by itself."""
    return _change_commenters(queryset, RESTORE, moderator=moderator, reason=reason)


def _change_commenters(
    queryset: models.QuerySet[Commenter],
    act: Act,
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
) -> Outcome:
    ids = list(queryset.order_by().values_list("pk", flat=True))
    written = Comment.objects.order_by().filter(commenter__in=ids)
    with transaction.atomic():
        articles = list(written.values_list("article_id", flat=True).distinct())
        lock_articles(articles)
        outcome = change_state(
            Commenter.objects.all(), ids, act, moderator=moderator, reason=reason
        )
        if outcome.changed:
            touch_articles(articles)
    return outcome


def correct_comment(
    comment: Comment,
    changes: Mapping[str, Any],
    *,
    moderator: AbstractBaseUser | None,
    reason: str = "",
) -> None:
    """Write corrected readings of a comment, and what follows from them.

    A new text is rendered anew; a new author is the site's commenter of that name. Only the
    columns concerned are written, so that nothing else done meanwhile is undone. Raises
    ValueError for a field that is not for correcting.
    """
    if unknown := changes.keys() - CORRECTABLE:
        raise ValueError(f"Not to be corrected by hand: {', '.join(sorted(unknown))}.")
    if not changes:
        return
    with transaction.atomic():
        lock_articles([comment.article_id])
        values = with_consequences(comment, changes)
        kept = Comment.objects.get(pk=comment.pk)
        done = describe_change(kept, changes)
        Comment.objects.filter(pk=comment.pk).update(**values)
        record_acts(Verb.CORRECT, [done], moderator=moderator, reason=reason)
        touch_articles([comment.article_id])
    for name, value in values.items():
        setattr(comment, name, value)


def with_consequences(comment: Comment, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Corrected columns with those that follow from them: the rendered text, the commenter.

    The scars of redactions are found again in a new text, so call it under the lock.
    """
    values = dict(changes)
    settle_scars(comment, values)
    if "author_name" in changes:
        values["commenter"] = find_commenter(comment.article.site, changes["author_name"])
    return values


def erase_comment(
    comment: Comment, *, moderator: AbstractBaseUser | None, reason: str = ""
) -> None:
    """Take a comment without replies out of the database, its place with it.

    Raises RestrictedError if anybody answered it: hide it instead. The log keeps that it
    was there, and none of its words.
    """
    pk, article_id = comment.pk, comment.article_id
    with transaction.atomic():
        lock_articles([article_id])
        Comment.objects.filter(pk=pk).delete()
        renumber_discussion(article_id)
        Article.objects.filter(pk=article_id).update(
            comment_count=Comment.objects.filter(article_id=article_id).count()
        )
        done = Done(Kind.COMMENT, pk, article_id, {}, {})
        record_acts(Verb.ERASE, [done], moderator=moderator, reason=reason)
        touch_articles([article_id])
