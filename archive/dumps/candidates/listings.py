"""Lists of articles, events, products and quotes, which repeat as comments do.

What a person goes by: each record ends with "Read more" or breaks off, opens with a headline
where a name would stand, stands whole in quotation marks, or was posted in a network.
"""

from __future__ import annotations

from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.layout import Layout
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.patterns import (
    HANDLE_IN_BRACKETS,
    MARKS,
    SENTENCE_END,
    TEASER,
    TEASER_AT_END,
)

MOST = 0.7
"""So many records are as those of a list are."""

HEADLINE_WORDS = 4
"""A name is rarely so long."""

LONGEST_HEADLINE = 120

SHOWN_AGAIN = 2
"""The title of an article may stand in a menu too; that of a topic is over every post."""


def are_excerpts(sheet: Sheet, drafts: list[Draft]) -> bool:
    """Tell beginnings of articles, which break off or end with "Read more"."""
    return mean(_breaks_off(sheet, draft) for draft in drafts) > MOST


def _breaks_off(sheet: Sheet, draft: Draft) -> bool:
    if draft.body and TEASER_AT_END.search(sheet.rows[draft.body[-1]].text.casefold()):
        return True
    end = min(draft.last + 2, len(sheet.rows))
    return any(TEASER.fullmatch(sheet.masks[row]) for row in range(draft.first, end))


def is_listing(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> bool:
    """Tell a list that no heading and no button announces as a discussion."""
    return (
        are_excerpts(sheet, drafts)
        or mean(_is_quote(sheet, draft) for draft in drafts) > MOST
        or mean(_is_posted_in_a_network(sheet, draft) for draft in drafts) > MOST
        or mean(_has_headline(sheet, layout, draft) for draft in drafts) > MOST
    )


def _is_quote(sheet: Sheet, draft: Draft) -> bool:
    return bool(draft.body) and all(
        MARKS.fullmatch(sheet.rows[row].text.strip()) for row in draft.body
    )


def _is_posted_in_a_network(sheet: Sheet, draft: Draft) -> bool:
    return HANDLE_IN_BRACKETS.search(sheet.rows[draft.anchor].text) is not None


def _has_headline(sheet: Sheet, layout: Layout, draft: Draft) -> bool:
    """Tell a row above a text that is neither a sentence nor a name, as titles are."""
    told = [row for row in draft.body if is_told(sheet.rows[row].text)]
    if not told:
        return False
    return any(_is_headline(sheet, layout, row) for row in range(draft.first, told[0]))


def is_told(text: str) -> bool:
    return len(text) > LONGEST_HEADLINE or SENTENCE_END.search(text[-1:]) is not None


def _is_headline(sheet: Sheet, layout: Layout, row: int) -> bool:
    text, mask = sheet.rows[row].text, sheet.masks[row]
    if is_told(text) or sheet.times[row] or mask in layout.furniture:
        return False
    return sheet.repeats[mask] <= SHOWN_AGAIN and len(text.split()) >= HEADLINE_WORDS
