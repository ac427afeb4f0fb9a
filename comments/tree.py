"""The nested-set columns: computed in one pass, here and nowhere else.

Rows that exist are renumbered here; the importer inserts new ones with numbers from here.

`parent` and the order of siblings are the truth. `lft`, `rght`, `level`, `tree_id` and
`position` follow from them: one tree a thread, positions in pre-order over the discussion.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from comments.models import Comment

BATCH = 500


class Place(NamedTuple):
    """Where a comment stands. `root` indexes the sequence that was numbered; counts from 0,
    except `lft` and `rght`, which count from 1 within a thread."""

    position: int
    root: int
    lft: int
    rght: int
    level: int


def number_discussion(parents: Sequence[int | None]) -> list[Place]:
    """The place of each comment, given its parent's index in the same sequence.

    Siblings keep the order of the sequence. Linear, and without recursion: a thread may
    be as deep as it is long. Raises ValueError if comments answer each other in a ring.
    """
    roots, replies = _children(parents)
    places: dict[int, Place] = {}
    position = 0
    for root in roots:
        counter = 1
        # Each entry is a comment on its way in, or (as ~index) on its way out.
        pending = [root]
        entered: dict[int, tuple[int, int]] = {}
        while pending:
            index = pending.pop()
            if index >= 0:
                entered[index] = (position, counter)
                position += 1
                pending.append(~index)
                pending.extend(reversed(replies[index]))
            else:
                at, lft = entered.pop(~index)
                places[~index] = Place(at, root, lft, counter, len(entered))
            counter += 1
    if len(places) != len(parents):
        raise ValueError("Some comments answer each other in a ring.")
    return [places[index] for index in range(len(parents))]


def _children(parents: Sequence[int | None]) -> tuple[list[int], list[list[int]]]:
    roots: list[int] = []
    replies: list[list[int]] = [[] for _ in parents]
    for index, parent in enumerate(parents):
        (roots if parent is None else replies[parent]).append(index)
    return roots, replies


def renumber_discussion(article_id: int, *, order: Sequence[int] | None = None) -> int:
    """Write the tree columns of one article anew from parents and order; how many changed.

    `order` lists the article's comment ids with siblings in the order wanted; without it
    they stay in that of their positions. Call it inside a transaction that holds the
    article (`lock_discussion`).
    """
    rows = list(
        Comment.objects.filter(article_id=article_id)
        .order_by("position", "pk")
        .only("parent_id", "position", "tree_id", "lft", "rght", "level")
    )
    if order is not None:
        rank = {pk: index for index, pk in enumerate(order)}
        rows.sort(key=lambda row: rank[row.pk])
    index_of = {row.pk: index for index, row in enumerate(rows)}
    places = number_discussion(
        [None if r.parent_id is None else index_of[r.parent_id] for r in rows]
    )
    changed = [
        row
        for row, place in zip(rows, places, strict=True)
        if _place(row, rows[place.root].pk, place)
    ]
    Comment.objects.bulk_update(
        changed, ["position", "tree_id", "lft", "rght", "level"], batch_size=BATCH
    )
    return len(changed)


def _place(row: Comment, tree_id: int, place: Place) -> bool:
    """Set the columns of an instance; whether any of them differed."""
    new = (place.position, tree_id, place.lft, place.rght, place.level)
    if new == (row.position, row.tree_id, row.lft, row.rght, row.level):
        return False
    row.position, row.tree_id, row.lft, row.rght, row.level = new
    return True
