"""A series cut into drafts of comments, after what its layout says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from statistics import median

from archive.dumps.layout import PROSE, Layout, Place, head_rows, is_anonymous, is_plain
from archive.dumps.patterns import REPLY_PHRASE, REPLY_PREFIX, WORD_CHARACTER
from archive.dumps.series import DOUBLE_REACH
from archive.dumps.sheet import Border, Sheet

LONGEST_LAST = 400
"""Rows of a comment whose end nothing marks."""


@dataclass(slots=True)
class Draft:
    """One comment in the making; everything in it is an index of a row.

    `first` and `last` bound the comment with its furniture, `body` lists the rows of its
    text, `author` the row of its author (the anchor's own where it is inline), `answered` a row
    with the name that it answers.
    """

    anchor: int
    author: int | None
    first: int
    last: int
    body: list[int] = field(default_factory=list)
    subject: int | None = None
    answered: int | None = None


def cut(sheet: Sheet, layout: Layout) -> list[Draft]:
    """Give the drafts in page order; their row ranges do not overlap."""
    drafts = _after(sheet, layout) if layout.body_after else _before(sheet, layout)
    if layout.body_after:
        _close(sheet, layout, drafts)
    _peel(sheet, drafts)
    _drop_badges(sheet, drafts)
    _drop_subjects(sheet, drafts)
    return drafts


def _plain_rows(sheet: Sheet, layout: Layout, first: int, last: int) -> list[int]:
    return [row for row in range(first, last) if is_plain(sheet, layout.furniture, row)]


def _after(sheet: Sheet, layout: Layout) -> list[Draft]:
    anchors = [anchor.row for anchor in layout.series.anchors]
    heads: list[tuple[int, int | None, int | None]] = []
    floor = 0
    tops = head_rows(sheet, layout.furniture, layout.series.anchors)
    for row, top in zip(anchors, tops, strict=True):
        author = row if layout.place is Place.INLINE else None
        if layout.place is Place.HEAD:
            author = top
        if layout.place is Place.ABOVE:
            reach = max(floor, row - 12)
            plain = [r for r in range(reach, row) if _may_be_author(sheet, layout, r)]
            author = plain[-1] if plain else None
        answered = None
        if author is not None and author > floor + 1 and _is_reply_phrase(sheet, author - 1):
            author, answered = author - 2, author
        first = row if author is None else author
        if layout.opens_with_item:
            first = _item_above(sheet, floor, first)
        heads.append((first, author, answered))
        floor = row + 1
    drafts = []
    for index, row in enumerate(anchors):
        first, author, answered = heads[index]
        if index + 1 < len(anchors):
            end = heads[index + 1][0]
        else:
            end = _last_end(sheet, layout, row, drafts)
        body = _plain_rows(sheet, layout, _after_double(sheet, row, end), end)
        if layout.place is Place.BELOW:
            below = _plain_rows(sheet, layout, row + 1, end)
            author = below[0] if below else None
            body = [r for r in body if r != author]
        above = _plain_rows(sheet, layout, first, row)
        subject = next((r for r in above if r not in (author, answered)), None)
        drafts.append(Draft(row, author, first, max(end - 1, row), body, subject, answered))
    return drafts


def _is_reply_phrase(sheet: Sheet, row: int) -> bool:
    return bool(REPLY_PHRASE.fullmatch(sheet.rows[row].text))


def _item_above(sheet: Sheet, floor: int, row: int) -> int:
    """Find the list item that opens the record, a few rows above its anchor."""
    items = [r for r in range(max(floor, row - 4), row + 1) if sheet.rows[r].marker]
    return min(items, key=lambda r: sheet.rows[r].level) if items else row


def _after_double(sheet: Sheet, row: int, end: int) -> int:
    """Skip a head that is framed by the same date twice."""
    if not sheet.times[row]:
        return row + 1
    date = sheet.times[row][0].time.text
    for other in range(row + 1, min(row + 1 + DOUBLE_REACH, end)):
        if any(time.time.text == date for time in sheet.times[other]):
            return other + 1
    return row + 1


def _close(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> None:
    """End each body at the furniture that first follows the text in most records."""
    closers = [_closer(sheet, layout, draft) for draft in drafts]
    counts = Counter(sheet.masks[row] for row in closers if row is not None)
    if not counts or len(drafts) < 3:
        return
    mask, count = counts.most_common(1)[0]
    if count < 0.6 * len(drafts):
        return
    for draft in drafts:
        after = [r for r in range(draft.anchor + 1, draft.last + 1) if sheet.masks[r] == mask]
        close = next((r for r in after if draft.body and r > draft.body[0]), None)
        if close is not None:
            draft.body = [row for row in draft.body if row < close]


def _closer(sheet: Sheet, layout: Layout, draft: Draft) -> int | None:
    if not draft.body:
        return None
    rows = range(draft.body[0] + 1, draft.last + 1)
    return next((r for r in rows if sheet.masks[r] in layout.furniture - sheet.folds), None)


def _may_be_author(sheet: Sheet, layout: Layout, row: int) -> bool:
    return is_plain(sheet, layout.furniture, row) and bool(
        WORD_CHARACTER.search(sheet.rows[row].text)
    )


def _before(sheet: Sheet, layout: Layout) -> list[Draft]:
    anchors = [anchor.row for anchor in layout.series.anchors]
    drafts: list[Draft] = []
    floor = _first_start(sheet, layout, anchors)
    for row in anchors:
        body = _plain_rows(sheet, layout, floor, row)
        author = row if layout.place is Place.INLINE else None
        last = row
        if layout.place is Place.ABOVE and len(body) > 1:
            author = body.pop()
        elif layout.place is Place.TOP and len(body) > 1:
            author = body.pop(0)
        elif layout.place is Place.BELOW:
            below = [r for r in range(row + 1, min(row + 6, len(sheet.rows)))
                     if is_plain(sheet, layout.furniture, r)]
            if below:
                author = last = below[0]
        drafts.append(Draft(row, author, min([floor, *body, row]), last, body))
        floor = last + 1
    return drafts


def _closings(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> set[str]:
    """Find the furniture that directly follows the body in most records."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        if draft.body and draft.body[-1] < draft.last:
            counts[sheet.masks[draft.body[-1] + 1]] += 1
    least = max(1, len(drafts) // 4)
    return {mask for mask, count in counts.items() if mask and count >= least} - sheet.folds


def _last_end(sheet: Sheet, layout: Layout, row: int, drafts: list[Draft]) -> int:
    """Find the row where the last comment is over."""
    rows = sheet.rows
    closings = _closings(sheet, layout, drafts)
    bodies = [draft.body for draft in drafts if draft.body]
    indent = min((rows[r].indent for body in bodies for r in body), default=rows[row].indent)
    gap = max((rows[r].gap for draft in drafts for r in draft.body), default=1)
    length = max([3 * max((len(body) for body in bodies), default=0), 12])
    headings = any(rows[r].is_heading for body in bodies for r in body)
    frame = _frame(sheet, layout)
    end = row + 1
    plain = 0
    while end < len(rows) and end - row < LONGEST_LAST:
        mask = sheet.masks[end]
        if sheet.borders[end] is not Border.NONE and sheet.repeats[mask] <= max(2, len(drafts) // 2):
            break
        if plain and (mask in closings or mask in frame or mask in sheet.buttons):
            break
        if plain and sheet.dialect.indents and rows[end].indent < indent:
            break
        if plain and rows[end].is_heading and not headings:
            break
        if plain and rows[end].gap > max(gap, 1) and not sheet.dialect.markdown:
            break
        plain += is_plain(sheet, layout.furniture, end)
        if plain > length:
            break
        end += 1
    return end


def _frame(sheet: Sheet, layout: Layout) -> set[str]:
    """Find what stands right above the first comment and might stand below the last too."""
    first = layout.series.anchors[0].row
    masks = sheet.masks[max(0, first - 8) : first]
    return {mask for mask in masks if sheet.repeats[mask] == 2} - layout.furniture - {""}


def _first_start(sheet: Sheet, layout: Layout, anchors: list[int]) -> int:
    """Find the row where the first comment begins, whose anchor stands at its end."""
    rows = sheet.rows
    spans = list(zip(anchors, anchors[1:], strict=False))
    openers = [
        next((r for r in range(a + 1, b) if is_plain(sheet, layout.furniture, r)), None)
        for a, b in spans
    ]
    opened = [r for r in openers if r is not None]
    marked = sum(bool(rows[r].marker) for r in opened)
    by_item = len(opened) > 0 and marked > 0.6 * len(opened)
    indent = min((rows[r].indent for a, b in spans for r in range(a + 1, b)), default=0)
    lengths = [b - a for a, b in spans]
    reach = max(max(lengths, default=0), 2 * int(median(lengths)) if lengths else 40, 8)
    start = anchors[0]
    while start > 0 and anchors[0] - start < reach:
        above = start - 1
        mask = sheet.masks[above]
        if sheet.borders[above] is not Border.NONE and sheet.repeats[mask] <= max(2, len(anchors) // 2):
            break
        if mask in layout.furniture and start < anchors[0] and _is_tail(sheet, anchors, mask):
            break
        if sheet.dialect.indents and rows[above].indent < indent:
            break
        if rows[above].is_heading:
            break
        start = above
        if by_item and rows[start].marker and rows[start].level == min(
            rows[r].level for r in opened if rows[r].marker
        ):
            break
    return start


def _is_tail(sheet: Sheet, anchors: list[int], mask: str) -> bool:
    near = sum(mask in sheet.masks[row + 1 : row + 4] for row in anchors)
    return near * 2 > len(anchors)


def _peel(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take repeated short rows off both ends of the bodies: badges, votes, counters."""
    counts = Counter(mask for draft in drafts for mask in {sheet.masks[row] for row in draft.body})
    least = max(3, len(drafts) // 6)
    for draft in drafts:
        while len(draft.body) > 1 and _is_theme(sheet, sheet.masks[draft.body[-1]], counts, least):
            draft.body.pop()
        while len(draft.body) > 1 and _is_theme(sheet, sheet.masks[draft.body[0]], counts, least):
            draft.body.pop(0)


def _is_theme(sheet: Sheet, mask: str, counts: Counter[str], least: int) -> bool:
    if not mask or is_anonymous(mask):
        return False
    if mask.count(" ") >= PROSE:
        least = 2 * least
    return counts[mask] >= least or mask in sheet.buttons


BADGE_SHARE = 0.8
"""A short row under the head of so many records is a badge, whatever it says."""

BADGE_LENGTH = 60


def _drop_badges(sheet: Sheet, drafts: list[Draft]) -> None:
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


def _drop_subjects(sheet: Sheet, drafts: list[Draft]) -> None:
    """Take off "Re: the title" where most comments carry it."""
    cores: Counter[str] = Counter()
    found: list[dict[str, int]] = []
    for draft in drafts:
        own = {_core(sheet.rows[row].text): row for row in draft.body[:3]}
        found.append(own)
        cores.update(own.keys())
    for draft, own in zip(drafts, found, strict=True):
        rows = [
            row
            for core, row in own.items()
            if len(core) > 5 and cores[core] >= max(2, 0.5 * len(drafts)) and row != draft.body[-1]
        ]
        if rows:
            draft.subject = max(rows)
            draft.body = [row for row in draft.body if row > max(rows)]


def _core(text: str) -> str:
    """Give what stands behind the last "Re:"."""
    if len(text) > 200:
        return ""
    return REPLY_PREFIX.split(text)[-1].strip().casefold()
