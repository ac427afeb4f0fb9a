"""What stands on the row of a name beside it: a count, a state, a trade, whom it answers.

Each is told by what other names of the page have beside them; one person alone may be called so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from archive.dumps.vocabulary.names import clean_name
from archive.dumps.vocabulary.patterns import (
    ANSWER_ARROW,
    DOUBLED,
    DOUBLED_SHORT,
    GENITIVE,
    IN_REPLY_CJK,
    IN_REPLY_ROW,
    MENTION_BEHIND,
    NAME_AND_BRACKET,
    NAME_AND_COUNT,
    NAME_AND_NUMBER,
    NAME_AND_POST,
    NAME_AND_SIGNS,
    NAME_AND_TRAITS,
    OF_COMMENT,
)

SHARERS = 2
"""So many different names with the same words beside them."""

FEWEST = 3
"""Names without which there is no habit to speak of."""

NUMBERED = 0.75

MOST = 0.8

ALL = 0.9

LINKED = 12
"""Words of a name, a link and what is linked."""

HALF = 0.5

LONGEST = 160
"""A longer text is no name with something beside it."""


def without_genitive(texts: Sequence[str | None]) -> list[str | None]:
    """Take "'s" off all names, where a word behind them ("Ann's avatar") was the theme's."""
    filled = [text for text in texts if text]
    owned = sum(GENITIVE.fullmatch(text) is not None for text in filled)
    if len(filled) < SHARERS or owned < MOST * len(filled):
        return list(texts)
    return [text and GENITIVE.sub(r"\1", text) for text in texts]


def without_captions(texts: Sequence[str | None]) -> list[str | None]:
    """Read "annann" once, where most names of the page stand twice; "lulu" alone is a name."""
    filled = [text for text in texts if text]
    twice = {text for text in filled if DOUBLED.match(text) or DOUBLED_SHORT.match(text)}
    if len(twice) < SHARERS or sum(text in twice for text in filled) < MOST * len(filled):
        return list(texts)
    matches = [text and DOUBLED_SHORT.match(text) for text in texts]
    return [
        match[1] + match.string[match.end() :] if match else text
        for match, text in zip(matches, texts, strict=True)
    ]


def bare_names(texts: Sequence[str | None]) -> list[str | None]:
    """Give the names without what tells of the people."""
    found = list(texts)
    for form in (NAME_AND_COUNT, NAME_AND_BRACKET, NAME_AND_SIGNS):
        found = _without_shared(found, form)
    found = _without_numbers(found)
    found = _before_link(found)
    found = _without_traits(found)
    parted = [text and _match(NAME_AND_POST, text) for text in found]
    names = [match["name"] if match else text for match, text in zip(parted, found, strict=True)]
    return [name and (clean_name(name) or None) for name in names]


def _without_numbers(texts: list[str | None]) -> list[str | None]:
    """Take a bare number off, where most names have one that tells nobody apart."""
    different = {text for text in texts if text}
    matches = [match for text in different if (match := _match(NAME_AND_NUMBER, text))]
    names = {match["name"] for match in matches}
    if len(names) < max(FEWEST, len(matches), NUMBERED * len(different)):
        return texts
    return [text and NAME_AND_NUMBER.sub(r"\1", text) for text in texts]


def _before_link(texts: list[str | None]) -> list[str | None]:
    """Cut "Ann from Northmill" at the small word or the sign that all names of a page have.

    It links each name to something else; no name ends or begins with it.
    """
    filled = [text.split() for text in texts if text]
    if len({tuple(words) for words in filled}) < FEWEST or len(filled[0]) > LINKED:
        return texts
    for link in dict.fromkeys(filled[0][1:-1]):
        if not (link[0].islower() or not any(map(str.isalnum, link))):
            continue
        linked = [words[: words.index(link)] for words in filled if link in words[1:-1]]
        names = {tuple(words) for words in linked}
        if len(linked) >= ALL * len(filled) and len(names) >= FEWEST and () not in names:
            return [text and _until(text, link) for text in texts]
    return texts


