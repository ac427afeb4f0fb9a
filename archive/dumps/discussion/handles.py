"""Badges run together with a name, where a page's names are handles: "annBadge of hers".

Where nearly all names of a page are one word without a gap, a longer one has swallowed what stood
beside it. FORMAT.md ("What a discussion is", "Author") has the rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.dumps.vocabulary.patterns import HANDLE, HANDLE_END

HANDLES = 0.65
"""Where so many of the different names are handles, the page has no other names."""

FEWEST = 5
"""Different names without which there is no habit to speak of."""

OFTEN = 2
"""One badge alone may be somebody's odd name."""

SHORTEST = 3


def part_badges(names: Sequence[str | None]) -> list[str | None]:
    """Give the names without the badges that are run together with them."""
    different = {name for name in names if name}
    handles = {name for name in different if HANDLE.fullmatch(name)}
    parted = {name: _handle_of(name, handles) for name in different - handles}
    glued = sum(name in parted and parted[name] != name for name in names if name)
    if len(different) < FEWEST or glued < OFTEN or len(handles) < HANDLES * len(different):
        return list(names)
    return [parted.get(name, name) if name else name for name in names]


def _handle_of(name: str, handles: set[str]) -> str:
    """Cut a name where its first word changes from one case or script to another."""
    word = name.split()[0]
    sign = name.split()[1][0] if " " in name else ""
    if HANDLE.fullmatch(word) and not sign.isascii() and not sign.isalpha():
        return word
    start = HANDLE.match(word)
    if start and start.end() < len(word):
        is_sign = not word[start.end()].isascii()
        return start[0] if is_sign and start.end() >= SHORTEST else name
    ends = [found.start() for found in HANDLE_END.finditer(word) if found.start() >= SHORTEST]
    return word[: ends[-1]] if ends and word != name else name
