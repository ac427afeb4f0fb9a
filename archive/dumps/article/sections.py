"""Gives each line outside a discussion its section, and reports what was ignored."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from archive.dumps.records import Defect, Section, SectionKind
from archive.dumps.rows.reading import Row

QUOTED_LENGTH = 60
"""Characters of ignored text that a defect repeats."""

Label = tuple[SectionKind, str]
"""What a row was taken for, and the rule that says so."""

IGNORED: Label = (SectionKind.IGNORED, "not-article")


def label_lines(
    rows: Sequence[Row],
    labels: Mapping[int, Label],
    line_count: int,
    discussion: tuple[int, int] | None,
) -> Iterator[Section]:
    """Give the lines outside the discussion; a blank line belongs to what stands above it."""
    for first, last in _outside(line_count, discussion):
        start, end = (bisect_left(rows, line, key=_first_line) for line in (first, last + 1))
        marks = [(rows[row].first, labels.get(row, IGNORED)) for row in range(start, end)]
        yield from _runs(marks, first, last)


def _first_line(row: Row) -> int:
    return row.first


def _outside(line_count: int, discussion: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    if discussion is None:
        yield 1, line_count
        return
    yield 1, discussion[0] - 1
    yield discussion[1] + 1, line_count


def _runs(marks: Sequence[tuple[int, Label]], first: int, last: int) -> Iterator[Section]:
    """Join lines `first` to `last` into sections, each beginning where the label changes."""
    label, start = IGNORED, first
    for line, mark in marks:
        if mark == label:
            continue
        if line > start:
            yield Section(kind=label[0], first_line=start, last_line=line - 1, rule=label[1])
        label, start = mark, line
    if start <= last:
        yield Section(kind=label[0], first_line=start, last_line=last, rule=label[1])


def report_ignored(rows: Sequence[Row], sections: Sequence[Section]) -> Iterator[Defect]:
    """Give a defect for each ignored section that says something, with its first words."""
    first_lines = [row.first for row in rows]
    for section in sections:
        index = bisect_left(first_lines, section.first_line)
        if section.kind is not SectionKind.IGNORED or index == len(rows):
            continue
        if first_lines[index] <= section.last_line:
            words = rows[index].text[:QUOTED_LENGTH]
            decision = f"Ignored as neither article nor comment: “{words}”."
            yield defect("ignored", section.first_line, section.last_line, decision)


def defect(code: str, first: int, last: int, decision: str) -> Defect:
    return Defect(code=code, first_line=first, last_line=last, decision=decision)
