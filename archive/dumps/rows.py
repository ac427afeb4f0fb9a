"""Lines to rows: what each line says, how deep it stands, and what opens it.

A row is a line without its indentation, its bullet and its Markdown signs. Where the
dialect wraps paragraphs, the lines of one paragraph are one row. Blank lines are no rows
but are counted as the `gap` above the next one.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from archive.dumps.date_words import MONTHS
from archive.dumps.dialects import Dialect
from archive.dumps.patterns import (
    GLUED_CLOCK,
    GLUED_DAY,
    GLUED_MONTH,
    GLUED_NAMED_DAY,
    GLUED_TO_DIGITS,
    HEAD_LINE,
    IMAGE_OR_FIELD,
    LIST_NUMBER,
    MARKDOWN_EMPHASIS,
    MARKDOWN_ESCAPE,
    MARKDOWN_HEADING,
)

PROSE_WORDS = 6
"""A line of so many words is prose, whose length shows where the dialect wraps."""

MIN_FULL = 60
"""A shorter line is not full, whatever the width."""

GLUED_LENGTH = 160
"""Only a row that may be the head of a comment is looked at for glued dates."""

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
    gap = 0
    pending: tuple[str, int, int] | None = None
    full = False
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            gap += 1
            full = False
            continue
        if full and _continues(rows[-1], lines[number - 2], line, text, width):
            rows[-1] = _joined(rows[-1], number, text)
            full = True
            continue
        row = _read(line, text, number, gap, dialect)
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


def _read(line: str, text: str, number: int, gap: int, dialect: Dialect) -> Row:
    column = len(line) - len(line.lstrip())
    level = indent = column
    marker = ""
    if text[0] in dialect.bullets and text[1:2] in ("", " "):
        marker, rest = text[0], text[1:].lstrip()
        indent += len(text) - len(rest)
        text = rest
    elif text[0].isdigit() and not dialect.flat and (column or dialect.numbers_right):
        number_found = LIST_NUMBER.match(text)
        if number_found and not _is_month(text[number_found.end() :]):
            marker = number_found[1] + "."
            level = column + (len(number_found[1]) - 1 if dialect.numbers_right else 0)
            indent += number_found.end()
            text = text[number_found.end() :]
    is_heading = False
    if dialect.markdown:
        text, is_heading = _without_markdown(text)
    elif dialect.images and ("[" in text or "_" in text or "(" in text):
        text = IMAGE_OR_FIELD.sub("", text).strip()
    if len(text) <= GLUED_LENGTH:
        text = unglue(text)
    return Row(number, number, indent, level, marker, gap, text, is_heading)


def unglue(text: str) -> str:
    """Part a date from the name before it, and the hour from the year before it.

    Extractors that give no space between two inline elements write "AnnMay 5, 2015".
    """
    if not any(char.isdigit() for char in text):
        return text
    text = GLUED_MONTH.sub(" ", text)
    text = GLUED_NAMED_DAY.sub(" ", text)
    if "." in text:
        text = GLUED_TO_DIGITS.sub(r"\1 ", GLUED_DAY.sub(" ", text))
    return GLUED_CLOCK.sub(" ", text) if ":" in text else text


def _is_month(rest: str) -> bool:
    """Tell "22. Dezember" from the twenty-second list item."""
    word = rest[:20].split(" ", 1)[0].rstrip(".,").casefold()
    return word in MONTHS


def _without_markdown(text: str) -> tuple[str, bool]:
    heading = MARKDOWN_HEADING.match(text)
    if heading:
        text = text[heading.end() :]
    if "*" in text or "_" in text or "`" in text:
        text = MARKDOWN_EMPHASIS.sub("", text)
    if "\\" in text:
        text = MARKDOWN_ESCAPE.sub(r"\1", text)
    if text.startswith("> "):
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
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def _continues(row: Row, above: str, line: str, text: str, width: int) -> bool:
    column = len(line) - len(line.lstrip())
    if column != row.indent or not _is_word_start(text):
        return False
    if row.text[-1:] in ("]", ")") and text[0].isupper() and HEAD_LINE.search(row.text):
        return False
    first_word = text.split(" ", 1)[0]
    needed = 2 if _is_wide(text[0]) else display_width(first_word) + 1
    return display_width(above.rstrip()) + needed > width


def _is_word_start(text: str) -> bool:
    return not (text[0] in "•□☆○■" or (text[0] in "*+o" and text[1:2] == " "))


def _is_wide(char: str) -> bool:
    return not char.isascii() and unicodedata.east_asian_width(char) in "WF"


def _joined(row: Row, number: int, text: str) -> Row:
    glue = "" if _is_wide(text[0]) and _is_wide(row.text[-1]) else " "
    return row._replace(last=number, text=row.text + glue + text)
