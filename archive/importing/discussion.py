"""The merged comments of a page against the rows of its discussion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from archive.importing.assigning import Known, assign_rows
from archive.importing.changes import Changes
from archive.importing.marks import (
    COMMENT_FOLLOWERS,
    COMMENT_GROUPS,
    is_decided,
    mark,
    own_changes,
)
from archive.importing.merging import Merged, find_rings, merged_order
from archive.importing.restructured import Restructured, load_restructured
from archive.importing.rows import comment_values
from archive.models import Dump
from articles.bulk import insert_rows
from articles.identifiers import reserve_ids
from articles.models import Article
from comments.models import Certainty, Comment
from comments.tree import number_discussion, renumber_discussion

BATCH = 200
OWN = (
    *(name for names in COMMENT_GROUPS.values() for name in names),
    *(name for names in COMMENT_FOLLOWERS.values() for name in names),
    "read_marks",
    "source_key",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discussion:
    """Where the comments go: the locked article, its dumps, its site's clock and people."""

    article: Article
    zone: ZoneInfo
    commenters: dict[str, int]
    dumps: dict[int, Dump]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The row's id for each merged comment, None for those erased; what moderators changed."""

    ids: list[int | None]
    restructured: Restructured


def load_discussion(
    target: Discussion, merged: Merged, *, before: Merged | None, changes: Changes
) -> Loaded:
    """Write what differs."""
    rows = {
        row["pk"]: row
        for row in Comment.objects.filter(article=target.article)
        .order_by("position", "pk")
        .values("pk", "position", *OWN)
    }
    restructured = load_restructured(target.article.pk, rows)
    known = Known.of(target.dumps, rows, restructured)
    ids = assign_rows(merged, known, before=before)
    new = [index for index, pk in enumerate(ids) if pk == 0]
    for index, pk in zip(new, reserve_ids(Comment, len(new), using="default"), strict=True):
        ids[index] = pk
    wanted = _wanted(target, merged, ids, rows)
    updates = _updates(rows, wanted)
    parents = {pk: values["parent_id"] for pk, values in rows.items()}
    parents |= {pk: values["parent_id"] for pk, values in wanted.items() if pk not in rows}
    parents |= {pk: v["parent_id"] for pk, v in updates.items() if "parent_id" in v}
    _break_rings(parents, rows, wanted, updates)
    order = _order(ids, rows, parents)
    _insert(target.article.pk, [pk for pk in wanted if pk not in rows], wanted, parents, order)
    _update(rows, updates)
    if rows:
        renumber_discussion(target.article.pk, order=order)
    changes.added = [ids[index] for index in new]
    changes.moved = [pk for pk, values in updates.items() if "parent_id" in values]
    changes.changed = [
        pk
        for pk, values in updates.items()
        if "parent_id" not in values and values.keys() - {"source_key", "read_marks"}
    ]
    # What moderators made by hand has no marks, and no capture could show it.
    changes.unshown = [
        pk for pk, row in rows.items() if pk not in wanted and row["read_marks"].strip()
    ]
    changes.vanished = [pk for pk in changes.unshown if pk in known.linked]
    return Loaded(ids=ids, restructured=restructured)


def _wanted(
    target: Discussion,
    merged: Merged,
    ids: Sequence[int | None],
    rows: dict[int, dict[str, Any]],
) -> dict[int, dict[str, Any]]:
    """What each comment's row should say.

    Of several places of one row that of its own key speaks for it, else the first.
    """
    wanted: dict[int, dict[str, Any]] = {}
    for index, (comment, key) in enumerate(zip(merged.page.comments, merged.keys, strict=True)):
        pk = ids[index]
        if pk is None or (pk in wanted and (pk not in rows or rows[pk]["source_key"] != key)):
            continue
        above = comment.parent
        while above is not None and ids[above] is None:
            above = merged.page.comments[above].parent
        values = comment_values(
            comment,
            zone=target.zone,
            commenters=target.commenters,
            parent_id=None if above is None or ids[above] == pk else ids[above],
        )
        wanted[pk] = {**values, "source_key": key}
    return wanted


