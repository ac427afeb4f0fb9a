"""On which side of its anchor the body of a comment stands.

Every hint is a number, above zero for a body that follows its anchor and below zero for
one that stands before it; `layout.py` adds them up.
"""

from __future__ import annotations

import itertools
from statistics import median

from archive.dumps.anchors import Anchor
from archive.dumps.averages import mean
from archive.dumps.furniture import is_plain
from archive.dumps.patterns import SIGNATURE, WORD_CHARACTER
from archive.dumps.places import Place
from archive.dumps.sheet import Sheet

ITEM_ABOVE = 2.0
"""The weight of a list item that opens each record a little above its anchor."""


def side_evidence(
    sheet: Sheet,
    anchors: tuple[Anchor, ...],
    gaps: list[list[int]],
    furniture: frozenset[str],
    heading: int | None,
    places: dict[Place, float],
    inline: float,
) -> dict[str, float]:
    return {
        "default": 0.2,
        "signature": _signature_evidence(sheet, anchors),
        "near": _near_evidence(sheet, anchors, furniture),
        "ends": _ends_evidence(sheet, gaps),
        "colon": _colon_evidence(sheet, anchors),
        "items": _item_evidence(sheet, anchors, gaps),
        "blocks": _block_evidence(sheet, anchors, furniture),
        "heading": _heading_evidence(sheet, gaps, heading, inline > 0.6),
        "end": _end_evidence(sheet, anchors, gaps),
        "blank": _blank_evidence(sheet, anchors, places),
    }


def _colon_evidence(sheet: Sheet, anchors: tuple[Anchor, ...]) -> float:
    ends = mean(sheet.rows[a.row].text.rstrip().endswith((":", "：")) for a in anchors)
    return 3.0 * ends if ends > 0.5 else 0.0


def _item_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], gaps: list[list[int]]) -> float:
    """Where one list item opens each record, its place tells the side."""
    counts, above, below, own = [], [], [], []
    for index, anchor in enumerate(anchors[1:], 1):
        first = anchors[index - 1].row + 1
        items = [row for row in range(first, anchor.row + 1) if sheet.rows[row].marker]
        counts.append(len(items))
        own.append(bool(items) and items[-1] == anchor.row)
        if items:
            start = min(items, key=lambda row: sheet.rows[row].level)
            above.append(sum(row < start for row in gaps[index]))
            below.append(sum(row >= start for row in gaps[index]))
    if not counts or median(counts) != 1 or len(above) < 0.6 * len(counts):
        return 0.0
    if mean(own) > 0.6:
        return 2.5
    if mean(below) <= 2.2 and mean(above) >= mean(below) * 0.8:
        return ITEM_ABOVE
    if mean(above) < 0.5 and mean(below) > 1:
        return -3.0
    return 0.0


def _block_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], furniture: frozenset[str]) -> float:
    """Where furniture splits the rows between anchors, the longest block is the body."""
    votes = []
    for above, below in itertools.pairwise(anchors):
        blocks: list[int] = [0]
        for row in range(above.row + 1, below.row):
            if is_plain(sheet, furniture, row) and WORD_CHARACTER.search(sheet.rows[row].text):
                blocks[-1] += len(sheet.rows[row].text)
            elif blocks[-1] or len(blocks) == 1:
                blocks.append(0)
        if len(blocks) > 1 and any(blocks):
            votes.append(_block_vote(blocks))
    return 2.0 * mean(votes) if votes else 0.0


def _block_vote(blocks: list[int]) -> float:
    longest = max(blocks)
    if blocks[0] == longest:
        return 1.0
    if blocks[-1] == longest:
        return -0.8 if blocks[0] else -0.5
    return 0.0


def _heading_evidence(
    sheet: Sheet, gaps: list[list[int]], heading: int | None, is_inline: bool
) -> float:
    """Between a heading and the first anchor there is a head or a body."""
    if heading is None:
        return 0.0
    between = [row for row in gaps[0] if row > heading]
    size = sum(len(sheet.rows[row].text) for row in between)
    if is_inline:
        return 2.0 if not between else -1.0 if size > 40 else 0.0
    if len(between) <= 1 and size <= 60:
        return 2.0
    if len(between) <= 3 and size <= 80:
        return 0.7
    return -1.0 if size > 100 else 0.0


def _signature_evidence(sheet: Sheet, anchors: tuple[Anchor, ...]) -> float:
    """ "Posted by Ann on May 5" mostly signs what stands above it."""
    signed = mean(
        bool(SIGNATURE.match(sheet.rows[a.row].text))
        and not sheet.rows[a.row].text[a.end :].strip()
        for a in anchors
    )
    return -1.0 if signed > 0.6 else 0.0


def _near_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], furniture: frozenset[str]) -> float:
    """A long row of furniture does not stand between a date and what belongs to it."""
    below = [
        _distance(sheet, furniture, range(above.row + 1, anchor.row))
        for above, anchor in itertools.pairwise(anchors)
    ]
    above = [
        _distance(sheet, furniture, range(anchor.row - 1, above.row, -1))
        for above, anchor in itertools.pairwise(anchors)
    ]
    if not below or abs(median(below) - median(above)) < 3:
        return 0.0
    return 1.5 if median(below) < median(above) else -1.5


def _distance(sheet: Sheet, furniture: frozenset[str], rows: range) -> int:
    for distance, row in enumerate(rows):
        if is_plain(sheet, furniture, row):
            return distance
    return len(rows)


def _ends_evidence(sheet: Sheet, gaps: list[list[int]]) -> float:
    """What stands before the first anchor, or after the last, should be like a body."""
    inner = [sum(len(sheet.rows[row].text) for row in gap) for gap in gaps[1:-1]]
    if not inner:
        return 0.0
    count = int(median(len(gap) for gap in gaps[1:-1])) or 1
    least = 0.25 * median(inner)
    before = sum(len(sheet.rows[row].text) for row in gaps[0][-count:])
    after = sum(len(sheet.rows[row].text) for row in gaps[-1][:count])
    return 1.0 * (before < least) - 1.0 * (after < least)


def _end_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], gaps: list[list[int]]) -> float:
    return 0.4 if gaps[-1] else -1.5


def _blank_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], places: dict[Place, float]) -> float:
    if sheet.dialect.flat or sheet.dialect.markdown or len(anchors) < 2:
        return 0.0
    offset = 1 if places[Place.ABOVE] > 0.7 else 0
    above = mean(sheet.rows[max(0, a.row - offset)].gap > 0 for a in anchors)
    below = mean(a.row + 1 >= len(sheet.rows) or sheet.rows[a.row + 1].gap > 0 for a in anchors)
    return above - below
