"""Member cards: the head of a forum post, where a name stands on two rows.

The first is the caption of the member's picture, or its first letter where there is no
picture; the second is the name itself, perhaps with a badge or a count behind it. Nothing
else on a page is written twice in a row so often, so that a card tells the name from the
rank, the place and the counts below it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.sheet import Sheet, once, rows_by_mask
from archive.dumps.learning.tails import is_of_other_date
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.names import NAME_LENGTH, clean_name, is_anonymous, name_score
from archive.dumps.vocabulary.patterns import (
    CARD_LABEL,
    COMMENT_NUMBER,
    DIGITS,
    QUOTED,
    SENTENCE_END,
    SIGNATURE,
)

CARD_ROWS = 20
"""A card with rank, place, counts and date is not longer."""

CARD_LENGTH = 40
"""A longer sentence is no rank, town or count: the text has begun."""

MOST = 0.4
"""Where so many records open with a card, it is how this page writes a head."""

FEWEST = 0.1
"""With so many cards found, the others are worth a search."""

MOST_BELOW = 0.6

SIGNED = 0.6
"""Where so many dates stand below words that sign a text, no card is needed to do so."""

NAME_LIKE = 0.5

FEWEST_RANKS = 3
"""With fewer cards it is chance that each name has one rank."""

OVER_RANK = 0.7

ONE_SIZE = 0.8
"""Where so many cards have the same number of rows, the others have it too."""

OVER_LABELS = 3
"""Rows over the labels of a card: a name, a rank, "Offline"."""

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
    if _are_signed(sheet, anchors):
        return [None] * len(anchors)
    names = _written_twice(sheet, anchors)
    if not any(name is not None for name in names):
        names = _over_labels(sheet, anchors)
    return names


def _written_twice(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[int | None]:
    if not (twin_rows(sheet) or _quoted(sheet)):
        return [None] * len(anchors)
    names = _twins(sheet, anchors)
    names = _filled(sheet, anchors, names, _quoted(sheet))
    share = mean(name is not None for name in names)
    if FEWEST <= share < 1:
        names = _ranked(sheet, anchors, names)
        names = _filled(sheet, anchors, names, frozenset())
        names = _at_usual_depth(sheet, anchors, names)
    names = _over_ranks(sheet, names)
    if mean(name is not None for name in names) <= MOST or _is_one(sheet, names):
        return [None] * len(anchors)
    return names


def _over_labels(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[int | None]:
    """Find the names over ranks and labelled rows ("Joined: …", "Posts: 12") above the dates.

    Such a card has no picture's caption; its day of joining tells it. The name is the row above
    the labels, or one above that, if the same name has always the same rank below it.
    """
    nobody: list[int | None] = [None] * len(anchors)
    dated = [rows for rows in _rows_above(anchors, CARD_ROWS) if sheet.times[rows.start + 1]]
    if len(dated) < len(anchors):
        return nobody
    tops = [_top_label(sheet, rows) for rows in dated]
    found = [top for top in tops if top is not None]
    if len(found) < max(FEWEST_RANKS, MOST_BELOW * len(anchors)) or min(found) < OVER_LABELS:
        return nobody
    for above in range(OVER_LABELS, 0, -1):
        rows = {top - above for top in found if _is_like_name(sheet, top - above)}
        pairs = {(sheet.rows[row].text, sheet.rows[row + 1].text) for row in rows}
        names = {name for name, _ in pairs}
        is_fixed = above == 1 or len(pairs) == len(names)
        # A name may be lost in a text above it, where that fills its last line.
        if is_fixed and len(names) > 1 and len(rows) >= ONE_SIZE * len(found):
            return [top - above if top and top - above in rows else None for top in tops]
    return nobody


def _top_label(sheet: Sheet, rows: range) -> int | None:
    """Give the first of the labelled rows right above a date, if they tell when somebody joined."""
    top, has_joined = None, False
    for row in rows:
        if not CARD_LABEL.fullmatch(sheet.rows[row].text):
            break
        top = row
        has_joined = has_joined or is_of_other_date(sheet, _before_date(sheet, row))
    return top if has_joined else None


def _are_signed(sheet: Sheet, anchors: tuple[Anchor, ...]) -> bool:
    """Tell dates below "Posted by Ann": the card above belongs to the text before."""
    rows = [sheet.rows[anchor.row - 1].text for anchor in anchors if anchor.row > 0]
    signed = sum(SIGNATURE.match(text) is not None for text in rows)
    return signed > SIGNED * len(anchors)


def _is_one(sheet: Sheet, names: list[int | None]) -> bool:
    """Tell two like buttons under every text from the names of several people."""
    return len(names) > 2 and len({sheet.rows[name].text for name in names if name}) == 1


def _twins(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[int | None]:
    twins = twin_rows(sheet)
    names: list[int | None] = []
    for rows in _rows_above(anchors, CARD_ROWS):
        place = bisect_right(twins, rows.start) - 1
        is_near = place >= 0 and twins[place] > rows.stop
        names.append(_bare_name(sheet, twins[place]) if is_near else None)
    return names


def _over_ranks(sheet: Sheet, names: list[int | None]) -> list[int | None]:
    """Take the rows above for the names, where what stands twice is a rank or a group.

    The same name has always the same rank below it; the end of another text, or a button,
    would be now this and now that, or always one.
    """
    tops = [card_top(sheet, 0, name) - 1 for name in names if name is not None]
    if len(tops) < FEWEST_RANKS or min(tops) < 0:
        return names
    texts = [clean_name(DIGITS.sub("0", sheet.rows[top].text)) for top in tops]
    ranks = [sheet.rows[top + 1].text for top in tops]
    is_like_names = all(
        name_score(text) > OVER_RANK and not sheet.times[top] and len(text) > 1
        for text, top in zip(texts, tops, strict=True)
    )
    is_fixed = len(set(zip(texts, ranks, strict=True))) == len(set(texts))
    is_finer = 1 < len(set(texts)) < len(texts) and len(set(texts)) >= len(set(ranks))
    if not (is_like_names and is_fixed and is_finer):
        return names
    found = iter(tops)
    return [None if name is None else next(found) for name in names]


@once
def twin_rows(sheet: Sheet) -> list[int]:
    """Give the rows that write the name of the row above again."""
    firsts = [row.text[0].casefold() for row in sheet.rows]
    twins = {
        row
        for row, (above, below) in enumerate(pairwise(firsts), 1)
        if above == below and is_twin(sheet, row - 1, row)
    }
    below_counts = [row + 1 for row in rows_by_mask(sheet).get("0", ()) if row + 1 < len(firsts)]
    return sorted(twins.union(row for row in below_counts if _is_over_count(sheet, row)))


def _is_over_count(sheet: Sheet, row: int) -> bool:
    """Tell "Ann", "307", "Ann": a picture's caption, a reputation or a badge, and a name."""
    return (
        row > 1
        and sheet.rows[row - 2].text == sheet.rows[row].text
        and (sheet.masks[row - 1] == "0" or is_role(sheet, row - 1))
        and is_twin(sheet, row - 2, row)
    )


