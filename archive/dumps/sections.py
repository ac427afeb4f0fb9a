"""Every line into exactly one section: claims first, then what was left between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.dumps.records import Section, SectionKind


def cover(claims: Iterable[Section], line_count: int) -> tuple[Section, ...]:
    """Order the claims, drop what overlaps an earlier one, and ignore the lines between."""
    return tuple(_fill(sorted(claims, key=lambda claim: claim.first_line), line_count))


def _fill(claims: list[Section], line_count: int) -> Iterator[Section]:
    free = 1
    for claim in claims:
        first = max(claim.first_line, free)
        last = min(claim.last_line, line_count)
        if first > last:
            continue
        if first > free:
            yield _ignored(free, first - 1)
        is_whole = first == claim.first_line and last == claim.last_line
        yield claim if is_whole else replace(claim, first_line=first, last_line=last)
        free = last + 1
    if free <= line_count:
        yield _ignored(free, line_count)


def _ignored(first: int, last: int) -> Section:
    return Section(kind=SectionKind.IGNORED, first_line=first, last_line=last, rule="no-rule")
