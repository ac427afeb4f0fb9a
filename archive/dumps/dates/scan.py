"""Finds the date words of one line. What needs the whole page is left to the caller.

Every date but "yesterday" holds a number, so the reader walks from number to number and
looks at the words beside each: cost grows with the numbers of a line, not its letters.
"""

from __future__ import annotations

import re

from archive.dumps.dates import patterns
from archive.dumps.dates.clocks import (
    add_clock_after,
    add_zone,
    is_gap,
    read_clock_alone,
    take_clock,
)
from archive.dumps.dates.days import read_date
from archive.dumps.dates.reading import Reading
from archive.dumps.dates.relative import read_ago, read_words
from archive.dumps.dates.words import AGO_AFTER, AGO_BEFORE, DAY_WORDS, WEEKDAYS

EDGE = 400
"""Of a longer line only this many characters at each end are read: a comment's time stands
at an end of its line, and a page may be one line of 50 MB."""

SHORT = 60
"""Dates without a digit ("yesterday") are read in lines up to this length only."""

_WORDY = AGO_AFTER | AGO_BEFORE | frozenset(DAY_WORDS) | frozenset(word + "," for word in DAY_WORDS)


def read_text(text: str) -> list[Reading]:
    """Read the dates of one line, in order, none overlapping another."""
    if len(text) > SHORT and patterns.DIGIT.search(text) is None:
        return []
    if len(text) > 2 * EDGE:
        tail = len(text) - EDGE
        ends = read_text(text[:EDGE]), read_text(text[tail:])
        return ends[0] + [_moved(found, tail) for found in ends[1]]
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
        found = read_words(text)
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
    date = read_date(text, match, floor)
    if date is None:
        return read_clock_alone(text, place, floor) or read_ago(text, place, floor)
    _add_weekday(text, date, floor)
    if before and before.clock and not before.has_date and is_gap(text[before.end : date.start]):
        date.start = before.start
        take_clock(date, before)
        add_zone(text, date)
        _add_weekday(text, date, 0)
    else:
        add_clock_after(text, date)
    if date.year is None and date.numeric is None:
        _add_year_after(text, date)
    return date if _is_believed(text, date) else None


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