def is_role(sheet: Sheet, row: int) -> bool:
    """Tell a row that says what somebody is: "Guest", "Author"."""
    mask = sheet.masks[row]
    return mask in sheet.badges or is_anonymous(mask)


def opens_card(sheet: Sheet, row: int) -> bool:
    """Tell the first of the rows that write a name twice."""
    known = _card_openings(sheet)
    return row in known


@once
def _card_openings(sheet: Sheet) -> frozenset[int]:
    return frozenset(card_top(sheet, 0, row) for row in twin_rows(sheet))


def _rows_above(anchors: tuple[Anchor, ...], most: int) -> list[range]:
    """Give the rows that may belong to the card of each anchor, the nearest first."""
    floors = [0, *(anchor.row + 1 for anchor in anchors)]
    return [
        range(anchor.row - 1, max(floor, anchor.row - most - 1), -1)
        for floor, anchor in zip(floors, anchors, strict=False)
    ]


@once
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
    if not known:
        return names
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


def _at_usual_depth(
    sheet: Sheet, anchors: tuple[Anchor, ...], names: list[int | None]
) -> list[int | None]:
    """Find the names of those whose picture has no caption, where all cards are of one size."""
    depths = Counter(
        a.row - name for a, name in zip(anchors, names, strict=True) if name is not None
    )
    depth, count = depths.most_common(1)[0]
    if count < max(FEWEST_RANKS, ONE_SIZE * depths.total(), MOST * len(anchors)):
        return names
    floors = [-1, *(anchor.row for anchor in anchors)]
    found: list[int | None] = []
    for floor, anchor, name in zip(floors, anchors, names, strict=False):
        row = anchor.row - depth
        may_be = name is None and row > floor and sheet.masks[row] not in sheet.buttons
        found.append(row if may_be and _is_like_name(sheet, row) else name)
    return found


