"""Where the author stands: on the row of the anchor, or on one at a fixed place beside it.

Every place gives a column of texts, one for each record; the column that looks most like
names holds them.
"""

from __future__ import annotations

import itertools
from collections import Counter
from enum import StrEnum
from statistics import median

from archive.dumps.anchors import Anchor
from archive.dumps.averages import mean
from archive.dumps.cards import card_names
from archive.dumps.furniture import ALWAYS, REACH, is_anonymous, is_plain, plain_rows
from archive.dumps.names import Affixes, clean_name, name_score
from archive.dumps.patterns import DIGITS, NAMED
from archive.dumps.sheet import Sheet, mask_of


class Place(StrEnum):
    """Where the author stands: on the anchor's row, next to it, or first of the record."""

    INLINE = "inline"
    ABOVE = "above"
    BELOW = "below"
    TOP = "top"
    HEAD = "head"
    NONE = "none"


def inline_names(sheet: Sheet, anchors: tuple[Anchor, ...]) -> tuple[Affixes, Affixes, bool, float]:
    left_texts = [sheet.rows[a.row].text[: a.start] for a in anchors]
    right_texts = [sheet.rows[a.row].text[a.end :] for a in anchors]
    lefts, rights = Affixes(left_texts), Affixes(right_texts)
    left_score = _side_score(left_texts, lefts)
    right_score = _side_score(right_texts, rights)
    author_right = right_score > left_score
    signed = mean(bool(NAMED.search(sheet.rows[a.row].text)) for a in anchors)
    if signed > 0.6:
        left_score *= 1.3
        right_score *= 1.3
    return lefts, rights, author_right, max(left_score, right_score)


def _side_score(texts: list[str], affixes: Affixes) -> float:
    """Score one side of the anchors as names; what is always the same is furniture."""
    shape, count = Counter(mask_of(text.strip()) for text in texts).most_common(1)[0]
    if len(texts) > 2 and count >= ALWAYS * len(texts) and not is_anonymous(clean_name(shape)):
        return 0.0
    if _is_counter(texts):
        return 0.0
    return _name_rate([clean_name(affixes.strip(text)) for text in texts])


COUNTERS = 6
"""So many texts with a number and the same few words are counters: "(2 children)"."""

COUNTER_WORDS = 3


def _is_counter(texts: list[str]) -> bool:
    """Tell a number of replies or votes beside every date from the names of people."""
    if len(texts) < COUNTERS or mean(bool(DIGITS.search(text)) for text in texts) < ALWAYS:
        return False
    return len({DIGITS.sub("", text).strip().casefold() for text in texts}) <= COUNTER_WORDS


def _name_rate(names: list[str]) -> float:
    """Score a column of texts as a column of names: each like a name, not all the same."""
    if not names:
        return 0.0
    rate = mean(name_score(name) for name in names)
    different = len({name for name in names if name}) / len(names)
    return rate * (0.8 + 0.2 * different)


def head_rows(
    sheet: Sheet, furniture: frozenset[str], anchors: tuple[Anchor, ...]
) -> list[int | None]:
    """Find for each anchor the first row of its head: what follows the body above it.

    The body is the longest run of plain rows between two anchors; the head begins with
    the first plain row after the furniture that closes it.
    """
    heads: list[int | None] = [None]
    for above, below in itertools.pairwise(anchors):
        blocks: list[list[int]] = [[]]
        for row in range(above.row + 1, below.row):
            if is_plain(sheet, furniture, row):
                blocks[-1].append(row)
            elif blocks[-1]:
                blocks.append([])
        sizes = [sum(len(sheet.rows[row].text) for row in block) for block in blocks]
        body = sizes.index(max(sizes))
        head = next((block for block in blocks[body + 1 :] if block), None)
        heads.append(head[0] if head else None)
    if len(heads) > 1 and heads[1] is not None:
        depths = [
            len([r for r in range(h, a.row) if is_plain(sheet, furniture, r)])
            for h, a in zip(heads[1:], anchors[1:], strict=True)
            if h is not None
        ]
        usual = int(median(depths))
        first = plain_rows(sheet, furniture, max(0, anchors[0].row - REACH), anchors[0].row)
        heads[0] = first[-usual] if 0 < usual <= len(first) else None
    cards = card_names(sheet, anchors)
    return [head if card is None else card for card, head in zip(cards, heads, strict=True)]


ON_CARDS = 1.3
"""A name that stands on two rows of most records needs no other column to look worse."""


def place_scores(
    sheet: Sheet, gaps: list[list[int]], heads: list[int | None], *, has_cards: bool
) -> dict[Place, float]:
    above = [rows[-1] if rows else None for rows in gaps[:-1]]
    below = [rows[0] if rows else None for rows in gaps[1:]]
    return {
        Place.ABOVE: _column_score(sheet, above),
        Place.BELOW: _column_score(sheet, below),
        Place.TOP: _column_score(sheet, below[:-1]) if len(gaps) > 2 else 0.0,
        Place.HEAD: _column_score(sheet, heads) * (ON_CARDS if has_cards else 1.03),
    }


def _column_score(sheet: Sheet, column: list[int | None]) -> float:
    return _name_rate(["" if row is None else clean_name(sheet.rows[row].text) for row in column])


def choose_place(
    places: dict[Place, float], inline: float, body_after: bool
) -> tuple[Place, float]:
    options = {Place.INLINE: inline * 1.15, Place.ABOVE: places[Place.ABOVE]}
    if body_after:
        options[Place.BELOW] = places[Place.BELOW] * 0.9
        options[Place.HEAD] = places[Place.HEAD]
    else:
        options[Place.TOP] = places[Place.TOP] * 0.95
        options[Place.BELOW] = places[Place.BELOW] * 0.8
    place = max(options, key=lambda key: options[key])
    if options[place] < 0.35:
        return Place.NONE, 0.0
    return place, min(1.0, options[place])