def _updates(
    rows: dict[int, dict[str, Any]], wanted: dict[int, dict[str, Any]]
) -> dict[int, dict[str, Any]]:
    updates = {}
    for pk, values in wanted.items():
        if pk in rows:
            changes = own_changes(rows[pk], values, COMMENT_GROUPS, COMMENT_FOLLOWERS)
            if rows[pk]["source_key"] != values["source_key"]:
                changes["source_key"] = values["source_key"]
            if changes:
                updates[pk] = changes
    return updates


def _break_rings(
    parents: dict[int, int | None],
    rows: dict[int, dict[str, Any]],
    wanted: dict[int, dict[str, Any]],
    updates: dict[int, dict[str, Any]],
) -> None:
    """A moderator's move and a capture's claim can make a ring: the claim gives way."""
    pks = list(parents)
    index_of = {pk: index for index, pk in enumerate(pks)}
    for ring in find_rings([None if p is None else index_of[p] for p in parents.values()]):
        free = [
            pks[index]
            for index in ring
            if pks[index] not in rows or not is_decided(rows[pks[index]], "place", COMMENT_GROUPS)
        ]
        weakest = max(free, key=lambda pk: wanted[pk]["source_key"])
        parents[weakest] = None
        wanted[weakest] |= {"parent_id": None, "parent_certainty": Certainty.GUESSED.value}
        wanted[weakest]["read_marks"] = mark(wanted[weakest], COMMENT_GROUPS)
        if weakest in rows:
            updates |= _updates(rows, {weakest: wanted[weakest]})


def _order(
    ids: Sequence[int | None],
    rows: dict[int, dict[str, Any]],
    parents: dict[int, int | None],
) -> list[int]:
    """Siblings in the captures' order; among them, each after the one that it followed, what
    a moderator placed and what no capture has."""
    placed = {
        pk
        for pk, row in rows.items()
        if row["read_marks"] and is_decided(row, "place", COMMENT_GROUPS)
    }
    shown = [pk for pk in dict.fromkeys(ids) if pk is not None and pk not in placed]
    in_captures, as_it_stood = _by_parent(shown, parents), _by_parent(rows, parents)
    return [
        pk
        for parent in dict.fromkeys([*in_captures, *as_it_stood])
        for pk in merged_order(in_captures.get(parent, []), as_it_stood.get(parent, []))
    ]


def _by_parent(pks: Iterable[int], parents: dict[int, int | None]) -> dict[int | None, list[int]]:
    siblings: dict[int | None, list[int]] = {}
    for pk in pks:
        siblings.setdefault(parents[pk], []).append(pk)
    return siblings


def _insert(
    article_id: int,
    new: Sequence[int],
    wanted: dict[int, dict[str, Any]],
    parents: dict[int, int | None],
    order: Sequence[int],
) -> None:
    """Insert new rows at their final places; those of the others are written after."""
    if not new:
        return
    index_of = {pk: index for index, pk in enumerate(order)}
    places = number_discussion(
        [None if parents[pk] is None else index_of[parents[pk]] for pk in order]
    )
    columns = ("id", "article_id", *OWN, "position", "tree_id", "lft", "rght", "level")

    def row(pk: int) -> tuple[Any, ...]:
        place = places[index_of[pk]]
        numbers = (place.position, order[place.root], place.lft, place.rght, place.level)
        return (pk, article_id, *(wanted[pk][name] for name in OWN), *numbers)

    insert_rows(Comment, columns, [row(pk) for pk in new])


def _update(rows: dict[int, dict[str, Any]], updates: dict[int, dict[str, Any]]) -> None:
    if not updates:
        return
    # Keys move from row to row; a detour keeps them unique at every moment.
    moving = [pk for pk, values in updates.items() if "source_key" in values]
    for pk in moving:
        Comment.objects.filter(pk=pk).update(source_key=f"moving {pk}")
    names = sorted({name for values in updates.values() for name in values})
    changed = [
        Comment(pk=pk, **{name: values.get(name, rows[pk][name]) for name in names})
        for pk, values in updates.items()
    ]
    Comment.objects.bulk_update(changed, names, batch_size=BATCH)
