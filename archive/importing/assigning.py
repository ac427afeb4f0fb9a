"""Which row of a discussion is which comment of its merged captures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from archive.importing.merging import Merged
from archive.importing.restructured import Restructured
from archive.models import Dump, Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the rows say, and what moderators made of them. `by_key` has merged ones' keys too.

    `spans` gives, by a capture's checksum, the lines of its comments and their rows. A line
    where a comment was recovered but none is linked is that of one that was erased: it must
    not come back with the next capture.
    """

    by_key: dict[str, int]
    spans: dict[str, list[tuple[int, int, int]]]
    erased: set[tuple[str, int]]
    restructured: Restructured

    @classmethod
    def of(
        cls,
        dumps: dict[int, Dump],
        rows: dict[int, dict[str, Any]],
        restructured: Restructured,
    ) -> Known:
        spans: dict[str, list[tuple[int, int, int]]] = {dump.sha256: [] for dump in dumps.values()}
        excerpts = Excerpt.objects.filter(dump__in=list(dumps)).order_by("first_line")
        for dump_id, *span in excerpts.values_list(
            "dump_id", "first_line", "last_line", "comment_id"
        ):
            spans[dumps[dump_id].sha256].append(tuple(span))
        recovered = {
            (dump.sha256, line) for dump in dumps.values() for line in _comment_lines(dump.sections)
        }
        linked = {(name, first) for name, part in spans.items() for first, _, _ in part}
        return cls(
            by_key=restructured.keys | {row["source_key"]: pk for pk, row in rows.items()},
            spans=spans,
            erased=recovered - linked,
            restructured=restructured,
        )

    @property
    def linked(self) -> set[int]:
        """Rows that some capture contains."""
        return {pk for part in self.spans.values() for _, _, pk in part}

    def row_at(self, name: str, first: int, last: int) -> int:
        """The row of the comment that stands in these lines; 0 if none does.

        A better parser may find that a comment begins a line earlier, so lines need to
        overlap only.
        """
        part = self.spans.get(name, [])
        index = bisect_right(part, last, key=lambda span: span[0]) - 1
        return part[index][2] if index >= 0 and part[index][1] >= first else 0


def _comment_lines(sections: Iterable[list[Any]]) -> Iterator[int]:
    """The first line of each comment that was recovered."""
    first: dict[int, int] = {}
    for _kind, line, _last, comment, *_ in sections:
        if comment is not None:
            first[comment] = min(line, first.get(comment, line))
    yield from first.values()


def assign_rows(merged: Merged, known: Known, *, before: Merged | None) -> list[int | None]:
    """For each merged comment the id of its row, 0 where there is none, None where erased.

    Its own key decides; then the rows of the captures that show it; then, for comments of
    equal words, any row that is left, or one that a moderator gave these words.
    """
    ids: list[int | None] = [known.by_key.get(key, 0) for key in merged.keys]
    claimed = {pk for pk in ids if pk}
    shown = _rows_shown(merged, known)
    joined = set(known.restructured.rows)
    if before:
        joined |= _joined_by_moderators(before, known)
    for index, pk in enumerate(ids):
        if pk == 0:
            ids[index] = next((row for row in shown[index] if row not in claimed), 0)
            claimed.add(ids[index])
    _assign_leftovers(merged, ids, shown, claimed)
    _assign_by_words(merged, known.restructured, ids)
    erased = {place for place, name, first, _ in _members(merged) if (name, first) in known.erased}
    for index, pk in enumerate(ids):
        if pk == 0:
            ids[index] = next((row for row in shown[index] if row in joined), 0)
        if ids[index] == 0 and index in erased:
            ids[index] = None
    return ids


def _rows_shown(merged: Merged, known: Known) -> list[list[int]]:
    shown: list[set[int]] = [set() for _ in merged.keys]
    for place, name, first, last in _members(merged):
        if pk := known.row_at(name, first, last):
            shown[place].add(pk)
    return [sorted(rows) for rows in shown]


def _assign_leftovers(
    merged: Merged, ids: list[int | None], shown: list[list[int]], claimed: set[int | None]
) -> None:
    """Rows whose comment was taken by another go to one of equal words without a row."""
    groups: dict[tuple[str | None, str], list[int]] = {}
    for index, comment in enumerate(merged.page.comments):
        groups.setdefault((comment.author, " ".join(comment.body.split())), []).append(index)
    for indexes in groups.values():
        left = sorted({row for index in indexes for row in shown[index]} - claimed)
        empty = [index for index in indexes if ids[index] == 0]
        for index, row in zip(empty, left, strict=False):
            ids[index] = row
            claimed.add(row)


def _assign_by_words(merged: Merged, restructured: Restructured, ids: list[int | None]) -> None:
    """Comments that a moderator made of others, where a capture shows just these.

    Each once a capture: who says the same words again says another comment.
    """
    if not restructured.by_words:
        return
    captures: dict[int, set[str]] = {}
    for place, name, _first, _last in _members(merged):
        captures.setdefault(place, set()).add(name)
    held: dict[int | None, set[str]] = {}
    for place, pk in enumerate(ids):
        held.setdefault(pk, set()).update(captures.get(place, ()))
    for place, pk in enumerate(ids):
        row = restructured.row_of_words(merged.page.comments[place]) if pk == 0 else 0
        if row and not held.get(row, set()) & captures[place]:
            ids[place] = row
            held.setdefault(row, set()).update(captures[place])


def _joined_by_moderators(before: Merged, known: Known) -> set[int]:
    """Rows that stand for several comments of the captures as they were merged before."""
    owners: dict[int, set[int]] = {}
    for place, name, first, last in _members(before):
        if pk := known.row_at(name, first, last):
            owners.setdefault(pk, set()).add(place)
    return {pk for pk, places in owners.items() if len(places) > 1}


def _members(merged: Merged) -> Iterator[tuple[int, str, int, int]]:
    """Each place of the merged page with a capture, first and last line that show it."""
    for name, places in merged.places.items():
        for place, (first, last) in zip(places, merged.spans[name], strict=True):
            yield place, name, first, last
