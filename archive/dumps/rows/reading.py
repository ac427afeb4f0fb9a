"""Lines to rows: what each line says, how deep it stands, and what opens it.

A row is a line without its indentation, its bullet and its Markdown signs. Where the
dialect wraps paragraphs, the lines of one paragraph are one row. Blank lines are no rows
but are counted as the `gap` above the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from archive.dumps.dates.words import MONTHS
from archive.dumps.rows.columns import Line
from archive.dumps.rows.dialects import Dialect
from archive.dumps.rows.wrapping import BUTTON, Wrapping
from archive.dumps.vocabulary.patterns import (
    DAY_AND_YEAR,
    DIGIT,
    GLUED_AGO,
    GLUED_CLOCK,
    GLUED_DAY,
    GLUED_DIGIT,
    GLUED_MONTH,
    GLUED_NAMED_DAY,
    GLUED_NUMBERS,
    GLUED_ONE_AGO,
    GLUED_TO_DIGITS,
    GLUED_WEEKDAY,
    IMAGE_OR_FIELD,
    LIST_NUMBER,
    LONG_HOUR,
    MARKDOWN_EMPHASIS,
    MARKDOWN_ESCAPE,
    MARKDOWN_HEADING,
    WEEKDAY_NAME,
    YEAR_BEHIND_MONTH,
)
from archive.dumps.vocabulary.widths import display_width, is_wide

GLUED_LENGTH = 160
"""Only a row that may be the head of a comment is looked at for glued dates."""

DEEP_BULLETS = "#@="
"""Signs that lynx uses for lists in lists in lists only."""

DEEP = 15
"""Columns of the text before them."""


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


def read_rows(
    lines: Sequence[str], dialect: Dialect, cells: Sequence[Line] | None = None
) -> list[Row]:
    """Give every line that says something; wrapped paragraphs are joined.

    `cells` holds the lines in another order, where tables were put back into reading order.
    """
    rows: list[Row] = []
    wrapping = Wrapping(lines, display_width if dialect.columns else len) if dialect.wraps else None
    gap = 0
    pending: tuple[str, int, int] | None = None
    numbers: dict[int, int] = {}
    full = False
    upper = ""
    for number, line, width in cells or map(Line, count(1), lines):
        text = line.strip()
        if not text:
            gap += 1
            full = False
            continue
        is_same_cell = full and width >= 0
        if wrapping and is_same_cell and wrapping.continues(rows[-1], upper, line, width):
            rows[-1] = _joined(rows[-1], number, _without_images(text))
            upper = line
            continue
        upper = line
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
        full = True
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
    if " ago" in text:
        text = GLUED_ONE_AGO.sub(" ", text)
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


def _joined(row: Row, number: int, text: str) -> Row:
    if not text:
        return row
    glue = "" if is_wide(text[0]) and is_wide(row.text[-1]) else " "
    return row._replace(last=number, text=row.text + glue + text)
