"""Reads clocks, and joins them to the date, the weekday or the zone beside them."""

from __future__ import annotations

from datetime import time

from archive.dumps.dates import patterns
from archive.dumps.dates.reading import Reading
from archive.dumps.dates.words import CJK_WEEKDAYS, CONNECTORS, DAY_WORDS, WEEKDAYS


def is_gap(gap: str) -> bool:
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
    if patterns.CLOCK_AHEAD.match(text, place) is None:
        return None
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
    elif half is None and (after := patterns.CJK_HALF_DAY_AFTER.match(text, end)):
        end, half = after.end(), "p" if after[1] in patterns.AFTERNOON else "a"
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


def read_clock_alone(text: str, place: int, floor: int) -> Reading | None:
    """Read a clock without a date. "21.11" alone is a number; "4.52pm" and "21.11 Uhr" are not."""
    clock = _read_clock(text, place)
    if clock is None or clock.start < floor:
        return None
    written = text[place : clock.end]
    if ":" not in written and written[-1] in "hHч" and not clock.is_half_day_clock:
        return None
    if not clock.is_half_day_clock and ":" not in written and written[-1:].isdigit():
        return clock if patterns.HOURS_WITH_H.match(written) else None
    add_zone(text, clock)
    return _with_day_word(text, clock)


def take_clock(date: Reading, clock: Reading) -> None:
    date.clock, date.has_seconds = clock.clock, clock.has_seconds
    date.is_half_day_clock = clock.is_half_day_clock


def add_clock_after(text: str, date: Reading) -> None:
    """Extend a date over the clock that follows it, with the words between and the zone."""
    to_number = patterns.TO_NEXT_NUMBER.match(text, date.end)
    if to_number is None:
        return
    clock = _read_clock(text, to_number.end())
    if clock is None:
        return
    gap = text[date.end : clock.start]
    if not is_gap(gap) and gap != "T":
        return
    if not patterns.FULL_CLOCK.match(text, to_number.end()) and not clock.is_half_day_clock:
        return
    if date.weekdays is None:
        date.weekdays = _weekdays_in(gap)
    date.end = clock.end
    take_clock(date, clock)
    add_zone(text, date)


def _weekdays_in(gap: str) -> frozenset[int] | None:
    for word in patterns.WORD.findall(gap.lower()):
        if word in CJK_WEEKDAYS:
            return frozenset([CJK_WEEKDAYS.index(word)])
        if word in WEEKDAYS:
            return WEEKDAYS[word]
    return None


def add_zone(text: str, reading: Reading) -> None:
    if reading.clock and (match := patterns.ZONE.match(text, reading.end)):
        reading.end = match.end()


def _with_day_word(text: str, clock: Reading) -> Reading:
    """Extend a clock back over "yesterday at" or "Friday at"."""
    head = text[max(0, clock.start - 28) : clock.start]
    words = list(patterns.WORD.finditer(head))
    while words and words[-1][0].lower() in CONNECTORS:
        words.pop()
    if not words or not is_gap(head[words[-1].end() :]):
        return clock
    word, start = words[-1][0].lower(), clock.start - len(head) + words[-1].start()
    if word in DAY_WORDS:
        clock.start, clock.days_back = start, DAY_WORDS[word]
    elif word in WEEKDAYS and len(word) > 2:
        clock.start, clock.weekdays = start, WEEKDAYS[word]
    return clock
