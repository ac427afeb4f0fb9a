"""Finding the same words again: however they are broken, cased, accented or quoted.

What a moderator selects on a page is not always what the text holds: browsers send other
line ends, replies quote with `>`, extractors wrap lines and change dashes. Both sides are
folded, and what is found is told by its place in the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

# Soft hyphens, joiners and direction marks stand inside words and are no part of them.
INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
ALIKE = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe",
}  # fmt: skip
QUOTE_MARKS = frozenset(">|")
ASCII_WORD = re.compile("[a-z0-9]+")
LINE_ENDS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
FIRST_ACCENT = 10
"""Combining classes from here on are accents, points and vowel signs; those below make
letters of their own, as か and が (Unicode, Canonical Combining Class Values)."""


def fold(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the index it comes from.

    White space, with the quotation marks that begin a line, is one space.
    """
    folded: list[str] = []
    index: list[int] = []
    starts_line, after_space = True, False
    for place, character in enumerate(text):
        if character.isspace() or (starts_line and character in QUOTE_MARKS):
            starts_line = starts_line or character in LINE_ENDS
            if not after_space:
                folded.append(" ")
                index.append(place)
            after_space = True
            continue
        letters = fold_character(character)
        if letters:
            folded.append(letters)
            index.extend([place] * len(letters))
            starts_line = after_space = False
    return "".join(folded), index


@lru_cache(maxsize=20_000)
def fold_character(character: str) -> str:
    """Without case, accent and form; empty for what is not seen."""
    if character in INVISIBLE:
        return ""
    letters = unicodedata.normalize("NFKD", character).casefold()
    kept = "".join(c for c in letters if unicodedata.combining(c) < FIRST_ACCENT)
    return "".join(ALIKE.get(c, c) for c in kept)


class Folded:
    """A long text in which many passages are looked for: folded once, when it is needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lowered = text.lower() if text.isascii() else None

    @cached_property
    def folded(self) -> tuple[str, list[int]]:
        return fold(self.text)

    def may_hold(self, sought: str) -> bool:
        """A glance at the longest word of a folded passage, which spares most texts the look."""
        longest = max(ASCII_WORD.findall(sought), key=len, default="")
        return self._lowered is None or longest in self._lowered


def find_passage(
    text: str | Folded, passage: str, *, whole_words: bool = False
) -> list[tuple[int, int]]:
    """Where the passage stands: `(start, end)` of each, in order and apart from each other.

    With `whole_words` it may not begin or end inside of a longer word.
    """
    sought = fold(passage)[0].strip()
    whole = text if isinstance(text, Folded) else Folded(text)
    if not sought or not whole.may_hold(sought):
        return []
    folded, index = whole.folded
    found = []
    at = folded.find(sought)
    while at >= 0:
        last = at + len(sought) - 1
        step = 1
        if not whole_words or _is_apart(folded, at, last):
            found.append((index[at], _end(whole.text, index[last])))
            step = len(sought)
        at = folded.find(sought, at + step)
    return _apart(found)


def holds_passage(text: str, passage: str) -> bool:
    return bool(find_passage(text, passage))


def _end(text: str, last: int) -> int:
    """Past the last character and the accents and joiners that belong to it."""
    end = last + 1
    while end < len(text) and not text[end].isspace() and not fold_character(text[end]):
        end += 1
    return end


def _is_apart(folded: str, first: int, last: int) -> bool:
    before, after = folded[first - 1 : first], folded[last + 1 : last + 2]
    return not (_joins(before, folded[first]) or _joins(folded[last], after))


def _joins(left: str, right: str) -> bool:
    """Whether two neighbours stand in one word; scripts without spaces have no such words."""
    return left.isalnum() and right.isalnum() and not (is_unspaced(left) or is_unspaced(right))


def is_unspaced(character: str) -> bool:
    """Whether a letter is of a script that is written without spaces between words."""
    return (
        "\u0e00" <= character <= "\u0eff"
        or "\u1000" <= character <= "\u11ff"
        or "\u1780" <= character <= "\u17ff"
        or "\u2e80" <= character <= "\ud7ff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch each other made one: a letter such as ß folds to two."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
