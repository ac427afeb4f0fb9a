"""Finds the date words of one line. What needs the whole page is left to the caller.

Every date but "yesterday" holds a number, so the reader walks from number to number and
looks at the words beside each: cost grows with the numbers of a line, not its letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import NamedTuple

from archive.dumps import date_patterns as patterns
from archive.dumps.date_words import (
    AGO_AFTER,
    AGO_BEFORE,
    CJK_UNITS,
    CJK_WEEKDAYS,
    CONNECTORS,
    DAY_WORDS,
    DAY_WORDS_THAT_NEED_A_CLOCK,
    ENGLISH_MONTHS,
    MONTHS,
    MONTHS_THAT_NEED_A_YEAR,
    ONE,
    UNITS,
    WEEKDAYS,
)

EDGE = 400
"""Of a longer line only this many characters at each end are read: a comment's time stands
at an end of its line, and a page may be one line of 50 MB."""

SHORT = 60
"""Dates without a digit ("yesterday") are read in lines up to this length only."""


class Numeric(NamedTuple):
    """The parts of "05/03/2015" until the page has decided which of them is the day."""

    first: int
    second: int
    third: str
    separator: str


_WORDY = AGO_AFTER | AGO_BEFORE | frozenset(DAY_WORDS) | frozenset(word + "," for word in DAY_WORDS)


@dataclass(slots=True)
class Reading:
    """Date words at `start` to `end`, with the numbers that they give.

    `ago` holds pairs of number and unit, `days_back` the distance of a named day
    ("yesterday" is 1).
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    numeric: Numeric | None = None
    clock: time | None = None
    has_seconds: bool = False
    is_half_day_clock: bool = False
    is_month_first: bool = False
    weekdays: frozenset[int] | None = None
    ago: tuple[tuple[int, str], ...] = ()
    days_back: int | None = None

    @property
    def has_date(self) -> bool:
        return self.day is not None or self.numeric is not None


def read_line(text: str) -> list[Reading]:
    """Read the dates of one line, in order, none overlapping another."""
    if len(text) > 2 * EDGE:
        tail = len(text) - EDGE
        return read_line(text[:EDGE]) + [_moved(found, tail) for found in read_line(text[tail:])]
    found: list[Reading] = []
    match = patterns.NUMBER.search(text)
    while match is not None:
        reading = _read_at(text, match, found[-1] if found else None)
        if reading is None:
            match = patterns.NUMBER.search(text, match.end())
            continue
        if found and reading.start < found[-1].end:
            found.pop()
        found.append(reading)
        match = _next_number(text, reading)
    if not found and len(text) <= SHORT and not _WORDY.isdisjoint(text.lower().split()):
        found = _read_words(text)
    return found


def _next_number(text: str, reading: Reading) -> re.Match[str] | None:
    """Find the number after a date, which may be glued to it ("30. May 201530. May 2015")."""
    glued = patterns.GLUED.match(text, reading.end) if reading.has_date else None
    return glued or patterns.NUMBER.search(text, reading.end)


def _moved(reading: Reading, offset: int) -> Reading:
    reading.start += offset
    reading.end += offset
    return reading


def _read_at(text: str, match: re.Match[str], before: Reading | None) -> Reading | None:
    """Read the date or clock whose first number `match` is; `before` is the reading before it."""
    place, floor = match.start(), before.end if before else 0
    date = _read_date(text, match, floor)
    if date is None:
        return _read_clock_alone(text, place, floor) or _read_ago(text, place, floor)
    _add_weekday(text, date, floor)
    if before and before.clock and not before.has_date and _is_gap(text[before.end : date.start]):
        date.start = before.start
        _take_clock(date, before)
        _add_zone(text, date)
        _add_weekday(text, date, 0)
    else:
        _add_clock_after(text, date)
    if date.year is None and date.numeric is None:
        _add_year_after(text, date)
    return date if _is_believed(text, date) else None


def _read_date(text: str, match: re.Match[str], floor: int) -> Reading | None:
    """Try the layouts of a date whose first number stands at `match`."""
    place, end = match.span()
    following = text[end : end + 1]
    date = None
    if following and (following in "./-" or text[end + 1 : end + 2] in ("/", "-")):
        date = _read_numeric(text, place)
    if (
        date is None
        and (following in "年月년월" or text[end + 1 : end + 2] in "年月년월")
        and following
    ):
        date = _read_cjk_date(text, place)
    if date is None and end - place <= 2:
        date = _read_name_then_day(text, place, floor) or _read_day_then_name(text, place)
    elif date is None and end - place == 4:
        date = _read_year_name_day(text, place) or _read_name_then_year(text, place, floor)
    if date is None and following and following in "./-":
        date = _read_day_and_month(text, place)
    return date


