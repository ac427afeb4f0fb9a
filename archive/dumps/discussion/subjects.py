"""Titles of comments: "Re: A title", or a row of its own between a name and its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.layout import Layout
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.patterns import REPLY_PREFIX

MOST = 0.5
"""Of so many comments, or of so many people."""


def read_subjects(
    sheet: Sheet, layout: Layout, drafts: Sequence[Draft], names: Sequence[str | None]
) -> list[str | None]:
    """Give the title of each comment; ranks and towns, which go with the people, are none."""
    found = [_subject(sheet, draft, name) for draft, name in zip(drafts, names, strict=True)]
    above = [
        index
        for index, draft in enumerate(drafts)
        if found[index] and layout.body_after and (draft.subject or 0) < draft.anchor
    ]
    pairs = [(names[index], found[index] or "") for index in above]
    if len(above) < MOST * len(drafts) or not _are_titles(pairs):
        for index in above:
            found[index] = None
    return found


def _subject(sheet: Sheet, draft: Draft, name: str | None) -> str | None:
    """Give the row that may be a title, but not the name once more or its first letter."""
    text = sheet.rows[draft.subject].text if draft.subject is not None else ""
    if len(text) < 2 or (name and text.casefold().startswith(name.casefold())):
        return None
    return text


def _are_titles(pairs: Sequence[tuple[str | None, str]]) -> bool:
    """Tell titles from ranks that several people have, and from what one person always has."""
    if any(REPLY_PREFIX.match(text) for _, text in pairs):
        return True
    people: dict[str | None, list[str]] = defaultdict(list)
    for name, text in pairs:
        people[name].append(text)
    repeated = [texts for texts in people.values() if len(texts) > 1]
    constant = sum(len(set(texts)) == 1 for texts in repeated)
    different = len({text for _, text in pairs})
    return constant <= MOST * len(repeated) and different > MOST * len(pairs)
