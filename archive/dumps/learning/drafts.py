"""A comment in the making."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """One comment in the making; everything in it is an index of a row.

    `first` and `last` bound the comment with its furniture, `body` lists the rows of its
    text, `author` the row of its author (the anchor's own where it is inline), `answered` a row
    with the name that it answers.
    """

    anchor: int
    author: int | None
    first: int
    last: int
    body: list[int] = field(default_factory=list)
    subject: int | None = None
    answered: int | None = None
