"""How much the cut of a whole page looks like a discussion, in parts that add up.

The weights were set on two thirds of the sites of the corpus and checked on the rest
(tests/benchmarks/recovery_results.md).
"""

from __future__ import annotations

import math
from collections import Counter
from statistics import median

from archive.dumps.anchors import Anchor, Series
from archive.dumps.averages import mean
from archive.dumps.dated import without_doubles
from archive.dumps.drafts import Draft
from archive.dumps.layout import Layout, heading_above
from archive.dumps.patterns import OTHER_DATE, SENTENCE_END
from archive.dumps.places import Place
from archive.dumps.sheet import Border, Sheet

TITLE_REACH = 40


def parts_of(
    sheet: Sheet, layout: Layout, drafts: list[Draft], filled: list[Draft]
) -> dict[str, float]:
    number = len(drafts)
    sizes = [sum(len(sheet.rows[row].text) for row in draft.body) for draft in filled]
    fill = len(filled) / number
    declared = sheet.counts.get(layout.heading) if layout.heading is not None else None
    buttons = not layout.furniture.isdisjoint(sheet.buttons)
    rows = [len(draft.body) for draft in filled]
    return {
        "number": 1.2 * math.log2(1 + len(filled)),
        "unsigned": -1.0 * mean(draft.author is None for draft in drafts),
        "author": 2.5 * layout.author_score,
        "time": 1.5 if layout.series.kind == "time" else 0.0,
        "heading": 1.0 if layout.heading is not None else 0.0,
        "declared": _agreement(declared, number),
        "counted": 1.5 if declared != number and number in sheet.counts.values() else 0.0,
        "prose": 1.5 * _prose(sheet, filled),
        "buttons": 1.0 if buttons else 0.0,
        "size": min(2.0, mean(sizes) / 80),
        "doubles": -4.0 * _doubles(sheet, layout),
        "empty": -4.0 * (1 - fill),
        "side": max(-1.5, min(1.0, layout.certainty / 3)),
        "huge": -1.5 if mean(rows) > 25 else 0.0,
        "borders": _inner_borders(sheet, drafts),
        "bare": _bare_list(sheet, layout, drafts) if layout.anchor_is_text else 0.0,
        "wordless": -1.5 if _is_wordless(sheet, layout.series) else 0.0,
        "strange": _strangers(sheet, layout),
        "other": -3.0 * _other_dates(sheet, layout),
        "titled": -1.5 if not layout.has_cards and _is_titled(sheet, drafts[0]) else 0.0,
        "uneven": _unevenness(rows),
        "nameless": 0.5 if layout.place is Place.NONE else 0.0,
    }


MOST_PARTS = 8.0
"""What the parts that need a cut can add at most: names, prose, buttons, size, side."""


def most_score(sheet: Sheet, series: Series) -> float:
    """Give a score that no cut of this series can exceed, at little cost."""
    number = len(series.anchors)
    heading = heading_above(sheet, series.anchors[0].row)
    score = MOST_PARTS + 1.2 * math.log2(1 + number)
    score += 1.5 * (series.kind == "time") + 1.5 * (number in sheet.counts.values())
    return score + (3.5 if heading is not None else 0.0)


def _agreement(declared: int | None, number: int) -> float:
    if declared is None:
        return 0.0
    if declared == number:
        return 2.5
    if declared == number - 1 > 0:
        return 2.3
    return 1.0 if number <= declared <= number * 1.3 + 2 else -0.5 if declared < number else 0.3


def _prose(sheet: Sheet, filled: list[Draft]) -> float:
    """Say how many bodies read like sentences rather than like titles in a list."""
    ends = [sheet.rows[draft.body[-1]].text for draft in filled]
    return mean(bool(SENTENCE_END.search(text)) or len(text) > 150 for text in ends)


def _inner_borders(sheet: Sheet, drafts: list[Draft]) -> float:
    """Count headings and ends inside comments, where they have no business."""
    cost = 0.0
    for draft in drafts:
        for row in draft.body[1:]:
            border = sheet.borders[row]
            if border is Border.NONE or sheet.repeats[sheet.masks[row]] > 2:
                continue
            cost += 2.0 if border is Border.START and row in sheet.counts else 0.7
    return -min(4.0, cost)


