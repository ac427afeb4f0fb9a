"""Columns that a text takes, as a terminal and the tools that wrap lines count them."""

from __future__ import annotations

import unicodedata

from archive.dumps.vocabulary.patterns import WIDE_CHARACTER


def display_width(text: str) -> int:
    """Count columns: characters of East Asian scripts take two."""
    if text.isascii():
        return len(text)
    wide = WIDE_CHARACTER.findall(text)
    return len(text) + sum(map(is_wide, wide))


def is_wide(char: str) -> bool:
    return char > "\u10ff" and unicodedata.east_asian_width(char) in "WF"
