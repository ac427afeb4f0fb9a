"""The number of comments that a page states, and the line that states it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from archive.dumps.candidates.choosing import Candidate
from archive.dumps.learning.sheet import BORDER_LENGTH, Sheet
from archive.dumps.vocabulary.patterns import ANY_COUNT, COUNT_MENTION
from archive.dumps.vocabulary.row_openings import may_count


class Declared(NamedTuple):
    """The number of comments that a page states, and the line that does; both None without."""

    number: int | None
    line: int | None


def read_declared(sheet: Sheet, discussions: Sequence[Candidate], found: int) -> Declared:
    """Prefer a heading above the comments; else a mention that agrees with what was found.

    Of several discussions the page declares the sum, if each has a heading that counts it.
    """
    if len(discussions) > 1:
        headings = [candidate.layout.heading for candidate in discussions]
        counts = [sheet.counts.get(row) for row in headings if row is not None]
        known = [count for count in counts if count is not None]
        if len(known) == len(discussions) and headings[0] is not None:
            return Declared(sum(known), sheet.rows[headings[0]].first)
    candidate = discussions[0] if discussions else None
    row = _from_headings(sheet, candidate, found)
    if row is not None and sheet.counts[row] >= found - 1:
        return Declared(sheet.counts[row], sheet.rows[row].first)
    mentions = _mentions(sheet)
    if candidate is None and row is None and len(set(mentions.values())) > 1:
        return Declared(None, None)  # Each excerpt in a list counts those of its own article.
    agreeing = [row for row, count in mentions.items() if count == found]
    if row is not None and not agreeing:
        return Declared(sheet.counts[row], sheet.rows[row].first)
    if candidate is not None and not agreeing:
        mentions |= _right_above(sheet, candidate, found)
    enough = agreeing or [row for row, count in mentions.items() if count >= found]
    if not enough:
        return Declared(None, None)
    return Declared(mentions[enough[0]], sheet.rows[enough[0]].first)


def _from_headings(sheet: Sheet, candidate: Candidate | None, found: int) -> int | None:
    if not sheet.counts:
        return None
    rows = list(sheet.counts)
    if candidate is None:
        return rows[0]
    first, last = candidate.drafts[0].first, candidate.drafts[-1].last
    # What stands in many comments ("Messages: 120") counts something of their authors.
    rows = [r for r in rows if not (first <= r <= last and sheet.repeats[sheet.masks[r]] > 2)]
    if not rows:
        return None
    above = [row for row in rows if row <= first]
    nearest = above[-1] if above else rows[0]
    if sheet.counts[nearest] >= found:
        return nearest
    return next((row for row in rows if sheet.counts[row] in (found, found - 1)), nearest)


CLOSE = 3
"""Rows between a count in words that are not known and the first comment."""


def _right_above(sheet: Sheet, candidate: Candidate, found: int) -> dict[int, int]:
    """Find "12 Words", whatever the words, right above the comments that it may well count."""
    first = candidate.drafts[0].first
    for row in range(first - 1, max(-1, first - 1 - CLOSE), -1):
        count = ANY_COUNT.fullmatch(sheet.rows[row].text)
        number = int(count["before"] or count["after"]) if count else 0
        if found <= number <= MOST_HIDDEN * found + 2:
            return {row: number}
    return {}


MOST_HIDDEN = 1.5
"""A page may show fewer comments than it counts, but then it shows most of them."""


def _mentions(sheet: Sheet) -> dict[int, int]:
    """Find counts inside rows that say other things too: "by Ann | 24 comments"."""
    found: dict[int, int] = {}
    for index, row in enumerate(sheet.rows):
        mask = sheet.masks[index]
        if "0" not in mask or len(row.text) > BORDER_LENGTH or sheet.repeats[mask] > 3:
            continue
        if not may_count(mask):
            continue
        mention = COUNT_MENTION.search(row.text.casefold())
        if mention:
            digits = mention["before"] or mention["after"]
            found[index] = int("".join(char for char in digits if char.isdigit()))
    return found
