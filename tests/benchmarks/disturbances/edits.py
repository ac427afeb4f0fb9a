"""Changes of a dump together with its truth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from tests.benchmarks.disturbances.located import Located, Truth


class Edit(NamedTuple):
    start: int
    end: int
    text: str


Disturbed = tuple[str, Truth]
"""A dump and its truth, which a disturbance changed together."""


def rewritten(text: str, edits: Iterable[Edit]) -> str:
    parts, place = [], 0
    for edit in sorted(set(edits)):
        if edit.start < place:
            raise ValueError("edits overlap")
        parts += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*parts, text[place:]])


def with_comments(truth: Truth, change: Callable[[Truth], dict[str, Any]]) -> Truth:
    """Give the truth with each of its comments changed."""
    return {**truth, "comments": [{**c, **change(c)} for c in truth["comments"]]}


def renamed_truth(page: Located, given: dict[str, str], words: Callable[[str], str]) -> Truth:
    """Give the truth with other names for its authors, in texts and titles too."""
    truth = with_comments(
        page.truth,
        lambda c: {
            "author": given.get(c["author"], c["author"]),
            "body": words(c["body"]),
            **({"subject": words(c["subject"])} if c.get("subject") else {}),
        },
    )
    titles = [words(title) for title in truth.get("title_alts") or []]
    title = words(truth["title"]) if truth["title"] else None
    return {**truth, "title": title, "title_alts": titles}
