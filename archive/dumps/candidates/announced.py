"""Whether a repetition is a discussion at all, or only a list, a menu or an article.

Every page repeats something. Comments are told from it by what announces them: a heading,
buttons to answer, "Ann says:", names and dates beside texts. The fewer they are, the more of
it is asked; where a heading counts none, there are none.
"""

from __future__ import annotations

from collections.abc import Mapping

from archive.dumps.candidates.listings import are_excerpts, is_listing, is_told
from archive.dumps.candidates.weighing import LONG_TEXT
from archive.dumps.learning.dated import anchor_shape
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.furniture import is_who_said
from archive.dumps.learning.layout import Layout
from archive.dumps.learning.places import Place
from archive.dumps.learning.sheet import BORDER_LENGTH, Border, Sheet, untimed
from archive.dumps.vocabulary.patterns import (
    COUNT_MENTION,
    DIGITS,
    NOTICES,
    RECENT,
    REPLY_BUTTON,
    SAYS_AT_END,
    SHARE_ROW,
    TEASER,
)

NEAR = 8
"""Rows between a heading and the first of few comments under it."""

TOLD = 0.75
"""What the texts of comments add at least, most of which end like sentences."""

NEARLY_ALL_TOLD = 1.3

LINKS = 0.3
"""What they add at most where next to none is told, as in a list of links."""

HALF_SIGNED = 1.5

SIGNED = 2.0
"""What names add at least where all comments are signed."""

CLEARLY_SIGNED = 2.3

CLEAR_SIDE = 0.5
"""What the side adds at least on which texts stand for certain."""

MANY = 8
"""So many signed texts need neither a heading nor a date, if all of them are told."""

FEW = 3
"""So few dates are often those of other articles, of the page and of its own article."""

SOME = 4

RIGHT_BELOW = 3

COUNTED = 2.0
"""What a heading adds that counts these comments."""

COUNTED_MORE = 1.0
"""What it adds where it counts a few more."""

AGAINST = -0.3
"""A part of a score that speaks against a series is lower."""

EMPTY = -0.8

MANY_EMPTY = -1.2

DOUBTS = ("strange", "other", "turns", "titled", "huge", "uneven", "borders", "empty", "doubles")
"""The parts of a score that only ever speak against it."""


def is_announced(
    sheet: Sheet, layout: Layout, drafts: list[Draft], parts: Mapping[str, float]
) -> bool:
    """Tell comments from whatever else a page repeats."""
    if _are_said_to_be_none(sheet, layout, drafts) and not _are_said(sheet, layout, parts):
        return False
    if layout.series.kind != "time":
        return _are_undated_comments(sheet, layout, drafts, parts)
    if len(drafts) == 1:
        return _is_announced_alone(sheet, layout, drafts)
    return _are_dated_comments(sheet, layout, drafts, parts)


