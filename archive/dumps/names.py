"""Names: how much a piece of text looks like one, and what of it is not the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from archive.dumps.patterns import (
    ADDRESS,
    BADGE_AT_END,
    BY_AT_START,
    COMMENT_NUMBER,
    DIGITS,
    FOLD_SIGN,
    NAME_TAG,
    ON_AT_END,
    SAYS_AT_END,
    SCORE_AFTER_NAME,
    WORD_CHARACTER,
)

NAME_LENGTH = 60
NAME_WORDS = 7

_EDGE = " \t:,;|–—-·•»«~/↓→*↪↳\u00a0"


@lru_cache(maxsize=8192)
def name_score(text: str) -> float:
    """Say from 0 to 1 how much a text looks like a name; length and ending tell most."""
    words = text.split()
    if not words or len(text) > NAME_LENGTH or len(words) > NAME_WORDS:
        return 0.0
    if not WORD_CHARACTER.search(text) or text.isdecimal():
        return 0.1
    if text[0] in "([{" and text[-1] not in ")]}":
        return 0.0
    score = 1.0 if len(words) <= 3 else 0.8 if len(words) <= 5 else 0.5
    if text[-1] in "!?…" or (text[-1] == "." and len(words[-1]) > 3):
        score *= 0.4
    if "," in text or ":" in text[:-1] or '"' in text:
        score *= 0.7
    return score


def strip_edges(text: str) -> str:
    """Take separators off both ends, and a closing bracket that nothing opened."""
    text = text.strip(_EDGE)
    # A separator between links, "Ann >", and no part of a name that holds a pair of them.
    if "<" not in text or ">" not in text:
        text = text.strip("<>").strip(_EDGE)
    if text.endswith(("(", "[")):
        text = text[:-1].strip(_EDGE)
    if text.startswith((")", "]")):
        text = text[1:].strip(_EDGE)
    return text


@lru_cache(maxsize=8192)
def clean_name(text: str) -> str:
    """Leave only the name of "12. Posted by: Ann says on"."""
    text = ADDRESS.sub("", text) if "/" in text else text
    text = NAME_TAG.sub("", SCORE_AFTER_NAME.sub("", FOLD_SIGN.sub("", text.strip())))
    for _ in range(3):
        before = text
        text = strip_edges(COMMENT_NUMBER.sub(" ", text))
        text = strip_edges(SAYS_AT_END.sub("", text))
        text = strip_edges(ON_AT_END.sub("", text))
        text = strip_edges(BY_AT_START.sub("", text))
        text = strip_edges(BADGE_AT_END.sub("", text))
        if text == before:
            break
    return text


class Affixes:
    """The words that stand before and after every name of a page ("Posted by: … on")."""

    def __init__(self, texts: Sequence[str]) -> None:
        filled = [text.split() for text in texts if text.strip()]
        self.tail = _common([tokens[::-1] for tokens in filled])
        self.head = _common([tokens[: len(tokens) - len(self.tail)] for tokens in filled])

    def strip(self, text: str) -> str:
        """Take the common words off; a text that lacks them stays as it is."""
        tokens = text.split()
        for shape in self.tail:
            if tokens and _shape(tokens[-1]) == shape:
                tokens.pop()
        start = 0
        for shape in self.head:
            if start < len(tokens) and _shape(tokens[start]) == shape:
                start += 1
        return " ".join(tokens[start:])


SHARED = 0.8
"""A word that stands at one place in so many records belongs to the theme."""


def _common(texts: list[list[str]]) -> list[str]:
    shapes: list[str] = []
    if len(texts) < 4:
        return shapes
    while True:
        place = len(shapes)
        counts = Counter(_shape(tokens[place]) for tokens in texts if len(tokens) > place)
        if not counts:
            return shapes
        shape, count = counts.most_common(1)[0]
        bare = sum(not _is_more_than_by(tokens[place + 1 :]) for tokens in texts)
        if count < SHARED * len(texts) or bare > len(texts) / 2:
            return shapes
        shapes.append(shape)


def _is_more_than_by(tokens: list[str]) -> bool:
    """Tell whether a name is left: most of a page may be by the same person, or by nobody."""
    return len(tokens) > 1 or (len(tokens) == 1 and not BY_AT_START.fullmatch(tokens[0] + " "))


def _shape(token: str) -> str:
    return DIGITS.sub("0", token).casefold()
