"""Member cards: the head of a forum post, where a name stands on two rows.

The first is the caption of the member's picture, or its first letter where there is no
picture; the second is the name itself, perhaps with a badge or a count behind it. Nothing
else on a page is written twice in a row so often, so that a card tells the name from the
rank, the place and the counts below it.
"""

from __future__ import annotations

from archive.dumps.anchors import Anchor
from archive.dumps.averages import mean
from archive.dumps.names import name_score
from archive.dumps.sheet import Sheet

CARD_ROWS = 20
"""A card with rank, place, counts and date is not longer."""

MOST = 0.4
"""Where so many records open with a card, it is how this page writes a head."""

BADGE_WORDS = 2
"""Words of a badge or a count behind the second writing of a name."""


def card_names(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[int | None]:
    """Give for each anchor the row of the name on the card above it; all None without cards."""
    names: list[int | None] = []
    floor = 0
    for anchor in anchors:
        rows = range(anchor.row - 1, max(floor, anchor.row - CARD_ROWS), -1)
        pair = next((row for row in rows if is_twin(sheet, row - 1, row)), None)
        names.append(None if pair is None else _bare_name(sheet, pair))
        floor = anchor.row + 1
    if mean(name is not None for name in names) <= MOST:
        return [None] * len(anchors)
    return names


def card_top(sheet: Sheet, floor: int, row: int) -> int:
    """Give the first row of the card whose name stands in this row."""
    while row > floor and is_twin(sheet, row - 1, row):
        row -= 1
    return row


def is_twin(sheet: Sheet, above: int, below: int) -> bool:
    """Tell two rows that write one name: "Ann" and "Ann", "A" and "Ann", "Ann" and "Ann VIP"."""
    first, second = sheet.rows[above].text, sheet.rows[below].text
    if sheet.masks[below] in sheet.buttons or not any(char.isalnum() for char in first):
        return False
    if len(first) > len(second):
        first, second = second, first
    if len(first) == 1:
        return (
            sheet.rows[above].text == first
            and first.isalnum()
            and second[0].casefold() == first.casefold()
            and len(second) > 1
            and name_score(second) > 0.3
        )
    if name_score(first) <= 0.3 or not second.startswith(first):
        return False
    rest = second[len(first) :]
    return not rest or (rest[0] == " " and len(rest.split()) <= BADGE_WORDS)


def _bare_name(sheet: Sheet, row: int) -> int:
    """Choose of the writings of a name the one without anything behind it."""
    rows = [r for r in range(card_top(sheet, 0, row), row + 1) if len(sheet.rows[r].text) > 1]
    return min(rows, key=lambda r: len(sheet.rows[r].text))
