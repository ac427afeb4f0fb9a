"""Series of dates: rows that hold a date and little else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from archive.dumps.dates.times import FoundTime
from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.sheet import Sheet, once, text_sums
from archive.dumps.learning.tails import is_of_other_date
from archive.dumps.vocabulary.patterns import (
    COMMENT_NUMBER,
    DIGITS,
    IN_TOPIC,
    OF_TOPIC,
    PINGBACK_ROW,
    SENTENCE_END,
    START_LABEL,
    USER_CODE,
)

HEADER_LENGTH = 130
"""What stands beside a comment's date on its line is not longer."""

DOUBLE_REACH = 8
"""Rows between two writings of the same date in the head of one comment."""

DOUBLE_LENGTH = 200
"""Characters between them."""

SENTENCE_WORDS = 5
"""So many words behind "today" are what somebody tells of it."""

FEW = 2
"""A menu has as many dates."""

ALIKE = 0.9

TOGETHER = 60
"""Days between two comments, one below the other."""

LONG_BEFORE = 365
"""Days before which no comment between them was written."""

NAMED_BELOW = 3
"""Rows from a date to the head of an earlier comment that is named below it."""

NAMING = 5
"""Characters that two rows must share beside their time."""

STARTS = 2
"""Times that a page says when its thread began."""

WIDER = 1.1
"""Dates written otherwise may be a small share of a discussion: those of removed comments."""


def dated_series(sheet: Sheet) -> Iterator[list[Anchor]]:
    """Group dates by the words beside them, each group narrow and wide."""
    anchors = without_told(sheet, _dated_anchors(sheet))
    contexts = _contexts(sheet, anchors)
    groups: dict[object, list[Anchor]] = defaultdict(list)
    for anchor, (left, right) in zip(anchors, contexts, strict=True):
        groups[left, right].append(anchor)
        groups[left, right, sheet.rows[anchor.row].indent > 0].append(anchor)
        groups[left, right, *_form(sheet, anchor)].append(anchor)
        groups["?", right, *_form(sheet, anchor)].append(anchor)
        groups[left, "?"].append(anchor)
        groups["?", right].append(anchor)
    rights = {anchor: right for anchor, (_, right) in zip(anchors, contexts, strict=True)}
    pairs = [group for key, group in groups.items() if isinstance(key, tuple) and len(key) == 2]
    seen: set[tuple[int, ...]] = set()
    for group in [*groups.values(), *_widened(pairs, anchors, rights), anchors]:
        # One row has one anchor, so that the rows tell whether two groups are the same.
        rows = tuple(anchor.row for anchor in group)
        if rows in seen:
            continue
        seen.add(rows)
        yield group
        single = without_doubles(sheet, group)
        if len(single) < 0.7 * len(group):
            yield single
        yield from _without_strange_ends(sheet, group)


def _without_strange_ends(sheet: Sheet, group: list[Anchor]) -> Iterator[list[Anchor]]:
    """Leave out dates of another shape at both ends, those of a menu, if all others are alike."""
    shapes = [anchor_shape(sheet, anchor) for anchor in group]
    for usual, count in Counter(shapes).most_common(1):
        places = [place for place, shape in enumerate(shapes) if shape == usual]
        inner = group[places[0] : places[-1] + 1]
        if FEW < len(inner) < len(group) and count >= ALIKE * len(inner):
            yield inner


Shape = tuple[bool, bool, str, bool]
"""Whether words stand before a date, and behind it; its kind; whether it has a clock."""


def anchor_shape(sheet: Sheet, anchor: Anchor) -> Shape:
    known = _anchor_shapes(sheet)
    if anchor not in known:
        text = sheet.rows[anchor.row].text
        kind = next((t.kind for t in sheet.times[anchor.row] if t.start == anchor.start), "")
        has_clock = any(t.clock is not None for t in sheet.times[anchor.row])
        before, behind = text[: anchor.start].strip(), text[anchor.end :].strip()
        known[anchor] = bool(before), bool(behind), kind, has_clock
    return known[anchor]


@once
def _anchor_shapes(sheet: Sheet) -> dict[Anchor, Shape]:
    """Keep the shapes of the anchors that were looked at."""
    return {}


def _widened(
    groups: list[list[Anchor]], anchors: list[Anchor], rights: dict[Anchor, str]
) -> Iterator[list[Anchor]]:
    """Give each group with the few other dates that stand between its own."""
    for group in groups:
        if len(group) < 3:
            continue
        inside = [a for a in anchors if group[0].row <= a.row <= group[-1].row]
        alike = [a for a in inside if rights[a] == rights[group[0]]]
        yield from (wider for wider in (inside, alike) if len(wider) <= WIDER * len(group))


