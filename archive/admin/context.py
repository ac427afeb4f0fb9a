"""A comment among those around it, as a moderator reads it: withheld ones are there too."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models.functions import Left

from comments.models import Comment

ABOVE, BELOW = 3, 5
LENGTH = 400
"""Characters shown of a comment that stands around the one in question."""


class Around(NamedTuple):
    """What a comment answers, from the top down, and the first answers to it."""

    above: list[Comment]
    below: list[Comment]


def read_context(comment: Comment) -> Around:
    rows = Comment.objects.only(
        "author_name", "state", "level", "tree_id", "lft", "rght", "article_id", "parent_id"
    ).annotate(excerpt=Left("body_text", LENGTH))
    path = rows.path_to(comment).exclude(pk=comment.pk).reverse()[:ABOVE]
    replies = rows.filter(parent_id=comment.pk).order_by("position")[:BELOW]
    return Around(list(path)[::-1], list(replies))
