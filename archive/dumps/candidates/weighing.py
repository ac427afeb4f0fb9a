"""How much the cut of a whole page looks like a discussion, in parts that add up.

The weights were set on two thirds of the sites of the corpus and checked on the rest
(tests/benchmarks/recovery_results.md).
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import sub
from statistics import median

from archive.dumps.candidates.ends import LONGEST_LAST
from archive.dumps.learning.anchors import Anchor, Series
from archive.dumps.learning.dated import anchor_shape, without_doubles
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.furniture import REACH
from archive.dumps.learning.layout import (
    BUTTONS,
    MOST_OF_AUTHOR,
    NAMELESS,
    Layout,
    heading_above,
    is_text_list,
)
from archive.dumps.learning.places import Place
from archive.dumps.learning.sheet import Border, Sheet, border_rows, once, text_sums
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.patterns import OTHER_DATE, RECENT, SAYS_AT_END, SENTENCE_END, YEAR

TITLE_REACH = 40

DATED = 1.5

HEADED = 1.0

COUNTED = 1.5
"""What a heading adds that counts the comments, but has another one between it and them."""

COUNTED_NEARLY = 1.3
"""What it adds where it counts one less: a date may stand inside a text."""

CHANCE = 6
"""Some count of a page is nearly as high as a lower number by chance."""

MOST_OF_SIDE = 1.0

MOST_OF_LAYOUT = MOST_OF_AUTHOR + MOST_OF_SIDE + BUTTONS
"""What a layout can add at most: its authors (or none at all), its side, its buttons."""

MOST_OF_PROSE = 1.5

MOST_OF_SIZE = 2.0

BEFORE = 40
"""Rows above the first anchor that may be its text, if no two anchors stand further apart."""


_MEANS = {
    "author": MOST_OF_AUTHOR,
    "nameless": NAMELESS,
    "unsigned": 0.0,
    "prose": MOST_OF_PROSE,
    "size": MOST_OF_SIZE,
    "empty": 0.0,
}
"""The parts that are means over all comments, with the most that each can be."""

_RANGES = {
    "author": MOST_OF_AUTHOR,
    "nameless": 0.0,
    "unsigned": 1.0,
    "prose": MOST_OF_PROSE,
    "size": MOST_OF_SIZE,
    "empty": 4.0,
}
"""What one comment can be worth more or less than another in each of these."""


@dataclass(frozen=True, slots=True)
class Hope:
    """What a series scores at most, and the parts of it that need no cut.

    `without_layout` is the same without what its layout can add.
    """

    parts: dict[str, float]
    most: float
    without_layout: float


def most_by_number(sheet: Sheet, series: Series) -> float:
    """Bound the score of so many anchors, wherever they stand."""
    most = _number_score(len(series.anchors)) + MOST_OF_LAYOUT + MOST_OF_PROSE + MOST_OF_SIZE
    return most + _most_of_series(sheet, series) + MOST_OF_LIST * (series.kind == "item")


def _most_of_series(sheet: Sheet, series: Series) -> float:
    """Bound what the anchors alone tell, wherever they stand."""
    number = len(series.anchors)
    counts = sheet.counts.values()
    most = max([0.0, *(_agreement(count, number) for count in counts)]) + HEADED + SAID
    return most + _counted_score(sheet, None, number) + DATED * (series.kind == "time")


def _number_score(number: int) -> float:
    return 1.2 * math.log2(1 + number)


def hope_for(sheet: Sheet, series: Series) -> Hope:
    """Weigh what the anchors alone tell, and bound the rest.

    Most of a page's repetitions are no discussions, and this shows it at little cost.
    """
    parts = _parts_of_series(sheet, series)
    number = len(series.anchors)
    rows = [anchor.row for anchor in series.anchors]
    most = sum(parts.values()) + _number_score(number)
    layout = MOST_OF_SIDE + (BUTTONS if _has_buttons(sheet, rows) else 0.0)
    if is_text_list(sheet, series):
        is_headed = _is_under_heading(sheet, heading_above(sheet, rows[0]), rows[0])
        most += _bare_score(is_headed, number)
        layout += NAMELESS
    else:
        layout += MOST_OF_AUTHOR
    # Fewer bodies than anchors would be longer each, and more of them sentences, but every
    # empty one costs more than that can bring.
    spans = _spans(sheet, rows)
    size = text_sums(sheet)[spans[-1][1]] - text_sums(sheet)[spans[0][0]]
    most += min(MOST_OF_SIZE, size / number / BODY_LENGTH)
    ends = _sentence_sums(sheet)
    told = sum(ends[first] < ends[end] for first, end in spans)
    most += MOST_OF_PROSE * min(1.0, told / number)
    return Hope(parts, most + layout, most)


def _spans(sheet: Sheet, rows: list[int]) -> list[tuple[int, int]]:
    """Give the rows above, between and below the anchors in which texts may stand."""
    number = len(rows)
    widest = max(map(sub, rows[1:], rows), default=BEFORE)
    first = max(0, rows[0] - max(BEFORE, 2 * widest))
    end = min(len(sheet.rows), rows[-1] + LONGEST_LAST)
    borders = border_rows(sheet)
    place = bisect_left(borders, (rows[0], 0))
    above = (row for row, repeats in reversed(borders[:place]) if repeats <= max(2, number // 2))
    below = (
        row
        for row, repeats in borders[place:]
        if row > rows[-1] and repeats <= max(2, (number - 1) // 2)
    )
    starts = [max(first, next(above, 0)), *rows]
    return list(zip(starts, [*(row + 1 for row in rows), min(end, next(below, end))], strict=True))


def _has_buttons(sheet: Sheet, rows: list[int]) -> bool:
    """Tell whether any button stands near these rows."""
    buttons = _button_rows(sheet)
    place = bisect_left(buttons, rows[0] - REACH)
    return place < len(buttons) and buttons[place] <= rows[-1] + REACH


@once
def _button_rows(sheet: Sheet) -> list[int]:
    return [row for row, mask in enumerate(sheet.masks) if mask in sheet.buttons]


def hope_when_shorter(
    sheet: Sheet, series: Series, parts: dict[str, float], least: float
) -> Hope | None:
    """Bound the score of a series that lacks an end of another one, with its `parts`.

    What an end alone decides may be won back whole. What is a mean over all comments moves
    little by one of them; twice its share is granted, since others may be cut otherwise.
    None is given for what cannot score `least`.
    """
    number = len(series.anchors)
    most = _number_score(number) + MOST_OF_SIDE + BUTTONS
    for name, limit in _MEANS.items():
        most += min(limit, parts[name] + 2 * _RANGES[name] / number)
    if most + _most_of_series(sheet, series) < least:
        return None
    hope = hope_for(sheet, series)
    return hope if min(hope.most, most + sum(hope.parts.values())) >= least else None


def layout_hope(sheet: Sheet, layout: Layout, hope: Hope) -> float:
    """Bound the score again once the layout is known."""
    return hope.without_layout + sum(_parts_of_layout(sheet, layout).values())


@once
def _sentence_sums(sheet: Sheet) -> list[int]:
    """Count the rows that end like sentences, above each row and at the end."""
    ends = (_ends_sentence(row.text) for row in sheet.rows)
    return list(accumulate(ends, initial=0))


def _ends_sentence(text: str) -> bool:
    return len(text) > LONG_TEXT or _closes_sentence(text[-1])


@lru_cache(maxsize=1024)
def _closes_sentence(sign: str) -> bool:
    return SENTENCE_END.match(sign) is not None


def _parts_of_series(sheet: Sheet, series: Series) -> dict[str, float]:
    number = len(series.anchors)
    heading = heading_above(sheet, series.anchors[0].row)
    declared = sheet.counts.get(heading) if heading is not None else None
    return {
        "time": DATED if series.kind == "time" else 0.0,
        "heading": HEADED if heading is not None else 0.0,
        "declared": _agreement(declared, number),
        "counted": _counted_score(sheet, declared, number),
        "said": _said_score(sheet, series),
        "doubles": -4.0 * _doubles(sheet, series),
        "wordless": -1.5 if _is_wordless(sheet, series) else 0.0,
        "strange": _strangers(sheet, series),
        "other": -3.0 * _other_dates(sheet, series),
        "turns": -3.0 * _alternation(sheet, series),
        "months": -MONTHS * _months(sheet, series),
    }


def _parts_of_layout(sheet: Sheet, layout: Layout) -> dict[str, float]:
    return {
        "author": MOST_OF_AUTHOR * layout.author_score,
        "buttons": 0.0 if layout.furniture.isdisjoint(sheet.buttons) else BUTTONS,
        "side": max(-1.5, min(MOST_OF_SIDE, layout.certainty / 3)),
        "nameless": NAMELESS if layout.place is Place.NONE else 0.0,
    }


def parts_of(
    sheet: Sheet, layout: Layout, hope: Hope, drafts: list[Draft], filled: list[Draft]
) -> dict[str, float]:
    lengths = text_sums(sheet)
    sizes = [sum(lengths[row + 1] - lengths[row] for row in draft.body) for draft in filled]
    rows = [len(draft.body) for draft in filled]
    return {
        **hope.parts,
        **_parts_of_layout(sheet, layout),
        "number": _number_score(len(filled)),
        "unsigned": -1.0 * mean(draft.author is None for draft in drafts),
        "prose": MOST_OF_PROSE * _prose(sheet, filled),
        "size": min(MOST_OF_SIZE, mean(sizes) / BODY_LENGTH),
        "empty": -4.0 * (1 - len(filled) / len(drafts)),
        "huge": -1.5 if mean(rows) > 25 else 0.0,
        "borders": _inner_borders(sheet, drafts),
        "bare": _bare_list(sheet, layout, drafts) if layout.anchor_is_text else 0.0,
        "titled": -1.5 if not layout.has_cards and _is_titled(sheet, drafts[0]) else 0.0,
        "uneven": _unevenness(rows),
    }


FEW = 3
"""Of so few records one too many is no small error, and they may well be something else."""


SAID = 1.0
"""What "Ann says:" beside every date adds."""

MIXED = 3.0
"""The weight of heads of two kinds: half of them say who said something, the others do not."""


def _said_score(sheet: Sheet, series: Series) -> float:
    """Weigh heads that say who said something, of which there are all or none."""
    near = _rows_near_said(sheet)
    if not near:
        return 0.0
    share = mean([anchor.row in near for anchor in series.anchors])
    return SAID * share - MIXED * min(share, 1 - share)


@once
def _rows_near_said(sheet: Sheet) -> frozenset[int]:
    """Give the rows that say who said something, and those right above and below them."""
    said = [
        row
        for row, mask in enumerate(sheet.masks)
        if mask.endswith(":") and SAYS_AT_END.search(mask)
    ]
    return frozenset(near for row in said for near in (row - 1, row, row + 1))


def _counted_score(sheet: Sheet, declared: int | None, number: int) -> float:
    """Weigh a count beside the nearest heading's, which is `declared`."""
    counts = sheet.counts.values()
    if declared == number:
        return 0.0
    if number in counts:
        return COUNTED
    is_nearly = number > CHANCE and declared != number - 1 and number - 1 in counts
    return COUNTED_NEARLY if is_nearly else 0.0


