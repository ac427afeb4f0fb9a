"""Badges run together with names that stand on the page without them too: "Annmoderator"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from archive.dumps.vocabulary.patterns import BADGE_ROW, NAME_AND_BADGE

SHORTEST = 3
"""Letters of a name or of a badge."""


def without_badges(names: Sequence[str | None]) -> list[str | None]:
    """Take a badge off where somebody of the rest of the name wrote as well.

    What is glued to a name is a badge if its word is known or follows other names too;
    "AnnMarie" beside "Ann" is somebody else.
    """
    known = {name for name in names if name}
    stems = {name: _stem(name, known) for name in known}
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name, stem in stems.items():
        if stem:
            owners[name[len(stem) :]].add(stem)
    signed = _signed(known)
    bare = {name: signed.get(name) or _bare(name, stem, owners) for name, stem in stems.items()}
    return [bare[name] if name else name for name in names]


def _stem(name: str, known: set[str]) -> str | None:
    """Give the longest beginning of a name that is somebody's whole name."""
    ends = range(len(name) - SHORTEST, SHORTEST - 1, -1)
    return next((name[:end] for end in ends if name[:end] in known), None)


def _signed(names: set[str]) -> dict[str, str]:
    """Give the names of people who never stand without a badge that is known by its word.

    "SiteAdmin" alone may be what somebody is called; two who are "…Admin" are not, and
    neither is anybody whose name had an end before it, as in "Ann FieldModerator".
    """
    matches = [match for name in names if (match := NAME_AND_BADGE.fullmatch(name))]
    owners = Counter(match["badge"].casefold() for match in matches)
    return {
        match.string: match["name"]
        for match in matches
        if owners[match["badge"].casefold()] > 1 or " " in match["name"]
    }


def _bare(name: str, stem: str | None, owners: Mapping[str, set[str]]) -> str:
    if stem is None:
        return name
    rest = name[len(stem) :]
    is_shared = len(owners[rest]) > 1
    if rest[0] == " ":
        # Brothers share a name behind the first one; nobody has two before it.
        is_shared = is_shared and any(" " in owner for owner in owners[rest])
    word = rest.strip()
    is_badge = BADGE_ROW.fullmatch(word.casefold()) or (word[:1].isupper() and is_shared)
    return stem if is_badge else name
