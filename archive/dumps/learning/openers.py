"""Names told by the row that opens each record, however much stands between the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.plain import Plain
from archive.dumps.learning.sheet import Border, Sheet

OPENS = 0.85
"""An opener stands once in so many of the heads."""

FEWEST = 5
"""Records without which there is no habit to speak of."""

REACH = 12
"""Rows of a head, from its opener to its anchor."""


def opened_columns(
    sheet: Sheet, plain: Plain, anchors: tuple[Anchor, ...]
) -> Iterator[list[int | None]]:
    """Give for each row that opens most heads the rows right below it, one for each anchor."""
    if len(anchors) < FEWEST:
        return
    columns: dict[str, list[int | None]] = defaultdict(lambda: [None] * len(anchors))
    floor = 0
    for index, anchor in enumerate(anchors):
        start = max(floor, anchor.row - REACH)
        if Border.START in sheet.borders[start : anchor.row]:
            rows = range(start, anchor.row)
            start = max(row for row in rows if sheet.borders[row] is Border.START)
        head = sheet.masks[start : anchor.row]
        for row, mask in enumerate(head[:-1], start):
            if not plain.is_plain[row] and plain.is_plain[row + 1] and head.count(mask) == 1:
                columns[mask][index] = row + 1
        floor = anchor.row + 1
    for column in columns.values():
        if len(column) - column.count(None) >= OPENS * len(anchors):
            yield column
