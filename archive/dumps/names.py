"""Names: how much a piece of text looks like one, and what of it is not the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from archive.dumps.alternatives import matches, words_at
from archive.dumps.patterns import (
    ADDRESS,
    ADVERTISEMENT,
    ANONYMOUS_WORD,
    BADGE_AT_END,
    BUTTON_ROW,
    BY_AT_START,
    COMMENT_NUMBER,
    DIGIT,
    DIGITS,
    FOLD_SIGN,
    HINGE,
    INITIALS,
    NAME_TAG,
    ON_AT_END,
    SAYS_AT_END,
    SCORE_AFTER_NAME,
    WORD,
    WORD_CHARACTER,
)
from archive.dumps.words import ANONYMOUS, BADGES, BY, ON, SAYS

NAME_LENGTH = 60
NAME_WORDS = 7

LONGEST_NAME = 240
"""A longer text holds no name that could be cleaned of words around it."""

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
    if _is_of_page(text):
        return 0.1
    score = 1.0 if len(words) <= 3 else 0.8 if len(words) <= 5 else 0.5
    is_ended = text[-1] == "." and len(words[-1]) > 3 and not INITIALS.fullmatch(words[-1])
    if text[-1] in "!?…" or is_ended:
        score *= 0.4
    if "," in text or ":" in text[:-1] or '"' in text:
        score *= 0.7
    return score


def _is_of_page(text: str) -> bool:
    """Tell a button, an "at" of its own and "Advertisement" from what somebody may be called."""
    is_button = BUTTON_ROW.fullmatch(text.casefold())
    return bool(is_button or HINGE.fullmatch(text) or ADVERTISEMENT.fullmatch(text))


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
    if len(text) > LONGEST_NAME:
        return text
    text = ADDRESS.sub("", text) if "/" in text else text
    text = FOLD_SIGN.sub("", text.strip())
    has_digit = DIGIT.search(text) is not None
    if has_digit:
        text = SCORE_AFTER_NAME.sub("", text)
    if "(" in text or "[" in text:
        text = NAME_TAG.sub("", text)
    for _ in range(3):
        before = text
        text = strip_edges(COMMENT_NUMBER.sub(" ", text) if has_digit else text)
        if _may_hold_theme_words(text):
            text = strip_edges(SAYS_AT_END.sub("", text))
            text = strip_edges(ON_AT_END.sub("", text))
            text = strip_edges(BY_AT_START.sub("", text))
            text = strip_edges(BADGE_AT_END.sub("", text))
        if text == before:
            break
    return text


@lru_cache(maxsize=8192)
def is_anonymous(mask: str) -> bool:
    """Tell a word for nobody, which may well stand over most comments of a page."""
    if ANONYMOUS_WORD.search(mask) is None:
        return False
    return mask.strip(" :") in ANONYMOUS or clean_name(mask) in ANONYMOUS


def _may_hold_theme_words(text: str) -> bool:
    """Tell by the first and the last word of a text whether the patterns can find anything."""
    words = text.casefold().split()
    if not words:
        return False
    if words[0].split(":", 1)[0] in _FIRST_WORDS:
        return True
    last = words[-1].rstrip(":.,")
    # What is left of "says :." is its last word but one.
    if not last or last in _LAST_WORDS:
        return True
    return not text.isascii() and last.endswith(_LAST_BADGES)


_LAST_BADGES = tuple(words_at(matches(BADGES), -1))
_LAST_WORDS = words_at([*matches(SAYS), *matches(ON), *matches(BADGES)], -1)
_FIRST_WORDS = words_at(matches(BY), 0)


_THEME_WORDS = frozenset(
    word for text in [*matches(BY), *matches(SAYS), *matches(ON)] for word in WORD.findall(text)
)


def may_be_signed(text: str) -> bool:
    """Tell by its words whether a text can say who said something."""
    words = WORD.findall(text.casefold())
    return bool(words) and (words[0] in _BY_WORDS or not _SAYS_WORDS.isdisjoint(words))


_BY_WORDS = frozenset(WORD.findall(text)[0] for text in matches(BY))
_SAYS_WORDS = frozenset(WORD.findall(text)[-1] for text in matches(SAYS))


class Affixes:
    """The words that stand before and after every name of a page ("Posted by: … on")."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.glued = _glued_head({text.strip() for text in texts})
        filled = [text.removeprefix(self.glued).split() for text in texts if text.strip()]
        self.tail = _common([tokens[::-1] for tokens in filled])
        self.head = _common([tokens[: len(tokens) - len(self.tail)] for tokens in filled])

    def strip(self, text: str) -> str:
        """Take the common words off; a text that lacks them stays as it is."""
        tokens = text.strip().removeprefix(self.glued).split()
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


GLUED_LENGTH = 5
"""Letters of a theme's word that runs into every name."""


def _glued_head(texts: set[str]) -> str:
    """Give what runs into all names: "Comment Link" in "Comment LinkAnn"."""
    if len(texts) < FEWEST:
        return ""
    first, last = min(texts), max(texts)
    pairs = enumerate(zip(first, last, strict=False))
    head = first[: next((place for place, (one, other) in pairs if one != other), len(first))]
    return head if len(head) >= GLUED_LENGTH and head[-1].isalnum() else ""


FEWEST = 3


def _common(texts: list[list[str]]) -> list[str]:
    """Give the shapes that most texts begin with, and more than one person's."""
    if len(texts) < FEW:
        return _common_to_few(texts)
    shapes: list[str] = []
    while True:
        place = len(shapes)
        counts = Counter([_shape(tokens[place]) for tokens in texts if len(tokens) > place])
        if not counts:
            return shapes
        shape, count = counts.most_common(1)[0]
        if count < SHARED * len(texts):
            return shapes
        bare = sum(not _is_more_than_by(tokens[place + 1 :]) for tokens in texts)
        others = (t for t in texts if len(t) > place and _shape(t[place]) == shape)
        if bare > len(texts) / 2 or len({tuple(t[place + 1 :]) for t in others}) < 2:
            return shapes
        shapes.append(shape)


FEW = 4
"""Among fewer texts a word that all have may be the name of a family, if it looks like one."""


def _common_to_few(texts: list[list[str]]) -> list[str]:
    """Give the shapes that two or three different texts begin with, if they look like no names."""
    shapes: list[str] = []
    if len({tuple(tokens) for tokens in texts}) < 2:
        return shapes
    for place in range(min(map(len, texts)) - 1):
        found = {_shape(tokens[place]) for tokens in texts}
        if len(found) > 1 or not all(_is_of_theme(tokens[place]) for tokens in texts):
            break
        shapes += found
    return shapes


def _is_of_theme(token: str) -> bool:
    """Tell "by", "wrote" and a number from a word that could be a name's."""
    return token[:1].islower() or token.isdecimal() or token.casefold() in _THEME_WORDS


def _is_more_than_by(tokens: list[str]) -> bool:
    """Tell whether a name is left: most of a page may be by the same person, or by nobody."""
    return len(tokens) > 1 or (len(tokens) == 1 and not BY_AT_START.fullmatch(tokens[0] + " "))


@lru_cache(maxsize=8192)
def _shape(token: str) -> str:
    return DIGITS.sub("0", token).casefold()


NO_AFFIXES = Affixes([])
