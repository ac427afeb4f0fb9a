"""What somebody writes under every text of theirs: a motto, a machine, a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.patterns import MARKS

SIGNATURE_LENGTH = 30
"""A shorter last line may be a greeting, which belongs to the text."""

WORDS = 3
"""Fewer words are a name or a greeting, however often they stand there."""

ALWAYS = 0.75
"""A short line of several words is a signature if it ends so many of its author's texts."""


LONGEST_QUOTE = 40
"""Rows of a text that somebody quotes whole; it bounds the work on a hostile page."""

MARKED = 0.8
"""Where so many signatures stand in quotation marks, the forum puts them there."""

FEWEST = 2
"""Signatures of different people without which there is no habit to speak of."""


def drop_signatures(sheet: Sheet, drafts: Sequence[Draft], authors: Sequence[str | None]) -> None:
    """Take rows off the ends of bodies that the same author has at the end of another one."""
    texts = [[sheet.rows[row].text for row in draft.body] for draft in drafts]
    quoted = _quoted_whole(texts, authors)
    counts: Counter[tuple[str, str]] = Counter()
    for number, author in enumerate(authors):
        if author and number not in quoted:
            counts.update({(author, text) for text in texts[number][1:]})
    written = Counter(author for author in authors if author)
    found: set[str] = set()
    for number, (draft, author) in enumerate(zip(drafts, authors, strict=True)):
        if not author or number in quoted:
            continue
        kept = len(draft.body)
        while kept > 1 and counts[author, texts[number][kept - 1]] > 1:
            kept -= 1
        dropped = texts[number][kept:]
        often = ALWAYS * written[author]
        if any(_is_signature(text, counts[author, text], often) for text in dropped):
            draft.body = draft.body[:kept]
            found.add(dropped[-1])
    marked = [MARKS.fullmatch(text) is not None for text in found]
    if len(found) >= FEWEST and mean(marked) >= MARKED:
        _drop_marked(sheet, drafts)


def _drop_marked(sheet: Sheet, drafts: Sequence[Draft]) -> None:
    """Take off signatures of those who wrote once, by the marks in which the forum puts them."""
    for draft in drafts:
        if len(draft.body) > 1 and MARKS.fullmatch(sheet.rows[draft.body[-1]].text):
            draft.body = draft.body[:-1]


def _quoted_whole(texts: Sequence[list[str]], authors: Sequence[str | None]) -> set[int]:
    """Find the texts of several rows that their author quotes whole in a later one."""
    openings: dict[tuple[str | None, str, str], int] = {}
    quoted = set()
    for number, (rows, author) in enumerate(zip(texts, authors, strict=True)):
        for place in range(1, len(rows) - 1):
            source = openings.get((author, rows[place], rows[place + 1]))
            if source is not None and rows[place : place + len(texts[source])] == texts[source]:
                quoted.add(source)
        if author and 1 < len(rows) <= LONGEST_QUOTE:
            openings.setdefault((author, rows[0], rows[1]), number)
    return quoted


def _is_signature(text: str, count: int, often: float) -> bool:
    return len(text) >= SIGNATURE_LENGTH or (len(text.split()) >= WORDS and count >= often)
