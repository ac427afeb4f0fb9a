"""Times as a page shows them: on its own site's clock and no finer than they were written."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import pgettext

from articles.states import Precision

TIMESPECS = {Precision.MINUTE: "minutes", Precision.SECOND: "seconds"}
TIME_OF = {"minutes": slice(11, 16), "seconds": slice(11, 19)}
"""Where the hour stands in `datetime.isoformat()`."""


class Moment(NamedTuple):
    """A time twice: for `<time datetime>`, and for people."""

    machine: str
    text: str


class Clock:
    """Writes times in one zone and the language in use. Make one a page: it keeps its dates."""

    def __init__(self, zone: zoneinfo.ZoneInfo) -> None:
        self.zone = zone
        self._dates: dict[date, str] = {}
        # Translators: how a date is written, in the letters of Django's "date" filter.
        self._format = pgettext("date format", "j F Y")

    def show(self, value: datetime, precision: str | None) -> Moment:
        local = value.astimezone(self.zone)
        day = local.date()
        text = self._dates.get(day)
        if text is None:
            text = self._dates[day] = date_format(day, self._format)
        timespec = TIMESPECS.get(precision)
        if timespec is None:
            return Moment(day.isoformat(), text)
        machine = local.isoformat(timespec=timespec)
        return Moment(machine, f"{text}, {machine[TIME_OF[timespec]]}")
