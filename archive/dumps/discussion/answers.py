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

LONGEST_HEAD = 160
"""Characters of a row in which the number of a comment stands."""

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

    @cached_property
    def places(self) -> dict[int, int]:
        """Give the comment of each number."""
        return {number: index for index, number in self.numbers.items()}

    def add(self, index: int) -> None:
        author = self.readings[index].author
        if author:
            self.by_name[author.casefold()].append(index)

    def answered_by(self, index: int) -> int | None:
        """Give the comment that "in reply to NAME" means: quoted, numbered, or NAME's latest."""
        reading = self.readings[index]
        if reading.reply_to_number is not None:
            numbered = self._numbered(index, reading.reply_to_number)
            if numbered is not None:
                return numbered
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

    def _numbered(self, index: int, number: int) -> int | None:
        """Give the earlier comment of a number: what its head says, or else its place."""
        place = self.places.get(number) if self.numbers else number - 1
        return place if place is not None and 0 <= place < index else None

    def _bare_text(self, index: int) -> str:
        if index not in self.bare:
            self.bare[index] = _bare(self.readings[index].body)
        return self.bare[index]


def _bare(text: str) -> str:
    return " ".join(QUOTE_SIGNS.sub("", text).split()).casefold()


def _numbers(sheet: Sheet, readings: Sequence[Reading]) -> dict[int, int]:
    """Read the number of each comment from its head: "Ann • #12 • May 5"."""
    numbers: dict[int, int] = {}
    for index, reading in enumerate(readings):
        rows = range(reading.draft.anchor, reading.draft.first - 1, -1)
        found = [_number_in(sheet.rows[row].text[:LONGEST_HEAD]) for row in rows]
        number = next((number for number in found if number is not None), None)
        if number is not None:
            numbers[index] = number
    return numbers if len(set(numbers.values())) == len(numbers) else {}


def _number_in(text: str) -> int | None:
    """Read "#12" rather than the "3." of "3. Mai 2012 #12"."""
    found = [match[0] for match in COMMENT_NUMBER.finditer(text)]
    signed = [number for number in found if not number[0].isdecimal()] or found
    digits = DIGITS.search(signed[0]) if signed else None
    return int(digits[0]) if digits and digits[0].isdecimal() else None
