"""Decides from a whole page whether "05/03/2015" is the fifth of March or the third of May.

The evidence, strongest first: the calendar (no month 13), the weekday written beside a
date, no date after the capture; then how the page's other numeric dates are written; then
the order in which the dates stand and the days that they span, since the comments of a
page follow each other; and last a default, which is reported as a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from archive.dumps.dates.reading import Reading, full_year


class NumericOrder(StrEnum):
    """Which number of a numeric date comes first."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


@dataclass(frozen=True, slots=True)
class Decision:
    """The order of one way of writing; `is_guessed` if nothing on the page decided it."""

    order: NumericOrder
    is_guessed: bool = False


_ORDERS = (NumericOrder.DAY_FIRST, NumericOrder.MONTH_FIRST, NumericOrder.YEAR_FIRST)


def style_of(reading: Reading) -> str:
    """Name the way of writing: "." and "/" on one page may follow different orders."""
    if reading.numeric is None:
        return ""
    return reading.numeric.separator + str(len(reading.numeric.third))


def date_in(reading: Reading, order: NumericOrder) -> date | None:
    """Read a numeric date in one order; None if the calendar has no such day."""
    if reading.numeric is None:
        return None
    first, second, third, _ = reading.numeric
    if order is NumericOrder.YEAR_FIRST:
        if len(third) > 2:
            return None
        return _checked(full_year(f"{first:02}"), second, int(third))
    if order is NumericOrder.MONTH_FIRST:
        return _checked(full_year(third), first, second)
    return _checked(full_year(third), second, first)


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def decide_orders(readings: Sequence[Reading], latest: date | None) -> dict[str, Decision]:
    """Decide the order for each style of numeric date among `readings`, in page order."""
    styles: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.numeric is not None:
            styles.setdefault(style_of(reading), []).append(reading)
    possible = {style: _possible(group, latest) for style, group in styles.items()}
    sure = {orders[0] for orders in possible.values() if len(orders) == 1}
    is_american = any(reading.is_month_first for reading in readings)
    return {
        style: _decide(group, possible[style], sure, is_american) for style, group in styles.items()
    }


def _possible(group: Sequence[Reading], latest: date | None) -> list[NumericOrder]:
    """Give the orders that make most of these readings dates, none after `latest`.

    Weekdays decide between orders that do so equally well, where most dates have one: a lone
    "Sunday" may be the end of somebody's name.
    """
    limit = latest + timedelta(days=1) if latest else date.max
    has_weekdays = 2 * sum(reading.weekdays is not None for reading in group) > len(group)
    counts = {}
    for order in _ORDERS:
        days = [date_in(reading, order) or date.max for reading in group]
        on_weekday = _on_weekday(group, order) if has_weekdays else 0
        counts[order] = (sum(1 for day in days if day < limit), on_weekday)
    best = max(counts.values())
    return [order for order in _ORDERS if counts[order] == best]


def _on_weekday(group: Sequence[Reading], order: NumericOrder) -> int:
    """Count the dates that fall on the weekday written beside them."""
    days = [(date_in(reading, order), reading.weekdays) for reading in group]
    return sum(1 for day, weekdays in days if day and weekdays and day.weekday() in weekdays)


def _decide(
    group: Sequence[Reading],
    possible: Sequence[NumericOrder],
    sure: set[NumericOrder],
    is_american: bool,
) -> Decision:
    if len(possible) == 1:
        return Decision(possible[0])
    agreed = [order for order in possible if order in sure]
    if len(agreed) == 1:
        return Decision(agreed[0])
    costs = sorted((_cost(group, order), index, order) for index, order in enumerate(possible))
    (cheapest, _, order), (dearer, _, _) = costs[0], costs[1]
    if cheapest[0] < dearer[0] or 3 * cheapest[1] < dearer[1]:
        return Decision(order)
    on_weekday = {order: _on_weekday(group, order) for order in possible}
    best = [order for order in possible if on_weekday[order] == max(on_weekday.values())]
    if len(best) == 1:
        return Decision(best[0])
    return _default(group, possible, is_american, same=_reads_same(group))


def _cost(group: Sequence[Reading], order: NumericOrder) -> tuple[int, int]:
    """How often the dates turn back, and the days from the first to the last."""
    days = [value.toordinal() for reading in group if (value := date_in(reading, order))]
    if not days:
        return 0, 0
    steps = [after - before for before, after in pairwise(days) if after != before]
    rising = sum(1 for step in steps if step > 0)
    return min(rising, len(steps) - rising), max(days) - min(days)


def _reads_same(group: Sequence[Reading]) -> bool:
    """Tell whether day and month are equal throughout, so that nothing hangs on the order."""
    return all(
        date_in(reading, NumericOrder.DAY_FIRST) == date_in(reading, NumericOrder.MONTH_FIRST)
        for reading in group
    )


def _default(
    group: Sequence[Reading], possible: Sequence[NumericOrder], is_american: bool, *, same: bool
) -> Decision:
    """Most of the world writes the day first; "/" beside "pm" or "March 5, 2015" is American."""
    has_slash = all(
        reading.numeric is not None and reading.numeric.separator == "/" for reading in group
    )
    has_half_days = any(reading.is_half_day_clock for reading in group)
    order = NumericOrder.DAY_FIRST
    if has_slash and (has_half_days or is_american):
        order = NumericOrder.MONTH_FIRST
    if order not in possible:
        order = possible[0]
    return Decision(order, is_guessed=not same)
