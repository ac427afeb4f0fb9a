"""What moderators do to comments. Each act is one transaction and is logged by name.

Articles are locked before comments, as imports lock them. Whoever calls has checked the
permission; readers' caches learn of every change by `Article.changed_at`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from articles.models import NAME_LENGTH, Article
from articles.moderation import (
    HIDE,
    RESTORE,
    Act,
    Outcome,
    change_state,
    lock_articles,
    touch_articles,
)
from articles.rendering import render_comment
from comments.models import Comment, Commenter
from comments.tree import renumber_discussion

CORRECTABLE = frozenset(
    {"author_name", "posted_at", "posted_precision", "subject", "body_text", "kind"}
)
"""What may be corrected by hand: what was read from the page, never the page's own words
(`author_text`, `posted_text`) and never a place in the tree."""


def hide_comments(
    queryset: models.QuerySet[Comment], *, moderator: AbstractBaseUser, reason: str
) -> Outcome:
    """Withhold the visible ones, keeping their places; removed ones stay removed."""
    return _change_comments(queryset, HIDE, moderator=moderator, reason=reason)


def restore_comments(
    queryset: models.QuerySet[Comment], *, moderator: AbstractBaseUser, reason: str
) -> Outcome:
    """Make hidden and removed ones openly readable again."""
    return _change_comments(queryset, RESTORE, moderator=moderator, reason=reason)


def _change_comments(
    queryset: models.QuerySet[Comment], act: Act, *, moderator: AbstractBaseUser, reason: str
) -> Outcome:
    chosen = list(queryset.order_by().values_list("pk", "article_id"))
    with transaction.atomic():
        lock_articles(article_id for _, article_id in chosen)
        rows = Comment.objects.only("article_id", "author_name", "state")
        ids = [pk for pk, _ in chosen]
        outcome = change_state(rows, ids, act, moderator=moderator, reason=reason)
        touch_articles(row.article_id for row in outcome.changed)
    return outcome


def correct_comment(comment: Comment, changes: Mapping[str, Any]) -> None:
    """Write corrected readings of a comment, and what follows from them.

    A new text is rendered anew; a new author is the site's commenter of that name. Only the
    columns concerned are written, so that nothing else done meanwhile is undone. Raises
    ValueError for a field that is not for correcting.
    """
    if unknown := changes.keys() - CORRECTABLE:
        raise ValueError(f"Not to be corrected by hand: {', '.join(sorted(unknown))}.")
    if not changes:
        return
    values = dict(changes)
    with transaction.atomic():
        lock_articles([comment.article_id])
        if "body_text" in changes:
            values["body_html"] = render_comment(changes["body_text"])
        if "author_name" in changes:
            values["commenter"] = _find_commenter(comment, changes["author_name"])
        Comment.objects.filter(pk=comment.pk).update(**values)
        touch_articles([comment.article_id])
    for name, value in values.items():
        setattr(comment, name, value)


def _find_commenter(comment: Comment, name: str) -> Commenter | None:
    """Nobody, where the site is unknown or there is no usable name (never "Anonymous")."""
    site = comment.article.site
    if site is None or not name or len(name) > NAME_LENGTH:
        return None
    return Commenter.objects.get_or_create(site=site, name=name)[0]


def erase_comment(comment: Comment) -> None:
    """Take a comment without replies out of the database, its place with it.

    Raises RestrictedError if anybody answered it: hide it instead.
    """
    article_id = comment.article_id
    with transaction.atomic():
        lock_articles([article_id])
        Comment.objects.filter(pk=comment.pk).delete()
        renumber_discussion(article_id)
        Article.objects.filter(pk=article_id).update(
            comment_count=Comment.objects.filter(article_id=article_id).count()
        )
        touch_articles([article_id])
