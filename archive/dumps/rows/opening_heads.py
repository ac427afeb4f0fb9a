"""Items that open with their whole head: "Ann Field 5 May 2010 at 14:30 Reply A text …".

Extractors that give no line of its own to a head write so. Where most items of a page open like
this, each is parted into its head, what all of them have behind it, and its text (FORMAT.md,
"Dialects").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from archive.dumps.dates.times import FoundTime
from archive.dumps.rows.reading import Row
from archive.dumps.vocabulary.names import NAME_LENGTH, clean_name, name_score

FEWEST = 3
"""Items without which a name and a date at the start of a text are what somebody told."""

MOST = 0.6
"""Where fewer of the items with a date and a clock open so, they are something else."""

NAME_LIKE = 0.8

BUTTON_WORDS = 4
"""So many words behind the dates may be the same in all heads."""


def part_heads(rows: Sequence[Row], times: Sequence[tuple[FoundTime, ...]]) -> list[Row] | None:
    """Give the rows with heads parted from texts; None where heads have rows of their own."""
    dated = [index for index, row in enumerate(rows) if row.marker and _has_moment(times[index])]
    ends = {index: end for index in dated if (end := _head_end(rows[index].text, times[index]))}
    if len(ends) < max(FEWEST, MOST * len(dated)):
        return None
    rests = {index: rows[index].text[end:].split() for index, end in ends.items()}
    shared = _shared(list(rests.values()))
    told = sum(len(rest) > len(shared) for rest in rests.values())
    if told < MOST * len(ends):
        return None
    parted: list[Row] = []
    for index, row in enumerate(rows):
        if index not in ends:
            parted.append(row)
            continue
        parted.append(row._replace(text=row.text[: ends[index]].rstrip(), last=row.first))
        for words in (shared, rests[index][len(shared) :]):
            if words:
                text = " ".join(words)
                parted.append(row._replace(marker="", gap=0, level=row.indent, text=text))
    return parted


def _shared(rests: Sequence[Sequence[str]]) -> list[str]:
    """Give the words that all of them begin with, but no more than a button has."""
    columns = zip(*(rest[:BUTTON_WORDS] for rest in rests), strict=False)
    return [column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns)]


def _has_moment(times: tuple[FoundTime, ...]) -> bool:
    return any(time.kind == "absolute" and time.clock is not None for time in times)


def _head_end(text: str, times: tuple[FoundTime, ...]) -> int | None:
    """Give where the date ends that follows the name at the start of an item."""
    first = times[0]
    if first.kind != "absolute" or first.clock is None or not 0 < first.start <= NAME_LENGTH:
        return None
    name = clean_name(text[: first.start])
    return first.end if name_score(name) >= NAME_LIKE else None