def _is_like_name(sheet: Sheet, row: int) -> bool:
    """Tell a name from a text, a label and a count ("x 4")."""
    text = sheet.rows[row].text
    is_count = any(map(str.isdigit, text)) and sum(map(str.isalpha, text)) < 2
    return not is_count and ":" not in text and name_score(text) > OVER_RANK


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
    known = _names_below(sheet)
    for anchor in anchors:
        if anchor.row not in known:
            known[anchor.row] = _name_below(sheet, anchor.row)
    rows = [known[anchor.row] for anchor in anchors]
    if mean(row is not None for row in rows) <= MOST_BELOW:
        return [None] * len(anchors)
    return rows


@once
def _names_below(sheet: Sheet) -> dict[int, int | None]:
    """Keep the name below each date that was looked at."""
    return {}


def below_card(
    sheet: Sheet, furniture: frozenset[str], row: int, end: int, body: list[int]
) -> list[int]:
    """Give the rows of a body below the card that follows a date.

    "+1" above a button that everybody has looks like one more row of the card; where nothing
    else is left, the card ends with its labels.
    """
    last, label = _card_end(sheet, furniture, row, end)
    return [r for r in body if r > last] or [r for r in body if r > label]


def _card_end(sheet: Sheet, furniture: frozenset[str], row: int, end: int) -> tuple[int, int]:
    """Give the last row of a card, which may be a number below a label, and its last label."""
    last = label = row
    for other in range(row + 1, min(end, row + CARD_ROWS)):
        text = sheet.rows[other].text
        is_sentence = len(text) > CARD_LENGTH and SENTENCE_END.search(text) is not None
        if is_sentence or sheet.masks[other] in sheet.buttons:
            break
        is_label = is_of_other_date(sheet, _before_date(sheet, other))
        # "+1" is a text, and a short one.
        is_count = sheet.masks[other].strip("0 \u00a0") == "" and text[0].isdecimal()
        is_number = last == other - 1 and is_count
        if is_label or sheet.masks[other] in furniture or is_number:
            last = other
        label = other if is_label else label
    return last, label


def _name_below(sheet: Sheet, row: int) -> int | None:
    """Find the name below a date, if a card goes on below it.

    The date stands alone, or beside the same name.
    """
    times, text = sheet.times[row], sheet.rows[row].text
    if not times:
        return None
    beside = text[: times[0].start] + text[times[-1].end :]
    reach = range(row + 1, min(row + LABEL_REACH, len(sheet.rows)))
    name = next((other for other in reach if _is_worded(sheet.rows[other].text)), None)
    if name is None or name_score(sheet.rows[name].text) < NAME_LIKE:
        return None
    if any(char.isalpha() for char in beside) and sheet.rows[name].text not in beside:
        return None
    card = range(name + 1, min(name + LABEL_REACH, len(sheet.rows)))
    has_label = any(is_of_other_date(sheet, _before_date(sheet, other)) for other in card)
    return name if has_label else None


def _is_worded(text: str) -> bool:
    """Tell words from a number, "Message #3" included."""
    number = COMMENT_NUMBER.search(text)
    is_number = number is not None and ("#" in number[0] or number[0] == text)
    return any(char.isalpha() for char in text) and not is_number


def _before_date(sheet: Sheet, row: int) -> str:
    times = sheet.times[row]
    return sheet.rows[row].text[: times[0].start if times else None]


def card_top(sheet: Sheet, floor: int, row: int) -> int:
    """Give the first row of the card whose name stands in this row."""
    while row > floor:
        if is_twin(sheet, row - 1, row):
            row -= 1
        elif row > floor + 1 and _is_over_count(sheet, row):
            row -= 2
        else:
            break
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
    if rest.endswith((":", "：")):
        return False  # "Ann wrote:" opens a quote of her.
    return not rest or (rest[0] == " " and len(rest.split()) <= BADGE_WORDS)


def _bare_name(sheet: Sheet, row: int) -> int:
    """Choose of the writings of a name the one without anything behind it."""
    writings = range(card_top(sheet, 0, row), row + 1)
    rows = [r for r in writings if len(sheet.rows[r].text) > 1 and sheet.masks[r] != "0"]
    return min(rows, key=lambda r: len(sheet.rows[r].text), default=row)
