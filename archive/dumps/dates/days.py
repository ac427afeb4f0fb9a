"""Reads calendar dates at a known number: day, month and year in the layouts of many languages."""

from __future__ import annotations

import re

from archive.dumps.dates import patterns
from archive.dumps.dates.reading import Numeric, Reading, full_year
from archive.dumps.dates.words import ENGLISH_MONTHS, MONTH_ENDS, MONTHS, MONTHS_THAT_NEED_A_YEAR


def read_date(text: str, match: re.Match[str], floor: int) -> Reading | None:
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
        date = _read_named_month(text, place, floor)
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
    if match := patterns.COMMA_YEAR.match(text, place):
        return Reading(
            place, match.end(), numeric=Numeric(int(match[1]), int(match[2]), match[3], ".")
        )
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


def _read_named_month(text: str, place: int, floor: int) -> Reading | None:
    """Read "September 30" or "30 September"; of both, as in "April 23. Juni 2016", the dated one.

    April is who wrote then.
    """
    before = _read_name_then_day(text, place, floor)
    if before is not None and before.year is not None:
        return before
    after = _read_day_then_name(text, place)
    return after if before is None or (after is not None and after.year is not None) else before


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
    before = _month_before(text, place, floor)
    if before is None:
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


def _month_before(text: str, place: int, floor: int) -> re.Match[str] | None:
    """Find the name of a month that stands directly before `place`."""
    start = max(floor, place - 16)
    if text[start:place].rstrip(" \xa0.,/-")[-3:].strip().lower() not in MONTH_ENDS:
        return None
    before = patterns.WORD_BEFORE.search(text, start, place)
    return before if before and before[1].lower() in MONTHS else None


def _read_year_name_day(text: str, place: int) -> Reading | None:
    """Read "2015 September 30", but not the 1962 of "ann 1962 September 30, 2015"."""
    match = patterns.YEAR_NAME_DAY.match(text, place)
    if match is None or match[2].lower() not in MONTHS:
        return None
    year = patterns.YEAR.match(text, match.end())
    if year is not None and year[1]:
        return None
    return _reading(place, match.end(), int(match[1]), MONTHS[match[2].lower()], int(match[3]))


def _read_name_then_year(text: str, place: int, floor: int) -> Reading | None:
    """Read "Sep 2015": a month and no day, so never a comment's date."""
    before = _month_before(text, place, floor)
    if before is None or not _is_year(text[place : place + 4]):
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
