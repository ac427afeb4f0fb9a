"""What a match of an alternation of words may begin with, or be.

The tables of `words.py` are long alternations, and most rows match none of them. A set
of their first letters tells that much faster than the engine, which tries each in turn.
What an alternation says is read here, so that the tables stay the only place to change.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_OPEN = "\0"
"""Stands for anything, at the end of a beginning."""


def openings(alternation: str, length: int) -> frozenset[str]:
    """Give every beginning of a match, in lower case, cut at `length` characters.

    A shorter one is a whole match, or is followed by what cannot be listed ("flag \\w+").
    Digits are "0", as in a mask. Raises ValueError for syntax that the tables have no need of.
    """
    found = _Reader(alternation, length).read()
    return frozenset(text.rstrip(_OPEN)[:length].casefold() for text in found)


def matches(alternation: str) -> frozenset[str]:
    """Give every text that matches, in lower case; ValueError where there is no end of them."""
    found = _Reader(alternation, None).read()
    if any(text.endswith(_OPEN) for text in found):
        raise ValueError(f"more texts than can be listed match {alternation!r}")
    return frozenset(text.casefold() for text in found)


@dataclass(slots=True)
class _Group:
    """An open bracket: the alternatives that are read, and the one in the making."""

    done: set[str]
    now: set[str]


class _Reader:
    """Reads literals, escapes, "?", "(?:…|…)", sets of a few signs and, as an end, the rest."""

    def __init__(self, alternation: str, length: int | None) -> None:
        self.signs = _signs(alternation)
        self.length = length

    def read(self) -> set[str]:
        groups = [_Group(set(), {""})]
        last: tuple[set[str], set[str]] = ({""}, {""})
        for sign in self.signs:
            group = groups[-1]
            if sign == "(?:":
                groups.append(_Group(set(), {""}))
            elif sign == "|":
                group.done |= group.now
                group.now = {""}
            elif sign == ")":
                groups.pop()
                last = self._add(groups[-1], group.done | group.now)
            elif sign == "?":
                group.now |= last[0]
            elif sign in ("+", "*") or sign[0] == "{":
                least = sign == "+" or (sign[0] == "{" and sign[1] != "0")
                group.now = _opened(last[1] if least else last[0] | last[1])
            elif sign != "$":
                last = self._add(group, _choices(sign))
        return groups[0].done | groups[0].now

    def _add(self, group: _Group, choices: set[str]) -> tuple[set[str], set[str]]:
        """Put each choice behind each text; give what there was before, and what there is."""
        before = group.now
        group.now = {self._joined(text, choice) for text in before for choice in choices}
        return before, group.now

    def _joined(self, text: str, choice: str) -> str:
        if text.endswith(_OPEN):
            return text
        joined = text + choice
        if self.length is not None and len(joined) > self.length:
            return joined[: self.length] + _OPEN
        return joined


def _opened(texts: Iterable[str]) -> set[str]:
    return {text if text.endswith(_OPEN) else text + _OPEN for text in texts}


def _choices(sign: str) -> set[str]:
    if sign[0] == "[" and "-" not in sign and "\\" not in sign and sign[1] != "^":
        return set(sign[1:-1])
    if sign == "\\d":
        return {"0" + _OPEN}
    if sign in (".", "\\w", "\\s") or sign[0] == "[":
        return {_OPEN}
    return {sign[-1]}


def _signs(alternation: str) -> Iterator[str]:
    """Cut a pattern into its signs: "(?:", "[…]", "{…}", escapes and single characters."""
    place = 0
    while place < len(alternation):
        end = place + 1
        if alternation[place] == "\\":
            end = place + 2
        elif alternation[place] in "[{":
            end = alternation.index("]" if alternation[place] == "[" else "}", place) + 1
        elif alternation[place] == "(":
            if alternation[place : place + 3] != "(?:":
                raise ValueError(f"a bracket that is no plain group in {alternation!r}")
            end = place + 3
        yield alternation[place:end]
        place = end


def words_at(texts: Iterable[str], place: int) -> frozenset[str]:
    """Give the first (0) or the last (-1) word of each text."""
    return frozenset(itertools.chain.from_iterable(text.split()[place:][:1] for text in texts))
