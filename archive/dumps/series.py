"""What repeats on a page: the rows that may each stand for one comment.

A series is a list of anchors of one shape: dates with the same words beside them, rows
that are all the same, list items of one kind, rows with the same first or last word. The
page's own repetition is the evidence; which series is the discussion is for
`layout.py` to weigh.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from archive.dumps.anchors import Anchor, Series
from archive.dumps.dated import dated_series, token_shape
from archive.dumps.sheet import Border, Sheet

DENSE = 0.9
"""A discussion has text between most of its anchors."""

LONG_ITEM = 60
"""List items that are longer on average are texts and no menu."""

MAX_TIME_SERIES = 24

MAX_OTHER_SERIES = 24
"""No page needs more; they bound the work on a hostile one."""


def find_series(sheet: Sheet) -> list[Series]:
    """List the candidates, the most frequent first, each cut at the page's borders."""
    found: dict[tuple[Anchor, ...], str] = {}
    for kind, anchors in _all_series(sheet):
        for run in _runs(sheet, anchors):
            if len(run) > 2 and _is_dense(run) and not (kind == "item" and _is_long(sheet, run)):
                continue
            found.setdefault(run, kind)
    chosen: list[Series] = []
    for is_time, most in ((True, MAX_TIME_SERIES), (False, MAX_OTHER_SERIES)):
        runs = [run for run, kind in found.items() if (kind == "time") is is_time]
        runs.sort(key=len, reverse=True)
        chosen += [Series(found[run], run) for run in runs[:most]]
    return chosen


def _all_series(sheet: Sheet) -> Iterator[tuple[str, list[Anchor]]]:
    for anchors in dated_series(sheet):
        yield "time", anchors
    for anchors in _item_series(sheet):
        for run in _lists(sheet, anchors):
            yield "item", run
    for anchors in _text_series(sheet):
        yield "text", anchors
    for anchors in _affix_series(sheet):
        yield "affix", anchors


def _is_long(sheet: Sheet, run: tuple[Anchor, ...]) -> bool:
    return sum(len(sheet.rows[anchor.row].text) for anchor in run) > LONG_ITEM * len(run)


def _is_dense(run: tuple[Anchor, ...]) -> bool:
    """Tell a menu: most of its rows stand directly under each other, without any text."""
    close = sum(below.row == above.row + 1 for above, below in itertools.pairwise(run))
    return close > DENSE * (len(run) - 1)


def _item_series(sheet: Sheet) -> Iterator[list[Anchor]]:
    groups: dict[object, list[Anchor]] = defaultdict(list)
    for index, row in enumerate(sheet.rows):
        if row.marker:
            kind = "0" if row.marker[0].isdigit() else row.marker
            groups[kind, row.level].append(Anchor(index, 0, 0))
            groups["any"].append(Anchor(index, 0, 0))
    yield from (anchors for anchors in groups.values() if len(anchors) >= 2)


def _lists(sheet: Sheet, anchors: list[Anchor]) -> Iterator[list[Anchor]]:
    """Cut a series of items where their list ends: at a row that stands further left."""
    run: list[Anchor] = []
    for anchor in anchors:
        if run and not sheet.dialect.markdown:
            level = min(sheet.rows[run[0].row].level, sheet.rows[anchor.row].level)
            inside = range(run[-1].row + 1, anchor.row)
            if any(sheet.rows[row].indent <= level for row in inside):
                yield from _with_bodies(run, anchor.row)
                run = []
        run.append(anchor)
    yield from _with_bodies(run, len(sheet.rows))


def _with_bodies(run: list[Anchor], end: int) -> Iterator[list[Anchor]]:
    """Give a list whole, and the stretches of it where items have more than one row."""
    if len(run) >= 2:
        yield run
    stretch: list[Anchor] = []
    for anchor, below in zip(run, [*(a.row for a in run[1:]), end], strict=True):
        if below > anchor.row + 1:
            stretch.append(anchor)
        elif stretch:
            if 2 <= len(stretch) < len(run):
                yield stretch
            stretch = []
    if 2 <= len(stretch) < len(run):
        yield stretch


def _text_series(sheet: Sheet) -> Iterator[list[Anchor]]:
    groups: dict[str, list[Anchor]] = defaultdict(list)
    for index, mask in enumerate(sheet.masks):
        if mask and sheet.repeats[mask] >= 3:
            groups[mask].append(Anchor(index, 0, len(sheet.rows[index].text)))
    yield from groups.values()


def _affix_series(sheet: Sheet) -> Iterator[list[Anchor]]:
    groups: dict[object, list[Anchor]] = defaultdict(list)
    for index, row in enumerate(sheet.rows):
        tokens = row.text.split() if len(row.text) <= 80 else ()
        if 2 <= len(tokens) <= 9 and sheet.repeats[sheet.masks[index]] < 3:
            last, first = tokens[-1], tokens[0]
            groups["end", token_shape(last)].append(
                Anchor(index, len(row.text) - len(last), len(row.text))
            )
            groups["start", token_shape(first)].append(Anchor(index, 0, len(first)))
    yield from (anchors for anchors in groups.values() if len(anchors) >= 3)


def _runs(sheet: Sheet, anchors: list[Anchor]) -> Iterator[tuple[Anchor, ...]]:
    """Cut a series where a heading or an end stands between two anchors."""
    if not anchors:
        return
    yield tuple(anchors)
    run = [anchors[0]]
    for above, anchor in itertools.pairwise(anchors):
        if any(_is_break(sheet, row, len(anchors)) for row in range(above.row + 1, anchor.row)):
            yield tuple(run)
            run = []
        run.append(anchor)
    if len(run) < len(anchors):
        yield tuple(run)


def _is_break(sheet: Sheet, row: int, anchors: int) -> bool:
    if sheet.borders[row] is Border.NONE:
        return False
    return sheet.repeats[sheet.masks[row]] <= max(1, anchors // 5)
