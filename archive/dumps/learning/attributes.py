"""Ranks, towns and the like, told from the names that they belong to.

On a card one person has always the same rank and the same town, while people share them: of
two columns that both look like names the one that decides the other holds the names.
"""

from __future__ import annotations

from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.names import name_score

FEWEST = 3
"""Comments without which nothing is always the same."""

NAME_LIKE = 0.7

PRESENT = 0.8
"""A column of names or of ranks has something in so many comments."""

SHORT = 0.9

COARSE = 6
"""Names without which it is chance that they share what stands below them."""

Column = list[str | None]


def is_attribute(column: Column, names: Column) -> bool:
    """Tell whether each of the names above has always the same in the column below them.

    Somebody must have written twice, or many people share few things, and nobody's name be
    a part of what stands below it.
    """
    pairs = [
        (name, other)
        for name, other in zip(names, column, strict=True)
        if name is not None and other is not None
    ]
    if len(pairs) < max(FEWEST, PRESENT * len(names)):
        return False
    different = set(pairs)
    own = {name for name, _ in different}
    if len(own) < len(different) or len(own) < 2:
        return False
    is_told = len(different) < len(pairs) or _is_coarse({other for _, other in different}, own)
    if not is_told:
        return False
    if any(name in other or other in name for name, other in different):
        return False
    return min(mean(map(name_score, side)) for side in zip(*pairs, strict=True)) >= NAME_LIKE


def _is_coarse(others: set[str], names: set[str]) -> bool:
    """Tell a few towns or ranks that many people of short names share."""
    is_shared = 1 < len(others) <= len(names) / 2 and len(names) >= COARSE
    return is_shared and mean(map(name_score, names)) >= SHORT
