"""Passages: the words of a comment that captures show as part of another one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from comments.models import SplitPassage


def words_checksum(words: Sequence[str]) -> str:
    """Tells whether words are the same, however they are broken into lines."""
    return hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


def find_passage(words: Sequence[str], passage: SplitPassage) -> Sequence[str] | None:
    """The passage's words in those of a comment as a capture shows it, if they are there."""
    start = len(words) - passage.from_end
    found = words[start : start + passage.length] if start >= 0 else []
    return found if found and words_checksum(found) == passage.checksum else None
