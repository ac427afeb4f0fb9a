"""Rows beside a name that say what somebody is: "Author", "Guest", "Super User".

A badge is known by its word, or by this: it stands over different names, while a name that comes
again has the same rank or nothing below it.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from archive.dumps.candidates.beside_names import whom_answered
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.plain import Plain
from archive.dumps.learning.sheet import Sheet
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.names import clean_name, is_anonymous, name_score
from archive.dumps.vocabulary.patterns import IN_REPLY_TO, LABEL

NAMES = 2
"""So many different names below the same row make it a badge."""

NAME_LIKE = 0.3

FEWEST_RANKED = 4
"""Fewer names with a rank below them may be short texts over names."""

RANKED = 0.3

ALL = 0.8

AGAIN = 0.4
"""So many of these rows name somebody who wrote twice."""

FIXED = 0.95
"""So many rows below a name are always the same one; "Anonymous" may have several ranks."""

RARE = 3
"""Where nobody wrote twice, so many names share each rank."""

SURELY_NAMES = 0.85

FEWEST_CAPTIONS = 2

CAPTIONED = 0.7
"""Where so many heads open with a caption, the others have a picture without one."""

CAPTION_WORDS = 3
"""Words of a caption before the name."""


def is_badge(sheet: Sheet, row: int) -> bool:
    return sheet.masks[row] in sheet.badges


def name_above_badge(sheet: Sheet, plain: Plain, floor: int, row: int) -> int:
    """Give the row of the name that stands right above a badge."""
    above = row - 1
    is_name = above >= floor and plain.is_plain[above] and _is_name(sheet, above)
    return above if is_name and is_badge(sheet, row) else row


def names_above_ranks(sheet: Sheet, plain: Plain, names: dict[int, int]) -> dict[int, int]:
    """Take the rows above for the names where what stands right above the dates is a rank.

    A rank stands below several names, and the same name has always the same one; `names` gives
    for each anchor the row that was taken for its name.
    """
    above = {
        anchor: name - 1 for anchor, name in names.items() if _may_be_above(sheet, plain, name)
    }
    owners: dict[str, set[str]] = defaultdict(set)
    for row in above.values():
        owners[sheet.masks[row + 1]].add(sheet.masks[row])
    above = {anchor: row for anchor, row in above.items() if len(owners[sheet.masks[row + 1]]) > 1}
    pairs = [(sheet.masks[row], sheet.masks[row + 1]) for row in above.values()]
    if len(pairs) < max(FEWEST_RANKED, RANKED * len(names)):
        return names
    ranks, often = dict(pairs), Counter(name for name, _ in pairs)
    # The ends of texts do not come again; a rank that most have is furniture, and told by that.
    comes_again = mean(often[name] > 1 for name, _ in pairs) >= AGAIN
    if not comes_again and (
        len(pairs) < ALL * len(names) or RARE * len(set(ranks.values())) > len(ranks)
    ):
        return names
    are_fixed = mean(ranks[name] == rank for name, rank in pairs) >= FIXED
    are_names = mean(name_score(sheet.rows[row].text) for row in above.values()) >= SURELY_NAMES
    return names | above if are_fixed and are_names else names


def _may_be_above(sheet: Sheet, plain: Plain, row: int) -> bool:
    return row > 0 and bool(plain.is_plain[row - 1]) and _is_name(sheet, row - 1)


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


def move_past_captions(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take the row below for the author where a picture's caption with the name opens the heads."""
    below = [_name_below_caption(sheet, draft) for draft in drafts]
    signed = [draft for draft in drafts if draft.author is not None]
    if sum(row is not None for row in below) < max(FEWEST_CAPTIONS, CAPTIONED * len(signed)):
        return
    for draft, row in zip(drafts, below, strict=True):
        if row is not None:
            draft.author = row
            draft.body = [other for other in draft.body if other != row]


def _name_below_caption(sheet: Sheet, draft: Draft) -> int | None:
    """Give the row of "Ann" below "Picture Ann", in the head of a comment."""
    row = _row_below(sheet, draft)
    if row is None or draft.author is None:
        return None
    caption, name = sheet.rows[draft.author].text, clean_name(sheet.rows[row].text)
    is_ended = caption.endswith(" " + name)
    is_short = len(caption[: -len(name)].split()) <= CAPTION_WORDS
    return row if is_ended and is_short and len(name) > 1 else None


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
        and not mask.startswith("http")
        and any(char.isalpha() for char in mask)
        and not sheet.times[row]
        and not LABEL.match(sheet.rows[row].text)
        and not IN_REPLY_TO.match(sheet.rows[row].text)
        and whom_answered(sheet.rows[row].text) is None
        and name_score(sheet.rows[row].text) > NAME_LIKE
    )
