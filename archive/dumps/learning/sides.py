"""On which side of its anchor the body of a comment stands.

Every hint is a number, above zero for a body that follows its anchor and below zero for
one that stands before it; `layout.py` adds them up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from statistics import median

from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.furniture import is_who_said
from archive.dumps.learning.places import Place
from archive.dumps.learning.plain import runs_of
from archive.dumps.learning.sheet import Sheet, marked_rows, once, text_sums
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.patterns import COUNTER_ROW, HINGE, SIGNATURE, WORD_CHARACTER

ITEM_ABOVE = 2.0
"""The weight of a list item that opens each record a little above its anchor."""


SAID_WORDS = 2
"""Words in a row of its own that say that somebody said something."""


def side_evidence(
    sheet: Sheet,
    anchors: tuple[Anchor, ...],
    spans: list[tuple[int, int]],
    gaps: list[list[int]],
    heading: int | None,
    places: dict[Place, float],
    inline: float,
) -> dict[str, float]:
    """Weigh each hint. `gaps` holds the plain rows of each of the `spans` between anchors."""
    return {
        "default": 0.2,
        "signature": _signature_evidence(sheet, anchors),
        "near": _near_evidence(spans[1:-1], gaps[1:-1]),
        "ends": _ends_evidence(sheet, gaps),
        "colon": _colon_evidence(sheet, anchors),
        "items": _item_evidence(sheet, anchors, gaps),
        "blocks": _block_evidence(sheet, spans[1:-1], gaps[1:-1]),
        "heading": _heading_evidence(sheet, gaps, heading, inline > 0.6),
        "end": _end_evidence(sheet, anchors, gaps),
        "blank": _blank_evidence(sheet, anchors, places),
    }


def _colon_evidence(sheet: Sheet, anchors: tuple[Anchor, ...]) -> float:
    """ "Ann said:" stands before what she said; in flat text the word has a row of its own."""
    ends = mean([_is_begun(sheet, anchor.row) for anchor in anchors])
    return 3.0 * ends if ends > 0.5 else 0.0


def _is_begun(sheet: Sheet, row: int) -> bool:
    if row and is_who_said(sheet.masks[row - 1]):
        return True
    below = row + 1
    if sheet.dialect.flat and below < len(sheet.rows) and sheet.repeats[sheet.masks[below]] > 1:
        row = below if len(sheet.masks[below].split()) <= SAID_WORDS else row
    return sheet.rows[row].text.endswith((":", "："))


def _item_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], gaps: list[list[int]]) -> float:
    """Where one list item opens each record, its place tells the side."""
    marked = marked_rows(sheet)
    if not marked:
        return 0.0
    places = list(pairwise([bisect_right(marked, anchor.row) for anchor in anchors]))
    counts = [end - start for start, end in places]
    if not counts or median(counts) != 1 or sum(map(bool, counts)) < 0.6 * len(counts):
        return 0.0
    above, below, own = [], [], []
    for (start, end), anchor, gap in zip(places, anchors[1:], gaps[1:-1], strict=True):
        own.append(start < end and marked[end - 1] == anchor.row)
        if start < end:
            opening = min(marked[start:end], key=lambda item: sheet.rows[item].level)
            above.append(bisect_left(gap, opening))
            below.append(len(gap) - above[-1])
    if mean(own) > 0.6:
        return 2.5
    if mean(below) <= 2.2 and mean(above) >= mean(below) * 0.8:
        return ITEM_ABOVE
    if mean(above) < 0.5 and mean(below) > 1:
        return -3.0
    return 0.0


def _block_evidence(sheet: Sheet, spans: list[tuple[int, int]], gaps: list[list[int]]) -> float:
    """Where furniture splits the rows between anchors, the longest block is the body."""
    votes = []
    lengths, wordless = text_sums(sheet), _wordless_rows(sheet)
    for (first, end), plain in zip(spans, gaps, strict=True):
        rows = [row for row in plain if row not in wordless] if wordless else plain
        if not rows:
            continue
        sizes = [lengths[run[-1] + 1] - lengths[run[0]] for run in runs_of(rows)]
        blocks = [0] * (rows[0] > first) + sizes + [0] * (rows[-1] < end - 1)
        if len(blocks) > 1:
            is_closed = blocks[0] > 0 or _is_closing(sheet, sheet.masks[first])
            votes.append(_block_vote(blocks, is_closed=is_closed))
    return 2.0 * mean(votes) if votes else 0.0


def _is_closing(sheet: Sheet, mask: str) -> bool:
    """Tell a button from "12 likes", which may as well stand in the head of a comment."""
    return mask in sheet.buttons and COUNTER_ROW.fullmatch(mask) is None


@once
def _wordless_rows(sheet: Sheet) -> set[int]:
    """Find the rows of nothing but signs."""
    return {
        index
        for index, row in enumerate(sheet.rows)
        if not row.text[0].isalnum() and not WORD_CHARACTER.search(row.text)
    }


def _block_vote(blocks: list[int], *, is_closed: bool) -> float:
    """`is_closed`: what stands below the anchor may close a comment, a text or a button."""
    longest = max(blocks)
    if blocks[0] == longest:
        return 1.0
    if blocks[-1] == longest and is_closed:
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
    return -1.0 if mean(_is_signature(sheet, anchor) for anchor in anchors) > 0.6 else 0.0


def _is_signature(sheet: Sheet, anchor: Anchor) -> bool:
    """Tell it on one row or, as flat text has it, on two: with a sign between them, or none."""
    text = sheet.rows[anchor.row].text
    if text[anchor.end :].strip():
        return False
    row = anchor.row
    before = text[: anchor.start].strip()
    if sheet.dialect.flat and (not before or HINGE.fullmatch(before)):
        row -= 1 + (row > 1 and not WORD_CHARACTER.search(sheet.rows[row - 1].text))
    return row >= 0 and SIGNATURE.match(sheet.rows[row].text) is not None


def _near_evidence(spans: list[tuple[int, int]], gaps: list[list[int]]) -> float:
    """A long row of furniture does not stand between a date and what belongs to it."""
    pairs = list(zip(spans, gaps, strict=True))
    below = [rows[0] - first if rows else end - first for (first, end), rows in pairs]
    above = [end - 1 - rows[-1] if rows else end - first for (first, end), rows in pairs]
    if not below or abs(median(below) - median(above)) < 3:
        return 0.0
    return 1.5 if median(below) < median(above) else -1.5


def _ends_evidence(sheet: Sheet, gaps: list[list[int]]) -> float:
    """What stands before the first anchor, or after the last, should be like a body."""
    inner = [_size(sheet, gap) for gap in gaps[1:-1]]
    if not inner:
        return 0.0
    count = int(median(map(len, gaps[1:-1]))) or 1
    least = 0.25 * median(inner)
    before = _size(sheet, gaps[0][-count:])
    after = _size(sheet, gaps[-1][:count])
    return 1.0 * (before < least) - 1.0 * (after < least)


def _size(sheet: Sheet, rows: list[int]) -> int:
    """Count the characters of rows."""
    lengths = text_sums(sheet)
    if rows and rows[-1] - rows[0] == len(rows) - 1:
        return lengths[rows[-1] + 1] - lengths[rows[0]]
    return sum(lengths[row + 1] - lengths[row] for row in rows)


def _end_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], gaps: list[list[int]]) -> float:
    return 0.4 if gaps[-1] else -1.5


def _blank_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], places: dict[Place, float]) -> float:
    if sheet.dialect.flat or sheet.dialect.markdown or len(anchors) < 2:
        return 0.0
    offset = 1 if places[Place.ABOVE] > 0.7 else 0
    above = mean(sheet.rows[max(0, a.row - offset)].gap > 0 for a in anchors)
    below = mean(a.row + 1 >= len(sheet.rows) or sheet.rows[a.row + 1].gap > 0 for a in anchors)
    return above - below
