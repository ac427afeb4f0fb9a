"""Dates that close their comments, told by what opens the next one.

"Ann:", "Guest" or a name written twice stands right below every date but the last, and once above
the first: there a comment begins, and its date is its end.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median_low

from archive.dumps.anchors import Anchor
from archive.dumps.averages import mean
from archive.dumps.cards import is_role, opens_card
from archive.dumps.names import NAME_LENGTH, name_score
from archive.dumps.patterns import DOUBLED
from archive.dumps.sheet import Sheet

FEWEST = 3
"""Dates without which there is no habit to speak of."""

OFTEN = 0.85

BELOW = 2
"""Rows below a date in which the next comment begins."""

NAME_LIKE = 0.5


def first_opening(sheet: Sheet, anchors: tuple[Anchor, ...], top: int) -> int | None:
    """Give the row, from `top` on, that opens the first comment; None where dates close nothing."""
    if len(anchors) < FEWEST:
        return None
    for opens in (_ends_with_colon, opens_card, is_role, _is_doubled):
        places = [_place_below(sheet, anchor.row, opens) for anchor in anchors]
        if places[-1] or mean([place > 0 for place in places[:-1]]) < OFTEN:
            continue
        above = median_low(place for place in places if place) - 1
        rows = range(anchors[0].row - 2, top - 1 + above, -1)
        first = next((row for row in rows if opens(sheet, row)), None)
        if first is not None:
            return first - above
    return None


def _place_below(sheet: Sheet, row: int, opens: Callable[[Sheet, int], bool]) -> int:
    """Say in which row below this one a comment opens; 0 for none."""
    below = range(row + 1, min(row + 1 + BELOW, len(sheet.rows)))
    return next((other - row for other in below if opens(sheet, other)), 0)


def _ends_with_colon(sheet: Sheet, row: int) -> bool:
    text = sheet.rows[row].text
    is_short = len(text) <= NAME_LENGTH and text.endswith((":", "："))
    return is_short and not sheet.times[row] and name_score(text) > NAME_LIKE


def _is_doubled(sheet: Sheet, row: int) -> bool:
    """Tell a name that runs into its picture's caption."""
    text = sheet.rows[row].text
    return bool(DOUBLED.fullmatch(text)) and name_score(text) > NAME_LIKE
