"""A series cut into drafts of comments, after what its layout says."""

from __future__ import annotations

from archive.dumps.cards import card_end, card_top
from archive.dumps.dated import DOUBLE_REACH
from archive.dumps.drafts import Draft
from archive.dumps.ends import first_start, last_end
from archive.dumps.furniture import is_plain
from archive.dumps.layout import Layout
from archive.dumps.patterns import REPLY_PHRASE, WORD_CHARACTER
from archive.dumps.places import Place, head_rows
from archive.dumps.sheet import Sheet
from archive.dumps.tails import drop_tails
from archive.dumps.trimming import close_bodies, drop_badges, drop_subjects, peel
from archive.dumps.unsigned import unsign


def cut(sheet: Sheet, layout: Layout) -> list[Draft]:
    """Give the drafts in page order; their row ranges do not overlap."""
    drafts = _after(sheet, layout) if layout.body_after else _before(sheet, layout)
    unsign(sheet, drafts)
    if layout.body_after:
        close_bodies(sheet, layout, drafts)
    drop_tails(sheet, drafts)
    peel(sheet, drafts)
    drop_badges(sheet, drafts)
    drop_subjects(sheet, drafts)
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
        if layout.has_cards:
            first = card_top(sheet, floor, first)
        heads.append((first, author, answered))
        floor = row + 1
    drafts: list[Draft] = []
    for index, row in enumerate(anchors):
        first, author, answered = heads[index]
        if index + 1 < len(anchors):
            end = heads[index + 1][0]
        else:
            end = last_end(sheet, layout, row, drafts)
        body = _plain_rows(sheet, layout, _after_double(sheet, row, end), end)
        if layout.anchor_is_text:
            body.insert(0, row)
        if layout.place is Place.BELOW:
            below = _plain_rows(sheet, layout, row + 1, end)
            author = below[0] if below else None
            body = [r for r in body if r != author]
            if layout.has_cards_below:
                last = card_end(sheet, layout.furniture, row, end)
                body = [r for r in body if r > last]
        above = _plain_rows(sheet, layout, first, row)
        subject = next((r for r in above if r not in (author, answered)), None)
        drafts.append(Draft(row, author, first, max(end - 1, row), body, subject, answered))
    return drafts


def _before(sheet: Sheet, layout: Layout) -> list[Draft]:
    anchors = [anchor.row for anchor in layout.series.anchors]
    drafts: list[Draft] = []
    floor = first_start(sheet, layout, anchors)
    for row in anchors:
        body = _plain_rows(sheet, layout, floor, row)
        author = row if layout.place is Place.INLINE else None
        last = row
        if layout.place is Place.ABOVE and len(body) > 1:
            author = body.pop()
        elif layout.place is Place.TOP and len(body) > 1:
            author = body.pop(0)
        elif layout.place is Place.BELOW:
            below = [
                r
                for r in range(row + 1, min(row + 6, len(sheet.rows)))
                if is_plain(sheet, layout.furniture, r)
            ]
            if below:
                author = last = below[0]
        drafts.append(Draft(row, author, min([floor, *body, row]), last, body))
        floor = last + 1
    return drafts


def _may_be_author(sheet: Sheet, layout: Layout, row: int) -> bool:
    return is_plain(sheet, layout.furniture, row) and bool(
        WORD_CHARACTER.search(sheet.rows[row].text)
    )


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
