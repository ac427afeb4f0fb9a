"""Where a tool that wraps paragraphs broke one, and where a line ends that was whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Protocol

from archive.dumps.vocabulary.patterns import DIGITS, HEAD_LINE, RULE, STOP_AT_END
from archive.dumps.vocabulary.widths import is_wide

CENTRED = 3
"""A centred line begins so many columns further in than the longer one above it."""

PROSE_BLANKS = 3
"""A line with so many blanks in its second half is prose, whose length shows where lines break."""

WIDE = 15
"""So many characters of two columns make prose of a line in a script without blanks."""

MIN_FULL = 60
"""A shorter line is not full, whatever the width."""

MAX_WIDTH = 80
"""The widest line that lynx and w3m write by themselves."""

OFTEN = 3
"""So many lines with a date that end alike are heads."""

END_WORDS = 2

BUTTON = "(BUTTON)"
"""What lynx writes before the label of a button."""


class Begun(Protocol):
    """What the lines of a paragraph gave so far: its first and last line, its column, its text."""

    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def indent(self) -> int: ...
    @property
    def text(self) -> str: ...


class Wrapping:
    """How the lines of one page were broken; `measure` says how long a text is to the tool."""

    def __init__(self, lines: Sequence[str], measure: Callable[[str], int]) -> None:
        self.measure = measure
        self.width = self._learn_width(lines)
        self.closed = self._closed_ends(lines)

    def _learn_width(self, lines: Sequence[str]) -> int:
        """Learn the width: the longest length that full lines of prose often have."""
        counts: Counter[int] = Counter()
        for line in lines:
            width = self.measure(line)
            if MIN_FULL <= width <= MAX_WIDTH and _is_prose(line, width):
                counts[width] += 1
        often = max(counts.values(), default=0) / 4
        return max((width for width, count in counts.items() if count >= often), default=MAX_WIDTH)

    def _closed_ends(self, lines: Sequence[str]) -> frozenset[str]:
        """Find how lines with a date end again and again, though the next word had fitted on them.

        Each is the head of a comment, and whole.
        """
        counts: Counter[str] = Counter()
        for line, below in pairwise(lines):
            if HEAD_LINE.search(line) is None:
                continue
            if RULE.fullmatch(below) or not self._is_full(line, below.strip()):
                counts[_end_of(line)] += 1
        return frozenset(end for end, count in counts.items() if count >= OFTEN)

    def continues(self, begun: Begun, above: str, line: str, width: int = 0) -> bool:
        """Tell whether a line goes on with what has begun, whose last line is the one `above`.

        `width` is that of their cell in a table, where they stand in one.
        """
        text = line.strip()
        column = len(line) - len(line.lstrip())
        if (column != begun.indent and not _is_centred(above, line)) or not _is_word_start(text):
            return False
        if begun.first == begun.last and self._is_head(above):
            return False
        if RULE.fullmatch(above) or RULE.fullmatch(text):
            return False
        if STOP_AT_END.search(above) and self._is_head(text):
            return False
        if begun.text[-1:] in ("]", ")") and text[0].isupper() and HEAD_LINE.search(begun.text):
            return False
        return self._is_full(above, text, width)

    def _is_head(self, text: str) -> bool:
        return HEAD_LINE.search(text) is not None and _end_of(text) in self.closed

    def _is_full(self, above: str, text: str, width: int = 0) -> bool:
        """Tell whether the first word of a text would not have fitted on the line above."""
        if not text:
            return False
        first = text.split(" ", 1)[0]
        needed = 2 if is_wide(first[0]) else self.measure(first) + 1
        return self.measure(above.rstrip()) + needed > (width or self.width)


def _is_prose(line: str, width: int) -> bool:
    """Tell prose by its blanks, or by a script that needs none."""
    return line.count(" ", len(line) // 2) >= PROSE_BLANKS or width - len(line) >= WIDE


def _end_of(line: str) -> str:
    return DIGITS.sub("0", " ".join(line.split()[-END_WORDS:]))


def _is_centred(above: str, line: str) -> bool:
    """Tell whether a line stands under the middle of a longer one, as in a centred heading."""
    left, right = _edges(line)
    left_above, right_above = _edges(above)
    return left > left_above + CENTRED and abs(left + right - left_above - right_above) <= 2


def _edges(line: str) -> tuple[int, int]:
    return len(line) - len(line.lstrip()), len(line.rstrip())


def _is_word_start(text: str) -> bool:
    return not (
        text.startswith(BUTTON) or text[0] in "•□☆○■" or (text[0] in "*+o" and text[1:2] == " ")
    )
