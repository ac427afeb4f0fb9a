"""Finds the article's text among menus and teasers, and cuts it into blocks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from archive.dumps.article.words import FURNITURE, SHARING, is_afterword
from archive.dumps.records import Block, BlockKind
from archive.dumps.rows.reading import Row

PROSE = 80
"""A line of so many characters with a sentence in it is prose; menus and headings are shorter."""

LONGEST_HEADING = 120

# ":" of "It was so:"
_SENTENCE_SIGN = re.compile(r"[.!?。！？:…]")
_END = (
    ".",
    "!",
    "?",
    "…",
    ":",
    "。",
    "！",
    "？",
    ".”",
    ".“",
    '."',
    "!“",
    "?“",
    ".)",
    "”",
    "“",
    '"',
)


def find_body(rows: Sequence[Row], end: int, start: int = 0) -> tuple[int, int] | None:
    """Find the run of rows before `end` that holds the most prose for the fewest short lines.

    Each row of prose counts for its length, each other row against the run; the run with
    the highest sum is the text (Kadane's algorithm, one pass).
    """
    best, best_sum = None, 8.0
    first, total = start, 0.0
    for index in range(start, end):
        if total <= 0:
            first, total = index, 0.0
        total += _weight(rows[index])
        if total > best_sum:
            best, best_sum = (first, index + 1), total
    return best


def _weight(row: Row) -> float:
    if is_prose(row):
        return min(len(row.text), 400) / 10 / (2 if row.marker else 1)
    return -6.0 if row.marker else -3.0


def is_prose(row: Row) -> bool:
    """Tell sentences from menus, headings and tables."""
    return len(row.text) >= PROSE and _SENTENCE_SIGN.search(row.text) is not None


def is_listed(row: Row) -> bool:
    """Tell a list item from a line that only stands below an empty bullet, left of it."""
    return bool(row.marker) and row.indent > row.level


def is_text(row: Row) -> bool:
    """Tell also a short sentence from a menu: it ends as one and is no button."""
    if is_prose(row):
        return True
    return len(row.text) >= 25 and row.text.endswith(_END) and not is_furniture(row)


def is_furniture(row: Row) -> bool:
    """Tell words to click on from words to read, in short rows only."""
    return len(row.text) <= PROSE and _is_clicked(row.text)


@lru_cache(maxsize=4096)
def _is_clicked(text: str) -> bool:
    return has_furniture(text) or SHARING.match(text) is not None or is_afterword(text)


def has_furniture(text: str) -> bool:
    return not FURNITURE.isdisjoint(text.lower().split())


def body_rows(rows: Sequence[Row], start: int, end: int) -> list[int]:
    """Choose the rows of the text between the title's block and the discussion.

    From the first row of text to the last, less buttons and what stands under a heading
    such as "Related posts"; short rows and list items stay where text surrounds them.
    """
    texts = [
        index for index in range(start, end) if is_text(rows[index]) and not rows[index].is_heading
    ]
    if not texts:
        return []
    first, last = texts[0], texts[-1]
    stop = _afterword(rows, texts, end)
    last = max((index for index in texts if index < stop), default=last)
    first = _lead_in(rows, start, first)
    last = _trailing_list(rows, last, min(end, stop))
    chosen = [index for index in range(first, last + 1) if not is_furniture(rows[index])]
    return _without_menus(rows, chosen)


def _afterword(rows: Sequence[Row], texts: Sequence[int], end: int) -> int:
    """Give the row where other articles begin: an afterword past the middle of the text."""
    middle = texts[len(texts) // 2]
    for index in range(middle, end):
        if len(rows[index].text) < PROSE and is_afterword(rows[index].text):
            return index
    return end


def _lead_in(rows: Sequence[Row], start: int, first: int) -> int:
    """Keep a subtitle or heading that stands directly above the first text."""
    above = first - 1
    if above >= start and not rows[above].marker and not is_furniture(rows[above]):
        return above if len(rows[above].text) > 15 else first
    return first


def _trailing_list(rows: Sequence[Row], last: int, end: int) -> int:
    """Keep the items of a list that the last text introduces."""
    index = last + 1
    if not rows[last].text.endswith((":", "：")) and not rows[last].marker:
        return last
    while index < end and rows[index].marker and not is_furniture(rows[index]):
        index += 1
    return index - 1


def _without_menus(rows: Sequence[Row], chosen: Sequence[int]) -> list[int]:
    """Drop runs of five or more list items that are all short and hold no sentence."""
    kept: list[int] = []
    run: list[int] = []
    for index in chosen:
        if rows[index].marker and not is_text(rows[index]) and len(rows[index].text) < 30:
            run.append(index)
            continue
        kept += run if len(run) < 8 else []
        run = []
        kept.append(index)
    return kept + (run if len(run) < 8 else [])


def read_blocks(rows: Sequence[Row], chosen: Sequence[int], *, is_flat: bool) -> tuple[Block, ...]:
    """Cut rows into blocks: rows without a blank line between them are lines of one paragraph."""
    indent = _main_indent(rows, chosen)
    blocks: list[Block] = []
    lines: list[int] = []
    for position, index in enumerate(chosen):
        follows = position > 0 and chosen[position - 1] == index - 1
        if lines and (is_flat or not follows or _starts_block(rows, index, lines[-1])):
            blocks.append(_block(rows, lines, chosen, indent))
            lines = []
        lines.append(index)
    if lines:
        blocks.append(_block(rows, lines, chosen, indent))
    return tuple(blocks)


def _main_indent(rows: Sequence[Row], chosen: Sequence[int]) -> int:
    indents = Counter(rows[index].indent for index in chosen if is_prose(rows[index]))
    return indents.most_common(1)[0][0] if indents else 0


def _starts_block(rows: Sequence[Row], index: int, above: int) -> bool:
    row = rows[index]
    if row.gap or row.marker or row.is_heading or rows[above].is_heading:
        return True
    return row.indent != rows[above].indent


def _block(rows: Sequence[Row], lines: Sequence[int], chosen: Sequence[int], indent: int) -> Block:
    text = "\n".join(rows[index].text for index in lines)
    return Block(
        kind=_kind(rows, lines, chosen, indent),
        text=text,
        first_line=rows[lines[0]].first,
        last_line=rows[lines[-1]].last,
    )


def _kind(
    rows: Sequence[Row], lines: Sequence[int], chosen: Sequence[int], indent: int
) -> BlockKind:
    row = rows[lines[0]]
    if row.marker:
        return BlockKind.LIST_ITEM
    if row.is_heading or (len(lines) == 1 and _reads_as_heading(rows, lines[0], chosen[-1])):
        return BlockKind.HEADING
    if row.indent >= indent + 2 and all(is_text(rows[index]) for index in lines):
        return BlockKind.QUOTE
    return BlockKind.PARAGRAPH


def _reads_as_heading(rows: Sequence[Row], index: int, last: int) -> bool:
    """Tell a heading: short, alone, without a full stop, and text stands below it."""
    row = rows[index]
    if (
        index >= last
        or len(row.text) > LONGEST_HEADING
        or row.text.endswith((".", ",", ";", ":", "…"))
    ):
        return False
    below = rows[index + 1]
    return row.text[:1].isalnum() and row.gap > 0 and below.gap > 0 and is_text(below)
