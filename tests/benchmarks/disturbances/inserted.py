"""Rows that another theme would add to each comment: votes, numbers, ranks, captions."""

from __future__ import annotations

from random import Random

from tests.benchmarks.disturbances.edits import Disturbed, Edit, rewritten
from tests.benchmarks.disturbances.located import (
    Located,
    Span,
    Truth,
    dates_of,
    is_above,
    name_lines,
)
from tests.benchmarks.disturbances.prose import invented

RANKS = 4


def add_votes(page: Located, rng: Random) -> Disturbed | None:
    """Count something in an unknown word below each text that is signed above it."""
    if not is_above(page):
        return None
    word = invented("zustimmung", rng).capitalize()
    edits = []
    for start, end in page.bodies:
        below = page.line_end(end)
        row = f"\n{_indent(page, start)}{rng.choice((0, 0, 1, 2, rng.randint(3, 200)))} {word}"
        edits.append(Edit(below, below, row))
    return rewritten(page.text, edits), page.truth


def number_dates(page: Located, rng: Random) -> Disturbed | None:
    """Write the number of each comment behind its date."""
    spans = dates_of(page)
    if spans is None:
        return None
    first = rng.choice((1, 1, 12, 48211))
    edits = [Edit(end, end, f" #{n}") for n, (_, end) in enumerate(spans, first)]
    return rewritten(page.text, edits), page.truth


def add_ranks(page: Located, rng: Random) -> Disturbed | None:
    """Write below each name, where it has a line of its own, what somebody is there."""
    lines = name_lines(page)
    if lines is None or any(
        _goes_on(page, *line) for line in zip(lines, page.comments, strict=True)
    ):
        return None
    ranks = [invented("meister", rng).capitalize() for _ in range(RANKS)]
    authors = sorted({comment["author"] for comment in page.comments})
    own = {author: rng.choice(ranks) for author in authors}
    edits = [
        Edit(end, end, f"\n{_indent(page, start)}{own[comment['author']]}")
        for (start, end), comment in zip(lines, page.comments, strict=True)
    ]
    return rewritten(page.text, edits), page.truth


def caption_names(page: Located, rng: Random) -> Disturbed | None:
    """Caption a picture above each name in an unknown word: "Avatar Ann"."""
    lines = name_lines(page)
    if lines is None:
        return None
    word = invented("avatar", rng).capitalize()
    edits = []
    for (start, _), comment in zip(lines, page.comments, strict=True):
        edits.append(Edit(start, start, f"{word} {comment['author']}\n{_indent(page, start)}"))
    return rewritten(page.text, edits), page.truth


def _goes_on(page: Located, line: Span, comment: Truth) -> bool:
    """Tell "Ann says:", on one line or on two."""
    start, end = line
    below = page.text[end : page.line_end(end + 1)].strip()
    return page.text[start:end].strip() != comment["author"] or below.endswith(":")


def _indent(page: Located, place: int) -> str:
    """Give blanks up to the column of a place, behind any bullet."""
    return " " * (place - (page.text.rfind("\n", 0, place) + 1))
