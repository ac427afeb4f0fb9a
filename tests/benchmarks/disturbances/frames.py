"""What stands around the discussion, cut off or taken from another page."""

from __future__ import annotations

from tests.benchmarks.disturbances.edits import Disturbed
from tests.benchmarks.disturbances.located import Located

SIDE = 60
"""Lines of another page that are put above this one."""


def end_bare(page: Located) -> Disturbed:
    """End the dump with what belongs to the last comment."""
    end = page.line_end(page.heads()[-1][1])
    return page.text[:end].rstrip() + "\n", page.truth


def end_like(page: Located, other: Located) -> Disturbed:
    """End the dump as another page does: with its sidebar, its other articles and its foot."""
    start = other.line_end(other.heads()[-1][1])
    return end_bare(page)[0] + "\n" + other.text[start:].lstrip("\n"), page.truth


def begin_like(page: Located, other: Located) -> Disturbed:
    """Put the menus of another page, and perhaps its title, above this one."""
    lines = other.text[: other.heads()[0][0]].split("\n")[:SIDE]
    truth = {**page.truth, "title": None, "title_alts": []}
    return "\n".join(lines) + "\n\n" + page.text, truth
