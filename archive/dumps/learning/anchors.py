"""What may stand for one comment, and a run of them."""

from __future__ import annotations

from typing import NamedTuple


class Anchor(NamedTuple):
    """A row, and the characters of it that are the same kind of thing in every comment."""

    row: int
    start: int
    end: int


class Series(NamedTuple):
    """Anchors in page order; `kind` is time, text, item, or affix."""

    kind: str
    anchors: tuple[Anchor, ...]
