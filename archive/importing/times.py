"""A time from a page to a moment, by the clock of the site."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
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
    value = _to_utc(time.value, zone)
    return Moment(value, value and time.precision.value, time.text)


@lru_cache(maxsize=20_000)  # A page names the same minute again, and each time is asked for twice.
def _to_utc(value: datetime, zone: ZoneInfo) -> datetime | None:
    try:
        return value.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return None


@lru_cache(maxsize=20_000)
def _is_shown(value: datetime, zone: ZoneInfo) -> bool:
    moment = _to_utc(value, zone)
    return moment is None or moment.astimezone(zone).replace(tzinfo=None) == value


def is_on_clock(time: Time, zone: ZoneInfo) -> bool:
    """Whether the site's clock ever showed this time: one is skipped when summer time begins."""
    return time.value is None or _is_shown(time.value, zone)
