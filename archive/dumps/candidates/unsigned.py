"""Comments that nobody signed, told by what opens every other comment of the page."""

from __future__ import annotations

from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.sheet import Sheet

SIGNED_SHARE = 0.8
"""Where so many authors stand behind a bullet, the bullet is what makes a line an author's."""

FEWEST = 4
"""Comments without which there is no habit to speak of."""


def unsign(sheet: Sheet, drafts: list[Draft]) -> None:
    """Give the first row back to the text where it lacks the bullet that all authors have."""
    signed = [draft for draft in drafts if draft.author is not None and draft.author < draft.anchor]
    marked = [draft for draft in signed if _marker(sheet, draft)]
    if len(drafts) < FEWEST or len(marked) < SIGNED_SHARE * len(drafts):
        return
    for draft in signed:
        if draft.author is not None and not _marker(sheet, draft):
            draft.body = sorted({draft.author, *draft.body})
            draft.author = None


def _marker(sheet: Sheet, draft: Draft) -> str:
    return "" if draft.author is None else sheet.rows[draft.author].marker
