"""Quotes at the head of a comment, told from its own words and traced to what it answers.

A quote is a paragraph marked by `>`, or a first paragraph that repeats the comment's parent.
It is traced only where the quoted words stand in a comment above it, so that no mark is a
guess. The words compared are the stored safe fragments; nothing in them is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from typing import NamedTuple

MARKED = "<blockquote><p>"
MARKED_END = "</p></blockquote>"
PLAIN = "<p>"
PLAIN_END = "</p>"

SHORTEST_MARKED = 8
"""Letters and digits of a marked quote that is traced; fewer stand in too many comments."""

SHORTEST_REPEATED = 30
"""Of a first paragraph without a mark: a greeting or "I agree" is no quote."""

HIGHEST = 8
"""Steps up from a comment on which a quote is looked for: what bounds its cost."""

TAG = re.compile(r"<[^>]*>")
NOT_WORD = re.compile(r"\W+")


class Said(NamedTuple):
    """A comment that may be quoted."""

    id: int
    body_html: str


class Quote(NamedTuple):
    """The quoted words, the comment that said them, and what follows them; all safe HTML."""

    source: int
    words_html: str
    rest_html: str


def may_quote(body_html: str) -> bool:
    """Whether a comment can begin with a quote at all: a glance that spares most the look."""
    if body_html.startswith(MARKED):
        return True
    end = body_html.find(PLAIN_END)
    return SHORTEST_REPEATED < end < len(body_html) - len(PLAIN_END)


def find_quote(body_html: str, above: Iterable[Said]) -> Quote | None:
    """The quote with which a comment begins. `above` is what it answers, its parent first."""
    if body_html.startswith(MARKED):
        return _find_marked(body_html, above)
    return _find_repeated(body_html, above)


def _find_marked(body_html: str, above: Iterable[Said]) -> Quote | None:
    words, end, rest = body_html[len(MARKED) :].partition(MARKED_END)
    sought = _words(words)
    if not end or _letters(sought) < SHORTEST_MARKED:
        return None
    for said in above:
        if sought in _words(said.body_html):
            return Quote(said.id, words, rest)
    return None


def _find_repeated(body_html: str, above: Iterable[Said]) -> Quote | None:
    """A repeated paragraph is a quote only if something is said to it."""
    words, _end, rest = body_html[len(PLAIN) :].partition(PLAIN_END)
    if not rest or len(words) < SHORTEST_REPEATED or not body_html.startswith(PLAIN):
        return None
    parent = next(iter(above), None)
    # A plain look is quick and settles it for nearly all comments.
    if parent is None or _core(words) not in parent.body_html:
        return None
    sought = _words(words)
    if _letters(sought) < SHORTEST_REPEATED or sought not in _words(parent.body_html):
        return None
    return Quote(parent.id, words, rest)


def _core(html: str) -> str:
    """The first line of a paragraph without the marks of quotation around it."""
    line = html.partition("<br>")[0].replace("&quot;", "")
    return line.strip(" “”„«»‘’.…")


@lru_cache(maxsize=256)
def _words(html: str) -> str:
    """The words of a fragment, each between single spaces, without regard to punctuation."""
    return f" {NOT_WORD.sub(' ', unescape(TAG.sub(' ', html))).strip()} "


def _letters(words: str) -> int:
    return len(words.replace(" ", ""))
