"""What was read from date words before the whole page has valued it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import NamedTuple


class Numeric(NamedTuple):
    """The parts of "05/03/2015" until the page has decided which of them is the day."""

    first: int
    second: int
    third: str
    separator: str


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


def full_year(digits: str) -> int:
    """Give the year for "2015" and for "15": two digits are 1970 to 2069 (POSIX strptime)."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= 70 else 2000)
