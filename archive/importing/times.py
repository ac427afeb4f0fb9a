"""A time from a page to a moment, by the clock of the site."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from archive.dumps.records import Time


class Moment(NamedTuple):
    """`value` is aware, or None where unknown; `text` is the time as written."""

    value: datetime | None
    precision: str | None
    text: str


def to_moment(time: Time | None, zone: ZoneInfo) -> Moment:
    """Read a time in the site's zone. One that cannot be kept (year 1) stays unknown."""
    if time is None:
        return Moment(None, None, "")
    if time.value is None or time.precision is None:
        return Moment(None, None, time.text)
    try:
        value = time.value.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return Moment(None, None, time.text)
    return Moment(value, time.precision.value, time.text)


def is_on_clock(moment: Moment, time: Time, zone: ZoneInfo) -> bool:
    """Whether the site's clock ever showed this time: one is skipped when summer time begins."""
    if moment.value is None:
        return True
    return moment.value.astimezone(zone).replace(tzinfo=None) == time.value
