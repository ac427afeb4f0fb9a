"""Reads the dates of a page: what was written, where it stands, and its value where it has one.

The lines are read one by one and then valued together, because only the whole page tells
whether "05/03/2015" is March or May.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as datetime_time
from typing import Literal

from archive.dumps import records
from archive.dumps.dates.order import Decision, NumericOrder, date_in, decide_orders, style_of
from archive.dumps.dates.patterns import SURNAME
from archive.dumps.dates.reading import Reading
from archive.dumps.dates.scan import read_text
from archive.dumps.records import Precision, Time

TimeKind = Literal["absolute", "relative", "partial", "clock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTime:
    """Date words at the characters `start` to `end` of their text, weekday, "at" and zone included.

    `kind` is "absolute"; "relative" ("2 hours ago": valued only against a capture, and then
    only as well as the words allow); "partial" (no year, or no day); or "clock" (no date).
    `clock` is the time of day, where one was written: a line "16:52" below a line "30.09.2015"
    is joined by `join_times`.
    """

    start: int
    end: int
    time: records.Time
    kind: TimeKind
    clock: datetime_time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTimes:
    """What was found in each text, in the order of the texts.

    `numeric_order` is the order of the page's numeric dates, None if it has none. With
    `is_order_guessed` nothing on the page decided it and the default was taken: the day
    first, or the month first where "/" stands beside "pm" or beside dates like
    "March 5, 2015".
    """

    found: tuple[tuple[FoundTime, ...], ...]
    numeric_order: NumericOrder | None = None
    is_order_guessed: bool = False


def read_times(
    texts: Sequence[str],
    *,
    captured_at: datetime | None = None,
    read: Callable[[str], Sequence[Reading]] = read_text,
) -> PageTimes:
    """Read the dates of all texts of one page. Never raises; unreadable words are left out.

    `read` is `read_text`, or remembers what that gave for texts that come again.
    """
    readings = {text: read(text) for text in dict.fromkeys(texts)}
    flat = [reading for text in texts for reading in readings[text]]
    decisions = decide_orders(flat, captured_at.date() if captured_at else None)
    captured = captured_at.replace(tzinfo=None) if captured_at else None
    found = {
        text: _found_in(text, line, decisions, captured) for text, line in readings.items() if line
    }
    main = _main_decision(flat, decisions)
    return PageTimes(
        found=tuple(found.get(text, ()) for text in texts),
        numeric_order=main.order if main else None,
        is_order_guessed=any(decision.is_guessed for decision in decisions.values()),
    )


def join_times(day: FoundTime, clock: FoundTime) -> Time | None:
    """Join a date and a clock that stand apart; None if either is not what its name says."""
    value = day.time.value
    if value is None or day.clock is not None or clock.clock is None or clock.kind != "clock":
        return None
    precision = clock.time.precision or Precision.MINUTE
    text = f"{day.time.text} {clock.time.text}"
    return Time(text=text, value=datetime.combine(value.date(), clock.clock), precision=precision)


def _main_decision(flat: Sequence[Reading], decisions: dict[str, Decision]) -> Decision | None:
    """Give the decision that rules the most dates of the page."""
    styles = [style_of(reading) for reading in flat if reading.numeric is not None]
    return decisions[max(decisions, key=styles.count)] if styles else None


def _found_in(
    text: str, line: Sequence[Reading], decisions: dict[str, Decision], captured: datetime | None
) -> tuple[FoundTime, ...]:
    """Value the dates of a line; beside a whole one, "8. May" is an item by somebody named May."""
    values = (_value(text, reading, decisions, captured) for reading in line)
    found = [one for one in values if one is not None]
    if any(one.kind == "absolute" for one in found):
        found = [one for one in found if one.kind != "partial"]
    return tuple(found)


def _value(
    text: str, reading: Reading, decisions: dict[str, Decision], captured: datetime | None
) -> FoundTime | None:
    written = text[reading.start : reading.end]
    if not reading.has_date:
        return _value_without_date(written, reading, captured)
    if reading.numeric is not None:
        day = date_in(reading, decisions[style_of(reading)].order)
    elif reading.year is None:
        return _found(reading, Time(text=written), "partial")
    else:
        day = _calendar_day(reading)
    if day is None:
        return None
    if reading.weekdays and day.weekday() not in reading.weekdays:
        reading.start = _after_surname(text, reading)
        written = text[reading.start : reading.end]
    return _found(reading, _time(written, day, reading), "absolute")


def _after_surname(text: str, reading: Reading) -> int:
    """Give where the date of "Pat Friday 29.07.2020", which was a Wednesday, begins."""
    surname = SURNAME.match(text, reading.start)
    is_named = surname is not None and text[: reading.start].strip()
    return surname.end() if surname and is_named else reading.start


def _calendar_day(reading: Reading) -> date | None:
    try:
        return date(reading.year or 0, reading.month or 0, reading.day or 0)
    except ValueError:
        return None


def _value_without_date(
    written: str, reading: Reading, captured: datetime | None
) -> FoundTime | None:
    if reading.ago:
        value = _before(captured, reading.ago) if captured else None
        precision = _ago_precision(reading.ago) if value else None
        return _found(reading, Time(text=written, value=value, precision=precision), "relative")
    if reading.days_back is not None or reading.weekdays is not None:
        day = _named_day(reading, captured) if captured else None
        time_ = _time(written, day, reading) if day else Time(text=written)
        return _found(reading, time_, "relative")
    kind: TimeKind = "partial" if reading.clock is None else "clock"
    return _found(reading, Time(text=written, precision=_clock_precision(reading)), kind)


def _found(reading: Reading, time_: Time, kind: TimeKind) -> FoundTime:
    return FoundTime(
        start=reading.start, end=reading.end, time=time_, kind=kind, clock=reading.clock
    )


def _time(written: str, day: date, reading: Reading) -> Time:
    value = datetime.combine(day, reading.clock or datetime_time())
    return Time(text=written, value=value, precision=_clock_precision(reading) or Precision.DAY)


def _clock_precision(reading: Reading) -> Precision | None:
    if reading.clock is None:
        return None
    return Precision.SECOND if reading.has_seconds else Precision.MINUTE


def _named_day(reading: Reading, captured: datetime) -> date | None:
    """Give the day of "yesterday", or of "Friday": the last one up to the day of the capture."""
    try:
        if reading.days_back is not None:
            return captured.date() - timedelta(days=reading.days_back)
        today = captured.date().weekday()
        back = min((today - day) % 7 for day in reading.weekdays or (today,))
        return captured.date() - timedelta(days=back)
    except OverflowError:
        return None


FIRST_YEAR = 1900
"""Relative dates do not lead further back; absolute ones neither."""

_LENGTHS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


def _before(captured: datetime, ago: Sequence[tuple[int, str]]) -> datetime | None:
    """Count back from the capture; years and months by the calendar, cut to the month's end."""
    months = sum(
        number * (12 if unit == "year" else 1) for number, unit in ago if unit not in _LENGTHS
    )
    try:
        rest = sum(
            (number * _LENGTHS[unit] for number, unit in ago if unit in _LENGTHS), timedelta()
        )
        year, month = divmod(captured.year * 12 + captured.month - 1 - months, 12)
        day = min(captured.day, calendar.monthrange(year, month + 1)[1])
        value = captured.replace(year=year, month=month + 1, day=day, microsecond=0) - rest
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None
    if value.year < FIRST_YEAR:
        return None
    if _ago_precision(ago) is Precision.DAY:
        return datetime.combine(value.date(), datetime_time())
    return value.replace(second=0)


def _ago_precision(ago: Sequence[tuple[int, str]]) -> Precision:
    """A count of hours or less is kept to the minute, so that sorting keeps its order."""
    is_short = any(unit in ("second", "minute", "hour") for _, unit in ago)
    return Precision.MINUTE if is_short else Precision.DAY