def _unevenness(rows: list[int]) -> float:
    """A first or last comment much longer than all others has swallowed something else."""
    ends = max(rows[0], rows[-1])
    if ends > 10 * median(rows) + 12:
        return -1.5
    inner = rows[1:-1]
    return -0.7 if inner and ends > 2 * max(inner) + 3 else 0.0


HEADING_REACH = 6

LONG_LIST = 30
"""No article has so many long items; a list of them is a discussion without its heading."""


def _bare_list(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> float:
    """Weigh a list of texts: right under its heading, and without any date in it."""
    dated = mean(
        any(sheet.times[row] for row in range(draft.first, draft.last + 1)) for draft in drafts
    )
    if dated > 0.3:
        return -6.0
    if _is_under_heading(layout):
        return 3.0
    return 0.0 if len(drafts) >= LONG_LIST else -6.0


def _is_under_heading(layout: Layout) -> bool:
    """Tell a list right under a heading for comments from any other list of texts."""
    first = layout.series.anchors[0].row
    return layout.heading is not None and first - layout.heading <= HEADING_REACH


def _doubles(sheet: Sheet, layout: Layout) -> float:
    """Say how many records are only the head of the next one: the same date again."""
    if layout.series.kind != "time":
        return 0.0
    anchors = layout.series.anchors
    share = 1 - len(without_doubles(sheet, list(anchors))) / len(anchors)
    return share if share > 0.35 else 0.0


def _strangers(sheet: Sheet, layout: Layout) -> float:
    """A first or last anchor of another shape than most is the date of something else."""
    anchors = layout.series.anchors
    if len(anchors) < 3 or layout.series.kind != "time":
        return 0.0
    shapes = [_anchor_shape(sheet, anchor) for anchor in anchors]
    usual, count = Counter(shapes).most_common(1)[0]
    if count < 0.6 * len(shapes):
        return 0.0
    return -0.8 * (shapes[0] != usual) - 0.8 * (shapes[-1] != usual)


def _anchor_shape(sheet: Sheet, anchor: Anchor) -> tuple[bool, bool, str, bool]:
    text = sheet.rows[anchor.row].text
    kind = next((t.kind for t in sheet.times[anchor.row] if t.start == anchor.start), "")
    has_clock = any(t.clock is not None for t in sheet.times[anchor.row])
    return bool(text[: anchor.start].strip()), bool(text[anchor.end :].strip()), kind, has_clock


def _other_dates(sheet: Sheet, layout: Layout) -> float:
    """Say how many anchors are dates of joining, editing and the like."""
    if layout.series.kind != "time":
        return 0.0
    return mean(bool(OTHER_DATE.search(_label(sheet, a))) for a in layout.series.anchors)


LABEL_LENGTH = 40


def _label(sheet: Sheet, anchor: Anchor) -> str:
    """Give the words before a date, or the row above one that opens its own row."""
    left = sheet.rows[anchor.row].text[: anchor.start]
    if left.strip() or anchor.row == 0:
        return left[-LABEL_LENGTH:]
    above = sheet.rows[anchor.row - 1].text
    return above if len(above) < LABEL_LENGTH else ""


def _is_wordless(sheet: Sheet, series: Series) -> bool:
    """Tell a series of bare numbers, which votes are more often than comments."""
    mask = sheet.masks[series.anchors[0].row]
    return series.kind == "text" and not any(char.isalpha() for char in mask)


def _is_titled(sheet: Sheet, draft: Draft) -> bool:
    """Tell a first comment whose author is the title: it stands at the top of the page too."""
    if draft.author is None or draft.author == draft.anchor:
        return False
    mask = sheet.masks[draft.author]
    if len(mask) < 6 or not mask.strip("0 "):
        return False
    return any(mask in other for other in sheet.masks[: min(draft.author - 1, TITLE_REACH)])
