"""What a reader typed to a question: words, "phrases", -excluded, OR, prefix*, field:value.

Nothing typed is a mistake. What cannot be used is named in `ignored`, and `readings` says
in words how the rest was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from archive.search import fields
from archive.search.fields import Term
from archive.search.normalising import Phrase

LONGEST_QUERY = 500
"""Characters; the rest is ignored, and said to be."""

MOST_TERMS = 32
MOST_PREFIXES = 6
SHORTEST_PREFIX = 2
MOST_PHRASES = 200
"""Sites or tags that one value may stand for."""

# ann  "ann lee"  -ann  author:ann  -author:"ann lee"  "never closed
PIECE = re.compile(
    r"""(?P<minus>-)?
    (?:(?P<field>[A-Za-z]+):(?=\S))?
    (?:["“”„«»](?P<quoted>[^"“”„«»]*)(?P<closed>["“”„«»]\*?)?|(?P<bare>[^\s"“”„«»]+))""",
    re.VERBOSE,
)
SEPARATORS = str.maketrans("()", "  ")


class Piece(NamedTuple):
    """One piece of the query as typed."""

    text: str
    is_excluded: bool
    field: str
    value: str
    is_quoted: bool
    is_closed: bool
    is_prefix: bool


@dataclass(slots=True, kw_only=True)
class Query:
    """A query as it was read. Of each group, any term will do; `dates` bound the place."""

    text: str
    groups: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    first: int | None = None
    last: int | None = None
    wants_removed: bool = False
    readings: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        has_dates = self.first is not None or self.last is not None
        return not (self.groups or self.excluded or has_dates or self.wants_removed)

    @property
    def phrases(self) -> list[Phrase]:
        """What to look for in the text itself, to rank and to mark."""
        terms = [term for group in self.groups for term in group]
        return [phrase for term in terms if term.field == "" for phrase in term.phrases]


def read_query(text: str, *, may_see_removed: bool = False) -> Query:
    """Read a query as well as it can be read; never raises."""
    query = Query(text=text[:LONGEST_QUERY])
    if len(text) > LONGEST_QUERY:
        query.ignored.append(_("what follows the first %d characters") % LONGEST_QUERY)
    reader = _Reader(query, may_see_removed)
    for piece in _pieces(query.text.translate(SEPARATORS)):
        reader.take(piece)
    reader.finish()
    return query


def _pieces(text: str) -> Iterator[Piece]:
    for match in PIECE.finditer(text):
        quoted = match["quoted"]
        closed = match["closed"] or ""
        bare = match["bare"] or ""
        yield Piece(
            text=match[0],
            is_excluded=bool(match["minus"]),
            field=(match["field"] or "").lower(),
            value=bare if quoted is None else quoted,
            is_quoted=quoted is not None,
            is_closed=quoted is None or bool(closed),
            is_prefix=bare.endswith("*") or closed.endswith("*"),
        )


class _Reader:
    """Takes pieces one by one; `_is_or` says that an OR waits for its right-hand side."""

    def __init__(self, query: Query, may_see_removed: bool) -> None:
        self.query = query
        self.may_see_removed = may_see_removed
        self._is_or = False
        self._may_join = False
        self._terms = 0
        self._prefixes = 0

    def take(self, piece: Piece) -> None:
        is_operator = piece.text in ("OR", "|", "AND", "&")
        if is_operator:
            self._take_operator(piece.text)
        elif self._terms == MOST_TERMS:
            self._ignore(_("what follows the first %d terms") % MOST_TERMS)
        else:
            self._take_term(piece)

    def finish(self) -> None:
        if self._is_or:
            self._ignore(_("an OR without anything after it"))
        for group in self.query.groups:
            self.query.readings.append(_(" or ").join(term.reading for term in group))
        for term in self.query.excluded:
            self.query.readings.append(_("without %s") % term.reading)

    def _take_operator(self, operator: str) -> None:
        if operator not in ("OR", "|"):
            self._ignore(_("%s: all words are wanted anyway") % operator)
        elif self._may_join:
            self._is_or = True
        else:
            self._ignore(_("an OR without anything before it"))

    def _take_term(self, piece: Piece) -> None:
        if not piece.is_closed:
            self._ignore(_("an unclosed quote; it was read to the end"))
        if fields.is_setting(piece.field):
            self._set(piece)
            return
        term = self._term(piece)
        if term is None:
            return
        self._terms += 1
        if piece.is_excluded:
            self._exclude(term)
        elif self._is_or:
            self.query.groups[-1].append(term)
        else:
            self.query.groups.append([term])
        self._is_or, self._may_join = False, not piece.is_excluded

    def _term(self, piece: Piece) -> Term | None:
        name = piece.field if fields.is_field(piece.field) else ""
        value = piece.value
        if piece.field and not name:
            value = f"{piece.field}:{value}"
        term = fields.read_term(
            name, value, is_prefix=self._is_prefix(piece), is_quoted=piece.is_quoted
        )
        if term is None:
            self._ignore(_("%s: no letter or digit in it") % piece.text)
        elif len(term.phrases) > MOST_PHRASES:
            self._ignore(_("%s: it stands for too many") % piece.text)
            return None
        return term

    def _is_prefix(self, piece: Piece) -> bool:
        if not piece.is_prefix:
            return False
        if len(piece.value.rstrip("*")) < SHORTEST_PREFIX:
            self._ignore(_("%s: a beginning needs two letters at least") % piece.text)
            return False
        self._prefixes += 1
        if self._prefixes > MOST_PREFIXES:
            self._ignore(_("the * of %s: there are too many beginnings") % piece.text)
            return False
        return True

    def _exclude(self, term: Term) -> None:
        if self._is_or:
            self._ignore(_("an OR before something to exclude"))
        self.query.excluded.append(term)

    def _set(self, piece: Piece) -> None:
        """A field that bounds the whole search, wherever it stands."""
        if self._is_or or piece.is_excluded:
            self._ignore(_("%s: it can neither be excluded nor follow an OR") % piece.text)
        else:
            fields.apply_setting(self.query, piece, may_see_removed=self.may_see_removed)
        self._is_or = self._may_join = False

    def _ignore(self, what: str) -> None:
        if what not in self.query.ignored:
            self.query.ignored.append(what)