def _are_said_to_be_none(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> bool:
    """Tell "0 Comments" above the first text, or in it, if that is the article."""
    inside = range(drafts[0].first, drafts[0].last + 1)
    return any(
        _counts_none(sheet, row)
        for row in sheet.counts
        if row == layout.heading or (row in inside and sheet.repeats[sheet.masks[row]] == 1)
    )


def _counts_none(sheet: Sheet, row: int) -> bool:
    """Tell a count of none in the row itself, not one beside it."""
    text = sheet.rows[row].text
    return sheet.counts[row] == 0 and "0" in text and NOTICES.search(text) is None


def _are_said(sheet: Sheet, layout: Layout, parts: Mapping[str, float]) -> bool:
    """Tell signed dates with buttons or "says:", which a page's 0 forgets."""
    if layout.series.kind != "time" or parts["author"] < SIGNED:
        return False
    is_answered = len(layout.series.anchors) > FEW and _has_buttons_to_talk(sheet, layout)
    return parts["said"] > 0 or is_answered


def _is_near_heading(sheet: Sheet, layout: Layout, drafts: list[Draft], reach: int) -> bool:
    heading = layout.heading
    if heading is None or RECENT.match(sheet.rows[heading].text):
        return False
    if heading not in sheet.counts and REPLY_BUTTON.fullmatch(sheet.masks[heading]):
        return False  # "Reply" under the one comment of a page.
    return drafts[0].first - heading <= reach


def _are_dated_comments(
    sheet: Sheet, layout: Layout, drafts: list[Draft], parts: Mapping[str, float]
) -> bool:
    """Tell signed dates from those of other articles, of quotes and of the page itself."""
    if parts["declared"] >= COUNTED or parts["said"] > 0:
        return True
    has_buttons = _has_buttons_to_talk(sheet, layout)
    is_framed = has_buttons or _is_framed(sheet, layout, drafts)
    if len(drafts) > SOME and parts["prose"] < LINKS and not is_framed:
        return False
    if not has_buttons and parts["declared"] < COUNTED_MORE and are_excerpts(sheet, drafts):
        return False
    reach = NEAR if len(drafts) <= FEW else 2 * NEAR
    if _is_near_heading(sheet, layout, drafts, reach) or _is_mentioned_right_above(sheet, drafts):
        return True
    if not is_framed and is_listing(sheet, layout, drafts):
        return False
    if layout.place is Place.NONE:
        is_marked = is_framed or parts["buttons"] > 0
        return is_marked and parts["prose"] >= NEARLY_ALL_TOLD
    if len(drafts) <= FEW:
        return _are_few_dated_comments(sheet, layout, drafts, parts)
    if is_framed:
        return has_buttons or parts["author"] >= HALF_SIGNED
    is_whole = parts["huge"] == 0 and parts["empty"] > MANY_EMPTY and parts["prose"] >= TOLD
    return is_whole and parts["author"] >= HALF_SIGNED


def _has_buttons_to_talk(sheet: Sheet, layout: Layout) -> bool:
    """Tell buttons to answer or to report from those that excerpts of articles have too."""
    return any(_is_about_talk(mask) for mask in layout.furniture & sheet.buttons)


def _is_about_talk(mask: str) -> bool:
    return SHARE_ROW.fullmatch(mask) is None and COUNT_MENTION.search(mask) is None


def _are_few_dated_comments(
    sheet: Sheet, layout: Layout, drafts: list[Draft], parts: Mapping[str, float]
) -> bool:
    """Two or three dates that no heading announces are asked whether all is as it should be."""
    if len({anchor_shape(sheet, anchor) for anchor in layout.series.anchors}) > 1:
        return False
    is_framed = _has_buttons_to_talk(sheet, layout) or _is_framed(sheet, layout, drafts)
    if is_framed or _are_numbered(sheet, drafts):
        return parts["author"] >= SIGNED
    is_doubtful = any(parts[name] < AGAINST for name in DOUBTS)
    return parts["author"] >= CLEARLY_SIGNED and parts["side"] >= CLEAR_SIDE and not is_doubtful


def _are_numbered(sheet: Sheet, drafts: list[Draft]) -> bool:
    """Tell heads that count up: "comment:1 by Ann", "May 5, 2010 #2"."""
    numbers = [set(DIGITS.findall(untimed(sheet, draft.anchor))) for draft in drafts]
    return any(
        all(str(first + index) in found for index, found in enumerate(numbers)) for first in (1, 2)
    )


def _are_undated_comments(
    sheet: Sheet, layout: Layout, drafts: list[Draft], parts: Mapping[str, float]
) -> bool:
    """Tell signed texts without dates from menus, paragraphs and lists of links."""
    is_counted = parts["declared"] >= COUNTED and parts["borders"] > AGAINST
    if is_counted and _is_near_heading(sheet, layout, drafts, NEAR):
        return True
    if parts["said"] > 0:
        return True
    if parts["prose"] < TOLD:
        return False
    if layout.heading in sheet.counts and parts["declared"] < COUNTED_MORE:
        return _is_near_heading(sheet, layout, drafts, RIGHT_BELOW) and (
            layout.series.kind == "item" or _is_below_article(sheet, layout)
        )
    if _is_near_heading(sheet, layout, drafts, NEAR):
        return True
    if _is_mentioned_right_above(sheet, drafts):
        return True
    has_buttons = _has_buttons_to_talk(sheet, layout)
    if parts["empty"] < EMPTY or (not has_buttons and is_listing(sheet, layout, drafts)):
        return False
    if layout.place is Place.NONE and layout.series.kind == "affix":
        return False
    if len(drafts) >= MANY:
        told = TOLD if layout.series.kind == "text" else NEARLY_ALL_TOLD
        return parts["prose"] >= told
    if len(drafts) < FEW or layout.place is Place.NONE:
        return False
    if layout.series.kind == "item" and _is_above_form(sheet, drafts):
        return True
    is_signed = parts["author"] >= (SIGNED if parts["prose"] < NEARLY_ALL_TOLD else 1.0)
    return is_signed and _is_framed(sheet, layout, drafts)


def _is_below_article(sheet: Sheet, layout: Layout) -> bool:
    """Tell the heading of a discussion from a count beside the title of an article."""
    above = sheet.rows[: layout.heading or 0]
    return any(len(row.text) > LONG_TEXT for row in above)


def _is_mentioned_right_above(sheet: Sheet, drafts: list[Draft]) -> bool:
    """Tell texts of which a row right above says how many there are: "by Ann | 6 comments"."""
    first = drafts[0].first
    return any(
        mention is not None and str(len(drafts)) in (mention["before"], mention["after"])
        for row in sheet.rows[max(0, first - RIGHT_BELOW) : first + 1]
        if len(row.text) <= BORDER_LENGTH
        for mention in [COUNT_MENTION.search(row.text.casefold())]
    )


def _is_above_form(sheet: Sheet, drafts: list[Draft]) -> bool:
    """Tell a list between an article's last sentence and a form from one with a caption."""
    above, below = drafts[0].first - 1, drafts[-1].last + 1
    has_form = Border.FORM in sheet.borders[below : below + 2]
    return has_form and above >= 0 and is_told(sheet.rows[above].text)


def _is_framed(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> bool:
    """Tell texts of which each has the same words or buttons beside it, and no "Read more"."""
    words = [mask for mask in layout.furniture if any(map(str.isalpha, mask))]
    words = [mask for mask in words if _is_about_talk(mask)]
    if not words or any(TEASER.fullmatch(mask) for mask in words):
        return False
    framed = sum(
        any(sheet.masks[row] in layout.furniture for row in range(draft.first, draft.last + 1))
        for draft in drafts
    )
    return framed >= len(drafts) - 1


def _is_announced_alone(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> bool:
    """One date is a comment's only where something says that comments stand here."""
    draft = drafts[0]
    if are_excerpts(sheet, drafts):
        return False
    if _is_near_heading(sheet, layout, drafts, NEAR + len(draft.body)):
        return True
    if any(is_who_said(sheet.masks[row]) for row in range(draft.first, draft.anchor + 1)):
        return True
    anchor = layout.series.anchors[0]
    if SAYS_AT_END.search(sheet.rows[anchor.row].text[: anchor.start].rstrip(" (")):
        return True
    has_button = any(
        sheet.masks[row] in sheet.buttons for row in range(draft.first, draft.last + 1)
    )
    return has_button and layout.place is not Place.NONE
