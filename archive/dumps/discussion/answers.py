"""Whom a comment answers, where words say so: a name, and what tells its comments apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from archive.dumps.discussion.fields import Reading
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.patterns import COMMENT_NUMBER, DIGITS, NUMBER_REFERENCE, QUOTE_SIGNS

QUOTE_LENGTH = 24
"""Characters of a line that nobody writes again by chance."""

MOST_EARLIER = 50
"""Comments of one name that are looked through for a quoted line."""

OPENING = 40
"""Characters at the start of a text where a number names the comment that it answers."""


class Earlier:
    """The comments above, by the names of their authors."""

    def __init__(self, sheet: Sheet, readings: Sequence[Reading]) -> None:
        self.sheet, self.readings = sheet, readings
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.bare: dict[int, str] = {}

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Give the number of each comment; few pages need them."""
        return _numbers(self.sheet, self.readings)

    def add(self, index: int) -> None:
        author = self.readings[index].author
        if author:
            self.by_name[author.casefold()].append(index)

    def answered_by(self, index: int) -> int | None:
        """Give the comment that "in reply to NAME" means: quoted, numbered, or NAME's latest."""
        reading = self.readings[index]
        found = self.by_name.get((reading.reply_to or "").casefold(), [])[-MOST_EARLIER:]
        if len(found) < 2:
            return found[0] if found else None
        number = NUMBER_REFERENCE.search(reading.body[:OPENING])
        for other in reversed(found):
            if number and self.numbers.get(other) == int(number[1]):
                return other
        lines = [line for line in map(_bare, reading.body.split("\n")) if len(line) > QUOTE_LENGTH]
        for other in reversed(found if lines else ()):
            text = self._bare_text(other)
            if any(line in text for line in lines):
                return other
        return found[-1]

    def _bare_text(self, index: int) -> str:
        if index not in self.bare:
            self.bare[index] = _bare(self.readings[index].body)
        return self.bare[index]


def _bare(text: str) -> str:
    return " ".join(QUOTE_SIGNS.sub("", text).split()).casefold()


def _numbers(sheet: Sheet, readings: Sequence[Reading]) -> dict[int, int]:
    """Read the number of each comment from the row of its date: "Ann • #12 • May 5"."""
    numbers: dict[int, int] = {}
    for index, reading in enumerate(readings):
        found = COMMENT_NUMBER.search(sheet.rows[reading.draft.anchor].text)
        digits = DIGITS.search(found[0]) if found else None
        if digits and digits[0].isdecimal():
            numbers[index] = int(digits[0])
    return numbers
