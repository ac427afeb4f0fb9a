"""What a forum writes under the text of a post: who liked it, and when it was edited."""

from __future__ import annotations

from collections import Counter

from archive.dumps.learning.card_dates import card_labels, label_of
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.patterns import LABEL, LINK_SEPARATOR, OTHER_DATE_LABEL

LABELLED = 0.3
"""Under so many texts a label belongs to the theme, whatever stands behind it."""

FEWEST = 3


def drop_tails(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take labelled rows off the ends of the bodies: "Likes: Ann and Bob", "Last edited: May 5".

    A body keeps its last row.
    """
    counts = Counter(_label(sheet, draft.body[-1]) for draft in drafts if draft.body)
    least = max(FEWEST, LABELLED * len(drafts))
    labels = {label for label, count in counts.items() if label and count >= least}
    for draft in drafts:
        while len(draft.body) > 1 and _is_tail(sheet, draft.body[-1], labels):
            draft.body.pop()


def _is_tail(sheet: Sheet, row: int, labels: set[str]) -> bool:
    return _label(sheet, row) in labels or is_edit(sheet, row)


def _label(sheet: Sheet, row: int) -> str:
    text = sheet.rows[row].text
    found = LABEL.match(text) if ":" in text else None
    return found[1].casefold() if found else ""


def is_edit(sheet: Sheet, row: int) -> bool:
    """Tell a row that is nothing but another date, behind its label or below it."""
    text, times = sheet.rows[row].text, sheet.times[row]
    if not times or len(text) - times[-1].end >= 2:
        return False
    label = text[: times[0].start]
    if not label.strip() and row > 0 and sheet.rows[row - 1].text.endswith(":"):
        label = sheet.rows[row - 1].text
    return is_of_other_date(sheet, label)


def is_of_other_date(sheet: Sheet, label: str) -> bool:
    """Tell "Last edited" and, of "Reply · 2 replies · active", what stands next to the date."""
    if label_of(label) in card_labels(sheet):
        return True
    return bool(OTHER_DATE_LABEL.match(LINK_SEPARATOR.split(label.rstrip())[-1]))
