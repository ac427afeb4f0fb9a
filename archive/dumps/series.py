"""What repeats on a page: the rows that may each stand for one comment.

A series is a list of anchors of one shape: dates with the same words beside them, rows
that are all the same, list items of one kind, rows with the same first or last word. The
page's own repetition is the evidence; which series is the discussion is for
`layout.py` to weigh.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from archive.dumps.dates import FoundTime
from archive.dumps.patterns import DIGITS
from archive.dumps.sheet import Border, Sheet

HEADER_LENGTH = 130
"""What stands beside a comment's date on its line is not longer."""

DOUBLE_REACH = 8
"""Rows between two writings of the same date in the head of one comment."""

DENSE = 0.9
"""A discussion has text between most of its anchors."""

WIDER = 1.1
"""Dates written otherwise may be a small share of a discussion: those of removed comments."""

MAX_TIME_SERIES = 24
MAX_OTHER_SERIES = 24
"""No page needs more; they bound the work on a hostile one."""


class Anchor(NamedTuple):
    """A row, and the characters of it that are the same kind of thing in every comment."""

    row: int
    start: int
    end: int


class Series(NamedTuple):
    """Anchors in page order; `kind` is time, text, item, or affix."""

    kind: str
    anchors: tuple[Anchor, ...]


def find_series(sheet: Sheet) -> list[Series]:
    """List the candidates, the most frequent first, each cut at the page's borders."""
    found: dict[tuple[Anchor, ...], str] = {}
    for kind, anchors in _all_series(sheet):
        for run in _runs(sheet, anchors):
            if len(run) > 2 and _is_dense(run):
                continue
            found.setdefault(run, kind)
    chosen: list[Series] = []
    for is_time, most in ((True, MAX_TIME_SERIES), (False, MAX_OTHER_SERIES)):
        runs = [run for run, kind in found.items() if (kind == "time") is is_time]
        runs.sort(key=len, reverse=True)
        chosen += [Series(found[run], run) for run in runs[:most]]
    return chosen


def _is_dense(run: tuple[Anchor, ...]) -> bool:
    """Tell a menu: most of its rows stand directly under each other, without any text."""
    close = sum(below.row == above.row + 1 for above, below in itertools.pairwise(run))
    return close > DENSE * (len(run) - 1)


def _all_series(sheet: Sheet) -> Iterator[tuple[str, list[Anchor]]]:
    for anchors in _time_series(sheet):
        yield "time", anchors
    for anchors in _item_series(sheet):
        for run in _lists(sheet, anchors):
            yield "item", run
    for anchors in _text_series(sheet):
        yield "text", anchors
    for anchors in _affix_series(sheet):
        yield "affix", anchors


def _time_series(sheet: Sheet) -> Iterator[list[Anchor]]:
    anchors = []
    for index, found in enumerate(sheet.times):
        dated = [time for time in found if time.kind != "clock"] or list(found)
        if dated and dated[0].kind == "clock" and _is_dated(sheet, index):
            continue
        if dated:
            first = dated[0]
            text = sheet.rows[index].text
            end = _end_of_times(text, first.end, found)
            if len(text) - (end - first.start) <= HEADER_LENGTH:
                anchors.append(Anchor(index, first.start, end))
    contexts = [_context(sheet.rows[anchor.row].text, anchor) for anchor in anchors]
    lefts = Counter(left for left, _ in contexts)
    rights = Counter(right for _, right in contexts)
    least = max(2, len(anchors) // 8)
    rights_of: list[str] = []
    groups: dict[object, list[Anchor]] = defaultdict(list)
    for anchor, (left, right) in zip(anchors, contexts, strict=True):
        left_key = left if not left or lefts[left] >= least else "*"
        right_key = right if not right or rights[right] >= least else "*"
        rights_of.append(right_key)
        shape = DIGITS.sub("0", sheet.rows[anchor.row].text[anchor.start : anchor.end])
        kind = next(t.kind for t in sheet.times[anchor.row] if t.start == anchor.start)
        groups[left_key, right_key].append(anchor)
        groups[left_key, right_key, sheet.rows[anchor.row].indent > 0].append(anchor)
        groups[left_key, right_key, kind, sum(char.isdigit() for char in shape)].append(anchor)
        groups[left_key, "?"].append(anchor)
        groups["?", right_key].append(anchor)
    keys = dict(zip(anchors, rights_of, strict=True))
    for name, group in list(groups.items()):
        if isinstance(name, tuple) and len(name) == 2 and len(group) > 2:
            inside = [a for a in anchors if group[0].row <= a.row <= group[-1].row]
            alike = [a for a in inside if keys[a] == keys[group[0]]]
            for wider in (inside, alike):
                if len(wider) <= WIDER * len(group):
                    groups[name, len(wider)] = wider
    groups["all"] = anchors
    for group in groups.values():
        yield group
        single = without_doubles(sheet, group)
        if len(single) < 0.7 * len(group):
            yield single


def _is_dated(sheet: Sheet, index: int) -> bool:
    """Tell whether a date stands beside a row that has only a clock."""
    return any(
        0 <= other < len(sheet.rows) and any(time.kind != "clock" for time in sheet.times[other])
        for other in (index - 1, index - 2, index + 1)
    )


def without_doubles(sheet: Sheet, anchors: list[Anchor]) -> list[Anchor]:
    """Keep the first of two like dates that frame the head of one record."""
    kept: list[Anchor] = []
    for anchor in anchors:
        if (
            kept
            and anchor.row - kept[-1].row <= DOUBLE_REACH
            and _same_time(sheet, kept[-1], anchor)
        ):
            continue
        kept.append(anchor)
    return kept


def _same_time(sheet: Sheet, one: Anchor, other: Anchor) -> bool:
    between = sum(len(sheet.rows[row].text) for row in range(one.row + 1, other.row))
    if sheet.times[one.row][0].clock is None or sheet.times[one.row][0].kind != "absolute":
        return False
    first = sheet.rows[one.row].text[one.start : one.end]
    return between < 200 and first == sheet.rows[other.row].text[other.start : other.end]


def _end_of_times(text: str, end: int, found: tuple[FoundTime, ...]) -> int:
    """Reach over a second time of the same row: "15 seconds ago (7:18 PM)"."""
    for time in found:
        if time.start >= end and not any(char.isalnum() for char in text[end : time.start]):
            end = time.end
    return end


def _context(text: str, anchor: Anchor) -> tuple[str, str]:
    left = text[: anchor.start].split()
    right = text[anchor.end :].split()
    return (_shape(left[-1]) if left else "", _shape(right[0]) if right else "")


def _shape(token: str) -> str:
    return DIGITS.sub("0", token).casefold()


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
            groups["end", _shape(last)].append(
                Anchor(index, len(row.text) - len(last), len(row.text))
            )
            groups["start", _shape(first)].append(Anchor(index, 0, len(first)))
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
