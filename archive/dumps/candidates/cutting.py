"""A series cut into drafts of comments, after what its layout says."""

from __future__ import annotations

from statistics import median

from archive.dumps.candidates.badges import (
    move_past_badges,
    move_past_captions,
    name_above_badge,
    names_above_ranks,
)
from archive.dumps.candidates.beside_names import whom_answered
from archive.dumps.candidates.ends import first_start, last_end
from archive.dumps.candidates.item_names import sign_items, unsigned_items
from archive.dumps.candidates.trimming import (
    close_bodies,
    drop_badges,
    drop_subjects,
    end_at_pingbacks,
    peel,
)
from archive.dumps.candidates.unsigned import unsign
from archive.dumps.dates.times import FoundTime
from archive.dumps.learning.cards import below_card, card_top, is_role
from archive.dumps.learning.dated import DOUBLE_REACH, is_same_moment
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.layout import Layout
from archive.dumps.learning.places import Place
from archive.dumps.learning.sheet import Border, Sheet
from archive.dumps.learning.tails import drop_tails, is_edit
from archive.dumps.vocabulary.patterns import HIGHLIGHTS_HEADING, REPLY_PHRASE, WORD_CHARACTER

ABOVE_REACH = 12
"""Rows between a name and the anchor below it."""

ABOVE_SLACK = 3
"""Rows by which a head may be longer than most."""


def cut(sheet: Sheet, layout: Layout) -> list[Draft]:
    """Give the drafts in page order; their row ranges do not overlap."""
    drafts = _after(sheet, layout) if layout.body_after else _before(sheet, layout)
    if layout.place in (Place.HEAD, Place.TOP) and not layout.has_cards:
        move_past_badges(sheet, drafts)
        move_past_captions(sheet, drafts)
    unsign(sheet, drafts)
    if layout.anchor_is_text:
        sign_items(sheet, drafts)
    if layout.body_after:
        end_at_pingbacks(sheet, drafts)
        close_bodies(sheet, layout, drafts)
    drop_tails(sheet, drafts)
    peel(sheet, drafts)
    drop_badges(sheet, drafts)
    drop_subjects(sheet, drafts)
    return drafts


def _after(sheet: Sheet, layout: Layout) -> list[Draft]:
    anchors = [anchor.row for anchor in layout.series.anchors]
    names = _names_above(sheet, layout, anchors) if layout.place is Place.ABOVE else {}
    unsigned = unsigned_items(sheet, layout.series)
    heads: list[tuple[int, int | None, int | None]] = []
    floor = 0
    for row, top in zip(anchors, layout.heads, strict=True):
        author = row if layout.place is Place.INLINE and row not in unsigned else None
        if layout.place is Place.HEAD:
            author = top
        if layout.place is Place.ABOVE:
            author = names.get(row)
            if author is not None:
                author = name_above_badge(sheet, layout.plain, floor + 1, author)
        answered = None
        if author is not None and author > floor + 1 and _is_reply_phrase(sheet, author - 1):
            author, answered = author - 2, author
        elif author is not None and floor < author < row and _says_whom(sheet, author):
            author -= 1
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
        body = layout.plain.between(_after_double(sheet, row, end), end)
        if layout.anchor_is_text or row in unsigned:
            body.insert(0, row)
        if layout.place is Place.BELOW:
            author = layout.plain.first(row + 1, end)
            body = [r for r in body if r != author]
        if layout.has_cards_below:
            body = below_card(sheet, layout.furniture, row, end, body)
        above = [r for r in layout.plain.between(first, row) if r not in (author, answered)]
        subject = above[0] if len(above) == 1 else None
        drafts.append(Draft(row, author, first, max(end - 1, row), body, subject, answered))
    return drafts


def _names_above(sheet: Sheet, layout: Layout, anchors: list[int]) -> dict[int, int]:
    """Find the name above each anchor; past more furniture than usual stands another's text."""
    names: dict[int, int] = {}
    floor = 0
    for row in anchors:
        plain = layout.plain.between(max(floor, row - ABOVE_REACH), row)
        worded = [r for r in reversed(plain) if _is_worded(sheet, r)]
        names_first = sorted(worded[:2], key=lambda r: _says_whom(sheet, r))
        name = next(iter(names_first), None)
        if name is not None:
            names[row] = name
        floor = row + 1
    usual = median(row - name for row, name in names.items()) if names else 0
    names = {row: name for row, name in names.items() if row - name <= usual + ABOVE_SLACK}
    return names_above_ranks(sheet, layout.plain, names)


