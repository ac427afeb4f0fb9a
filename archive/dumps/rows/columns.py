"""Tables put back into reading order: their cells stand side by side on the same lines.

w3m and inscriptis draw what a page laid out in columns. A card beside its post, a name beside
its text, a sidebar beside the article share lines, and are told by the gutter between them,
which is the same on many lines, or by the box that w3m draws around the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from archive.dumps.vocabulary.patterns import BOX_LINE, GUTTER, WIDE_CHARACTER
from archive.dumps.vocabulary.widths import is_wide

NARROW = 32
"""A cell that is not wider holds a name, a date, a count; its lines are lines of its own."""

TALLEST = 9
"""Lines of such a cell; more of them are a column of the page, beside its whole text."""

FEWEST = 3
"""Lines that begin at one column behind a gutter; fewer may do so by chance."""

BLANKS = 3
"""So many blank lines end a table."""

TALLEST_GAP = 400
"""After so many lines without anything in the right column, it is over."""

PASSES = 2
"""A table of three columns is parted twice."""

NEAR = 3
"""Lines around a gutter that may tell where in it the column behind it begins."""

MOST_LINES = 2_000
"""Lines of a table; they bound the work on a hostile page."""

MOST_GUTTERS = 4
"""Gutters of a line that are looked at."""

FILLER = "\0"
"""Stands for the second column of a wide character; no clean line holds one."""


class Line(NamedTuple):
    """One line of a cell: the number of its line in the file, and the column where lines break.

    `width` is 0 where they break as those of the page do, and -1 where they never do.
    """

    number: int
    text: str
    width: int = 0


def unfold(lines: Sequence[str]) -> list[Line] | None:
    """Give the lines with each cell's together; None where nothing stands side by side."""
    found: list[Line] | None = None
    plain = [Line(number, line) for number, line in enumerate(lines, 1)]
    for _ in range(PASSES):
        changed = _unfolded(plain)
        if changed is None:
            break
        found = plain = changed
    return found


def _unfolded(lines: list[Line]) -> list[Line] | None:
    """Part each table that is found in two columns, and each box in its cells."""
    grids = [_grid(line.text) for line in lines]
    padded = _padded(grids)
    done: list[Line] = []
    taken = 0
    place = 0
    while place < len(lines):
        table = _box(lines, grids, place) or _table(lines, grids, place, taken, padded[place])
        if table is None:
            place += 1
            continue
        first, end, cells = table
        done += lines[taken:first]
        done += cells
        taken = place = end
    return [*done, *lines[taken:]] if taken else None


def _grid(text: str) -> str:
    """Give a text with one character a column."""
    if text.isascii():
        return text
    return WIDE_CHARACTER.sub(_filled_up, text)


def _filled_up(match: re.Match[str]) -> str:
    return match[0] + FILLER if is_wide(match[0]) else match[0]


Table = tuple[int, int, list[Line]]
"""The first line, the line after the last one, and the lines of the cells."""


def _box(lines: list[Line], grids: list[str], place: int) -> Table | None:
    """Read a table in a box that begins at this line: "│Ann│May 5│" between "├───┼───┤"."""
    if not lines[place].text.lstrip().startswith("┌"):
        return None
    end = place
    while end < len(lines) and lines[end].text.lstrip()[:1] in ("┌", "│", "├", "└", "┏", "┠", "┗"):
        end += 1
    cells: list[Line] = []
    rows = groupby(range(place, end), key=lambda row: bool(BOX_LINE.fullmatch(lines[row].text)))
    for is_border, group in rows:
        members = list(group)
        if is_border:
            cells += [Line(lines[row].number, "") for row in members]
            continue
        marks = [at for at, sign in enumerate(grids[members[0]]) if sign == "│"]
        for left, right in pairwise(marks):
            width = right if right - left > NARROW else -1
            for row in members:
                text = " " * left + grids[row][left + 1 : right]
                cells.append(Line(lines[row].number, text.replace(FILLER, "").rstrip(), width))
    return (place, end, cells) if cells else None


def _table(
    lines: list[Line], grids: list[str], place: int, floor: int, padded: tuple[int, int]
) -> Table | None:
    """Read a table of two columns whose first gutter stands on this line."""
    if "  " not in lines[place].text.strip():
        return None
    low, high = padded
    is_padded = high - low > 1
    if not is_padded:
        low, high = place - MOST_LINES, min(len(grids), place + MOST_LINES)
    low = max(low, floor)
    for column in _gutter_ends(grids, place, low, high):
        first, end = _reach(grids, place, column, low, high)
        starts = sum(_begins(grid, column) for grid in grids[first:end])
        if starts >= (1 if is_padded else FEWEST):
            return first, end, _cells(lines, grids, first, end, column)
    return None


def _padded(grids: list[str]) -> list[tuple[int, int]]:
    """Give for each line those around it that are filled up to one length.

    So inscriptis fills tables; at least one of the lines ends in blanks, or it stands alone.
    """
    found: list[tuple[int, int]] = []
    for _, group in groupby(grids, key=len):
        first = len(found)
        run = list(group)
        if any(grid.endswith(" ") for grid in run):
            found += [(first, first + len(run))] * len(run)
        else:
            found += [(row, row + 1) for row in range(first, first + len(run))]
    return found


