"""The head of each comment with its name and its date in another order, or on other lines."""

from __future__ import annotations

import re

from tests.benchmarks.disturbances.edits import Disturbed, Edit, rewritten
from tests.benchmarks.disturbances.located import Located, Span, dates_of, name_lines, name_pattern

_SIGNS_ALONE = re.compile(r"[^\w]*")


def join_heads(page: Located, separator: str) -> Disturbed | None:
    """Write a name and the date on the line below it on one line."""
    edits = [Edit(name[1], date[0], separator) for name, date in _pairs(page)]
    return (rewritten(page.text, edits), page.truth) if edits else None


def swap_heads(page: Located) -> Disturbed | None:
    """Exchange a name and the date on the line below it."""
    edits = []
    for name, date in _pairs(page):
        edits += [Edit(*name, page.text[slice(*date)]), Edit(*date, page.text[slice(*name)])]
    return (rewritten(page.text, edits), page.truth) if edits else None


def part_heads(page: Located) -> Disturbed | None:
    """Write the date on a line below its name, where nothing but signs stands between them."""
    spans = dates_of(page)
    if spans is None or not all(c["author"] and c["posted_at"] for c in page.comments):
        return None
    edits = []
    for (start, _), comment in zip(spans, page.comments, strict=True):
        line = page.text.rfind("\n", 0, start) + 1
        names = list(re.finditer(name_pattern(comment["author"]), page.text[line:start]))
        if not names or not _SIGNS_ALONE.fullmatch(page.text[line + names[-1].end() : start]):
            return None
        end = line + names[-1].end()
        column = len(page.text[line : line + names[-1].start()])
        edits.append(Edit(end, start, "\n" + " " * column))
    return rewritten(page.text, edits), page.truth


def _pairs(page: Located) -> list[tuple[Span, Span]]:
    """Give where names and the dates on the next lines stand, if they do so everywhere."""
    names, dates = name_lines(page), dates_of(page)
    if names is None or dates is None or len(names) != len(dates):
        return []
    pairs = list(zip(names, dates, strict=True))
    for (_, end), (start, date_end) in pairs:
        between, behind = page.text[end:start], page.text[date_end : page.line_end(date_end)]
        is_below = end <= start and between.count("\n") in (1, 2)
        if not is_below or not _SIGNS_ALONE.fullmatch(between) or behind.strip():
            return []
    return pairs
