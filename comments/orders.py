"""The orders in which a discussion can be read, each cut into pages.

`thread` is the page's own order. `newest` puts the threads begun last first; replies stay
oldest first below what they answer. `flat` is every comment by time, each naming the one
that it answers. What has no known time comes last, in the page's order.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import models

from articles.models import Article
from comments.models import Comment
from comments.paging import DEPTH, LENGTH, Slice, page_starts, read_all, read_page, read_rows

ORDERS = ("thread", "newest", "flat")


class Page(NamedTuple):
    """One page of a discussion, of `pages`; replies below `last_level` continue elsewhere."""

    part: Slice
    pages: int
    last_level: int | None = DEPTH - 1


def read_in_order(article: Article, order: str, number: int | None) -> Page | None:
    """A page of the discussion, or the whole if `number` is None. None if there is no such page."""
    if order == "flat":
        return _flat(article, number)
    if number is None:
        whole = read_all(article.pk)
        return Page(_newest_first(whole) if order == "newest" else whole, 1, None)
    if order == "newest":
        return _newest(article, number)
    starts = page_starts(article.pk)
    if not 1 <= number <= len(starts):
        return None
    return Page(read_page(article.pk, starts, number), len(starts))


def _flat(article: Article, number: int | None) -> Page | None:
    comments = Comment.objects.filter(article=article).order_by(
        models.F("posted_at").asc(nulls_last=True), "position"
    )
    pages = 1 if number is None else max(1, -(-article.comment_count // LENGTH))
    if number is not None:
        if not 1 <= number <= pages:
            return None
        comments = comments[(number - 1) * LENGTH : number * LENGTH]
    # Beside each other, nothing stands below anything.
    rows = [row._replace(level=0, rght=row.lft + 1) for row in read_rows(comments)]
    return Page(Slice(rows), pages, None)


def _newest(article: Article, number: int) -> Page | None:
    """Threads are gathered until a page is full; the last of them may be cut."""
    threads = Comment.objects.filter(article=article, level=0).order_by(
        models.F("posted_at").desc(nulls_last=True), "position"
    )
    pages: list[list[int]] = [[]]
    filled = 0
    for tree_id, lft, rght in threads.values_list("tree_id", "lft", "rght"):
        if filled >= LENGTH:
            pages.append([])
            filled = 0
        pages[-1].append(tree_id)
        filled += (rght - lft + 1) // 2
    if not 1 <= number <= len(pages):
        return None
    return Page(_threads(article, pages[number - 1]), len(pages))


def _threads(article: Article, tree_ids: list[int]) -> Slice:
    """These threads in this order, the last of them cut after LENGTH replies."""
    comments = Comment.objects.filter(article=article, level__lt=DEPTH).order_by("position")
    last = read_rows(comments.filter(tree_id__in=tree_ids[-1:])[: LENGTH + 2])
    rank = {tree_id: index for index, tree_id in enumerate(tree_ids)}
    rows = read_rows(comments.filter(tree_id__in=tree_ids[:-1]))
    rows.sort(key=lambda row: rank[row.tree_id])
    if len(last) > LENGTH + 1:
        return Slice([*rows, *last[: LENGTH + 1]], cut=last[0])
    return Slice([*rows, *last])


def _newest_first(whole: Slice) -> Slice:
    """The threads of a whole discussion, the one begun last first, unknown times at the end."""
    begun = {row.tree_id: row.posted_at for row in whole.rows if row.level == 0}
    known = [row for row in whole.rows if begun[row.tree_id] is not None]
    known.sort(key=lambda row: begun[row.tree_id], reverse=True)
    return Slice([*known, *(row for row in whole.rows if begun[row.tree_id] is None)])