def _read_numeric(text: str, place: int) -> Reading | None:
    if match := patterns.NUMERIC.match(text, place):
        first, separator, second, year = match.groups()
        numeric = Numeric(int(first), int(second), year, separator)
        return Reading(place, match.end(), numeric=numeric)
    if match := patterns.SPACED.match(text, place):
        numeric = Numeric(int(match[1]), int(match[3]), match[4], match[2].strip())
        return Reading(place, match.end(), numeric=numeric)
    if match := patterns.YEAR_FIRST.match(text, place):
        month, day = int(match[3] or match[5]), int(match[4] or match[6])
        return _reading(place, match.end(), int(match[1]), month, day)
    return None


def _read_cjk_date(text: str, place: int) -> Reading | None:
    match = patterns.CJK_DATE.match(text, place)
    if match is None:
        return None
    year = full_year(match[1]) if match[1] else None
    return _reading(place, match.end(), year, int(match[2]), int(match[3]))


def _read_day_and_month(text: str, place: int) -> Reading | None:
    """Read "30.09." or "09/30"; without a clock beside it the caller drops it again."""
    match = patterns.DAY_AND_MONTH.match(text, place)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2] or match[3])
    day, month = (first, second) if match[2] or first > 12 else (second, first)
    return _reading(place, match.end(), None, month, day)


def _read_day_then_name(text: str, place: int) -> Reading | None:
    """Read "30. September 2015", "30-Sep-15", "30 September"."""
    match = patterns.DAY_NAME.match(text, place)
    if match is None:
        return None
    word = match[2].lower()
    if word not in MONTHS:
        return None
    year, end = _year_at(text, match.end())
    if year is None and not _is_month_alone(match[2]):
        return None
    return _reading(place, end, year, MONTHS[word], int(match[1]))


def _read_name_then_day(text: str, place: int, floor: int) -> Reading | None:
    """Read "September 30, 2015", "Sept. 30th"; `place` is where the 30 stands."""
    before = patterns.WORD_BEFORE.search(text, max(floor, place - 16), place)
    if before is None or before[1].lower() not in MONTHS:
        return None
    match = patterns.DAY_AFTER_NAME.match(text, place)
    if match is None or text[match.end() : match.end() + 1] == ":":
        return None
    year, end = _year_at(text, match.end())
    if year is None and not _is_month_alone(before[1]):
        return None
    date = _reading(before.start(), end, year, MONTHS[before[1].lower()], int(match[1]))
    if date is not None:
        date.is_month_first = before[1].lower() in ENGLISH_MONTHS
    return date


def _read_year_name_day(text: str, place: int) -> Reading | None:
    match = patterns.YEAR_NAME_DAY.match(text, place)
    if match is None or match[2].lower() not in MONTHS:
        return None
    return _reading(place, match.end(), int(match[1]), MONTHS[match[2].lower()], int(match[3]))


def _read_name_then_year(text: str, place: int, floor: int) -> Reading | None:
    """Read "Sep 2015": a month and no day, so never a comment's date."""
    before = patterns.WORD_BEFORE.search(text, max(floor, place - 16), place)
    if before is None or before[1].lower() not in MONTHS or not _is_year(text[place : place + 4]):
        return None
    year = int(text[place : place + 4])
    return Reading(before.start(), place + 4, year=year, month=MONTHS[before[1].lower()])


def _reading(start: int, end: int, year: int | None, month: int, day: int) -> Reading | None:
    """Make a reading if the numbers can be a date at all; the calendar is asked later."""
    if not (1 <= month <= 12 and 1 <= day <= 31) or (year is not None and not _is_year(str(year))):
        return None
    return Reading(start, end, year=year, month=month, day=day)


def _is_year(digits: str) -> bool:
    return "1900" <= digits <= "2099"


def full_year(digits: str) -> int:
    """Give the year for "2015" and for "15": two digits are 1970 to 2069 (POSIX strptime)."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 70 else 2000)


def _is_month_alone(word: str) -> bool:
    """Tell whether a month's name is clear enough to need no year beside it."""
    lower = word.lower()
    if lower in MONTHS_THAT_NEED_A_YEAR:
        return False
    return len(word) > 5 or word != lower or not word.isascii()


