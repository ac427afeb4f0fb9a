"""The dates of a page's comments, printed in another notation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tests.benchmarks.disturbances.edits import Disturbed, Edit, rewritten, with_comments
from tests.benchmarks.disturbances.located import Located, dates_of

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "unknown": "prosan vuntar melk tarvol drim sorem halvan krost pentar okvar novik dunar",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}


def _month(when: datetime, language: str) -> str:
    return _MONTHS[language].split()[when.month - 1]


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _half_day(when: datetime) -> str:
    return f"{when.hour % 12 or 12}:{when.minute:02} {'am' if when.hour < 12 else 'pm'}"


def _short(when: datetime) -> str:
    return f"{when.day} {_month(when, 'en')[:3]} {when.year}"


_CLOCK = " %H:%M"

NOTATIONS: dict[str, tuple[Callable[[datetime], str], Callable[[datetime], str] | str | None]] = {
    "3 Mar 2014 14:05": (_short, _CLOCK),
    "2014-03-03 14:05": (lambda w: f"{w:%Y-%m-%d}", _CLOCK),
    "03.03.2014, 14:05 Uhr": (lambda w: f"{w:%d.%m.%Y}", ", %H:%M Uhr"),
    "3. März 2014 um 14:05": (lambda w: f"{w.day}. {_month(w, 'de')} {w.year}", " um %H:%M"),
    "March 3rd, 2014 at 2:05 pm": (
        lambda w: f"{_month(w, 'en')} {w.day}{_ordinal(w.day)}, {w.year}",
        lambda w: f" at {_half_day(w)}",
    ),
    "3 mars 2014 à 14 h 05": (lambda w: f"{w.day} {_month(w, 'fr')} {w.year}", " à %H h %M"),
    "le 3/3/2014": (lambda w: f"le {w.day}/{w.month}/{w.year}", None),
    "3/27/2014 2:05 PM": (
        lambda w: f"{w.month}/{w.day}/{w.year}",
        lambda w: f" {_half_day(w).upper()}",
    ),
    "3 de marzo de 2014, 14:05": (
        lambda w: f"{w.day} de {_month(w, 'es')} de {w.year}",
        ", %H:%M",
    ),
    "3 марта 2014 в 14:05": (lambda w: f"{w.day} {_month(w, 'ru')} {w.year}", " в %H:%M"),
    "3 marca 2014, 14:05": (lambda w: f"{w.day} {_month(w, 'pl')} {w.year}", ", %H:%M"),
    "2014年3月3日 14:05": (lambda w: f"{w.year}年{w.month}月{w.day}日", _CLOCK),
    "3 Mart 2014, 14:05": (lambda w: f"{w.day} {_month(w, 'tr')} {w.year}", ", %H:%M"),
    "14:05, 3 March 2014": (lambda w: f"{w:%H:%M}, {w.day} {_month(w, 'en')} {w.year}", ""),
    "2014-03-03T14:05:00+01:00": (lambda w: f"{w:%Y-%m-%d}", "T%H:%M:00+01:00"),
    "Monday, March 3, 2014 - 14:05": (
        lambda w: f"{w:%A}, {_month(w, 'en')} {w.day}, {w.year}",
        " - %H:%M",
    ),
    "03.03.14 14:05": (lambda w: f"{w:%d.%m.%y}", _CLOCK),
    "Mar 3, 2014": (lambda w: f"{_month(w, 'en')[:3]} {w.day}, {w.year}", None),
    "Mar 3, 14:05": (lambda w: f"{_month(w, 'en')[:3]} {w.day}", ", %H:%M"),
    "3 melk 2014, 14:05": (lambda w: f"{w.day} {_month(w, 'unknown')} {w.year}", ", %H:%M"),
    "Mon Mar 03, 2014 2:05 pm": (
        lambda w: f"{w:%a} {_month(w, 'en')[:3]} {w:%d}, {w.year}",
        lambda w: f" {_half_day(w)}",
    ),
}
"""How each prints the day and, if at all, the clock."""


UNREAD = ("Mar 3, 14:05", "3 melk 2014, 14:05")
"""Notations without a year, or in a language that nobody knows: they tell no time."""

WITH_CLOCK = ("14:05, 3 March 2014",)
"""Notations that fit only moments with a clock."""


def redate(page: Located, name: str) -> Disturbed | None:
    """Print every date anew, as exactly as before, unless the notation has no clock."""
    spans = dates_of(page)
    if spans is None:
        return None
    values = [c["posted_at"] for c in page.comments if c["posted_at"]]
    if "/" in name and not any(int(value[8:10]) > 12 for value in values):
        return None
    if name in WITH_CLOCK and any(len(value) <= 10 for value in values):
        return None
    day, clock = NOTATIONS[name]
    edits = []
    for span, value in zip(spans, values, strict=True):
        when = datetime.fromisoformat(value)
        printed = day(when)
        if len(value) > 10 and clock:
            printed += when.strftime(clock) if isinstance(clock, str) else clock(when)
        edits.append(Edit(*span, printed))
    kept = 0 if name in UNREAD else 10 if clock is None else None
    truth = with_comments(
        page.truth, lambda c: {"posted_at": (c["posted_at"] or "")[:kept] or None}
    )
    return rewritten(page.text, edits), truth
