"""What somebody writes under every text of theirs: a motto, a machine, a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.dumps.drafts import Draft
from archive.dumps.sheet import Sheet

SIGNATURE_LENGTH = 30
"""A shorter last line may be a greeting, which belongs to the text."""

WORDS = 3
"""Fewer words are a name or a greeting, however often they stand there."""

ALWAYS = 0.75
"""A short line of several words is a signature if it ends so many of its author's texts."""


def drop_signatures(sheet: Sheet, drafts: Sequence[Draft], authors: Sequence[str | None]) -> None:
    """Take rows off the ends of bodies that the same author has at the end of another one."""
    counts: Counter[tuple[str, str]] = Counter()
    for draft, author in zip(drafts, authors, strict=True):
        if author:
            counts.update({(author, sheet.rows[row].text) for row in draft.body[1:]})
    written = Counter(author for author in authors if author)
    for draft, author in zip(drafts, authors, strict=True):
        if not author:
            continue
        rows = list(draft.body)
        while len(rows) > 1 and counts[author, sheet.rows[rows[-1]].text] > 1:
            rows.pop()
        dropped = [sheet.rows[row].text for row in draft.body[len(rows) :]]
        often = ALWAYS * written[author]
        if any(_is_signature(text, counts[author, text], often) for text in dropped):
            draft.body = rows


def _is_signature(text: str, count: int, often: float) -> bool:
    return len(text) >= SIGNATURE_LENGTH or (len(text.split()) >= WORDS and count >= often)
