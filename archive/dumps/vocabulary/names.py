"""Names: how much a piece of text looks like one, and what of it is not the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from archive.dumps.vocabulary.alternatives import matches, words_at
from archive.dumps.vocabulary.patterns import (
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
    MAIL_ADDRESS,
    NAME_TAG,
    NETWORK_ADDRESS,
    NUMBER_AND_NAME,
    ON_AT_END,
    SAYS_AT_END,
    SCORE_AFTER_NAME,
    USER_CODE,
    WORD,
    WORD_CHARACTER,
)
from archive.dumps.vocabulary.widths import is_wide
from archive.dumps.vocabulary.words import ANONYMOUS, BADGES, BY, ON, SAYS

NAME_LENGTH = 60
NAME_WORDS = 7

LONGEST_NAME = 240
"""A longer text holds no name that could be cleaned of words around it."""

_EDGE = " \t:：,;|–—-·•»«~/↓→*↪↳\u00a0"


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
    # A rank and a town behind commas, as in "Ann Field, Member, Northmill", make no name long.
    most = len(text.split(",", 1)[0].split()) if text[-1] not in ".!?…" else len(words)
    score = 1.0 if most <= 3 else 0.8 if most <= 5 else 0.5
    is_ended = text[-1] == "." and len(words[-1]) > 3 and not INITIALS.fullmatch(words[-1])
    if text[-1] in "!?…" or is_ended:
        score *= 0.4
    if "," in text or ":" in text[:-1] or '"' in text:
        score *= 0.7
    return score


def _is_of_page(text: str) -> bool:
    """Tell a button, "at", "Advertisement" and a code from what somebody may be called."""
    is_button = BUTTON_ROW.fullmatch(text.casefold())
    forms = (HINGE, ADVERTISEMENT, USER_CODE)
    return bool(is_button or any(form.fullmatch(text) for form in forms))


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
    text = MAIL_ADDRESS.sub("", text) if "@" in text else text
    has_digit = DIGIT.search(text) is not None
    if has_digit:
        text = SCORE_AFTER_NAME.sub("", text)
    if "(" in text or "[" in text:
        text = NAME_TAG.sub("", text)
        text = NETWORK_ADDRESS.sub("", text) if has_digit else text
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
        different = {text.strip() for text in texts}
        self.is_numbered = _are_numbered([text.strip() for text in texts])
        self.glued = _glued_head(different)
        self.glued_tail = _glued_tail(different)
        filled = [self.unglued(text).split() for text in texts if text.strip()]
        self.tail = _common([tokens[::-1] for tokens in filled])
        self.head = _common([tokens[: len(tokens) - len(self.tail)] for tokens in filled])

    def strip(self, text: str) -> str:
        """Take the common words off; a text that lacks them stays as it is."""
        tokens = self.unglued(text).split()
        for shape in self.tail:
            if tokens and _shape(tokens[-1]) == shape:
                tokens.pop()
        start = 0
        for shape in self.head:
            if start < len(tokens) and _shape(tokens[start]) == shape:
                start += 1
        return " ".join(tokens[start:])

    def unglued(self, text: str) -> str:
        """Take off what runs into the name: words that all have, the number of the comment."""
        text = text.strip().removeprefix(self.glued)
        if self.glued_tail:
            text = text.rstrip(_AFTER_TAIL).removesuffix(self.glued_tail)
        numbered = NUMBER_AND_NAME.fullmatch(text) if self.is_numbered else None
        return numbered["name"] if numbered else text


SHARED = 0.8
"""A word that stands at one place in so many records belongs to the theme."""


GLUED_LENGTH = 5
"""Letters of a theme's word that runs into every name."""


WIDE_LENGTH = 2
"""Letters of such a word in a script without blanks."""


def _glued_head(texts: set[str]) -> str:
    """Give what runs into all names: "Comment Link" in "Comment LinkAnn"."""
    if len(texts) < FEWEST:
        return ""
    head = _common_head(min(texts), max(texts))
    if len(head) >= GLUED_LENGTH and head[-1].isalnum():
        return head
    return head if len(head) >= WIDE_LENGTH and all(map(is_wide, head)) else ""


def _glued_tail(texts: set[str]) -> str:
    """Give what all names run into in a script without blanks: "より" in "健太より:"."""
    turned = {text.rstrip(_AFTER_TAIL)[::-1] for text in texts}
    if len(turned) < FEWEST or not all(is_wide(text[:1]) for text in turned):
        return ""
    tail = _common_head(min(turned), max(turned))[::-1]
    return tail if len(tail) >= WIDE_LENGTH and all(map(is_wide, tail)) else ""


def _common_head(one: str, other: str) -> str:
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((place for place, (a, b) in pairs if a != b), len(one))]


_AFTER_TAIL = " \t:：,、"

FEWEST = 3


def _are_numbered(texts: list[str]) -> bool:
    """Tell "1Ann", "2Bob": numbers that are run together with names, and count up or down."""
    found = [NUMBER_AND_NAME.fullmatch(text) for text in texts if len(text) <= LONGEST_NAME]
    numbers = [int(match["number"]) for match in found if match]
    if len(numbers) < max(FEWEST, SHARED * len(texts)):
        return False
    steps = {below > above for above, below in pairwise(numbers)}
    return len(steps) == 1 and len(set(numbers)) == len(numbers)


def _common(texts: list[list[str]]) -> list[str]:
    """Give the shapes that most texts begin with, and more than one person's."""
    if len(texts) < FEW:
        return _common_to_few(texts)
    shapes: list[str] = []
    shortest = min(texts, key=len)
    ends = [[token.lstrip("@") for token in tokens[: len(shortest)]] for tokens in texts]
    if all(end == shortest for end in ends):
        return shapes  # Somebody's whole name, and others who answer it: "Ann", "Bob @Ann".
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
        rests = {tuple(tokens[place + 1 :]) for tokens in others}
        # Somebody signs with the first name alone, now and then; no "by" stands before nobody.
        rests -= set() if shape in _THEME_WORDS else {()}
        if bare > len(texts) / 2 or len(rests) < 2:
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
    """Tell "by", "wrote", a sign and a number from a word that could be a name's."""
    is_sign = not any(map(str.isalnum, token))
    return is_sign or token[:1].islower() or token.isdecimal() or token.casefold() in _THEME_WORDS


def _is_more_than_by(tokens: list[str]) -> bool:
    """Tell whether a name is left: most of a page may be by the same person, or by nobody."""
    return len(tokens) > 1 or (len(tokens) == 1 and not BY_AT_START.fullmatch(tokens[0] + " "))


@lru_cache(maxsize=8192)
def _shape(token: str) -> str:
    return DIGITS.sub("0", token).casefold()


NO_AFFIXES = Affixes([])