def _gutter_ends(grids: list[str], place: int, low: int, high: int) -> list[int]:
    """List where the right column may begin: behind each gutter, or where lines nearby begin."""
    found: set[int] = set()
    near = {_indent(grid) for grid in grids[max(low, place - NEAR) : min(high, place + NEAR)]}
    for gutter in islice(GUTTER.finditer(grids[place]), MOST_GUTTERS):
        found.add(gutter.end())
        found |= {column for column in near if gutter.start() + 1 < column < gutter.end()}
    return sorted(found)


def _starts(grid: str, column: int) -> bool:
    """Tell a line that begins at the column, behind a gutter or behind nothing."""
    return grid[column : column + 1] not in ("", " ") and grid[column - 2 : column] == "  "


def _begins(grid: str, column: int) -> bool:
    """Tell the same of a line whose left cell may fill it up to one blank."""
    return grid[column : column + 1] not in ("", " ") and grid[column - 1] == " "


def _has_left(grid: str, column: int) -> bool:
    return bool(grid[:column].strip())


def _has_right(grid: str, column: int) -> bool:
    return bool(grid[column:].strip())


def _reach(grids: list[str], place: int, column: int, low: int, high: int) -> tuple[int, int]:
    """Give the first line of a table and the line after its last one."""
    end, blanks = place + 1, 0
    for row in range(place + 1, high):
        grid = grids[row]
        if not grid.strip():
            blanks += 1
            if blanks > BLANKS:
                break
            continue
        if row - end > TALLEST_GAP:
            break
        if _has_right(grid, column):
            is_clear = _starts(grid, column) or not _has_left(grid, column)
            if not grid[:column].endswith(" ") or (blanks > 1 and not is_clear):
                break
            if is_clear:
                end = row + 1
        elif end == row:
            end = row + 1
        blanks = 0
    return _top(grids, place, column, low), end


def _top(grids: list[str], place: int, column: int, low: int) -> int:
    """Go up over lines that the cell on the right fills, and those that both fill."""
    first, blanks, is_both = place, 0, True
    for row in range(place - 1, low - 1, -1):
        grid = grids[row]
        if not grid.strip():
            blanks += 1
            continue
        is_both = is_both and not blanks and _begins(grid, column)
        is_right = _has_right(grid, column) and not _has_left(grid, column)
        if blanks > 1 or not (is_right or is_both):
            break
        first, blanks = row, 0
    return first


def _cells(lines: list[Line], grids: list[str], first: int, end: int, column: int) -> list[Line]:
    """Give the lines of each cell together: row by row, or the columns of the page one by one."""
    filled = [_has_left(grids[row], column) for row in range(first, end)]
    records = list(_records(grids, first, end, column, filled))
    tallest = max(sum(filled[start - first : stop - first]) for start, stop in records)
    lefts = [grids[row][:column].rstrip() for row in range(first, end) if filled[row - first]]
    widest = max(map(len, lefts))
    is_narrow = tallest <= TALLEST and widest - min(map(_indent, lefts)) <= NARROW
    right = max(len(grids[row].rstrip()) for row in range(first, end))
    if not is_narrow:
        records = [(first, end)]
    found: list[Line] = []
    for start, stop in records:
        for row in range(start, stop):
            if filled[row - first] or not is_narrow:
                text = grids[row][:column].rstrip()
                found.append(_line(lines[row], text, -1 if is_narrow else widest))
        found.append(Line(lines[start].number, ""))
        for row in range(start, stop):
            text = grids[row][column:].rstrip()
            found.append(_line(lines[row], " " * column * bool(text) + text, right))
    return found


def _line(line: Line, text: str, width: int) -> Line:
    return Line(line.number, text.replace(FILLER, ""), width)


def _indent(grid: str) -> int:
    return len(grid) - len(grid.lstrip())


def _records(
    grids: list[str], first: int, end: int, column: int, filled: list[bool]
) -> Iterator[tuple[int, int]]:
    """Cut a table into its rows, by the cells on its left.

    They stand at the top of their rows. Where the first one does not, they stand in the middle,
    and as many lines of the row are below them as above.
    """
    lefts = [row for row in range(first, end) if filled[row - first]]
    starts = [
        row
        for above, row in pairwise([first - 1, *lefts])
        if above < first or above < row - 1 or _closes(grids, row, column)
    ]
    if starts[0] == first:
        yield from zip(starts, [*starts[1:], end], strict=True)
        return
    top = first
    for index, start in enumerate(starts):
        limit = starts[index + 1] if index + 1 < len(starts) else end
        stop = start
        while stop < limit and filled[stop - first]:
            stop += 1
        stop = min(limit, stop + start - top) if limit < end else end
        if stop < limit < end and grids[stop - 1].strip() and grids[stop].strip():
            stop += 1
        yield top, stop
        top = stop


def _closes(grids: list[str], row: int, column: int) -> bool:
    """Tell a line with both cells below one with the left cell alone, whose row was over."""
    return _has_right(grids[row], column) and not _has_right(grids[row - 1], column)