def _before(sheet: Sheet, layout: Layout) -> list[Draft]:
    anchors = [anchor.row for anchor in layout.series.anchors]
    drafts: list[Draft] = []
    floor = first_start(sheet, layout, anchors)
    for row in anchors:
        body = layout.plain.between(floor, row)
        if len(body) > 1 and _is_headed_apart(sheet, layout, body[0]):
            body.pop(0)
        author = row if layout.place is Place.INLINE else None
        last = row
        if layout.place is Place.ABOVE and len(body) > 1:
            author = body.pop()
        elif layout.place is Place.TOP and len(body) > 1:
            author = body.pop(0)
        elif layout.place is Place.BELOW:
            below = layout.plain.first(row + 1, row + 6)
            if below is not None:
                author = last = below
        drafts.append(Draft(row, author, min([floor, *body, row]), last, body))
        floor = last + 1
    if layout.place is Place.TOP:
        _begin_with_known_name(sheet, drafts)
        for draft in drafts:
            _drop_card(sheet, draft)
    return drafts


def _is_headed_apart(sheet: Sheet, layout: Layout, row: int) -> bool:
    """Tell the heading between comments that were chosen and all the others from a text."""
    heading = layout.heading
    if heading is None or sheet.borders[row] is not Border.START:
        return False
    return HIGHLIGHTS_HEADING.fullmatch(sheet.masks[heading]) is not None


def _drop_card(sheet: Sheet, draft: Draft) -> None:
    """Take "Guest" and the second writing of the name off the top of a text."""
    if draft.author is None:
        return
    if len(draft.body) > 1 and is_role(sheet, draft.body[0]):
        draft.body.pop(0)
    if len(draft.body) > 1 and sheet.rows[draft.body[0]].text == sheet.rows[draft.author].text:
        draft.body.pop(0)


def _begin_with_known_name(sheet: Sheet, drafts: list[Draft]) -> None:
    """Begin the first comment, above which nothing marks a border, at a name that comes again."""
    known = {sheet.masks[draft.author] for draft in drafts[1:] if draft.author is not None}
    first = drafts[0]
    if first.author is None or sheet.masks[first.author] in known:
        return
    place = next((p for p, row in enumerate(first.body[:-1]) if sheet.masks[row] in known), None)
    if place is not None:
        first.author = first.first = first.body[place]
        first.body = first.body[place + 1 :]


def _is_worded(sheet: Sheet, row: int) -> bool:
    return bool(WORD_CHARACTER.search(sheet.rows[row].text))


def _says_whom(sheet: Sheet, row: int) -> bool:
    """Tell "in reply to Ann", which stands between a name and its date."""
    return whom_answered(sheet.rows[row].text) is not None


def _is_reply_phrase(sheet: Sheet, row: int) -> bool:
    return bool(REPLY_PHRASE.fullmatch(sheet.rows[row].text))


def _item_above(sheet: Sheet, floor: int, row: int) -> int:
    """Find the list item that opens the record, a few rows above its anchor."""
    items = [r for r in range(max(floor, row - 4), row + 1) if sheet.rows[r].marker]
    return min(items, key=lambda r: sheet.rows[r].level) if items else row


def _says_again(date: FoundTime, other: FoundTime) -> bool:
    return date.time.text == other.time.text or is_same_moment(date, other)


def _after_double(sheet: Sheet, row: int, end: int) -> int:
    """Skip a head that is framed by the same date twice; that of an edit stands below the text."""
    if not sheet.times[row]:
        return row + 1
    date = sheet.times[row][0]
    for other, times in enumerate(sheet.times[row + 1 : min(row + 1 + DOUBLE_REACH, end)], row + 1):
        if times and any(_says_again(date, time) for time in times):
            return row + 1 if is_edit(sheet, other) else other + 1
    return row + 1
