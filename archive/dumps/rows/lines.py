"""The door: text in, clean lines out, one for one with the lines of the file.

Everything after this module may assume `\\n` newlines gone, tabs expanded and no
control, byte-order or direction-changing character. What was changed is a defect of the
page; the line numbers stay those of the file, so that a reader can look each one up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.dumps.records import Defect
from archive.dumps.vocabulary.patterns import NEWLINE, ODD_CHARACTER

TAB_STOP = 8

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_DECISIONS = {
    "nul": "NUL characters were left out.",
    "byte-order-mark": "A byte order mark was left out.",
    "tab": "Tabs were expanded to columns of eight.",
    "bidi-control": "Characters that turn the reading direction were left out.",
    "control-character": "Control characters were read as spaces.",
    "undecodable": "Characters lost when the dump was made were kept as they are.",
}


@dataclass(frozen=True, slots=True)
class CleanLines:
    """The lines of a dump, number 1 first, and what was odd about them."""

    texts: list[str]
    defects: tuple[Defect, ...]


def split_lines(text: str) -> list[str]:
    """Give the lines of a dump as the parser numbers them; a last newline opens no line."""
    if "\r" in text:
        text = NEWLINE.sub("\n", text)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines


def clean_lines(text: str) -> CleanLines:
    """Normalise once. The result has as many lines as `split_lines` gives."""
    found: dict[str, list[int]] = {}
    if "\r" in text:
        found["carriage-return"] = [_line_of(text, text.index("\r"))] * 2
        text = NEWLINE.sub("\n", text)
    lines = split_lines(text)
    for number in _odd_lines(text):
        lines[number - 1] = _clean(lines[number - 1], number, found)
    return CleanLines(
        lines, tuple(_defect(code, first, last) for code, (first, last) in found.items())
    )


def _line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _odd_lines(text: str) -> Iterator[int]:
    """Give the numbers of the lines with an odd character."""
    number, place = 1, 0
    while place >= 0 and (odd := ODD_CHARACTER.search(text, place)):
        number += text.count("\n", place, odd.start())
        yield number
        place = text.find("\n", odd.start())


def _clean(line: str, number: int, found: dict[str, list[int]]) -> str:
    for character in sorted(set(ODD_CHARACTER.findall(line))):
        code = _code(character)
        found.setdefault(code, [number, number])[1] = number
        if code in ("nul", "byte-order-mark", "bidi-control"):
            line = line.replace(character, "")
        elif code == "control-character":
            line = line.replace(character, " ")
    return line.expandtabs(TAB_STOP)


def _code(character: str) -> str:
    if character == "\x00":
        return "nul"
    if character == "\ufeff":
        return "byte-order-mark"
    if character == "\t":
        return "tab"
    if character == "\ufffd":
        return "undecodable"
    return "bidi-control" if character in _BIDI else "control-character"


def _defect(code: str, first: int, last: int) -> Defect:
    decision = _DECISIONS.get(code, "Carriage returns were read as line ends.")
    return Defect(code=code, first_line=first, last_line=last, decision=decision)
