"""Where the author stands: on the row of the anchor, or on one at a fixed place beside it.

Every place gives a column of texts, one for each record; the column that looks most like
names holds them.
"""

from __future__ import annotations

import itertools
from collections import Counter
from enum import StrEnum
from functools import partial
from statistics import median

from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.attributes import is_attribute
from archive.dumps.learning.furniture import ALWAYS, REACH
from archive.dumps.learning.openers import opened_columns
from archive.dumps.learning.plain import Plain
from archive.dumps.learning.sheet import Sheet, masks_of, once, text_sums, untimed
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.names import (
    LONGEST_NAME,
    NO_AFFIXES,
    Affixes,
    clean_name,
    is_anonymous,
    may_be_signed,
    name_score,
)
from archive.dumps.vocabulary.patterns import (
    DATE_LABEL,
    DIGIT,
    DIGITS,
    NAMED,
    NUMBER_AT_END,
    WORDS_AND_NUMBER,
)


class Place(StrEnum):
    """Where the author stands: on the anchor's row, next to it, or first of the record."""

    INLINE = "inline"
    ABOVE = "above"
    BELOW = "below"
    TOP = "top"
    HEAD = "head"
    NONE = "none"


def inline_names(sheet: Sheet, anchors: tuple[Anchor, ...]) -> tuple[Affixes, Affixes, bool, float]:
    texts = [untimed(sheet, anchor.row) for anchor in anchors]
    pairs = list(zip(texts, anchors, strict=True))
    days = [_weekday(sheet, anchor) for anchor in anchors]
    lefts, left_score = _side([text[: anchor.start].strip() for text, anchor in pairs], days)
    rights, right_score = _side([text[anchor.end :].strip() for text, anchor in pairs], days)
    author_right = right_score > left_score
    if max(left_score, right_score) > 0 and mean([_is_named(sheet, a.row) for a in anchors]) > 0.6:
        left_score *= 1.3
        right_score *= 1.3
    return lefts, rights, author_right, max(left_score, right_score)


FEW_NAMES = 0.2
"""Where fewer texts are short enough for a name, their column is never the authors'."""


def _side(texts: list[str], days: list[int | None]) -> tuple[Affixes, float]:
    """Score one side of the anchors as names, with what they all have before and behind them."""
    short = sum(0 < len(text) <= LONGEST_NAME for text in texts)
    if short < FEW_NAMES * len(texts):
        return NO_AFFIXES, 0.0
    affixes = Affixes(texts)
    if _are_weekdays(texts, days):
        return affixes, 0.0
    if affixes.is_numbered:
        texts = [affixes.unglued(text) for text in texts]
    return affixes, _side_score(texts, affixes)


def _weekday(sheet: Sheet, anchor: Anchor) -> int | None:
    values = (time.time.value for time in sheet.times[anchor.row] if time.kind == "absolute")
    value = next(values, None)
    return value.weekday() if value else None


FEWEST_DAYS = 3


def _are_weekdays(texts: list[str], days: list[int | None]) -> bool:
    """Tell "do," and "vr,", which stand before the dates of one weekday each, from names."""
    pairs = set(zip(texts, days, strict=True))
    different = len(pairs)
    if not FEWEST_DAYS <= different < len(texts) or None in days:
        return False
    is_one_word = all(text and " " not in text for text in texts)
    return is_one_word and len(set(texts)) == different == len(set(days))


def _is_named(sheet: Sheet, row: int) -> bool:
    known = _named(sheet)
    if row not in known:
        text = sheet.rows[row].text
        known[row] = may_be_signed(text) and bool(NAMED.search(text.casefold()))
    return known[row]


@once
def _named(sheet: Sheet) -> dict[int, bool]:
    """Keep which rows say who said something, of those that were looked at."""
    return {}


def _side_score(texts: list[str], affixes: Affixes) -> float:
    """Score one side of the anchors as names; what is always the same is furniture."""
    has_digit = DIGIT.search(" ".join(texts)) is not None
    shapes = masks_of(texts) if has_digit else map(str.casefold, texts)
    shape, count = Counter(shapes).most_common(1)[0]
    if (
        len(texts) > 2
        and count >= ALWAYS * len(texts)
        and not is_anonymous(clean_name(shape.lstrip("0")))
    ):
        return 0.0
    if has_digit and (_is_counter(texts) or _counts_up(texts)):
        return 0.0
    return _name_rate([clean_name(affixes.strip(text)) for text in texts])


COUNTERS = 6
"""So many texts with a number and the same few words are counters: "(2 children)"."""

COUNTER_WORDS = 3


def _is_counter(texts: list[str]) -> bool:
    """Tell a number of replies or votes beside every date from the names of people."""
    if len(texts) < COUNTERS or mean([bool(DIGIT.search(text)) for text in texts]) < ALWAYS:
        return False
    words = {DIGITS.sub("", text).strip().casefold() for text in texts}
    if any(is_anonymous(word) for word in words):
        return False
    return len(words) <= COUNTER_WORDS and not _are_numbered_names(texts, len(words))


