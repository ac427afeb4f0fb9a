"""What repeats on a page: the rows that may each stand for one comment.

A series is a list of anchors of one shape: dates with the same words beside them, rows
that are all the same, list items of one kind, rows with the same first or last word. The
page's own repetition is the evidence; which series is the discussion is for
`layout.py` to weigh.
"""

from __future__ import annotations

import heapq
import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from archive.dumps.learning.anchors import Anchor, Series
from archive.dumps.learning.dated import dated_series
from archive.dumps.learning.sheet import (
    Sheet,
    border_rows,
    marked_rows,
    once,
    rows_by_mask,
    text_sums,
)

DENSE = 0.9
"""A discussion has text between most of its anchors."""

LONG_ITEM = 60
"""List items that are longer on average are texts and no menu."""

MAX_TIME_SERIES = 24

MAX_OTHER_SERIES = 24
"""No page needs more; they bound the work on a hostile one."""

AFFIX_LENGTH = 80

AFFIX_WORDS = 9


class Group(NamedTuple):
    """Rows of one shape; `anchor` gives what of a row is the same in all of them."""

    kind: str
    rows: Sequence[int]
    anchor: Callable[[int], Anchor]


@once
def find_time_series(sheet: Sheet) -> list[Series]:
    """List the series of dates, the most frequent first, each cut at the page's borders."""
    found: dict[tuple[Anchor, ...], None] = {}
    for anchors in dated_series(sheet):
        rows = [anchor.row for anchor in anchors]
        for first, last in _runs(sheet, rows):
            if last - first <= 2 or not _is_dense(rows[first:last]):
                found.setdefault(tuple(anchors[first:last]))
    runs = sorted(found, key=len, reverse=True)
    return [Series("time", run) for run in runs[:MAX_TIME_SERIES]]


def find_other_series(sheet: Sheet) -> list[Series]:
    """List all other series, the most frequent first, each cut at the page's borders."""
    found: dict[tuple[Anchor, ...], tuple[int, str]] = {}
    best: list[tuple[int, int]] = []
    groups = sorted(enumerate(_groups(sheet)), key=lambda pair: -len(pair[1].rows))
    for order, (kind, rows, anchor) in groups:
        if len(best) == MAX_OTHER_SERIES and best[0] > (len(rows), -order):
            break
        for first, last in _runs(sheet, rows):
            run = rows[first:last]
            if len(run) > 2 and _is_dense(run) and not (kind == "item" and _is_long(sheet, run)):
                continue
            key = tuple(anchor(row) for row in run)
            if key not in found:
                found[key] = order, kind
                heapq.heappush(best, (len(run), -order))
                if len(best) > MAX_OTHER_SERIES:
                    heapq.heappop(best)
    runs = sorted(found, key=lambda run: (-len(run), found[run][0]))
    return [Series(found[run][1], run) for run in runs[:MAX_OTHER_SERIES]]


def _groups(sheet: Sheet) -> Iterator[Group]:
    for rows in _item_groups(sheet):
        for run in _lists(sheet, rows):
            yield Group("item", run, _open_anchor)
    lengths = text_sums(sheet)
    for mask, rows in rows_by_mask(sheet).items():
        if mask and len(rows) >= 3:
            yield Group("text", rows, lambda row: Anchor(row, 0, lengths[row + 1] - lengths[row]))
    yield from _affix_groups(sheet)


def _open_anchor(row: int) -> Anchor:
    return Anchor(row, 0, 0)


def _item_groups(sheet: Sheet) -> Iterator[list[int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for index in marked_rows(sheet):
        row = sheet.rows[index]
        kind = "0" if row.marker[0].isdigit() else row.marker
        groups[kind, row.level].append(index)
        groups["any"].append(index)
    yield from (rows for rows in groups.values() if len(rows) >= 2)


def _lists(sheet: Sheet, rows: list[int]) -> Iterator[list[int]]:
    """Cut a series of items where their list ends: at a row that stands further left."""
    run: list[int] = []
    for row in rows:
        if run and not sheet.dialect.markdown:
            level = min(sheet.rows[run[0]].level, sheet.rows[row].level)
            if any(sheet.rows[inside].indent <= level for inside in range(run[-1] + 1, row)):
                yield from _with_bodies(run, row)
                run = []
        run.append(row)
    yield from _with_bodies(run, len(sheet.rows))


def _with_bodies(run: list[int], end: int) -> Iterator[list[int]]:
    """Give a list whole, and the stretches of it where items have more than one row."""
    if len(run) >= 2:
        yield run
    stretch: list[int] = []
    for row, below in zip(run, [*run[1:], end], strict=True):
        if below > row + 1:
            stretch.append(row)
        elif stretch:
            if 2 <= len(stretch) < len(run):
                yield stretch
            stretch = []
    if 2 <= len(stretch) < len(run):
        yield stretch


def _affix_groups(sheet: Sheet) -> Iterator[Group]:
    """Group rows by their first and by their last word."""
    groups: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for index, mask in enumerate(sheet.masks):
        if sheet.repeats[mask] >= 3 or len(sheet.rows[index].text) > AFFIX_LENGTH:
            continue
        if mask in sheet.buttons or _is_age(sheet, index):
            continue
        words = mask.split(None, AFFIX_WORDS)
        if 2 <= len(words) <= AFFIX_WORDS:
            groups[True, words[-1]].append(index)
            groups[False, words[0]].append(index)
    for (is_end, _), rows in groups.items():
        if len(rows) >= 3:
            yield Group("affix", rows, _end_of(sheet) if is_end else _start_of(sheet))


def _is_age(sheet: Sheet, row: int) -> bool:
    """Tell "4 years ago" in a row of its own, where "years" is nobody's name."""
    return any(
        time.kind == "relative" and time.end - time.start == len(sheet.rows[row].text)
        for time in sheet.times[row]
    )


def _end_of(sheet: Sheet) -> Callable[[int], Anchor]:
    def anchor(row: int) -> Anchor:
        text = sheet.rows[row].text
        return Anchor(row, len(text) - len(text.rsplit(None, 1)[-1]), len(text))

    return anchor


def _start_of(sheet: Sheet) -> Callable[[int], Anchor]:
    return lambda row: Anchor(row, 0, len(sheet.rows[row].text.split(None, 1)[0]))


def _is_long(sheet: Sheet, run: Sequence[int]) -> bool:
    lengths = text_sums(sheet)
    return sum(lengths[row + 1] - lengths[row] for row in run) > LONG_ITEM * len(run)


def _is_dense(run: Sequence[int]) -> bool:
    """Tell a menu: most of its rows stand directly under each other, without any text."""
    close = sum(below == above + 1 for above, below in itertools.pairwise(run))
    return close > DENSE * (len(run) - 1)


def _runs(sheet: Sheet, rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give a series whole, and cut where a heading or an end stands between two anchors.

    A run is given by the index of its first row and that after its last.
    """
    if not rows:
        return
    yield 0, len(rows)
    most = max(1, len(rows) // 5)
    cuts = {0}
    for row, repeats in border_rows(sheet):
        place = bisect_left(rows, row)
        if repeats <= most and 0 < place < len(rows) and rows[place] != row:
            cuts.add(place)
    if len(cuts) > 1:
        yield from itertools.pairwise([*sorted(cuts), len(rows)])
