"""What somebody wrote on a page, once what stands in most records alike is left out."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, pairwise

from archive.dumps.learning.dated import heads_named
from archive.dumps.learning.sheet import Sheet, once, rows_by_mask


class Plain:
    """The rows that are neither furniture nor bare times; `is_plain` has an entry a row."""

    __slots__ = ("is_plain", "rows")

    def __init__(self, sheet: Sheet, furniture: frozenset[str]) -> None:
        self.is_plain = bytearray(_not_bare(sheet))
        rows = rows_by_mask(sheet)
        for mask in furniture:
            for row in rows[mask]:
                self.is_plain[row] = 0
        self.rows = list(compress(range(len(self.is_plain)), self.is_plain))

    def between(self, first: int, end: int) -> list[int]:
        """Give the plain rows from `first` to before `end`."""
        start = bisect_left(self.rows, first)
        return self.rows[start : bisect_left(self.rows, end, start)] if first < end else []

    def first(self, first: int, end: int) -> int | None:
        """Give the first plain row from `first` to before `end`."""
        place = bisect_left(self.rows, first)
        found = place < len(self.rows) and self.rows[place] < end
        return self.rows[place] if found else None

    def blocks(self, first: int, end: int) -> list[list[int]]:
        """Give the runs of plain rows that nothing else parts."""
        return runs_of(self.between(first, end))


def runs_of(rows: list[int]) -> list[list[int]]:
    """Cut rows where one or more are missing."""
    if not rows or rows[-1] - rows[0] == len(rows) - 1:
        return [rows] if rows else []
    runs = [[rows[0]]]
    for above, row in pairwise(rows):
        if row > above + 1:
            runs.append([])
        runs[-1].append(row)
    return runs


@once
def _not_bare(sheet: Sheet) -> bytes:
    """Tell rows from bare times and bare signs; a row too long to have a mask is a text."""
    found = bytearray(
        not mask or not times or times[0].start > 0 or times[0].end < len(row.text) - 1
        for mask, times, row in zip(sheet.masks, sheet.times, sheet.rows, strict=True)
    )
    for row in heads_named(sheet):
        found[row] = 0
    return bytes(found)