def _form(sheet: Sheet, anchor: Anchor) -> tuple[str, int]:
    """Give the kind of a date and how many digits it is written with."""
    kind = next(t.kind for t in sheet.times[anchor.row] if t.start == anchor.start)
    text = sheet.rows[anchor.row].text[anchor.start : anchor.end]
    return kind, sum(char.isdigit() for char in DIGITS.sub("0", text))


def _contexts(sheet: Sheet, anchors: list[Anchor]) -> list[tuple[str, str]]:
    """Give the words beside each date; a word that stands there rarely counts as "*"."""
    found = [_context(sheet.rows[anchor.row].text, anchor) for anchor in anchors]
    lefts = Counter(left for left, _ in found)
    rights = Counter(right for _, right in found)
    least = max(2, len(anchors) // 8)
    return [
        (
            left if not left or lefts[left] >= least else "*",
            right if not right or rights[right] >= least else "*",
        )
        for left, right in found
    ]


def _dated_anchors(sheet: Sheet) -> list[Anchor]:
    """List the rows that are a date and little else, each by its first date."""
    anchors = []
    named = heads_named(sheet)
    for index, found in enumerate(sheet.times):
        if not found or index in named:
            continue
        dated = [time for time in found if time.kind != "clock"] or list(found)
        if dated[0].kind == "clock" and _is_dated(sheet, index):
            continue
        if not _is_labelled(sheet, index, dated[0]) and not _is_told(sheet, index):
            first = dated[0]
            text = sheet.rows[index].text
            if _is_of_another(text, first):
                continue
            end = _end_of_times(text, first.end, found)
            if len(text) - (end - first.start) <= HEADER_LENGTH:
                anchors.append(Anchor(index, first.start, end))
    return anchors


def _is_of_another(text: str, found: FoundTime) -> bool:
    """Tell a date over a topic ("By Ann, May 5 in Town"), or in the title of another page."""
    is_of_topic = IN_TOPIC.match(text, found.end) and OF_TOPIC.match(text[: found.start])
    return bool(is_of_topic or PINGBACK_ROW.match(text))


def _is_told(sheet: Sheet, index: int) -> bool:
    """Tell a sentence that begins with "Today" from the head of a comment."""
    text, found = sheet.rows[index].text, sheet.times[index][0]
    if len(sheet.times[index]) > 1 or found.kind != "relative" or found.clock is not None:
        return False
    rest = text[found.end :]
    return len(rest.split()) >= SENTENCE_WORDS and bool(SENTENCE_END.search(rest))


def _is_labelled(sheet: Sheet, index: int, found: FoundTime) -> bool:
    """Tell when somebody joined or edited, as labels say, from when something was said."""
    before = sheet.rows[index].text[: found.start]
    if not before.strip() and index > 0 and not sheet.times[index - 1]:
        index -= 1
        before = sheet.rows[index].text
    if START_LABEL.match(before):
        return sheet.repeats[sheet.masks[index]] <= STARTS
    return is_of_other_date(sheet, before)


def _is_dated(sheet: Sheet, index: int) -> bool:
    """Tell whether a date stands beside a row that has only a clock."""
    return any(
        0 <= other < len(sheet.rows) and any(time.kind != "clock" for time in sheet.times[other])
        for other in (index - 1, index - 2, index + 1)
    )


def without_told(sheet: Sheet, anchors: list[Anchor]) -> list[Anchor]:
    """Leave out dates of the past inside texts: long before both of the dates around them.

    Those two are near each other and written in the same way, and the one between otherwise.
    """
    found = [anchor for anchor in anchors if _day(sheet, anchor) is not None]
    shapes = [_shape(sheet, anchor) for anchor in found]
    days = [day for anchor in found if (day := _day(sheet, anchor)) is not None]
    told = {
        found[place]
        for place in range(1, len(found) - 1)
        if shapes[place - 1] == shapes[place + 1] != shapes[place]
        and abs(days[place - 1] - days[place + 1]) <= TOGETHER
        and min(days[place - 1], days[place + 1]) - days[place] > LONG_BEFORE
    }
    return [anchor for anchor in anchors if anchor not in told]


def _day(sheet: Sheet, anchor: Anchor) -> int | None:
    """Give the day of a whole date as a number."""
    times = sheet.times[anchor.row]
    value = next((t.time.value for t in times if t.start == anchor.start), None)
    return value.toordinal() if value else None


def _shape(sheet: Sheet, anchor: Anchor) -> tuple[bool, bool, bool]:
    """Say whether words stand before and behind a date, and a clock beside it."""
    text = sheet.rows[anchor.row].text
    has_clock = any(time.clock is not None for time in sheet.times[anchor.row])
    return bool(text[: anchor.start].strip()), bool(text[anchor.end :].strip()), has_clock


@once
def heads_named(sheet: Sheet) -> dict[int, int]:
    """Give the rows that name the head of an earlier comment, each with that head's row.

    "In reply to: A title, posted by Ann on May 5, 2010 at 9:12" stands right below another date
    and has the same words and the same time as the row "Posted by Ann on May 5, 2010 at 9:12".
    """
    firsts: dict[str, int] = {}
    named: dict[int, int] = {}
    above, last = -NAMED_BELOW - 1, ""
    for row, times in enumerate(sheet.times):
        if not times or times[0].kind != "absolute" or times[0].clock is None:
            continue
        date = times[0].time.text
        head = firsts.setdefault(date, row)
        if head < above and row - above <= NAMED_BELOW and date != last:
            before = sheet.rows[head].text[: sheet.times[head][0].start].strip().casefold()
            own = sheet.rows[row].text[: times[0].start].strip().casefold()
            if NAMING <= len(before) <= HEADER_LENGTH and before != own and before in own:
                named[row] = head
                continue
        above, last = row, date
    return named


def _end_of_times(text: str, end: int, found: tuple[FoundTime, ...]) -> int:
    """Reach over a second time of the same row: "15 seconds ago (7:18 PM)"."""
    for time in found:
        if time.start >= end and not any(char.isalnum() for char in text[end : time.start]):
            end = time.end
    return end


def _context(text: str, anchor: Anchor) -> tuple[str, str]:
    left = text[: anchor.start].split()
    right = text[anchor.end :].split()
    return (token_shape(left[-1]) if left else "", token_shape(right[0]) if right else "")


def token_shape(token: str) -> str:
    """Give a word with its digits as 0; a code that differs from day to day is always one."""
    if USER_CODE.fullmatch(token):
        return "id:"
    return DIGITS.sub("0", token).casefold()


def without_doubles(sheet: Sheet, anchors: list[Anchor]) -> list[Anchor]:
    """Keep the first of two like dates that frame the head of one record."""
    kept: list[Anchor] = []
    for anchor in anchors:
        if (
            kept
            and anchor.row - kept[-1].row <= DOUBLE_REACH
            and _same_time(sheet, kept[-1], anchor)
        ):
            continue
        kept.append(anchor)
    return kept


def _same_time(sheet: Sheet, one: Anchor, other: Anchor) -> bool:
    if sheet.times[one.row][0].kind != "absolute":
        return False
    if sheet.times[one.row][0].clock is None and not _same_number(sheet, one.row, other.row):
        return False
    if _are_items(sheet, one, other):
        return False
    lengths = text_sums(sheet)
    if lengths[other.row] - lengths[one.row + 1] >= DOUBLE_LENGTH:
        return False
    first = sheet.rows[one.row].text[one.start : one.end]
    is_same = first == sheet.rows[other.row].text[other.start : other.end]
    return is_same or is_same_moment(sheet.times[one.row][0], sheet.times[other.row][0])


def is_same_moment(one: FoundTime, other: FoundTime) -> bool:
    """Tell the same day and minute in two notations: "5 May 2015 at 2:05PM", "05/05/15 14:05"."""
    first, second = one.time.value, other.time.value
    if one.clock is None or other.clock is None or first is None or second is None:
        return False
    return first.replace(second=0) == second.replace(second=0)


def _are_items(sheet: Sheet, one: Anchor, other: Anchor) -> bool:
    """Tell two comments of the same minute: each opens an item, under another name.

    The name stands before the date, or in the item on the row above it.
    """
    first, second = sheet.rows[one.row], sheet.rows[other.row]
    if not (one.start and other.start) and one.row:
        first, second = sheet.rows[one.row - 1], sheet.rows[other.row - 1]
    return bool(first.marker and second.marker) and first.text != second.text


def _same_number(sheet: Sheet, one: int, other: int) -> bool:
    """Tell whether the same "#12" stands below both rows: a day alone may be two comments'."""
    if other + 1 >= len(sheet.rows) or other == one + 1:
        return False
    text = sheet.rows[one + 1].text
    return bool(COMMENT_NUMBER.fullmatch(text)) and text == sheet.rows[other + 1].text
