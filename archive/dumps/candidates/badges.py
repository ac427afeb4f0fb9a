"""Rows beside a name that say what somebody is: "Author", "Guest", "Super User".

A badge is known by its word, or by this: it stands over different names, while a name that comes
again has the same rank or nothing below it.
"""

from __future__ import annotations

from collections import defaultdict

from archive.dumps.candidates.beside_names import whom_answered
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.plain import Plain
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.names import is_anonymous, name_score
from archive.dumps.vocabulary.patterns import IN_REPLY_TO, LABEL

NAMES = 2
"""So many different names below the same row make it a badge."""

NAME_LIKE = 0.3


def is_badge(sheet: Sheet, row: int) -> bool:
    return sheet.masks[row] in sheet.badges


def name_above_badge(sheet: Sheet, plain: Plain, floor: int, row: int) -> int:
    """Give the row of the name that stands right above a badge."""
    above = row - 1
    is_name = above >= floor and plain.is_plain[above] and _is_name(sheet, above)
    return above if is_name and is_badge(sheet, row) else row


def move_past_badges(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take the row below for the author where a badge opens a record."""
    below: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        row = _row_below(sheet, draft)
        if row is not None and draft.author is not None:
            below[sheet.masks[draft.author]].add(sheet.masks[row])
    authors = {sheet.masks[draft.author] for draft in drafts if draft.author is not None}
    for draft in drafts:
        row = _row_below(sheet, draft)
        if row is None or draft.author is None:
            continue
        mask = sheet.masks[draft.author]
        is_known = is_badge(sheet, draft.author) or is_anonymous(mask)
        is_told = _has_badges(below) or sheet.masks[row] in authors
        if len(below[mask]) >= NAMES or (is_known and is_told):
            draft.author = row
            draft.body = [other for other in draft.body if other != row]


def _has_badges(below: dict[str, set[str]]) -> bool:
    return any(len(names) >= NAMES for names in below.values())


def _row_below(sheet: Sheet, draft: Draft) -> int | None:
    """Give the row below the author's, if it may hold the name and leaves a text."""
    if draft.author is None or draft.author == draft.anchor:
        return None
    row = draft.author + 1
    is_head = row < draft.anchor and row not in draft.body
    is_text = row in draft.body and len(draft.body) > 1 and row < draft.anchor
    return row if (is_head or is_text) and _is_name(sheet, row) else None


def _is_name(sheet: Sheet, row: int) -> bool:
    mask = sheet.masks[row]
    return (
        mask not in sheet.buttons
        and any(char.isalpha() for char in mask)
        and not sheet.times[row]
        and not LABEL.match(sheet.rows[row].text)
        and not IN_REPLY_TO.match(sheet.rows[row].text)
        and whom_answered(sheet.rows[row].text) is None
        and name_score(sheet.rows[row].text) > NAME_LIKE
    )
