"""What stands in most records alike, and what somebody wrote between it."""

from __future__ import annotations

import itertools
from collections import Counter

from archive.dumps.anchors import Anchor
from archive.dumps.averages import mean
from archive.dumps.cards import names_below
from archive.dumps.names import clean_name, name_score
from archive.dumps.sheet import Border, Sheet
from archive.dumps.words import ANONYMOUS

REACH = 30
"""Rows looked at before the first and after the last anchor."""

PROSE = 5
"""Blanks in a row that may be a sentence, which people quote from each other."""

ALWAYS = 0.85
"""A row of so many records is furniture, whatever stands in its place elsewhere."""


def find_furniture(sheet: Sheet, anchors: tuple[Anchor, ...]) -> frozenset[str]:
    """Find the masks that stand between most anchors, and rows of nothing but buttons."""
    counts: Counter[str] = Counter()
    after: Counter[str] = Counter()
    spans = spans_of(sheet, anchors)
    for first, last in spans[:-1]:
        counts.update({sheet.masks[row] for row in range(first, last)})
    for first, last in spans[1:]:
        after.update({sheet.masks[row] for row in range(first, last)})
    number = len(anchors)
    least = number if number <= 3 else max(2, -(-number // 2))
    often = {
        m
        for m in counts
        if m and max(counts[m], after[m]) >= max(2, least if m.count(" ") < PROSE else 0.7 * number)
    }
    buttons = {m for m in counts | after if m in sheet.buttons}
    buttons |= {m for m in counts | after if m in sheet.folds and sheet.repeats[m] > 1}
    slots = _slots(sheet, anchors, often - buttons, counts, after) if number > 3 else set()
    return frozenset(m for m in often | buttons if m not in slots and not is_anonymous(m))


def _slots(
    sheet: Sheet,
    anchors: tuple[Anchor, ...],
    masks: set[str],
    counts: Counter[str],
    after: Counter[str],
) -> set[str]:
    """Find masks that share their place with other names: an author who wrote the most."""
    slots: set[str] = set()
    for offset in (-1, -2, 1, 2):
        column = [a.row + offset for a in anchors if 0 <= a.row + offset < len(sheet.rows)]
        present = {sheet.masks[row] for row in column}
        others = {m for m in present if m and m not in sheet.buttons}
        if len(others) < 3 or mean(name_score(sheet.rows[row].text) for row in column) < 0.6:
            continue
        slots |= {m for m in masks & others if max(counts[m], after[m]) < ALWAYS * len(anchors)}
    return slots | {sheet.masks[row] for row in names_below(sheet, anchors) if row is not None}


def is_anonymous(mask: str) -> bool:
    """Tell a word for nobody, which may well stand over most comments of a page."""
    return mask.strip(" :") in ANONYMOUS or clean_name(mask) in ANONYMOUS


def spans_of(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[tuple[int, int]]:
    """Give the row ranges before the first anchor, between anchors, and after the last."""
    first = anchors[0].row
    top = first
    while top > 0 and first - top < REACH and sheet.borders[top - 1] is Border.NONE:
        top -= 1
    spans = [(top, first)]
    for above, below in itertools.pairwise(anchors):
        spans.append((above.row + 1, below.row))
    last = anchors[-1].row + 1
    end = last
    while end < len(sheet.rows) and end - last < REACH and sheet.borders[end] is Border.NONE:
        end += 1
    spans.append((last, end))
    return spans


def is_plain(sheet: Sheet, furniture: frozenset[str], row: int) -> bool:
    """Tell what somebody wrote from furniture, bare times and bare signs."""
    mask = sheet.masks[row]
    if not mask:
        return True
    if mask in furniture:
        return False
    times = sheet.times[row]
    return not (times and times[0].start == 0 and times[0].end >= len(sheet.rows[row].text) - 1)


def plain_rows(sheet: Sheet, furniture: frozenset[str], first: int, last: int) -> list[int]:
    return [row for row in range(first, last) if is_plain(sheet, furniture, row)]
