"""What a row may be by its first letters, so that most rows are asked no further.

A row that says "however" first is no heading, form, button or pager in any language of
`words.py`, whatever comes next.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.dumps.vocabulary.alternatives import openings
from archive.dumps.vocabulary.patterns import FOLD_WORDS, LETTER_WORD, WORD_CHARACTER
from archive.dumps.vocabulary.words import (
    AFTER_DISCUSSION,
    ALL,
    BADGES,
    BUTTONS,
    COMMENTS,
    FOLLOWERS,
    HIGHLIGHTS,
    PAGES,
    REPLY_FORMS,
)

HEADING = 1
FORM = 2
AFTER = 4
PAGER = 8
BUTTON = 16
FOLD = 32
BADGE = 64

BORDER = HEADING | FORM | AFTER | PAGER
"""What may begin or end a discussion."""

LETTERS = 3
"""So many letters tell nearly all rows apart from the words that count here."""

ON_NUMBERS = PAGER | BUTTON
"""What may begin with a number, whatever the words: "1 2 3 4", "2 Likes"."""

AFTER_NUMBERS = "reader |user |leser|条|件"
"""Words that may stand between a number and a word for comments."""


def may_be(mask: str) -> int:
    """Give the flags of what may begin like this mask; signs before its first word count little."""
    place = 0
    if not mask[:1].isalnum():
        first = WORD_CHARACTER.search(mask)
        place = first.start() if first else len(mask)
    letters = mask[place : place + LETTERS]
    if letters[:1] == "0":
        counted = LETTER_WORD.search(mask, place)
        is_heading = counted is not None and _may_count(counted[0], _COUNTED)
        found = ON_NUMBERS | _TABLE.get("0", 0) | is_heading * HEADING
    else:
        found = _TABLE.get(letters, 0) | _TABLE.get(letters[:2], 0)
    for sign in mask[:place]:
        found |= _SIGNS.get(sign, 0)
    return found


def may_count(mask: str) -> bool:
    """Tell whether any word of a row may be one for comments."""
    return any(_may_count(word, _COMMENTS) for word in LETTER_WORD.findall(mask))


def _may_count(word: str, heads: frozenset[str]) -> bool:
    return word[:LETTERS] in heads or word[: LETTERS - 1] in heads or word[0] in heads


def _table(texts: Iterable[tuple[int, str]]) -> dict[str, int]:
    table: dict[str, int] = {}
    for flag, text in texts:
        table[text] = table.get(text, 0) | flag
    return table


_BEGINNINGS = [
    (flag, text)
    for flag, alternation in (
        (HEADING, COMMENTS),
        (HEADING, ALL),
        (HEADING, HIGHLIGHTS),
        (FORM, REPLY_FORMS),
        (AFTER, AFTER_DISCUSSION),
        (PAGER, PAGES),
        (BUTTON, BUTTONS),
        (BUTTON, FOLLOWERS),
        (FOLD, FOLD_WORDS),
        (BADGE, BADGES),
    )
    for text in openings(alternation, LETTERS)
]
_COMMENTS = openings(COMMENTS, LETTERS)
_COUNTED = _COMMENTS | openings(AFTER_NUMBERS, LETTERS)
_TABLE = _table(_BEGINNINGS)
_SIGNS = _table((flag, text[0]) for flag, text in _BEGINNINGS if not WORD_CHARACTER.match(text))
