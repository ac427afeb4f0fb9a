"""How this page writes a comment, learnt from one series of anchors.

Around each anchor stand furniture (the same row in most records), perhaps an author, and
the body. What has to be found out is on which side of the anchor the body stands, and
where the author does; every hint adds to a sum, and the page's own repetition weighs
most.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from archive.dumps.learning.anchors import Anchor, Series
from archive.dumps.learning.cards import card_names, names_below
from archive.dumps.learning.closing_dates import first_opening
from archive.dumps.learning.furniture import find_furniture, spans_of
from archive.dumps.learning.places import (
    INLINE,
    Place,
    choose_place,
    head_rows,
    inline_names,
    is_named_above_card,
    names_close_records,
    place_scores,
)
from archive.dumps.learning.plain import Plain
from archive.dumps.learning.sheet import Sheet, heading_rows
from archive.dumps.learning.sides import ITEM_ABOVE, side_evidence
from archive.dumps.rows.signed_ends import is_parted
from archive.dumps.vocabulary.averages import mean
from archive.dumps.vocabulary.names import Affixes
from archive.dumps.vocabulary.patterns import ADDRESS

UNSURE = 2.5
"""Hints that sum to less leave the other side worth a try."""

CARDS = 3.0
"""The weight of a member card above the anchors: a card opens a post, its text follows."""


CLOSES = 4.0
"""The weight of what opens a comment below every date but the last."""


CLOSED = 1.5
"""The weight of names below the dates that seem to close the texts above."""


@dataclass(slots=True)
class Layout:
    """What was learnt. `body_after`: the body follows its anchor.

    `heads` gives for each anchor the first row of its head, where one was found; `opening`
    is the row that opens the first comment, where dates close the comments.
    """

    series: Series
    furniture: frozenset[str]
    plain: Plain
    heads: list[int | None]
    opening: int | None
    body_after: bool
    place: Place
    lefts: Affixes
    rights: Affixes
    author_right: bool
    certainty: float
    author_score: float
    heading: int | None
    opens_with_item: bool
    anchor_is_text: bool
    has_cards: bool
    has_cards_below: bool
    evidence: dict[str, float] = field(default_factory=dict)


MOST_PARTED = 0.6
"""Where so many dates were parted from the text before them, they close it."""

MOST_OF_AUTHOR = 2.5
"""What authors on the rows of all comments add to a score."""

NAMELESS = 0.5
"""What a page adds that names nobody."""

BUTTONS = 1.0
"""What buttons under the comments add."""


def learn(sheet: Sheet, series: Series, slack: float) -> list[Layout]:
    """Weigh the hints of one series; both sides are given where the hints are weak.

    None are given where buttons and authors are missed for which more than `slack` was
    hoped: then the series cannot be the best.
    """
    anchors = series.anchors
    furniture = find_furniture(sheet, anchors)
    if furniture.isdisjoint(sheet.buttons):
        slack -= BUTTONS
        if slack < 0:
            return []
    plain = Plain(sheet, furniture)
    spans = spans_of(sheet, anchors)
    gaps = [plain.between(*span) for span in spans]
    lefts, rights, author_right, inline = inline_names(sheet, anchors)
    heading = heading_above(sheet, anchors[0].row)
    cards = card_names(sheet, anchors)
    heads = head_rows(sheet, plain, anchors, cards)
    has_cards = any(name is not None for name in cards)
    names_close = names_close_records(sheet, anchors, gaps)
    places = place_scores(sheet, gaps, heads, has_cards=has_cards, names_close=names_close)
    best = min(1.0, max(inline * INLINE, *places.values()))
    if slack < MOST_OF_AUTHOR - max(MOST_OF_AUTHOR * best, NAMELESS):
        return []
    evidence = side_evidence(sheet, anchors, spans, gaps, heading, places, inline)
    below = names_below(sheet, anchors)
    has_cards_below = any(name is not None for name in below)
    is_named_above = is_named_above_card(sheet, gaps, below)
    opening = first_opening(sheet, anchors, spans[0][0])
    if opening is not None:
        evidence["closing dates"] = -CLOSES
    elif (
        mean(is_parted(sheet.rows, anchor.row, tabs=sheet.dialect.tabs) for anchor in anchors)
        > MOST_PARTED
    ):
        evidence["signed ends"] = -CLOSES
    elif has_cards or has_cards_below:
        evidence["cards"] = CARDS
    elif names_close:
        evidence["closing names"] = -CLOSED
    side = sum(evidence.values())
    anchor_is_text = is_text_list(sheet, series)
    if anchor_is_text:
        side = UNSURE
    sides = [side > 0, side <= 0] if abs(side) < UNSURE else [side > 0]
    layouts = []
    for body_after in sides:
        place, author_score = choose_place(places, inline, body_after)
        if has_cards_below and body_after and not is_named_above:
            place, author_score = Place.BELOW, max(author_score, places[Place.BELOW])
        if anchor_is_text:
            place, author_score = Place.NONE, 0.0
        layouts.append(
            Layout(
                series=series,
                furniture=furniture,
                plain=plain,
                heads=heads,
                opening=opening,
                body_after=body_after,
                place=place,
                lefts=lefts,
                rights=rights,
                author_right=author_right,
                certainty=side if body_after else -side,
                author_score=author_score,
                heading=heading,
                opens_with_item=evidence["items"] == ITEM_ABOVE,
                anchor_is_text=anchor_is_text,
                has_cards=has_cards,
                has_cards_below=has_cards_below,
                evidence=evidence,
            )
        )
    return layouts


def _share_parted(sheet: Sheet, anchors: tuple[Anchor, ...]) -> float:
    tabs = sheet.dialect.tabs
    return mean(is_parted(sheet.rows, anchor.row, tabs=tabs) for anchor in anchors)


PROSE_LENGTH = 60
"""List items that are longer on average are texts, not names."""


def is_text_list(sheet: Sheet, series: Series) -> bool:
    """Tell a list of texts, which is what is left where an extractor dropped every head."""
    if series.kind != "item":
        return False
    texts = [sheet.rows[anchor.row].text for anchor in series.anchors]
    most = PROSE_LENGTH * len(texts)
    if sum(map(len, texts)) <= most:
        return False
    return sum(len(ADDRESS.sub("", text) if "/" in text else text) for text in texts) > most


HEADING_REACH = 60
"""Rows between a heading and the first anchor below it."""


def heading_above(sheet: Sheet, row: int) -> int | None:
    headings = heading_rows(sheet)
    place = bisect_left(headings, row) - 1
    return headings[place] if place >= 0 and row - headings[place] < HEADING_REACH else None
