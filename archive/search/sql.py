"""What both databases share of a search: the question, its window in time, who may read."""

from __future__ import annotations

from typing import NamedTuple

from archive.search.documents import ARTICLE, COMMENT
from archive.search.normalising import Phrase
from articles.states import State

BOTH_KINDS = (Phrase((ARTICLE,)), Phrase((COMMENT,)))
COLUMNS = "e.place, e.article_id, e.comment_id, a.site_id, c.commenter_id"
JOINS = (
    "JOIN articles_article a ON a.id = e.article_id "
    "LEFT JOIN comments_comment c ON c.id = e.comment_id "
    "LEFT JOIN comments_commenter p ON p.id = c.commenter_id"
)
# The truth of the moment, not a copy of it: see the package.
IS_PUBLIC = (
    f"(a.state = '{State.VISIBLE}' AND (c.id IS NULL OR c.state = '{State.VISIBLE}') "
    f"AND (p.id IS NULL OR p.state = '{State.VISIBLE}'))"
)


class Audience(NamedTuple):
    """What may be found: openly readable entries, or for moderators withheld ones or all."""

    condition: str


READERS = Audience(IS_PUBLIC)
WITHHELD = Audience(f"NOT {IS_PUBLIC}")
EVERYTHING = Audience("1 = 1")


class Match(NamedTuple):
    """One phrase of every group has to be there, and none of the excluded."""

    groups: tuple[tuple[Phrase, ...], ...] = ()
    excluded: tuple[Phrase, ...] = ()
    audience: Audience = READERS


class Window(NamedTuple):
    """Which places to look at, both ends included, from which end, and how many hits."""

    first: int
    last: int
    limit: int
    newest_first: bool = True
