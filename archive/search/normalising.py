"""Text to the words that are looked for: the one normaliser, for documents and queries.

Compatibility forms, case and accents are folded. Scripts written without spaces become
overlapping pairs of characters, so that a phrase of pairs finds any substring.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 64
"""A longer run of letters is cut into words of this length, and found as their phrase."""

# Letters that Unicode does not take apart although readers do.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Accents of Latin, Greek and Cyrillic; the points of Hebrew; the vowel signs of Arabic.
# Marks of other scripts are letters in their own right: か is not が.
ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc]"
)
# Soft hyphens, joiners and direction marks stand inside words and are no part of them.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Thai, Lao, Burmese, Khmer, kana, bopomofo, Hangul (whose particles join the word), Han.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007"
    "\u3040-\u312f\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)


def _marks() -> str:
    """Every combining mark, as ranges of a character class: `\\w` leaves them out."""
    ranges: list[list[int]] = []
    for code in range(0x300, min(0x1E950, sys.maxunicode)):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARKS = _marks()
ASCII_WORD = re.compile(f"[a-z0-9]{{1,{LONGEST}}}")
RUN = re.compile(
    rf"(?P<unspaced>(?:(?=[\w{MARKS}])[{UNSPACED}])+)"
    rf"|(?:(?![_{UNSPACED}])[\w{MARKS}]){{1,{LONGEST}}}"
)


UNSPACED_WORD = re.compile(f"[{UNSPACED}]")


class Phrase(NamedTuple):
    """Words in this order, side by side; with `is_prefix` the last one need only begin so."""

    words: tuple[str, ...]
    is_prefix: bool = False


class Span(NamedTuple):
    """A word and where it stands in the text as written: `text[start:end]`."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text without the differences that a search overlooks."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).casefold()
    # И short is a letter of its own, unlike ё; its bow is not an accent.
    text = unicodedata.normalize("NFD", text).replace("и\u0306", "й")
    return unicodedata.normalize("NFC", ACCENTS.sub("", text)).translate(LETTERS)


def split_words(text: str) -> list[str]:
    """The words of a document, one a position."""
    folded = fold(text)
    if folded.isascii():
        return ASCII_WORD.findall(folded)
    words: list[str] = []
    for run in RUN.finditer(folded):
        if run["unspaced"]:
            words += _pairs(run[0])
        else:
            words.append(run[0])
    return words


def _pairs(run: str) -> list[str]:
    """Each character with its neighbour; the last one alone."""
    return [run[index : index + 2] for index in range(len(run))]


def read_phrase(text: str, *, is_prefix: bool = False) -> Phrase | None:
    """What finds this text in documents; None if it holds no letter or digit.

    Where it ends in a script without spaces, it is found inside longer runs as well.
    """
    words = split_words(text)
    if not words:
        return None
    if RUN.match(words[-1])["unspaced"]:
        last_run = list(RUN.finditer(fold(text)))[-1][0]
        if len(last_run) == 1:
            return Phrase(tuple(words), is_prefix=True)
        return Phrase(tuple(words[:-1]))
    return Phrase(tuple(words), is_prefix=is_prefix)


def locate_words(text: str) -> Iterator[Span]:
    """The words with their places in the unfolded text, to mark what was found."""
    if text.isascii():
        # Folding such text moves nothing.
        for run in ASCII_WORD.finditer(text.lower()):
            yield Span(run[0], run.start(), run.end())
        return
    for run in RUN.finditer(text):
        words = split_words(run[0])
        if run["unspaced"] and len(words) == len(run[0]):
            for index, word in enumerate(words):
                start = run.start() + index
                yield Span(word, start, start + len(word))
        else:
            for word in words:
                yield Span(word, run.start(), run.end())
