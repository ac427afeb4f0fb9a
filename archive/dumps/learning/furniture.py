"""What stands in most records alike, and what somebody wrote between it."""

from __future__ import annotations

import itertools
from collections import Counter
from functools import lru_cache

from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.cards import names_below
from archive.dumps.learning.sheet import Border, Sheet, once, rows_by_mask
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.names import is_anonymous, name_score
from archive.dumps.vocabulary.patterns import (
    BY_AT_START,
    MAIL_ADDRESS,
    REPLY_PREFIX,
    SAYS_AT_END,
    SIGNED_ROW,
    WORD_CHARACTER,
)

REACH = 30
"""Rows looked at before the first and after the last anchor."""

PROSE = 5
"""Blanks in a row that may be a sentence, which people quote from each other."""

ALWAYS = 0.85
"""A row of so many records is furniture, whatever stands in its place elsewhere."""


def find_furniture(sheet: Sheet, anchors: tuple[Anchor, ...]) -> frozenset[str]:
    """Find the masks that stand between most anchors, and rows of nothing but buttons."""
    number = len(anchors)
    least = number if number <= 3 else max(2, -(-number // 2))
    spans = _Spans(sheet, anchors)
    often: dict[str, int] = {}
    for mask in _common_masks(sheet):
        if sheet.repeats[mask] < least:
            break
        before, after = spans.count(mask)
        needed = least if mask.count(" ") < PROSE else 0.7 * number
        if before and max(before, after) >= max(2, needed):
            often[mask] = max(before, after)
    buttons = {mask for mask in _button_masks(sheet) if spans.has(mask)}
    masks = {mask for mask in often if mask not in buttons}
    slots = _slots(sheet, anchors, masks, often) if number > 3 else set()
    masks |= {
        bare for mask in masks if (bare := REPLY_PREFIX.sub("", mask, count=1)) in sheet.repeats
    }
    return frozenset(
        m for m in masks | buttons if not (m in slots or is_anonymous(m) or _names_somebody(m))
    )


def _names_somebody(mask: str) -> bool:
    """Tell "ann says:" and "posted by: ann", which are no furniture however often she wrote."""
    return is_who_said(mask) or SIGNED_ROW.match(mask) is not None


class _Spans:
    """The spans between anchors, numbered in page order: the number of each row's span."""

    def __init__(self, sheet: Sheet, anchors: tuple[Anchor, ...]) -> None:
        spans = spans_of(sheet, anchors)
        self.rows = rows_by_mask(sheet)
        self.top, self.end, self.last = spans[0][0], spans[-1][1], len(anchors)
        self.numbers: list[int] = []
        for number, (first, end) in enumerate(spans):
            self.numbers += [number] * (end - first)
            self.numbers.append(-1)  # The anchor itself.

    def _of(self, mask: str) -> set[int]:
        top, end, numbers = self.top, self.end, self.numbers
        found = {numbers[row - top] for row in self.rows[mask] if top <= row < end}
        found.discard(-1)
        return found

    def count(self, mask: str) -> tuple[int, int]:
        """Count the spans with this mask, less the last one, and less the first one."""
        numbers = self._of(mask)
        return len(numbers) - (self.last in numbers), len(numbers) - (0 in numbers)

    def has(self, mask: str) -> bool:
        return bool(self._of(mask))


@once
def _common_masks(sheet: Sheet) -> list[str]:
    """Give the masks that stand on a page more than once, the most frequent first."""
    masks = [mask for mask, repeats in sheet.repeats.items() if repeats > 1 and mask]
    return sorted(masks, key=lambda mask: -sheet.repeats[mask])


@once
def _button_masks(sheet: Sheet) -> list[str]:
    return [*sheet.buttons, *(mask for mask in sheet.folds if sheet.repeats[mask] > 1)]


def _slots(
    sheet: Sheet, anchors: tuple[Anchor, ...], masks: set[str], often: dict[str, int]
) -> set[str]:
    """Find masks that share their place with other names: an author who wrote the most."""
    slots: set[str] = set()
    possible = {mask for mask in masks if often[mask] < ALWAYS * len(anchors)}
    for offset in (-1, -2, 1, 2) if possible else ():
        column = [_beside(sheet, a.row, offset) for a in anchors]
        column = [row for row in column if 0 <= row < len(sheet.rows)]
        present = {sheet.masks[row] for row in column}
        if possible.isdisjoint(present):
            continue
        others = {m for m in present if m and m not in sheet.buttons}
        if len(others) < 3 or mean(name_score(sheet.rows[row].text) for row in column) < 0.6:
            continue
        slots |= possible & others
    slots |= _pair(sheet, anchors, -1) or _pair(sheet, anchors, 1)
    if possible:
        slots |= possible & _names_on_cards(sheet, anchors)
    slots |= _card_openers(sheet, anchors, masks, often)
    return slots | {sheet.masks[row] for row in names_below(sheet, anchors) if row is not None}


def _beside(sheet: Sheet, row: int, offset: int) -> int:
    """Give the row at a distance; right above an anchor, that of the name above a badge."""
    is_badge = offset == -1 and row > 1 and sheet.masks[row - 1] in sheet.badges
    return row - 2 if is_badge else row + offset


PAIR_SHARE = 0.25
"""Each of two people who talk wrote at least so many of the comments."""

PAIR_SCORE = 0.8


def _pair(sheet: Sheet, anchors: tuple[Anchor, ...], offset: int) -> set[str]:
    """Find the names of two people who wrote all comments of a page, each right beside a date."""
    column = [_beside(sheet, anchor.row, offset) for anchor in anchors]
    column = [row for row in column if 0 <= row < len(sheet.rows)]
    masks = [sheet.masks[row] for row in column]
    pair = set(masks)
    if len(pair) != 2 or min(map(masks.count, pair)) < PAIR_SHARE * len(anchors):
        return set()
    if any(mask in sheet.buttons or "0" in mask for mask in pair):
        return set()
    is_like_names = all(name_score(sheet.rows[row].text) >= PAIR_SCORE for row in column)
    return pair if is_like_names else set()


CARD_SLOTS = range(3, 10)
"""Rows above an anchor in which cards of one size have the name."""

DIFFERENT = 0.4
"""So many names differ from each other; ranks, towns and counts repeat more."""


def _names_on_cards(sheet: Sheet, anchors: tuple[Anchor, ...]) -> set[str]:
    """Give the masks at the one place above the anchors that looks most like names."""
    best: set[str] = set()
    for offset in CARD_SLOTS:
        column = [anchor.row - offset for anchor in anchors if anchor.row >= offset]
        masks = [sheet.masks[row] for row in column]
        if len(set(masks)) <= max(len(best), DIFFERENT * len(column), 2):
            continue
        if mean([name_score(sheet.rows[row].text) for row in column]) > 0.8:
            present = Counter(masks)
            best = {mask for mask, count in present.items() if 2 * count >= sheet.repeats[mask]}
    return best - sheet.buttons


OPENERS = 0.8
"""So many cards open with a row that may be a name."""


def _card_openers(
    sheet: Sheet, anchors: tuple[Anchor, ...], masks: set[str], often: dict[str, int]
) -> set[str]:
    """Find the names of a few people who wrote most of a thread, each with a rank below.

    They open the rows that repeat right above the anchors and are not the same everywhere.
    """
    always = {mask for mask in masks if often[mask] >= ALWAYS * len(anchors)}
    common = masks | sheet.buttons
    found = [
        _card_opener(sheet, above.row, below.row, masks, common, always)
        for above, below in itertools.pairwise(anchors)
    ]
    rows = [row for row in found if row is not None]
    names = {sheet.masks[row] for row in rows}
    if len(rows) < OPENERS * len(found) or len(names) < 2:
        return set()
    pairs = {(sheet.masks[row], sheet.masks[row + 1]) for row in rows}
    is_ranked = len(pairs) == len(names)
    is_like_names = mean(name_score(sheet.rows[row].text) for row in rows) >= PAIR_SCORE
    return names - sheet.buttons if is_ranked and is_like_names else set()


def _card_opener(
    sheet: Sheet, floor: int, row: int, masks: set[str], common: set[str], always: set[str]
) -> int | None:
    """Find the first row of a card that other cards lack; what stands above is another text."""
    top = row
    while top - 1 > floor and sheet.masks[top - 1] in masks:
        top -= 1
    # Somebody who wrote only once is not furniture, nor is a rank that only he has.
    for own in range(1, MOST_OF_ONE + 1):
        if top - own - 1 <= floor or name_score(sheet.rows[top - own].text) < PAIR_SCORE:
            break
        if sheet.masks[top - own - 1] in common:
            top -= own
            break
    if row - top < FEWEST_ON_CARD:
        return None
    return next((r for r in range(top, row) if _may_open_card(sheet, r, always)), None)


def _may_open_card(sheet: Sheet, row: int, always: set[str]) -> bool:
    mask = sheet.masks[row]
    return mask not in always and mask not in sheet.buttons and any(map(str.isalpha, mask))


MOST_OF_ONE = 2
"""Rows of a card that no other card has."""

FEWEST_ON_CARD = 2
"""A name and a rank at the least."""


@lru_cache(maxsize=8192)
def is_who_said(mask: str) -> bool:
    """Tell "ann says:", which names who spoke however often she did, from "posted:".

    "from: ann <ann@example.org>" does so too.
    """
    if "@" in mask and BY_AT_START.match(mask) and MAIL_ADDRESS.search(mask):
        return True
    said = SAYS_AT_END.search(mask.rstrip(".…")) if mask.endswith((":", "...", "…")) else None
    return bool(said and WORD_CHARACTER.search(mask[: said.start()]))


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
