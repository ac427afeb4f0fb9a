"""Labels of dates that say when somebody joined, learnt where no word of them is known.

Comments follow each other in time. Where every comment has two dates, those behind one label
("注册: 2015-12-30") come in any order or lie before all the others, and the others follow each
other, the labelled ones stand on the cards of members (FORMAT.md, "What a discussion is").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from archive.dumps.learning.sheet import Sheet, once

FEWEST = 3
"""Dates behind a label without which there is no order to speak of."""

OFTEN = 0.8
"""Beside so many labelled dates stands another."""

ORDERED = 0.9
"""Of comments so many steps from date to date go one way."""

MIXED = 0.75
"""Of what came in any order no more steps do."""

REACH = 20
"""Rows from a label to the other date of its comment."""

LABEL_LENGTH = 30


@once
def card_labels(sheet: Sheet) -> frozenset[str]:
    """Give the labels, in lower case, of dates that are none of comments."""
    dates = {
        row: found[0].time.value
        for row, found in enumerate(sheet.times)
        if found and found[0].kind == "absolute" and found[0].time.value is not None
    }
    groups: dict[str, list[int]] = defaultdict(list)
    for row in dates:
        if label := label_of(sheet.rows[row].text[: sheet.times[row][0].start]):
            groups[label].append(row)
    return frozenset(
        label
        for label, rows in groups.items()
        if len(rows) >= FEWEST
        and any(_is_other(rows, beside, dates) for beside in _beside(rows, sorted(dates)))
    )


def label_of(before: str) -> str:
    """Give what stands before a date, if it is a label."""
    label = before.strip().casefold()
    is_label = label.endswith((":", "：")) and len(label) <= LABEL_LENGTH
    return label if is_label else ""


def _beside(rows: list[int], dated: list[int]) -> Iterator[list[int]]:
    """Give for labelled rows the other dates right below them, then those right above."""
    own = set(rows)
    others = [row for row in dated if row not in own]
    for step in (0, -1):
        found = []
        bounds = [-1, *rows, rows[-1] + REACH]
        for above, row, below in zip(bounds, rows, bounds[2:], strict=False):
            place = bisect_left(others, row) + step
            other = others[place] if 0 <= place < len(others) else row + REACH + 1
            if above < other < below and abs(other - row) <= REACH:
                found.append(other)
        yield found


def _is_other(rows: list[int], beside: list[int], dates: dict[int, datetime]) -> bool:
    if len(beside) < OFTEN * len(rows):
        return False
    own, others = [dates[row] for row in rows], [dates[row] for row in beside]
    if max(own) < min(others):
        return True
    return _order(own) <= MIXED and _order(others) >= ORDERED


def _order(dates: list[datetime]) -> float:
    """Say how many of the steps from date to date go one way."""
    steps = [one < other for one, other in pairwise(dates) if one != other]
    return max(sum(steps), len(steps) - sum(steps)) / len(steps) if steps else 1.0
