"""Member cards: the head of a forum post, where a name stands on two rows.

The first is the caption of the member's picture, or its first letter where there is no
picture; the second is the name itself, perhaps with a badge or a count behind it. Nothing
else on a page is written twice in a row so often, so that a card tells the name from the
rank, the place and the counts below it.
"""

from __future__ import annotations

from collections import Counter

from archive.dumps.anchors import Anchor
from archive.dumps.averages import mean
from archive.dumps.names import NAME_LENGTH, name_score
from archive.dumps.patterns import COMMENT_NUMBER, OTHER_DATE_LABEL, QUOTED
from archive.dumps.sheet import Sheet

CARD_ROWS = 20
"""A card with rank, place, counts and date is not longer."""

MOST = 0.4
"""Where so many records open with a card, it is how this page writes a head."""

FEWEST = 0.1
"""With so many cards found, the others are worth a search."""

MOST_BELOW = 0.6

NAME_LIKE = 0.5

LABEL_REACH = 6
"""Rows from a date to a name below it, and from there to the day of joining on its card."""

SMALL_CARD = 5
"""Rows from a name to its date where no caption shows how large a card is."""

BADGE_WORDS = 2
"""Words of a badge or a count behind the second writing of a name."""


def card_names(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[int | None]:
    """Give for each anchor the row of the name on the card above it; all None without cards.

    Cards without a picture's caption follow from the others: by the same name, by a name that
    somebody quotes ("Ann said:"), or by the rank that stands below other names.
    """
    names = _twins(sheet, anchors)
    names = _filled(sheet, anchors, names, _quoted(sheet))
    share = mean(name is not None for name in names)
    if FEWEST <= share < 1:
        names = _ranked(sheet, anchors, names)
        names = _filled(sheet, anchors, names, frozenset())
    if mean(name is not None for name in names) <= MOST or _is_one(sheet, names):
        return [None] * len(anchors)
    return names


def _is_one(sheet: Sheet, names: list[int | None]) -> bool:
    """Tell two like buttons under every text from the names of several people."""
    return len(names) > 2 and len({sheet.rows[name].text for name in names if name}) == 1


def _twins(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[int | None]:
    names: list[int | None] = []
    for rows in _rows_above(anchors, CARD_ROWS):
        pair = next((row for row in rows if is_twin(sheet, row - 1, row)), None)
        names.append(None if pair is None else _bare_name(sheet, pair))
    return names


def _rows_above(anchors: tuple[Anchor, ...], most: int) -> list[range]:
    """Give the rows that may belong to the card of each anchor, the nearest first."""
    floors = [0, *(anchor.row + 1 for anchor in anchors)]
    return [
        range(anchor.row - 1, max(floor, anchor.row - most - 1), -1)
        for floor, anchor in zip(floors, anchors, strict=False)
    ]


def _quoted(sheet: Sheet) -> frozenset[str]:
    """Find whom people quote on this page."""
    found = (
        QUOTED.fullmatch(row.text)
        for row in sheet.rows
        if len(row.text) < NAME_LENGTH and row.text.endswith((":", "↑"))
    )
    return frozenset(quote["of"] or quote["whom"] for quote in found if quote)


def _filled(
    sheet: Sheet, anchors: tuple[Anchor, ...], names: list[int | None], quoted: frozenset[str]
) -> list[int | None]:
    """Find the known names on the cards that have none yet."""
    known = quoted | {sheet.rows[name].text for name in names if name is not None}
    spaces = _rows_above(anchors, _depth(anchors, names))
    return [
        next((row for row in rows if sheet.rows[row].text in known), None) if name is None else name
        for rows, name in zip(spaces, names, strict=True)
    ]


def _ranked(sheet: Sheet, anchors: tuple[Anchor, ...], names: list[int | None]) -> list[int | None]:
    """Find the rows above the ranks that stand below other names."""
    below = Counter(sheet.rows[name + 1].text for name in names if name is not None)
    own = {sheet.rows[name].text for name in names if name is not None}
    ranks = {text for text, count in below.items() if count > 1 and text not in own}
    spaces = _rows_above(anchors, _depth(anchors, names))
    return [
        next((row for row in rows if _is_above_rank(sheet, row, ranks)), None)
        if name is None
        else name
        for rows, name in zip(spaces, names, strict=True)
    ]


def _is_above_rank(sheet: Sheet, row: int, ranks: set[str]) -> bool:
    text = sheet.rows[row].text
    return (
        sheet.rows[row + 1].text in ranks
        and text not in ranks
        and len(text) > 1
        and name_score(text) > 0.3
    )


def _depth(anchors: tuple[Anchor, ...], names: list[int | None]) -> int:
    """Give the rows of the largest card that was found, or of a small one."""
    found = [a.row - name for a, name in zip(anchors, names, strict=True) if name is not None]
    return max(found, default=SMALL_CARD)


def names_below(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[int | None]:
    """Give the rows of names that open cards below the anchors; all None without such cards.

    A card below a date is told by the day of joining on it, since no caption shows it.
    """
    rows = [_name_below(sheet, anchor.row) for anchor in anchors]
    if mean(row is not None for row in rows) <= MOST_BELOW:
        return [None] * len(anchors)
    return rows


def card_end(sheet: Sheet, furniture: frozenset[str], row: int, end: int) -> int:
    """Give the last row of the card below a date: its last label, and the number below that."""
    last = row
    for other in range(row + 1, min(end, row + CARD_ROWS)):
        is_label = bool(OTHER_DATE_LABEL.match(_before_date(sheet, other)))
        is_number = last == other - 1 and sheet.masks[other].strip("0 \u00a0") == ""
        if is_label or sheet.masks[other] in furniture or is_number:
            last = other
    return last


def _name_below(sheet: Sheet, row: int) -> int | None:
    """Find the name below a date that stands alone, if a card goes on below it."""
    times, text = sheet.times[row], sheet.rows[row].text
    if not times or any(char.isalpha() for char in text[: times[0].start] + text[times[-1].end :]):
        return None
    reach = range(row + 1, min(row + LABEL_REACH, len(sheet.rows)))
    name = next((other for other in reach if _is_worded(sheet.rows[other].text)), None)
    if name is None or name_score(sheet.rows[name].text) < NAME_LIKE:
        return None
    card = range(name + 1, min(name + LABEL_REACH, len(sheet.rows)))
    has_label = any(OTHER_DATE_LABEL.match(_before_date(sheet, other)) for other in card)
    return name if has_label else None


def _is_worded(text: str) -> bool:
    return any(char.isalpha() for char in text) and not COMMENT_NUMBER.fullmatch(text)


def _before_date(sheet: Sheet, row: int) -> str:
    times = sheet.times[row]
    return sheet.rows[row].text[: times[0].start if times else None]


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
