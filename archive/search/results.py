"""Answering a question: count up to a cap, order, one page.

Everything begins with the newest 1,000 hits and one more. They are the count, the facets,
what is ranked, and most pages; nothing costs more because more is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.search.backends import backend
from archive.search.documents import UNKNOWN
from archive.search.question import Key, Order, Question
from archive.search.sql import Window

MOST_HITS = 1_000
PAGE = 20
SCALE = 1_000_000
"""Scores become whole numbers, which an address holds exactly."""


class Hit(NamedTuple):
    """One found entry; `comment_id` is None where it is the article's own."""

    place: int
    article_id: int
    comment_id: int | None
    site_id: int | None
    commenter_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`newest` are at most 1,000 hits; `is_capped` says that there are more."""

    newest: list[Hit]
    is_capped: bool
    page: list[Hit]
    following: Key | None


def answer(question: Question) -> Answer:
    newest = _hits(question, question.window(MOST_HITS + 1))
    is_capped = len(newest) > MOST_HITS
    newest = newest[:MOST_HITS]
    if question.order is Order.RELEVANCE:
        page, following = _ranked(question, newest)
    elif question.order is Order.NEWEST:
        page, following = _cut(_newest(question, newest, is_capped))
    else:
        page, following = _cut(_oldest(question, newest, is_capped))
    return Answer(newest=newest, is_capped=is_capped, page=page, following=following)


def _hits(question: Question, window: Window) -> list[Hit]:
    if window.first > window.last:
        return []
    return [Hit(*row) for row in backend().find_hits(question.match, window)]


def _cut(hits: Sequence[Hit]) -> tuple[list[Hit], Key | None]:
    """The first page of these hits, and the key of what follows it."""
    page = list(hits[:PAGE])
    return page, Key(page[-1].place) if len(hits) > PAGE else None


def _newest(question: Question, newest: list[Hit], is_capped: bool) -> list[Hit]:
    if question.after is None:
        return newest
    rest = [hit for hit in newest if hit.place < question.after.place]
    if len(rest) > PAGE or not is_capped:
        return rest
    window = question.window(PAGE + 1)
    last = min(window.last, question.after.place - 1)
    return _hits(question, window._replace(last=last))


def _oldest(question: Question, newest: list[Hit], is_capped: bool) -> list[Hit]:
    """Earliest first, and what has no known time last, as in every other order."""
    after = question.after
    if not is_capped:
        ordered = sorted(newest, key=lambda hit: (hit.place < 0, hit.place))
        key = after and (after.place < 0, after.place)
        return [hit for hit in ordered if not key or (hit.place < 0, hit.place) > key]
    window = question.window(PAGE + 1)._replace(newest_first=False)
    beyond = UNKNOWN if after is None else after.place + 1
    hits = []
    if after is None or after.place >= 0:
        hits = _hits(question, window._replace(first=max(window.first, beyond, 0)))
        beyond = UNKNOWN
    if len(hits) <= PAGE:
        unknown = window._replace(first=max(window.first, beyond), last=min(window.last, -1))
        hits += _hits(question, unknown)
    return hits


def _ranked(question: Question, newest: list[Hit]) -> tuple[list[Hit], Key | None]:
    """The best of the newest 1,000; later pages go on in the same ranking."""
    scores = backend().score([hit.place for hit in newest], question.query.phrases)
    keyed = [(Key(hit.place, round(scores[hit.place] * SCALE)), hit) for hit in newest]
    keyed.sort(key=lambda pair: (-pair[0].score, -pair[0].place))
    if (after := question.after) is not None:
        behind = (-after.score, -after.place)
        keyed = [pair for pair in keyed if (-pair[0].score, -pair[0].place) > behind]
    page = keyed[:PAGE]
    following = page[-1][0] if len(keyed) > PAGE else None
    return [hit for _key, hit in page], following