def _agreement(declared: int | None, number: int) -> float:
    if declared is None:
        return 0.0
    if declared == number:
        return 2.5
    if declared == number - 1 > 0:
        return 2.3 if number > FEW else 1.2
    return 1.0 if number <= declared <= number * 1.3 + 2 else -0.5 if declared < number else 0.3


def _prose(sheet: Sheet, filled: list[Draft]) -> float:
    """Say how many bodies read like sentences rather than like titles in a list."""
    ends = _sentence_sums(sheet)
    return mean(ends[draft.body[-1] + 1] - ends[draft.body[-1]] for draft in filled)


def _inner_borders(sheet: Sheet, drafts: list[Draft]) -> float:
    """Count headings and ends inside comments, where they have no business."""
    cost = 0.0
    rows = _rare_borders(sheet)
    for draft in drafts if rows else ():
        for row in rows.intersection(draft.body[1:]):
            is_counted = sheet.borders[row] is Border.START and row in sheet.counts
            cost += 2.0 if is_counted else 0.7
    return -min(4.0, cost)


@once
def _rare_borders(sheet: Sheet) -> frozenset[int]:
    return frozenset(row for row, repeats in border_rows(sheet) if repeats <= 2)


def _unevenness(rows: list[int]) -> float:
    """A first or last comment much longer than all others has swallowed something else."""
    ends = max(rows[0], rows[-1])
    if ends > 10 * median(rows) + 12:
        return -1.5
    inner = rows[1:-1]
    return -0.7 if inner and ends > 2 * max(inner) + 3 else 0.0


BODY_LENGTH = 80
"""Characters of a text that is no title; longer ones weigh more, up to a limit."""

LONG_TEXT = 150
"""A row so long is no title, whatever its last character."""

HEADING_REACH = 6

MOST_OF_LIST = 3.0

LONG_LIST = 30
"""No article has so many long items; a list of them is a discussion without its heading."""


def _bare_list(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> float:
    """Weigh a list of texts: right under its heading, and without any date in it."""
    dated = mean(
        any(sheet.times[row] for row in range(draft.first, draft.last + 1)) for draft in drafts
    )
    if dated > 0.3:
        return -6.0
    first = layout.series.anchors[0].row
    return _bare_score(_is_under_heading(sheet, layout.heading, first), len(drafts))


def _bare_score(is_headed: bool, number: int) -> float:
    if is_headed:
        return MOST_OF_LIST
    return 0.0 if number >= LONG_LIST else -6.0


def _is_under_heading(sheet: Sheet, heading: int | None, first: int) -> bool:
    """Tell a list right under a heading for comments from any other list of texts.

    "Recent comments" stands over the beginnings of what was said about other articles.
    """
    if heading is None or first - heading > HEADING_REACH:
        return False
    return RECENT.match(sheet.rows[heading].text) is None


TURNS = 0.7
"""So often one kind of date follows the other where each record has one of both."""


def _alternation(sheet: Sheet, series: Series) -> float:
    """Tell dates with a clock that take turns with days: those of joining, on members' cards."""
    if len(series.anchors) < 4 or series.kind != "time":
        return 0.0
    known = _rows_with_clock(sheet)
    with_clock = [known[anchor.row] for anchor in series.anchors if anchor.row in known]
    turns = mean(one is not other for one, other in itertools.pairwise(with_clock))
    return turns if turns > TURNS else 0.0


MONTHS = 1.5
"""The weight of anchors that are a month and a year, as members' cards have them."""


def _months(sheet: Sheet, series: Series) -> float:
    if series.kind != "time":
        return 0.0
    found = [sheet.times[anchor.row][0] for anchor in series.anchors]
    return mean(time.kind == "partial" and bool(YEAR.search(time.time.text)) for time in found)


@once
def _rows_with_clock(sheet: Sheet) -> dict[int, bool]:
    """Tell for each row with a date, or with a month and a year, whether a clock stands there."""
    return {
        row: any(time.clock is not None for time in times)
        for row, times in enumerate(sheet.times)
        if times and any(time.kind in ("absolute", "partial") for time in times)
    }


def _doubles(sheet: Sheet, series: Series) -> float:
    """Say how many records are only the head of the next one: the same date again."""
    if series.kind != "time":
        return 0.0
    anchors = series.anchors
    share = 1 - len(without_doubles(sheet, list(anchors))) / len(anchors)
    return share if share > 0.35 else 0.0


def _strangers(sheet: Sheet, series: Series) -> float:
    """A first or last anchor of another shape than most is the date of something else."""
    anchors = series.anchors
    if len(anchors) < 3 or series.kind != "time":
        return 0.0
    shapes = [anchor_shape(sheet, anchor) for anchor in anchors]
    usual, count = Counter(shapes).most_common(1)[0]
    if count < 0.6 * len(shapes):
        return 0.0
    return -0.8 * (shapes[0] != usual) - 0.8 * (shapes[-1] != usual)


def _other_dates(sheet: Sheet, series: Series) -> float:
    """Say how many anchors are dates of joining, editing and the like."""
    if series.kind != "time":
        return 0.0
    known = _labelled(sheet)
    for anchor in series.anchors:
        if anchor not in known:
            known[anchor] = bool(OTHER_DATE.search(_label(sheet, anchor).casefold()))
    return mean(known[anchor] for anchor in series.anchors)


@once
def _labelled(sheet: Sheet) -> dict[Anchor, bool]:
    """Keep which dates are labelled as those of something else, of those looked at."""
    return {}


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
