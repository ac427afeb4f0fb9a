"""Where the first comment begins and the last one is over, which no anchor marks."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from statistics import median

from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.layout import Layout
from archive.dumps.learning.sheet import BORDER_LENGTH, Border, Sheet
from archive.dumps.vocabulary.patterns import CHOICES, COUNT_MENTION, STATUS, TEMPLATE

LONGEST_LAST = 400
"""Rows of a comment whose end nothing marks."""

FEW = 3
"""So few comments do not tell how long another one may be."""

FRAME_REACH = 8
"""Rows above the first comment that may stand below the last one again: page numbers."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """What the comments above the last one have in common."""

    closings: set[str]
    frame: set[str]
    furniture: frozenset[str]
    indent: int
    gap: int
    has_headings: bool
    longest: int


def last_end(sheet: Sheet, layout: Layout, row: int, drafts: list[Draft]) -> int:
    """Find the row where the last comment, whose anchor is `row`, is over.

    A time that closes the other comments closes the last one too, and is still part of it.
    """
    habits = _habits(sheet, layout, row, drafts)
    stop = min(len(sheet.rows), row + LONGEST_LAST)
    plain = 0
    for end in range(row + 1, stop):
        if plain and sheet.masks[end] in habits.closings and sheet.times[end]:
            return end + 1
        if _is_border(sheet, end, len(drafts)) or (plain and _is_foreign(sheet, end, habits)):
            return end
        plain += layout.plain.is_plain[end]
        if plain > habits.longest:
            return end
    return max(stop, row + 1)


def _habits(sheet: Sheet, layout: Layout, row: int, drafts: list[Draft]) -> _Habits:
    body = [sheet.rows[r] for draft in drafts for r in draft.body]
    return _Habits(
        closings=_closings(sheet, drafts),
        frame=_frame(sheet, layout),
        furniture=layout.furniture,
        indent=min((one.indent for one in body), default=sheet.rows[row].indent),
        gap=max((one.gap for one in body), default=1),
        has_headings=any(one.is_heading for one in body),
        longest=max(12, 3 * max((len(draft.body) for draft in drafts), default=0)),
    )


def _is_foreign(sheet: Sheet, row: int, habits: _Habits) -> bool:
    """Tell a row below a text that no text of the comments above was like."""
    mask, one = sheet.masks[row], sheet.rows[row]
    if mask in habits.closings or mask in habits.frame or mask in sheet.buttons:
        return True
    if mask in habits.furniture:
        return False  # The title that a forum repeats over each text.
    if sheet.dialect.indents and one.indent < habits.indent:
        return True
    if one.is_heading and not habits.has_headings:
        return True
    return one.gap > max(habits.gap, 1) and not sheet.dialect.markdown


def _is_border(sheet: Sheet, row: int, comments: int) -> bool:
    """Tell a border from a form or a button that every comment has."""
    often = sheet.repeats[sheet.masks[row]] > max(2, comments // 2)
    return sheet.borders[row] is not Border.NONE and not often


def _closings(sheet: Sheet, drafts: list[Draft]) -> set[str]:
    """Find the rows that directly follow the body in many records."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        if draft.body and draft.body[-1] < draft.last:
            counts[sheet.masks[draft.body[-1] + 1]] += 1
    least = max(1, len(drafts) // 4)
    return {mask for mask, count in counts.items() if mask and count >= least} - sheet.folds


def _frame(sheet: Sheet, layout: Layout) -> set[str]:
    first = layout.series.anchors[0].row
    masks = sheet.masks[max(0, first - FRAME_REACH) : first]
    return {mask for mask in masks if sheet.repeats[mask] == 2} - layout.furniture - {""}


def first_start(sheet: Sheet, layout: Layout, anchors: list[int]) -> int:
    """Find the row where the first comment begins, whose anchor stands at its end."""
    if layout.opening is not None:
        return layout.opening
    spans = list(itertools.pairwise(anchors))
    opening = _opening_level(sheet, layout, spans)
    inner = (sheet.rows[r].indent for a, b in spans for r in range(a, b))
    indent = min(inner, default=0)
    start = anchors[0]
    reach = _reach(spans)
    if len(anchors) <= FEW and layout.heading is not None:
        reach = max(reach, start - layout.heading)
    for above in range(start - 1, max(-1, start - reach - 1), -1):
        if _ends_above(sheet, layout, above, start, anchors):
            break
        if sheet.dialect.indents and sheet.rows[above].indent < indent:
            break
        start = above
        if opening is not None and sheet.rows[above].marker and sheet.rows[above].level == opening:
            break
    return start


def _reach(spans: list[tuple[int, int]]) -> int:
    lengths = [below - above for above, below in spans]
    return max(8, max(lengths), 2 * int(median(lengths))) if lengths else 40


def _opening_level(sheet: Sheet, layout: Layout, spans: list[tuple[int, int]]) -> int | None:
    """Give the column of the bullets that open the comments, where most have one."""
    openers = [layout.plain.first(a + 1, b) for a, b in spans]
    rows = [sheet.rows[r] for r in openers if r is not None]
    levels = [row.level for row in rows if row.marker]
    return min(levels) if rows and len(levels) > 0.6 * len(rows) else None


def _ends_above(sheet: Sheet, layout: Layout, row: int, start: int, anchors: list[int]) -> bool:
    if _is_border(sheet, row, len(anchors)) or sheet.rows[row].is_heading:
        return True
    mask = sheet.masks[row]
    if _is_menu(sheet, row) or _states(sheet, row, len(anchors)) or _is_status(sheet, row):
        return True
    if mask in sheet.buttons and start < anchors[0] and sheet.repeats[mask] * 2 < len(anchors):
        return True
    return mask in layout.furniture and start < anchors[0] and _is_tail(sheet, anchors, mask)


def _is_menu(sheet: Sheet, row: int) -> bool:
    """Tell the one row of choices above a discussion: "Newest | Oldest"."""
    text = sheet.rows[row].text
    is_single = sheet.repeats[sheet.masks[row]] == 1 and not sheet.times[row]
    return is_single and CHOICES.fullmatch(text) is not None


def _states(sheet: Sheet, row: int, comments: int) -> bool:
    """Tell the row that states how many comments there are: it belongs to the article."""
    text = sheet.rows[row].text
    found = COUNT_MENTION.search(text.casefold()) if len(text) <= BORDER_LENGTH else None
    return found is not None and str(comments) in (found["before"], found["after"])


def _is_status(sheet: Sheet, row: int) -> bool:
    """Tell what a page says while it fetches the comments, and a template left unfilled."""
    text = sheet.rows[row].text
    is_status = len(text) <= BORDER_LENGTH and STATUS.fullmatch(text) is not None
    return is_status or TEMPLATE.fullmatch(text) is not None


def _is_tail(sheet: Sheet, anchors: list[int], mask: str) -> bool:
    near = sum(mask in sheet.masks[row + 1 : row + 4] for row in anchors)
    return near * 2 > len(anchors)
