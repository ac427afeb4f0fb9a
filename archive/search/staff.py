"""The index for those who may see everything: the admin's own search of comments."""

from __future__ import annotations

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from archive.search.backends import backend
from archive.search.deadline import TooSlow, deadline
from archive.search.documents import AUTHOR, COMMENT, UNKNOWN
from archive.search.language import read_query
from archive.search.normalising import Phrase
from archive.search.question import LAST
from archive.search.sql import EVERYTHING, Match, Window

MOST = 10_000


def find_comment_ids(text: str) -> list[int] | None:
    """The comments, withheld ones too, that have all these words in their text or author.

    None if more than 10,000 do, or if it cannot be told in time: a walk along the rows meets
    what is as frequent as that soon enough.
    """
    match, first, last = _read(text)
    try:
        with deadline():
            rows = backend().find_hits(match, Window(first, last, MOST + 1))
    except TooSlow:
        return None
    return [row[2] for row in rows] if len(rows) <= MOST else None


def having_words(text: str) -> Q | RawSQL | None:
    """The condition on comments to have all these words; None leaves it to a walk along texts."""
    ids = find_comment_ids(text)
    if ids is not None:
        return Q(pk__in=ids)
    condition = backend().condition_on_comment(*_read(text))
    return condition and RawSQL(*condition, BooleanField())  # noqa: S611


def _read(text: str) -> tuple[Match, int, int]:
    """What is to be matched, and between which places."""
    query = read_query(text)
    groups = [
        tuple(each for term in group for phrase in term.phrases for each in _with_author(phrase))
        for group in query.groups
    ]
    excluded = tuple(phrase for term in query.excluded for phrase in term.phrases)
    match = Match((*groups, (Phrase((COMMENT,)),)), excluded, EVERYTHING)
    first = UNKNOWN if query.first is None else query.first
    last = LAST if query.last is None else query.last
    return match, first, last


def _with_author(phrase: Phrase) -> tuple[Phrase, ...]:
    if phrase.words[0][0] in "@^=":
        return (phrase,)
    return phrase, phrase._replace(words=tuple(AUTHOR + word for word in phrase.words))