def _are_numbered_names(texts: list[str], shapes: int) -> bool:
    """Tell "ann 1969" and "bob 77", who never have another number, from counters."""
    names = {text.strip().casefold() for text in texts}
    return len(names) == shapes > 1 and all(map(NUMBER_AT_END.search, names))


def _counts_up(texts: list[str]) -> bool:
    """Tell "Reply #1 on", "Reply #2 on", which the opening post may lack, from names."""
    found = [WORDS_AND_NUMBER.fullmatch(text) for text in texts]
    numbered = [match for match in found if match]
    if len(numbered) < max(2, len(texts) - 1):
        return False
    numbers = [int(match["number"]) for match in numbered]
    words = {match["words"].casefold() for match in numbered}
    return len(words) == 1 and all(b == a + 1 for a, b in itertools.pairwise(numbers))


def _name_rate(names: list[str]) -> float:
    """Score a column of texts as a column of names: each like a name, not all the same."""
    if not names:
        return 0.0
    rate = mean(list(map(name_score, names)))
    different = len({name for name in names if name}) / len(names)
    return rate * (0.8 + 0.2 * different)


def head_rows(
    sheet: Sheet, plain: Plain, anchors: tuple[Anchor, ...], cards: list[int | None]
) -> list[int | None]:
    """Find for each anchor the first row of its head: what follows the body above it.

    The body is the longest run of plain rows between two anchors; the head begins with
    the first plain row after the furniture that closes it.
    """
    lengths = text_sums(sheet)
    heads: list[int | None] = [None]
    for above, below in itertools.pairwise(anchors):
        blocks = plain.blocks(above.row + 1, below.row)
        if len(blocks) < 2:
            heads.append(None)
            continue
        sizes = [lengths[block[-1] + 1] - lengths[block[0]] for block in blocks]
        body = sizes.index(max(sizes))
        heads.append(blocks[body + 1][0] if body + 1 < len(blocks) else None)
    heads[0] = _first_head(sheet, plain, anchors, heads)
    opened = list(opened_columns(sheet, plain, anchors))
    for column in opened:
        column[0] = column[0] or _first_head(sheet, plain, anchors, column)
    heads = max([heads, *opened], key=partial(_column_score, sheet))
    if not any(card is not None for card in cards):
        heads = _of_usual_size(sheet, plain, anchors, heads)
    elif heads.count(None) < len(heads):
        usual = _of_usual_size(sheet, plain, anchors, heads)
        heads = [head if head is None else other for head, other in zip(heads, usual, strict=True)]
    return [head if card is None else card for card, head in zip(cards, heads, strict=True)]


def _first_head(
    sheet: Sheet, plain: Plain, anchors: tuple[Anchor, ...], heads: list[int | None]
) -> int | None:
    """Place the first head, above which stands no body, as far from its anchor as the others.

    The name of somebody who wrote again tells it better: "Newest | Oldest" may stand above it.
    """
    depths = [
        len(plain.between(head, anchor.row))
        for head, anchor in zip(heads[1:], anchors[1:], strict=True)
        if head is not None
    ]
    usual = int(median(depths)) if depths else 0
    first = plain.between(max(0, anchors[0].row - REACH), anchors[0].row)
    known = {sheet.masks[head] for head in heads[1:] if head is not None}
    near = first[-max(depths, default=1) :]
    named = next((row for row in reversed(near) if sheet.masks[row] in known), None)
    if named is not None:
        return named
    return first[-usual] if 0 < usual <= len(first) else None


ALIKE = 0.6
"""Where so many heads have the same number of rows, the others have it too."""


def _of_usual_size(
    sheet: Sheet, plain: Plain, anchors: tuple[Anchor, ...], heads: list[int | None]
) -> list[int | None]:
    """Find the heads below texts so short that the head looked like the text."""
    sizes = Counter(a.row - h for a, h in zip(anchors, heads, strict=True) if h is not None)
    if len(anchors) < FEW_HEADS or not sizes:
        return heads
    size, count = sizes.most_common(1)[0]
    if count < ALIKE * len(anchors) or size < 2:
        return heads
    floors = [-1, *(anchor.row for anchor in anchors)]
    found: list[int | None] = []
    for floor, anchor, head in zip(floors, anchors, heads, strict=False):
        row = anchor.row - size
        is_missed = head is None or name_score(sheet.rows[head].text) < UNLIKE
        is_head = is_missed and row > floor and plain.is_plain[row]
        found.append(row if is_head and name_score(sheet.rows[row].text) > 0.3 else head)
    return found


FEW_HEADS = 4

UNLIKE = 0.2
"""What scores less is a text, and no name."""

INLINE = 1.15
"""A name on the row of a date is the likeliest, other things being equal."""

