"""The shape of one discussion in numbers: when, how deep, by whom.

Withheld comments count where their place counts, which readers see anyway; their times
and authors are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils.formats import date_format

from articles.models import Article
from comments.models import Comment

MOST_COLUMNS = 40
MOST_PEOPLE = 10
MOST_DEPTHS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a chart; `share` is its part of the longest, 0 to 100."""

    name: str
    number: int
    share: float
    commenter_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    times: list[Bar]
    unknown_times: int
    depths: list[Bar]
    people: list[Bar]
    unnamed: int


def read_statistics(article: Article) -> Statistics:
    """Four queries, whatever the size of the discussion."""
    comments = Comment.objects.filter(article=article).order_by()
    shown = comments.visible()
    known = list(shown.filter(posted_at__isnull=False).values_list("posted_at", flat=True))
    depths = comments.values("level").annotate(number=Count("pk")).order_by("level")
    people = (
        shown.filter(commenter__isnull=False)
        .values("commenter", "commenter__name")
        .annotate(number=Count("pk"))
        .order_by("-number", "commenter__name")
    )
    totals = shown.aggregate(all=Count("pk"), unnamed=Count("pk") - Count("commenter"))
    return Statistics(
        times=_columns(known, article.zone),
        unknown_times=totals["all"] - len(known),
        depths=_bars(_by_depth([(row["level"] + 1, row["number"]) for row in depths])),
        people=_bars(
            [
                (row["commenter__name"], row["number"], row["commenter"])
                for row in people[:MOST_PEOPLE]
            ]
        ),
        unnamed=totals["unnamed"],
    )


def _by_depth(numbers: list[tuple[int, int]]) -> list[tuple[str, int, None]]:
    """A bar a level; what is deeper than most shares the last one."""
    rows = [(str(level), number, None) for level, number in numbers[:MOST_DEPTHS]]
    deeper = sum(number for _level, number in numbers[MOST_DEPTHS:])
    return [*rows, (f"{MOST_DEPTHS + 1}+", deeper, None)] if deeper else rows


def _columns(moments: list[datetime], zone: ZoneInfo) -> list[Bar]:
    """A bar a day, month or year, the finest that fits, from the first comment to the last."""
    days = [moment.astimezone(zone).date() for moment in moments]
    if not days:
        return []
    for unit in (_each_day, _each_month, _each_year):
        steps = unit(min(days), max(days))
        if len(steps) <= MOST_COLUMNS:
            break
    begins = [first for first, _form in steps]
    counts = Counter(bisect_right(begins, day) - 1 for day in days)
    return _bars(
        [(date_format(first, form), counts[step], None) for step, (first, form) in enumerate(steps)]
    )


def _each_day(first: date, last: date) -> list[tuple[date, str]]:
    number = min((last - first).days, MOST_COLUMNS) + 1
    return [(first + timedelta(days=step), "j M Y") for step in range(number)]


def _each_month(first: date, last: date) -> list[tuple[date, str]]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(date(month // 12, month % 12 + 1, 1), "M Y") for month in months]


def _each_year(first: date, last: date) -> list[tuple[date, str]]:
    return [(date(year, 1, 1), "Y") for year in range(first.year, last.year + 1)]


def _bars(rows: list[tuple[str, int, int | None]]) -> list[Bar]:
    longest = max((number for _name, number, _person in rows), default=0) or 1
    return [
        Bar(name=name, number=number, share=round(100 * number / longest, 1), commenter_id=pk)
        for name, number, pk in rows
    ]
