"""A search as asked: the query, what narrows it, its order, and where to continue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from archive.search.documents import UNKNOWN
from archive.search.fields import read_period
from archive.search.language import Query, read_query
from archive.search.normalising import INVISIBLE, Phrase
from archive.search.sql import EVERYTHING, READERS, WITHHELD, Audience, Match, Window

NARROWING = {"article": "a", "site": "s", "tag": "g", "author": "p"}
"""Parameters of the address that hold an id, and the fact that each stands for."""

LAST = (1 << 63) - 1


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"

    @property
    def label(self) -> str:
        return {"relevance": _("relevance"), "newest": _("newest"), "oldest": _("oldest")}[self]


class Key(NamedTuple):
    """Behind which hit a page begins; `score` only where hits are ranked."""

    place: int
    score: int = 0

    def __str__(self) -> str:
        return f"{self.place}.{self.score}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`narrowing` holds ids by parameter, and a year under "year"."""

    query: Query
    narrowing: dict[str, int]
    order: Order
    after: Key | None = None
    for_staff: bool = False

    @property
    def is_empty(self) -> bool:
        return self.query.is_empty and not self.narrowing

    @property
    def match(self) -> Match:
        groups = [
            tuple(phrase for term in group for phrase in term.phrases)
            for group in self.query.groups
        ]
        for name, number in self.narrowing.items():
            if name in NARROWING:
                groups.append((Phrase((f"={NARROWING[name]}{number}",)),))
        excluded = tuple(phrase for term in self.query.excluded for phrase in term.phrases)
        return Match(tuple(groups), excluded, self._audience())

    def _audience(self) -> Audience:
        if self.query.wants_removed:
            return WITHHELD
        return EVERYTHING if self.for_staff else READERS

    def window(self, limit: int) -> Window:
        """Everything in the query's bounds of time."""
        first = UNKNOWN if self.query.first is None else self.query.first
        last = LAST if self.query.last is None else self.query.last
        if "year" in self.narrowing:
            start, following = read_period(f"{self.narrowing['year']:04d}")
            first, last = max(first, start), min(last, following - 1)
        return Window(first, last, limit)

    def address(self, **changes: object) -> str:
        """The parameters of this search with some changed (None leaves one out); page one."""
        order = None if self.order is self.default_order else self.order.value
        values = {"q": self.query.text or None, **self.narrowing, "sort": order, **changes}
        return "?" + urlencode({k: v for k, v in values.items() if v not in (None, "")})

    @property
    def default_order(self) -> Order:
        return Order.RELEVANCE if self.query.phrases else Order.NEWEST


def read_question(parameters: Mapping[str, str], *, may_see_removed: bool = False) -> Question:
    """A question from an address. What makes no sense there is as good as absent."""
    text = clean(parameters.get("q", ""))
    query = read_query(text, may_see_removed=may_see_removed)
    narrowing = {}
    for name in (*NARROWING, "year"):
        number = _number(parameters.get(name, ""))
        if number and (name != "year" or number <= 9999):
            narrowing[name] = number
    default = Order.RELEVANCE if query.phrases else Order.NEWEST
    sort = parameters.get("sort", "")
    order = Order(sort) if sort in list(Order) else default
    if order is Order.RELEVANCE:
        order = default
    after = read_key(parameters.get("after", ""))
    return Question(query=query, narrowing=narrowing, order=order, after=after)


def clean(text: str) -> str:
    """Text for one line: control characters have no meaning in a query, joiners none in a word."""
    text = INVISIBLE.sub("", text)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def read_key(text: str) -> Key | None:
    place, _dot, score = text.partition(".")
    sign, digits = (-1, place[1:]) if place.startswith("-") else (1, place)
    if not (_is_digits(digits, 19) and _is_digits(score or "0", 12)):
        return None
    number = sign * int(digits)
    return Key(number, int(score or 0)) if UNKNOWN <= number <= LAST else None


def _number(text: str) -> int | None:
    return int(text) if _is_digits(text, 15) else None


def _is_digits(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest
