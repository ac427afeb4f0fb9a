"""Who answers whom: by nesting, by a level that is written, or by a name.

Comments come in reading order, so one pass with a stack of open comments is enough and
no depth is too deep.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.dumps.discussion.answers import Earlier
from archive.dumps.discussion.fields import Reading
from archive.dumps.learning.sheet import Sheet
from archive.dumps.records import Certainty
from archive.dumps.vocabulary.patterns import BUTTON_SEPARATOR, DIGITS, REPLY_AT_END, REPLY_BUTTON

STEP = 2
"""Columns that make a level; one less is the width of a list number."""


MARKED = 0.7
"""Where so many comments open with a bullet, one without is an exception."""


@dataclass(frozen=True, slots=True)
class Parentage:
    """The parent's index, how it is known, and the steps from the top."""

    parent: int | None
    certainty: Certainty | None
    depth: int


def find_parents(sheet: Sheet, readings: Sequence[Reading]) -> list[Parentage]:
    if not readings:
        return []
    earlier = Earlier(sheet, readings)
    written = _written_levels(sheet, readings) or _counted_levels(sheet, readings)
    if written:
        return _nest(earlier, written, 1, Certainty.EXPLICIT)
    levels, decided = _columns(sheet, readings)
    if _is_star(levels) or _is_leak(sheet, readings, levels):
        levels, decided = [0] * len(levels), set()
    if len(levels) > 1 and max(levels[1:]) - min(levels) < STEP:
        answerable = _answerable(sheet, readings)
        if answerable:
            return _nest(earlier, answerable, 1, Certainty.GUESSED)
    found = _nest(earlier, levels, STEP, Certainty.INDENT)
    for index in decided:
        found[index] = replace(found[index], certainty=Certainty.GUESSED)
    return found


def _nest(
    earlier: Earlier, levels: Sequence[int], step: int, certainty: Certainty
) -> list[Parentage]:
    found: list[Parentage] = []
    open_comments: list[tuple[int, int]] = []
    for index, level in enumerate(levels):
        while open_comments and level - open_comments[-1][0] < step:
            open_comments.pop()
        parent = open_comments[-1][1] if open_comments else None
        open_comments.append((level, index))
        known = certainty if parent is not None else None
        named = earlier.answered_by(index)
        if named is not None:
            parent, known = named, Certainty.EXPLICIT
        depth = found[parent].depth + 1 if parent is not None else 0
        found.append(Parentage(parent, known, depth))
        earlier.add(index)
    return found


def _columns(sheet: Sheet, readings: Sequence[Reading]) -> tuple[list[int], set[int]]:
    """Give the column at which each comment begins, and which of them were decided.

    Where comments open with bullets, one without stands at the level whose text begins at
    its own column (FORMAT.md, "Depth").
    """
    heads = [_head(sheet, reading) for reading in readings]
    levels = [sheet.rows[head].level for head in heads]
    marked = {
        sheet.rows[head].indent: sheet.rows[head].level for head in heads if sheet.rows[head].marker
    }
    decided: set[int] = set()
    is_marked = sum(bool(sheet.rows[head].marker) for head in heads) >= MARKED * len(heads)
    if bool(sheet.rows[heads[0]].marker) is is_marked:
        # The first comment answers none, so that its column is the top.
        levels = [max(level, levels[0]) for level in levels]
    if not is_marked:
        return levels, decided
    for index, head in enumerate(heads):
        row = sheet.rows[head]
        if not row.marker and row.indent in marked:
            levels[index] = marked[row.indent]
            decided.add(index)
    return levels, decided


def _head(sheet: Sheet, reading: Reading) -> int:
    """Find the row that a comment begins with: that of its bullet, where it has one."""
    draft = reading.draft
    head = min([draft.anchor, *draft.body[:1]] + ([] if draft.author is None else [draft.author]))
    for row in (draft.first, head, draft.anchor):
        if sheet.rows[row].marker:
            return row
    return head


def _is_star(levels: Sequence[int]) -> bool:
    """Tell an indentation that begins after the first comment and never ends.

    It is a list that opened inside the first comment, not an answer to it.
    """
    return len(levels) > 3 and len(set(levels[1:])) == 1 and levels[0] < levels[1]


def _is_leak(sheet: Sheet, readings: Sequence[Reading], levels: Sequence[int]) -> bool:
    """Tell an indentation that grows with every comment and that the rest of the page keeps.

    An empty list was never closed there: a footer answers nobody.
    """
    last = readings[-1].draft.last
    rest = sheet.rows[last + 1 :]
    if len(levels) < FEWEST_LEAKING or len(rest) < FEWEST_LEAKING:
        return False
    grows = all(below >= above for above, below in itertools.pairwise(levels))
    deepest = max(levels)
    return grows and levels[0] < deepest and min(row.indent for row in rest) >= deepest


FEWEST_LEAKING = 3

BUTTON_LENGTH = 30
"""Characters of a button at the end of a row."""

BUTTON_SHARE = 0.2
"""Where fewer comments have or lack the button for an answer, it says nothing about them."""


def _answerable(sheet: Sheet, readings: Sequence[Reading]) -> list[int] | None:
    """Give level 1 to comments without a button for an answer, which others have.

    Many systems nest once and let only the comments at the top be answered.
    """
    can = [
        any(
            _has_reply_button(sheet, row)
            for row in range(reading.draft.first, reading.draft.last + 1)
        )
        for reading in readings
    ]
    least = max(2, BUTTON_SHARE * len(can))
    if not can or not can[0] or min(sum(can), len(can) - sum(can)) < least:
        return None
    return [0 if is_answerable else 1 for is_answerable in can]


def _has_reply_button(sheet: Sheet, row: int) -> bool:
    """Find the button in a row of its own, or joined to the last line of a text."""
    text = sheet.rows[row].text
    if sheet.masks[row] in sheet.buttons:
        return any(REPLY_BUTTON.fullmatch(part) for part in BUTTON_SEPARATOR.split(text))
    return bool(REPLY_AT_END.search(text[-BUTTON_LENGTH:]))


LEVEL_LENGTH = 16
"""A row that says only a level is not longer."""

LEVEL_SHARE = 0.8
"""A level that is written stands in so many of the heads."""


def _written_levels(sheet: Sheet, readings: Sequence[Reading]) -> list[int] | None:
    """Read "level 2" where every head has such a row.

    Levels start at the top, go down one at a time and come up again; comment numbers only
    rise and votes jump, so no word for "level" is needed.
    """
    heads: list[dict[str, int]] = []
    floor = 0
    for reading in readings:
        draft = reading.draft
        end = draft.body[0] if draft.body else draft.anchor
        heads.append(_numbered(sheet, max(floor, draft.anchor - 8), max(end, draft.anchor)))
        floor = (draft.body[-1] if draft.body else draft.anchor) + 1
    if len(heads) < 3:
        return None
    for mask in set().union(*heads):
        present = sum(mask in head for head in heads)
        if present < LEVEL_SHARE * len(heads):
            continue
        values: list[int] = []
        for head in heads:
            values.append(head.get(mask, values[-1] if values else 1))
        if _are_levels(values):
            return values
    return None


def _numbered(sheet: Sheet, first: int, last: int) -> dict[str, int]:
    found = {}
    for row in range(first, last):
        mask = sheet.masks[row]
        if mask in sheet.buttons or mask.count("0") != 1 or len(mask) >= LEVEL_LENGTH:
            continue
        if not mask.strip("# ").isdecimal():
            number = DIGITS.search(sheet.rows[row].text)
            if number and number[0].isdecimal():
                found[mask] = int(number[0])
    return found


def _are_levels(values: list[int]) -> bool:
    steps = [below - above for above, below in itertools.pairwise(values)]
    return values[0] <= 1 and max(steps) == 1 and min(steps) < 0 and min(values) >= 0


def _counted_levels(sheet: Sheet, readings: Sequence[Reading]) -> list[int] | None:
    """Read "(2 children)": how many of the comments that follow stand below this one.

    It is believed only where the counts of all comments fit into each other exactly.
    """
    counts = [_count_beside(sheet, reading) for reading in readings]
    if len(counts) < 3 or not any(counts) or counts.count(None) > len(counts) // 20:
        return None
    levels: list[int] = []
    ends: list[int] = []
    for index, count in enumerate(counts):
        while ends and ends[-1] <= index:
            ends.pop()
        levels.append(len(ends))
        end = index + 1 + (count or 0)
        if (ends and end > ends[-1]) or end > len(counts):
            return None
        ends.append(end)
    return levels


def _count_beside(sheet: Sheet, reading: Reading) -> int | None:
    """Read the one number right of a comment's time or below it, in brackets or before a word."""
    row = reading.draft.anchor
    times = sheet.times[row]
    right = sheet.rows[row].text[times[-1].end :] if times else ""
    if times and not right.strip() and row < reading.draft.last:
        right = sheet.rows[row + 1].text
        if len(right) > LEVEL_LENGTH or not right.startswith("("):
            return None
    numbers = DIGITS.findall(right)
    if len(numbers) == 1 and numbers[0].isdecimal() and "#" not in right:
        return int(numbers[0])
    return None