def _until(text: str, link: str) -> str:
    words = text.split()
    return " ".join(words[: words.index(link)]) if link in words[1:-1] else text


def _without_traits(texts: list[str | None]) -> list[str | None]:
    """Take off a rank or a town behind a comma, where the page writes such behind its names.

    It does so where different people have the same there, or where somebody's name stands
    alone, too. "Stone, Ann" and "Field, Bob" share nothing.
    """
    known = {text for text in texts if text}
    matches = {text: match for text in known if (match := _match(NAME_AND_TRAITS, text))}
    owners: dict[str, set[str]] = defaultdict(set)
    for match in matches.values():
        for trait in match["beside"].split(","):
            owners[trait.strip()].add(match["name"])
    told = [
        match["name"] in known
        or any(len(owners[trait.strip()]) >= SHARERS for trait in match["beside"].split(","))
        for match in matches.values()
    ]
    if not told or sum(told) < HALF * len(told):
        return texts
    return [matches[text]["name"] if text in matches else text for text in texts]


def _match(form: re.Pattern[str], text: str) -> re.Match[str] | None:
    return form.fullmatch(text) if len(text) <= LONGEST else None


def _without_shared(texts: list[str | None], form: re.Pattern[str]) -> list[str | None]:
    """Take off what stands beside several different names."""
    matches = [_match(form, text) if text else None for text in texts]
    owners: dict[str, set[str]] = defaultdict(set)
    for match in matches:
        if match:
            owners[_kind(match)].add(match["name"])
    is_shared = {kind: len(names) >= SHARERS for kind, names in owners.items()}
    # Where nearly everybody has such a thing, one whom nobody shares it with has it too.
    is_habit = any(is_shared.values()) and sum(map(bool, matches)) >= MOST * len(texts)
    return [
        match["name"] if match and (is_habit or is_shared[_kind(match)]) else text
        for match, text in zip(matches, texts, strict=True)
    ]


def _kind(match: re.Match[str]) -> str:
    """Give what stands beside a name, once where it is a sign written several times."""
    beside = match["beside"].casefold()
    return beside[0] if beside == beside[0] * len(beside) else beside


def whom_answered(text: str) -> str | None:
    """Read the name in a row like "in reply to Ann"."""
    reply = IN_REPLY_ROW.match(text)
    if reply:
        return clean_name(OF_COMMENT.sub("", reply["whom"]))
    cjk = None if text.isascii() else IN_REPLY_CJK.fullmatch(text)
    return clean_name(cjk["whom"] or cjk["named"]) if cjk else None


def answered_beside(names: Sequence[str | None]) -> list[tuple[str | None, str | None]]:
    """Part "Ann Bob" into Ann and Bob, whom she answers, where both wrote under these names.

    A picture of an arrow between them leaves no trace in a text.
    """
    known = {name for name in names if name}
    found: list[tuple[str | None, str | None]] = []
    earlier: set[str] = set()
    for name in names:
        who, whom = _parted(name, known, earlier) if name else (None, None)
        found.append((who, whom))
        if who:
            earlier.add(who)
    return found


def _parted(name: str, known: set[str], earlier: set[str]) -> tuple[str, str | None]:
    if len(name) > LONGEST:
        return name, None
    arrow = ANSWER_ARROW.fullmatch(name) or MENTION_BEHIND.fullmatch(name)
    if arrow:
        who, whom = clean_name(arrow["who"]), clean_name(arrow["whom"])
        if who and whom and (whom in earlier or "@" not in name):
            return who, whom
    words = name.split(" ")
    for place in range(1, len(words)):
        who, whom = clean_name(" ".join(words[:place])), " ".join(words[place:])
        if whom in earlier and who in known and who != whom:
            return who, whom
    return name, None
