"""Names that an extractor left in a list of texts, whose other heads it dropped.

A head is dropped or left by what it is made of: the name of a member is a link and goes, that
of a guest stays. What is left opens its item, on a row of its own.
"""

from __future__ import annotations

from collections import Counter

from archive.dumps.learning.anchors import Series
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.furniture import is_who_said
from archive.dumps.learning.layout import is_text_list
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.names import name_score

NAME_LIKE = 0.8

OFTEN = 2
"""So many answers that open with the same row are by the same person."""


def sign_items(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take the first row of a text for its author: "Ann says:", or what opens several answers."""
    opening = [draft for draft in drafts if _is_alone(sheet, draft)]
    top = min((sheet.rows[draft.anchor].level for draft in drafts), default=0)
    answers = [draft for draft in opening if sheet.rows[draft.anchor].level > top]
    counts = Counter(sheet.rows[draft.anchor].text for draft in answers)
    for draft in opening:
        text = sheet.rows[draft.anchor].text
        is_often = counts[text] >= OFTEN and text[-1].isalnum() and name_score(text) >= NAME_LIKE
        if is_often or is_who_said(sheet.masks[draft.anchor]):
            draft.author = draft.anchor
            draft.body = draft.body[1:]


def unsigned_items(sheet: Sheet, series: Series) -> frozenset[int]:
    """Give the answers in a list of names that open with a text, as nobody could be called.

    The name of whoever wrote the article is a link wherever he answers, and is dropped. A long
    row at the top of the list is rather the title of a page that links here.
    """
    if series.kind != "item" or is_text_list(sheet, series):
        return frozenset()
    rows = [anchor.row for anchor in series.anchors]
    top = min(sheet.rows[row].level for row in rows)
    answers = [row for row in rows if sheet.rows[row].level > top]
    return frozenset(row for row in answers if name_score(sheet.rows[row].text) == 0.0)


def _is_alone(sheet: Sheet, draft: Draft) -> bool:
    """Tell a first row that stands apart from the text below it."""
    if len(draft.body) < 2 or draft.body[0] != draft.anchor:
        return False
    return sheet.rows[draft.body[1]].gap > 0