def _year_at(text: str, place: int) -> tuple[int | None, int]:
    """Read the year that follows a day and month, and where it ends."""
    match = patterns.YEAR.match(text, place)
    if match is None:
        return None, place
    return full_year(match[1] or match[2] or match[3]), match.end()


def _is_gap(gap: str) -> bool:
    """Tell whether these characters may stand between a date and its clock."""
    if gap in (" ", ", ", " at ", " - ", ""):
        return True
    if len(gap) > 28 or patterns.NOT_A_GAP.search(gap):
        return False
    return all(
        word in CONNECTORS or word in WEEKDAYS or word in CJK_WEEKDAYS
        for word in patterns.WORD.findall(gap.lower())
    )


def _read_clock(text: str, place: int) -> Reading | None:
    """Read the clock at `place`, however loosely written; the caller judges what it needs."""
    match = patterns.CLOCK.match(text, place)
    if match is None:
        return _read_cjk_clock(text, place)
    half = match[5]
    end, hour = match.end(), int(match[1])
    if match[3] is None and half is None:
        oclock = patterns.OCLOCK.match(text, end)
        return (
            _clock_reading(place, oclock.end(), hour, 0, None)
            if oclock
            else _read_cjk_clock(text, place)
        )
    if half is None and (oclock := patterns.OCLOCK.match(text, end)):
        end = oclock.end()
    start = place
    if half is None and (before := patterns.CJK_HALF_DAY.search(text, max(0, place - 4), place)):
        start, half = before.start(), "p" if before[1] in patterns.AFTERNOON else "a"
    return _clock_reading(start, end, hour, int(match[3] or 0), match[4], half)


def _read_cjk_clock(text: str, place: int) -> Reading | None:
    match = patterns.CJK_CLOCK.match(text, place)
    if match is None:
        return None
    before = patterns.CJK_HALF_DAY.search(text, max(0, place - 4), place)
    half = None if before is None else "p" if before[1] in patterns.AFTERNOON else "a"
    start = before.start() if before else place
    return _clock_reading(start, match.end(), int(match[1]), int(match[2] or 0), match[3], half)


def _clock_reading(
    start: int, end: int, hour: int, minute: int, second: str | None, half: str | None = None
) -> Reading | None:
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in "pP" else 0)
    if hour > 23 or minute > 59 or int(second or 0) > 59:
        return None
    clock = time(hour, minute, int(second or 0))
    return Reading(
        start, end, clock=clock, has_seconds=second is not None, is_half_day_clock=half is not None
    )


def _read_clock_alone(text: str, place: int, floor: int) -> Reading | None:
    """Read a clock without a date. "21.11" alone is a number; "4.52pm" and "21.11 Uhr" are not."""
    clock = _read_clock(text, place)
    if clock is None or clock.start < floor:
        return None
    written = text[place : clock.end]
    if ":" not in written and written[-1] in "hHч" and not clock.is_half_day_clock:
        return None
    if not clock.is_half_day_clock and ":" not in written and written[-1:].isdigit():
        return clock if patterns.HOURS_WITH_H.match(written) else None
    _add_zone(text, clock)
    return _with_day_word(text, clock)


def _take_clock(date: Reading, clock: Reading) -> None:
    date.clock, date.has_seconds = clock.clock, clock.has_seconds
    date.is_half_day_clock = clock.is_half_day_clock


def _add_clock_after(text: str, date: Reading) -> None:
    """Extend a date over the clock that follows it, with the words between and the zone."""
    to_number = patterns.TO_NEXT_NUMBER.match(text, date.end)
    if to_number is None:
        return
    clock = _read_clock(text, to_number.end())
    if clock is None:
        return
    gap = text[date.end : clock.start]
    if not _is_gap(gap) and gap != "T":
        return
    if not patterns.FULL_CLOCK.match(text, to_number.end()) and not clock.is_half_day_clock:
        return
    if date.weekdays is None:
        date.weekdays = _weekdays_in(gap)
    date.end = clock.end
    _take_clock(date, clock)
    _add_zone(text, date)


def _weekdays_in(gap: str) -> frozenset[int] | None:
    for word in patterns.WORD.findall(gap.lower()):
        if word in CJK_WEEKDAYS:
            return frozenset([CJK_WEEKDAYS.index(word)])
        if word in WEEKDAYS:
            return WEEKDAYS[word]
    return None


