"""Dates that close their comments, told by what opens the next one.

"Ann:", "Guest" or a name written twice stands right below every date but the last, and once above
the first: there a comment begins, and its date is its end.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median_low

from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.cards import is_role, opens_card
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.names import NAME_LENGTH, name_score
from archive.dumps.vocabulary.patterns import DOUBLED

FEWEST = 3
"""Dates without which there is no habit to speak of."""

OFTEN = 0.85

BELOW = 2
"""Rows below a date in which the next comment begins."""

NAME_LIKE = 0.5

ROUNDING = 1e-6

Opens = Callable[[Sheet, int], bool]
"""Tells whether a row opens a comment."""


def first_opening(sheet: Sheet, anchors: tuple[Anchor, ...], top: int) -> int | None:
    """Give the row, from `top` on, that opens the first comment; None where dates close nothing."""
    if len(anchors) < FEWEST:
        return None
    for opens in (_ends_with_colon, opens_card, is_role, _is_doubled):
        places = _places_below(sheet, anchors, opens)
        if not places:
            continue
        above = median_low(places) - 1
        rows = range(anchors[0].row - 2, top - 1 + above, -1)
        first = next((row for row in rows if opens(sheet, row)), None)
        if first is not None:
            return first - above
    return None


def _places_below(sheet: Sheet, anchors: tuple[Anchor, ...], opens: Opens) -> list[int]:
    """Say how far below the dates comments open; nothing unless below all but the last, nearly."""
    if _place_below(sheet, anchors[-1].row, opens):
        return []
    places = []
    misses = (1 - OFTEN) * (len(anchors) - 1)
    for anchor in anchors[:-1]:
        if place := _place_below(sheet, anchor.row, opens):
            places.append(place)
        elif (misses := misses - 1) < -ROUNDING:
            return []
    return places


def _place_below(sheet: Sheet, row: int, opens: Opens) -> int:
    """Say in which row below this one a comment opens; 0 for none."""
    for other in range(row + 1, min(row + 1 + BELOW, len(sheet.rows))):
        if opens(sheet, other):
            return other - row
    return 0


def _ends_with_colon(sheet: Sheet, row: int) -> bool:
    text = sheet.rows[row].text
    is_short = len(text) <= NAME_LENGTH and text.endswith((":", "："))
    return is_short and not sheet.times[row] and name_score(text) > NAME_LIKE


def _is_doubled(sheet: Sheet, row: int) -> bool:
    """Tell a name that runs into its picture's caption."""
    text = sheet.rows[row].text
    return bool(DOUBLED.fullmatch(text)) and name_score(text) > NAME_LIKE
