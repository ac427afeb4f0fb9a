"""Reads dates that count from the moment of reading: "2 hours ago", "yesterday"."""

from __future__ import annotations

from archive.dumps.dates import patterns
from archive.dumps.dates.reading import Reading
from archive.dumps.dates.words import (
    AGO_AFTER,
    AGO_BEFORE,
    CJK_UNITS,
    DAY_WORDS,
    DAY_WORDS_THAT_NEED_A_CLOCK,
    ONE,
    UNITS,
)


def read_ago(text: str, place: int, floor: int) -> Reading | None:
    """Read "2 hours ago", "vor 3 Tagen", "il y a 2 jours", "3時間前"."""
    if not text.isascii() and (match := patterns.CJK_AGO.match(text, place)):
        return Reading(place, match.end(), ago=((int(match[1]), CJK_UNITS[match[2]]),))
    pairs, end = _quantities(text, place)
    if not pairs:
        return None
    return _ago_reading(text, place, end, pairs, floor)


def _quantities(text: str, place: int) -> tuple[tuple[tuple[int, str], ...], int]:
    """Read "1 year, 3 months" as pairs, at most three, and where they end."""
    pairs: list[tuple[int, str]] = []
    number, end = patterns.SHORT_NUMBER.match(text, place), place
    while number is not None and len(pairs) < 3:
        unit = patterns.UNIT.match(text, number.end())
        if unit is None or unit[1].lower() not in UNITS:
            break
        pairs.append((int(number[1]), UNITS[unit[1].lower()]))
        end = unit.end()
        number = patterns.NEXT_QUANTITY.match(text, end)
    return tuple(pairs), end


def _ago_reading(
    text: str, start: int, end: int, pairs: tuple[tuple[int, str], ...], floor: int
) -> Reading | None:
    after = patterns.NEXT_WORD.match(text, end)
    if after and after[1].lower() in AGO_AFTER:
        return Reading(start, after.end(), ago=pairs)
    before = patterns.WORD_BEFORE.search(text, max(floor, start - 8), start)
    if before is None or before[1].lower() not in AGO_BEFORE:
        return None
    if before[1].lower() == "a":
        before = patterns.IL_Y_A.search(text, max(floor, start - 8), start)
    return Reading(before.start(), end, ago=pairs) if before else None


def read_words(text: str) -> list[Reading]:
    """Read "yesterday" and "an hour ago" in a short line without numbers."""
    for match in patterns.WORD.finditer(text):
        word = match[0].lower()
        if word in DAY_WORDS and word not in DAY_WORDS_THAT_NEED_A_CLOCK:
            return [Reading(match.start(), match.end(), days_back=DAY_WORDS[word])]
        if word in ONE:
            unit = patterns.UNIT.match(text, match.end())
            if unit and unit[1].lower() in UNITS:
                pairs = ((1, UNITS[unit[1].lower()]),)
                if reading := _ago_reading(text, match.start(), unit.end(), pairs, 0):
                    return [reading]
    return []