ON_CARDS = 1.3
"""A name that stands on two rows of most records needs no other column to look worse."""


OF_SOMEBODY = 0.7
"""What decides the rows next to the dates is likelier than they are to be names."""


def place_scores(
    sheet: Sheet,
    gaps: list[list[int]],
    heads: list[int | None],
    *,
    has_cards: bool,
    names_close: bool,
) -> dict[Place, float]:
    """Score each place beside the anchors; `names_close`: names below them end records."""
    above = [rows[-1] if rows else None for rows in gaps[:-1]]
    below = [rows[0] if rows else None for rows in gaps[1:]]
    scores = {
        Place.ABOVE: _column_score(sheet, above),
        Place.BELOW: _column_score(sheet, below),
        Place.TOP: _column_score(sheet, below[:-1]) if len(gaps) > 2 else 0.0,
        Place.HEAD: _column_score(sheet, heads) * (ON_CARDS if has_cards else 1.03),
    }
    if names_close or _ends_with_name(sheet, gaps[0], below):
        scores[Place.TOP] = 0.0
    if is_attribute(_texts(sheet, above), _texts(sheet, heads)):
        scores[Place.ABOVE] *= OF_SOMEBODY
    return scores


def is_named_above_card(sheet: Sheet, gaps: list[list[int]], below: list[int | None]) -> bool:
    """Tell cards below dates that open with a rank from those that open with a name."""
    above = [rows[-1] if rows else None for rows in gaps[:-1]]
    return is_attribute(_texts(sheet, below), _texts(sheet, above))


def _ends_with_name(sheet: Sheet, first: list[int], below: list[int | None]) -> bool:
    """Tell names that close texts: one of them stands below the last date, and none on top."""
    last = below[-1]
    if last is None or name_score(sheet.rows[last].text) < SURE:
        return False
    known = {sheet.rows[row].text for row in below[:-1] if row is not None}
    # What stands right below a date of its own opens no comment.
    tops = {sheet.rows[row].text for row in first if row > 0 and not sheet.times[row - 1]}
    return sheet.rows[last].text in known and known.isdisjoint(tops)


def _texts(sheet: Sheet, column: list[int | None]) -> list[str | None]:
    return [None if row is None else sheet.rows[row].text for row in column]


CLOSING = 0.8

SURE = 0.6
"""What scores less may be a short text."""


def names_close_records(sheet: Sheet, anchors: tuple[Anchor, ...], gaps: list[list[int]]) -> bool:
    """Tell names below the dates that belong to the texts above them."""
    pairs = zip(anchors, gaps[1:], strict=True)
    return mean([_closes_record(sheet, anchor, rows) for anchor, rows in pairs]) > CLOSING


def _closes_record(sheet: Sheet, anchor: Anchor, gap: list[int]) -> bool:
    """Tell a name right below its date, with a bare number below it and other rows before text."""
    if not gap or gap[0] != anchor.row + 1 or anchor.row + 2 >= len(sheet.rows):
        return False
    is_name = name_score(sheet.rows[gap[0]].text) >= SURE
    return (
        is_name
        and sheet.masks[anchor.row + 2] == "0"
        and gap[1:2] not in ([gap[0] + 1], [gap[0] + 2])
    )


def _column_score(sheet: Sheet, column: list[int | None]) -> float:
    if _is_numbering([sheet.masks[row] for row in column if row is not None]):
        found = (DIGITS.search(sheet.rows[row].text) for row in column if row is not None)
        if _rises(
            [
                int(match[0])
                for match in found
                if match and len(match[0]) < 10 and match[0].isdecimal()
            ]
        ):
            return 0.0
    return _name_rate(["" if row is None else _name_in(sheet, row) for row in column])


NUMBERED = 0.6
"""Where so many rows of a column are the next number, so are the rest, in words."""


def _is_numbering(masks: list[str]) -> bool:
    """Tell a column of mostly the same mask with a number in it."""
    if len(masks) < COUNTERS:
        return False
    mask, count = Counter(masks).most_common(1)[0]
    return mask.count("0") == 1 and count >= NUMBERED * len(masks)


def _rises(numbers: list[int]) -> bool:
    steps = [below - above for above, below in itertools.pairwise(numbers)]
    return bool(steps) and mean([step == 1 for step in steps]) > ALWAYS


def _name_in(sheet: Sheet, row: int) -> str:
    """Give what may be a name in a row; one that is labelled as a date holds none."""
    times = sheet.times[row]
    if times and times[0].kind == "absolute" and DATE_LABEL.match(sheet.rows[row].text):
        return ""
    return clean_name(sheet.rows[row].text)


def choose_place(
    places: dict[Place, float], inline: float, body_after: bool
) -> tuple[Place, float]:
    options = {Place.INLINE: inline * INLINE, Place.ABOVE: places[Place.ABOVE]}
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
