"""Which comments stand on which page, so that each is shown once and no page is long.

A discussion is cut between threads: a thread belongs to the page that its first comment's
position falls on, so a page is found without reading those before it. Two things continue
on a page of their own (`/comments/ID/thread/`): a thread longer than a page, and replies
deeper than DEPTH. Both are cut by reading order alone, never by recursion.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import models

from comments.models import Comment, CommentQuerySet
from comments.rows import COLUMNS, Row

LENGTH = 100
"""Comments a page: a thread's first goes by it; the last thread may fill as much again."""

DEPTH = 10
"""Levels shown below the top of a page before a branch continues on its own."""


class Slice(NamedTuple):
    """Part of a discussion. `cut` is the last thread's first comment, if it goes on elsewhere."""

    rows: list[Row]
    cut: Row | None = None


def page_starts(article_id: int) -> list[int]:
    """The position at which each page of a discussion begins; one page if it is empty."""
    bucket = models.ExpressionWrapper(
        models.F("position") / LENGTH, output_field=models.IntegerField()
    )
    starts = (
        Comment.objects.filter(article_id=article_id, level=0)
        .order_by()
        .annotate(bucket=bucket)
        .values("bucket")
        .annotate(start=models.Min("position"))
        .values_list("start", flat=True)
    )
    return sorted(starts) or [0]


def page_number(starts: list[int], position: int) -> int:
    """The page, from 1, on which the thread that begins at a position stands."""
    return sum(1 for start in starts if start <= position) or 1


def read_page(article_id: int, starts: list[int], number: int) -> Slice:
    """One page of an article's threads, the last of them cut after LENGTH replies."""
    comments = Comment.objects.filter(
        article_id=article_id, position__gte=starts[number - 1], level__lt=DEPTH
    )
    if number < len(starts):
        comments = comments.filter(position__lt=starts[number])
    # The last thread begins within LENGTH rows; one more than it may fill shows a cut.
    rows = read_rows(comments.order_by("position")[: 2 * LENGTH + 1])
    last = max((index for index, row in enumerate(rows) if row.level == 0), default=0)
    if len(rows) - last - 1 > LENGTH:
        return Slice(rows[: last + 1 + LENGTH], cut=rows[last])
    return Slice(rows)


def read_all(article_id: int) -> Slice:
    """The whole discussion, however long."""
    comments = Comment.objects.filter(article_id=article_id)
    return Slice(read_rows(comments.order_by("position")))


def branch(comment: Comment) -> CommentQuerySet:
    """The replies that the pages of a comment's own branch show, in reading order."""
    return Comment.objects.below(comment).filter(level__lte=comment.level + DEPTH)


def read_branch(comment: Comment, number: int) -> list[Row]:
    """One page of a branch, LENGTH replies each; `number` counts from 1."""
    return read_rows(branch(comment)[(number - 1) * LENGTH : number * LENGTH])


def read_path(comment: Comment, count: int) -> list[Row]:
    """The nearest `count` comments above a comment, from the top down, and itself."""
    path = Comment.objects.path_to(comment)
    return read_rows(path.filter(level__gte=comment.level - count))


def read_parents(rows: Sequence[Row]) -> list[Row]:
    """The comments that are answered in these rows without being among them."""
    present = {row.id for row in rows}
    missing = {row.parent_id for row in rows if row.parent_id and row.parent_id not in present}
    return read_rows(Comment.objects.filter(pk__in=missing)) if missing else []


def read_neighbours(comment: Comment) -> tuple[int | None, int | None]:
    """The ids of the siblings before and after."""
    beside = Comment.objects.beside(comment).values_list("pk", flat=True)
    before = beside.filter(position__lt=comment.position).order_by("-position")
    after = beside.filter(position__gt=comment.position).order_by("position")
    return before.first(), after.first()


def read_root(comment: Comment) -> Comment:
    """The first comment of its thread."""
    if comment.level == 0:
        return comment
    return Comment.objects.path_to(comment).only("pk", "position")[0]


def address_in_discussion(comment: Comment, root: Comment) -> str:
    """The page of the whole discussion that shows the comment, or else its thread's first."""
    number = page_number(page_starts(comment.article_id), root.position)
    is_shown = comment.level < DEPTH and comment.position - root.position <= LENGTH
    query = f"?page={number}" if number > 1 else ""
    return f"{comment.article.get_absolute_url()}{query}#c-{(comment if is_shown else root).pk}"


def read_rows(comments: CommentQuerySet) -> list[Row]:
    return [Row._make(values) for values in comments.values_list(*COLUMNS)]
