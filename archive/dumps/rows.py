"""Lines to rows: what each line says, how deep it stands, and what opens it.

A row is a line without its indentation, its bullet and its Markdown signs. Where the
dialect wraps paragraphs, the lines of one paragraph are one row. Blank lines are no rows
but are counted as the `gap` above the next one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from archive.dumps.date_words import MONTHS
from archive.dumps.dialects import Dialect
from archive.dumps.patterns import (
    DAY_AND_YEAR,
    DIGIT,
    DIGITS,
    GLUED_AGO,
    GLUED_CLOCK,
    GLUED_DAY,
    GLUED_DIGIT,
    GLUED_MONTH,
    GLUED_NAMED_DAY,
    GLUED_NUMBERS,
    GLUED_TO_DIGITS,
    GLUED_WEEKDAY,
    HEAD_LINE,
    IMAGE_OR_FIELD,
    LIST_NUMBER,
    LONG_HOUR,
    MARKDOWN_EMPHASIS,
    MARKDOWN_ESCAPE,
    MARKDOWN_HEADING,
    WEEKDAY_NAME,
    WIDE_CHARACTER,
    YEAR_BEHIND_MONTH,
)

CENTRED = 3
"""A centred line begins so many columns further in than the longer one above it."""

PROSE_WORDS = 6
"""A line of so many words is prose, whose length shows where the dialect wraps."""

MIN_FULL = 60
"""A shorter line is not full, whatever the width."""

GLUED_LENGTH = 160
"""Only a row that may be the head of a comment is looked at for glued dates."""

OFTEN = 3
"""So many lines with a date that end alike are heads."""

END_WORDS = 2

BUTTON = "(BUTTON)"
"""What lynx writes before the label of a button."""

DEEP_BULLETS = "#@="
"""Signs that lynx uses for lists in lists in lists only."""

DEEP = 15
"""Columns of the text before them."""

MAX_WIDTH = 80
"""The widest line that lynx and w3m write by themselves."""


class Row(NamedTuple):
    """Lines `first` to `last` (numbered from 1).

    `indent` is the column of the text, `level` that of the bullet (or of the text where
    there is none); `marker` is the bullet or number, empty where there is none.
    """

    first: int
    last: int
    indent: int
    level: int
    marker: str
    gap: int
    text: str
    is_heading: bool = False


def read_rows(lines: Sequence[str], dialect: Dialect) -> list[Row]:
    """Give every line that says something; wrapped paragraphs are joined."""
    rows: list[Row] = []
    width = _wrap_width(lines) if dialect.wraps else 0
    closed = _closed_ends(lines, width) if dialect.wraps else frozenset()
    gap = 0
    pending: tuple[str, int, int] | None = None
    numbers: dict[int, int] = {}
    full = False
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            gap += 1
            full = False
            continue
        if full and _continues(rows[-1], lines[number - 2], line, text, width, closed):
            rows[-1] = _joined(rows[-1], number, _without_images(text))
            full = True
            continue
        row = _read(line, text, number, gap, dialect, numbers)
        if not row.text:
            if row.marker:
                pending = (row.marker, row.level, gap)
                gap = 0
            continue
        if pending and not row.marker:
            marker, level, above = pending
            row = row._replace(marker=marker, level=level, gap=max(gap, above))
        pending = None
        rows.append(row)
        gap = 0
        full = dialect.wraps
    return rows


def _read(
    line: str, text: str, number: int, gap: int, dialect: Dialect, numbers: dict[int, int]
) -> Row:
    """Read one line; `numbers` keeps the last number of the lists at each column."""
    column = len(line) - len(line.lstrip())
    level = indent = column
    marker = ""
    if text[0] in dialect.bullets and text[1:2] in ("", " ") and _may_open(text[0], column):
        marker, rest = text[0], text[1:].lstrip()
        indent += len(text) - len(rest)
        text = rest
    elif text[0].isdigit() and not dialect.flat and (column or dialect.numbers_right):
        number_found = LIST_NUMBER.match(text)
        at = column + (len(number_found[1]) - 1 if number_found and dialect.numbers_right else 0)
        if number_found and not _is_day(text, number_found, numbers.get(at, 0) + 1):
            marker = number_found[1] + "."
            level = at
            numbers[at] = int(number_found[1])
            indent += number_found.end()
            text = text[number_found.end() :]
    is_heading = False
    if dialect.markdown:
        text, is_heading = _without_markdown(text)
    elif dialect.images:
        text = _without_images(text)
    if len(text) <= GLUED_LENGTH:
        text = unglue(text)
    return Row(number, number, indent, level, marker, gap, text, is_heading)


def _may_open(sign: str, column: int) -> bool:
    """Tell a bullet of a deep list, which stands far in, from "@ Ann" and "- a dash"."""
    return sign not in DEEP_BULLETS or column >= DEEP


def _without_images(text: str) -> str:
    """Leave out pictures and fields, and the button that stands behind a text on its line."""
    if "[" not in text and "_" not in text and "(" not in text:
        return text
    above, button, _ = text.partition(BUTTON)
    if button and above.strip():
        text = above
    return IMAGE_OR_FIELD.sub("", text).strip()


def unglue(text: str) -> str:
    """Part a date from the name before it, and the hour from the year before it.

    Extractors that give no space between two inline elements write "AnnMay 5, 2015".
    """
    if DIGIT.search(text) is None:
        return text
    if DAY_AND_YEAR.search(text):
        text = GLUED_MONTH.sub(" ", text)
    if WEEKDAY_NAME.search(text.lower()):
        text = GLUED_WEEKDAY.sub(" ", text)
    if GLUED_DIGIT.search(text):
        text = GLUED_AGO.sub(" ", GLUED_NUMBERS.sub(" ", GLUED_NAMED_DAY.sub(" ", text)))
        if "." in text:
            text = GLUED_DAY.sub(" ", text)
        text = GLUED_TO_DIGITS.sub(r"\g<0> ", text)
    return GLUED_CLOCK.sub(" ", text) if ":" in text and LONG_HOUR.search(text) else text


def _is_day(text: str, number: re.Match[str], due: int) -> bool:
    """Tell "22. Dezember" from the twenty-second item, and from the fourth, by somebody named Jan.

    A year behind the month makes a date of it. Without one it is an item where the list has
    come to this number, or begins.
    """
    rest = text[number.end() :]
    word = rest[:20].split(" ", 1)[0].rstrip(".,")
    if word.casefold() not in MONTHS:
        return False
    return int(number[1]) not in (1, due) or YEAR_BEHIND_MONTH.match(rest, len(word)) is not None


def _without_markdown(text: str) -> tuple[str, bool]:
    heading = MARKDOWN_HEADING.match(text)
    if heading:
        text = text[heading.end() :]
    if "*" in text or "_" in text or "`" in text:
        text = MARKDOWN_EMPHASIS.sub("", text)
    if "\\" in text:
        text = MARKDOWN_ESCAPE.sub(r"\1", text)
    if text.startswith("> ") or text == ">":
        text = text.lstrip("> ")
    return text.strip(), heading is not None


def _wrap_width(lines: Sequence[str]) -> int:
    """Learn the width: the longest length that full lines of prose often have."""
    counts: Counter[int] = Counter()
    for line in lines:
        length = len(line)
        if MIN_FULL <= length <= MAX_WIDTH and line.count(" ", length // 2) >= PROSE_WORDS // 2:
            counts[length] += 1
    often = max(counts.values(), default=0) / 4
    return max((length for length, count in counts.items() if count >= often), default=MAX_WIDTH)


def display_width(text: str) -> int:
    """Count columns: characters of East Asian scripts take two."""
    if text.isascii():
        return len(text)
    wide = WIDE_CHARACTER.findall(text)
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in wide)


def _closed_ends(lines: Sequence[str], width: int) -> frozenset[str]:
    """Find how lines with a date end again and again, though the next word had fitted on them.

    Each is the head of a comment, and whole.
    """
    counts: Counter[str] = Counter()
    for line, below in pairwise(lines):
        if HEAD_LINE.search(line) and not _is_full(line, below.strip(), width):
            counts[_end_of(line)] += 1
    return frozenset(end for end, count in counts.items() if count >= OFTEN)


def _end_of(line: str) -> str:
    return DIGITS.sub("0", " ".join(line.split()[-END_WORDS:]))


def _continues(
    row: Row, above: str, line: str, text: str, width: int, closed: frozenset[str]
) -> bool:
    column = len(line) - len(line.lstrip())
    if (column != row.indent and not _is_centred(above, line)) or not _is_word_start(text):
        return False
    if row.first == row.last and HEAD_LINE.search(above) and _end_of(above) in closed:
        return False
    if row.text[-1:] in ("]", ")") and text[0].isupper() and HEAD_LINE.search(row.text):
        return False
    return _is_full(above, text, width)


def _is_centred(above: str, line: str) -> bool:
    """Tell whether a line stands under the middle of a longer one, as in a centred heading."""
    left, right = _edges(line)
    left_above, right_above = _edges(above)
    return left > left_above + CENTRED and abs(left + right - left_above - right_above) <= 2


def _edges(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()), len(line.rstrip())


def _is_full(above: str, text: str, width: int) -> bool:
    """Tell whether the first word of a text would not have fitted on the line above."""
    if not text:
        return False
    needed = 2 if _is_wide(text[0]) else display_width(text.split(" ", 1)[0]) + 1
    return display_width(above.rstrip()) + needed > width


def _is_word_start(text: str) -> bool:
    return not (
        text.startswith(BUTTON) or text[0] in "•□☆○■" or (text[0] in "*+o" and text[1:2] == " ")
    )


def _is_wide(char: str) -> bool:
    return not char.isascii() and unicodedata.east_asian_width(char) in "WF"


def _joined(row: Row, number: int, text: str) -> Row:
    if not text:
        return row
    glue = "" if _is_wide(text[0]) and _is_wide(row.text[-1]) else " "
    return row._replace(last=number, text=row.text + glue + text)