def _add_zone(text: str, reading: Reading) -> None:
    if reading.clock and (match := patterns.ZONE.match(text, reading.end)):
        reading.end = match.end()


def _add_weekday(text: str, date: Reading, floor: int) -> None:
    """Extend a date back over "Wed, "; a two-letter name needs its capital."""
    match = patterns.WORD_BEFORE.search(text, max(floor, date.start - 20), date.start)
    if match is None or match[1].lower() not in WEEKDAYS:
        return
    if len(match[1]) > 2 or match[1][0].isupper():
        date.start = match.start()
        date.weekdays = WEEKDAYS[match[1].lower()]


def _add_year_after(text: str, date: Reading) -> None:
    if date.clock and (match := patterns.YEAR_AFTER_CLOCK.match(text, date.end)):
        date.year, date.end = int(match[1]), match.end()


def _is_believed(text: str, date: Reading) -> bool:
    """Drop what may as well be a version number or a fraction, unless a clock stands beside it."""
    if date.clock is not None:
        return True
    written = text[date.start : date.end]
    if date.numeric is not None and len(date.numeric.third) == 2:
        return len(written) >= 8 or date.numeric.separator != "."
    is_named = patterns.WORD.search(written) is not None
    return is_named or date.year is not None or date.numeric is not None


def _read_ago(text: str, place: int, floor: int) -> Reading | None:
    """Read "2 hours ago", "vor 3 Tagen", "il y a 2 jours", "3時間前"."""
    if match := patterns.CJK_AGO.match(text, place):
        return Reading(place, match.end(), ago=((int(match[1]), CJK_UNITS[match[2]]),))
    pairs, end = _quantities(text, place)
    if not pairs:
        return None
    return _ago_reading(text, place, end, pairs, floor)


def _quantities(text: str, place: int) -> tuple[tuple[tuple[int, str], ...], int]:
    """Read "1 year, 3 months" as pairs, at most three, and where they end."""
    pairs: list[tuple[int, str]] = []
    number, end = patterns.SHORT_NUMBER.match(text, place), place
    while number is not None and len(pairs) < 3:
        unit = patterns.UNIT.match(text, number.end())
        if unit is None or unit[1].lower() not in UNITS:
            break
        pairs.append((int(number[1]), UNITS[unit[1].lower()]))
        end = unit.end()
        number = patterns.NEXT_QUANTITY.match(text, end)
    return tuple(pairs), end


def _ago_reading(
    text: str, start: int, end: int, pairs: tuple[tuple[int, str], ...], floor: int
) -> Reading | None:
    after = patterns.NEXT_WORD.match(text, end)
    if after and after[1].lower() in AGO_AFTER:
        return Reading(start, after.end(), ago=pairs)
    before = patterns.WORD_BEFORE.search(text, max(floor, start - 8), start)
    if before is None or before[1].lower() not in AGO_BEFORE:
        return None
    if before[1].lower() == "a":
        before = patterns.IL_Y_A.search(text, max(floor, start - 8), start)
    return Reading(before.start(), end, ago=pairs) if before else None


def _with_day_word(text: str, clock: Reading) -> Reading:
    """Extend a clock back over "yesterday at" or "Friday at"."""
    head = text[max(0, clock.start - 28) : clock.start]
    words = list(patterns.WORD.finditer(head))
    while words and words[-1][0].lower() in CONNECTORS:
        words.pop()
    if not words or not _is_gap(head[words[-1].end() :]):
        return clock
    word, start = words[-1][0].lower(), clock.start - len(head) + words[-1].start()
    if word in DAY_WORDS:
        clock.start, clock.days_back = start, DAY_WORDS[word]
    elif word in WEEKDAYS and len(word) > 2:
        clock.start, clock.weekdays = start, WEEKDAYS[word]
    return clock


def _read_words(text: str) -> list[Reading]:
    """Read "yesterday" and "an hour ago" in a short line without numbers."""
    for match in patterns.WORD.finditer(text):
        word = match[0].lower()
        if word in DAY_WORDS and word not in DAY_WORDS_THAT_NEED_A_CLOCK:
            return [Reading(match.start(), match.end(), days_back=DAY_WORDS[word])]
        if word in ONE:
            unit = patterns.UNIT.match(text, match.end())
            if unit and unit[1].lower() in UNITS:
                pairs = ((1, UNITS[unit[1].lower()]),)
                if reading := _ago_reading(text, match.start(), unit.end(), pairs, 0):
                    return [reading]
    return []
