"""Tables put back into reading order whose cells stand on one line, parted by bars or tabs.

A page that lays out its comments in a table comes out with many of them on one line, and with
the card of each member beside the text: "Ann| Posted: May 5| A text".
"""

from __future__ import annotations

from collections.abc import Sequence

from archive.dumps.rows.columns import Line
from archive.dumps.vocabulary.patterns import CELL_BAR, CELL_TABS, TABLE_RULE, TIGHT_BAR

FEWEST = 3
"""Bars right behind a word, which Markdown tables have and menus do not; lines with tabs."""


def part_cells(lines: Sequence[str]) -> list[Line] | None:
    """Give each cell a line of its own; None where nothing tells of a table."""
    rules = {n for n, line in enumerate(lines, 1) if TABLE_RULE.fullmatch(line)}
    if not rules and sum(len(TIGHT_BAR.findall(line)) for line in lines) < FEWEST:
        return None
    found: list[Line] = []
    for number, line in enumerate(lines, 1):
        cells = [""] if number in rules else CELL_BAR.split(line)
        found += [Line(number, cell) for cell in cells]
    return found


def part_tabs(lines: Sequence[str]) -> list[Line] | None:
    """Give each cell a line of its own; None where few lines have any."""
    if sum(CELL_TABS.search(line) is not None for line in lines) < FEWEST:
        return None
    return [
        Line(number, cell) for number, line in enumerate(lines, 1) for cell in CELL_TABS.split(line)
    ]
