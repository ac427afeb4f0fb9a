"""Bodies rid of what the theme put at their ends."""

from __future__ import annotations

from collections import Counter

from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.furniture import PROSE
from archive.dumps.learning.layout import Layout
from archive.dumps.learning.sheet import Sheet, once, text_sums
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.names import is_anonymous
from archive.dumps.vocabulary.patterns import PINGBACK_ROW, REPLY_PREFIX

BADGE_SHARE = 0.8
"""A short row under the head of so many records is a badge, whatever it says."""

BADGE_LENGTH = 60

CARD = 4
"""Where the text below a row of furniture is so many times as long, no text stands above it."""

CARDS = 0.9


def close_bodies(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> None:
    """End each body at the furniture that first follows the text in most records."""
    closing = layout.furniture - sheet.folds
    closers = [_closer(sheet, closing, draft) for draft in drafts]
    counts = Counter(sheet.masks[row] for row in closers if row is not None)
    if not counts or len(drafts) < 3:
        return
    mask, count = counts.most_common(1)[0]
    if count < 0.6 * len(drafts):
        return
    closed = [_parted_at(sheet, draft, mask) for draft in drafts]
    lengths = text_sums(sheet)
    above, below = (
        sum(lengths[row + 1] - lengths[row] for parts in closed for row in parts[side])
        for side in (0, 1)
    )
    # What is followed by far more text is a member's card, and no text of its own.
    is_card = below > CARD * above and mean(bool(rest) for _, rest in closed) > CARDS
    for draft, parts in zip(drafts, closed, strict=True):
        draft.body = parts[1] or parts[0] if is_card else parts[0]


def _parted_at(sheet: Sheet, draft: Draft, mask: str) -> tuple[list[int], list[int]]:
    """Part a body where this row first follows its beginning."""
    after = [r for r in range(draft.anchor + 1, draft.last + 1) if sheet.masks[r] == mask]
    close = next((r for r in after if draft.body and r > draft.body[0]), None)
    if close is None:
        return draft.body, []
    return [r for r in draft.body if r < close], [r for r in draft.body if r > close]


def _closer(sheet: Sheet, closing: frozenset[str], draft: Draft) -> int | None:
    if not draft.body:
        return None
    rows = range(draft.body[0] + 1, draft.last + 1)
    return next((r for r in rows if sheet.masks[r] in closing), None)


def end_at_pingbacks(sheet: Sheet, drafts: list[Draft]) -> None:
    """End each text at the notice of another site, which has no date of its own."""
    for draft in drafts:
        rows = iter(draft.body[1:])
        notice = next((row for row in rows if PINGBACK_ROW.match(sheet.rows[row].text)), None)
        if notice is not None:
            draft.body = [row for row in draft.body if row < notice]


def peel(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take repeated short rows off both ends of the bodies: badges, votes, counters."""
    counts = Counter(mask for draft in drafts for mask in {sheet.masks[row] for row in draft.body})
    least = max(3, len(drafts) // 6)
    for draft in drafts:
        while len(draft.body) > 1 and _is_closing(sheet, draft.body[-1], counts, least):
            draft.body.pop()
        while len(draft.body) > 1 and _is_theme(sheet, sheet.masks[draft.body[0]], counts, least):
            draft.body.pop(0)


def _is_closing(sheet: Sheet, row: int, counts: Counter[str], least: int) -> bool:
    """Tell a row at the end, where a sentence that comes again is no quote either."""
    mask = sheet.masks[row]
    is_said_again = mask.count(" ") >= PROSE and counts[mask] >= least
    return is_said_again or _is_theme(sheet, mask, counts, least)


def _is_theme(sheet: Sheet, mask: str, counts: Counter[str], least: int) -> bool:
    if not mask:
        return False
    if mask.count(" ") >= PROSE:
        least = 2 * least
    return (counts[mask] >= least or mask in sheet.buttons) and not is_anonymous(mask)


def drop_badges(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take off what stands close under the head of every comment, apart from its text."""
    while len(drafts) > 2:
        with_badge = [draft for draft in drafts if _has_badge(sheet, draft)]
        if len(with_badge) < BADGE_SHARE * len(drafts):
            return
        for draft in with_badge:
            draft.body.pop(0)


def _has_badge(sheet: Sheet, draft: Draft) -> bool:
    if len(draft.body) < 2 or draft.body[0] < draft.anchor:
        return False
    row = sheet.rows[draft.body[0]]
    below = sheet.rows[draft.body[1]]
    return row.gap == 0 and below.gap > 0 and len(row.text) < BADGE_LENGTH


def drop_subjects(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take off "Re: the title" where most comments carry it."""
    found: list[dict[str, int]] = []
    known = _cores(sheet)
    for draft in drafts:
        for row in draft.body[:3]:
            if row not in known:
                known[row] = _core(sheet.rows[row].text)
        own = {known[row]: row for row in draft.body[:3]}
        found.append(own)
    cores = Counter([core for own in found for core in own])
    for draft, own in zip(drafts, found, strict=True):
        rows = [
            row
            for core, row in own.items()
            if len(core) > 5 and cores[core] >= max(2, 0.5 * len(drafts)) and row != draft.body[-1]
        ]
        if rows:
            draft.subject = max(rows)
            draft.body = [row for row in draft.body if row > max(rows)]


@once
def _cores(sheet: Sheet) -> dict[int, str]:
    """Keep the cores of the rows that were looked at."""
    return {}


def _core(text: str) -> str:
    """Give what stands behind the last "Re:"."""
    if len(text) > 200:
        return ""
    if ":" in text:
        text = REPLY_PREFIX.split(text)[-1]
    return text.strip().casefold()
