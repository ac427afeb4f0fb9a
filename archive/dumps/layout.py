"""How this page writes a comment, learnt from one series of anchors.

Around each anchor stand furniture (the same row in most records), perhaps an author, and
the body. What has to be found out is on which side of the anchor the body stands, and
where the author does; every hint adds to a sum, and the page's own repetition weighs
most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import fmean as mean
from statistics import median

from archive.dumps.names import Affixes, clean_name, name_score
from archive.dumps.patterns import NAMED, SIGNATURE, WORD_CHARACTER
from archive.dumps.series import Anchor, Series
from archive.dumps.sheet import Border, Sheet, mask_of

UNSURE = 2.5
"""Hints that sum to less leave the other side worth a try."""

ITEM_ABOVE = 2.0
"""The weight of a list item that opens each record a little above its anchor."""

REACH = 30
"""Rows looked at before the first and after the last anchor."""


class Place(StrEnum):
    """Where the author stands: on the anchor's row, next to it, or first of the record."""

    INLINE = "inline"
    ABOVE = "above"
    BELOW = "below"
    TOP = "top"
    HEAD = "head"
    NONE = "none"


@dataclass(slots=True)
class Layout:
    """What was learnt. `body_after`: the body follows its anchor."""

    series: Series
    furniture: frozenset[str]
    body_after: bool
    place: Place
    lefts: Affixes
    rights: Affixes
    author_right: bool
    certainty: float
    author_score: float
    heading: int | None
    opens_with_item: bool
    evidence: dict[str, float] = field(default_factory=dict)


def learn(sheet: Sheet, series: Series) -> list[Layout]:
    """Weigh the hints of one series; both sides are given where the hints are weak."""
    anchors = series.anchors
    furniture = find_furniture(sheet, anchors)
    gaps = [_plain(sheet, furniture, *span) for span in _spans(sheet, anchors)]
    lefts, rights, author_right, inline = _inline(sheet, anchors)
    heading = _heading_above(sheet, anchors[0].row)
    heads = head_rows(sheet, furniture, anchors)
    places = _place_scores(sheet, gaps, heads, anchors)
    evidence = _side_evidence(sheet, anchors, gaps, furniture, heading, places, inline)
    side = sum(evidence.values())
    sides = [side > 0, side <= 0] if abs(side) < UNSURE else [side > 0]
    layouts = []
    for body_after in sides:
        place, author_score = _choose_place(places, inline, body_after)
        layouts.append(
            Layout(
                series=series,
                furniture=furniture,
                body_after=body_after,
                place=place,
                lefts=lefts,
                rights=rights,
                author_right=author_right,
                certainty=side if body_after else -side,
                author_score=author_score,
                heading=heading,
                opens_with_item=evidence["items"] == ITEM_ABOVE,
                evidence=evidence,
            )
        )
    return layouts


def find_furniture(sheet: Sheet, anchors: tuple[Anchor, ...]) -> frozenset[str]:
    """Find the masks that stand between most anchors, and rows of nothing but buttons."""
    counts: Counter[str] = Counter()
    after: Counter[str] = Counter()
    spans = _spans(sheet, anchors)
    for first, last in spans[:-1]:
        counts.update({sheet.masks[row] for row in range(first, last)})
    for first, last in spans[1:]:
        after.update({sheet.masks[row] for row in range(first, last)})
    number = len(anchors)
    least = number if number <= 3 else max(2, -(-number // 2))
    often = {
        m
        for m in counts
        if m and max(counts[m], after[m]) >= max(2, least if m.count(" ") < PROSE else 0.7 * number)
    }
    buttons = {m for m in counts | after if m in sheet.buttons}
    buttons |= {m for m in counts | after if m in sheet.folds and sheet.repeats[m] > 1}
    slots = _slots(sheet, anchors, often - buttons, counts, after) if number > 3 else set()
    return frozenset(m for m in often | buttons if m not in slots and not is_anonymous(m))


PROSE = 5
"""Blanks in a row that may be a sentence, which people quote from each other."""

ALWAYS = 0.85
"""A row of so many records is furniture, whatever stands in its place elsewhere."""


def _slots(
    sheet: Sheet,
    anchors: tuple[Anchor, ...],
    masks: set[str],
    counts: Counter[str],
    after: Counter[str],
) -> set[str]:
    """Find masks that share their place with other names: an author who wrote the most."""
    slots: set[str] = set()
    for offset in (-1, -2, 1, 2):
        column = [
            a.row + offset for a in anchors if 0 <= a.row + offset < len(sheet.rows)
        ]
        present = {sheet.masks[row] for row in column}
        others = {m for m in present if m and m not in sheet.buttons}
        if len(others) < 3 or mean(name_score(sheet.rows[row].text) for row in column) < 0.6:
            continue
        slots |= {
            m for m in masks & others if max(counts[m], after[m]) < ALWAYS * len(anchors)
        }
    return slots


def is_anonymous(mask: str) -> bool:
    """Tell a word for nobody, which may well stand over most comments of a page."""
    return mask.strip(" :") in _NOBODY


_NOBODY = frozenset(
    "anonymous anonym anonyme anónimo anônimo anonimo anoniem anonim аноним 匿名 guest gast "
    "invité invitado ospite gość гость unknown nobody anonymous says".split()
)


def _spans(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[tuple[int, int]]:
    """Give the row ranges before the first anchor, between anchors, and after the last."""
    first = anchors[0].row
    top = first
    while top > 0 and first - top < REACH and sheet.borders[top - 1] is Border.NONE:
        top -= 1
    spans = [(top, first)]
    for above, below in zip(anchors, anchors[1:], strict=False):
        spans.append((above.row + 1, below.row))
    last = anchors[-1].row + 1
    end = last
    while end < len(sheet.rows) and end - last < REACH and sheet.borders[end] is Border.NONE:
        end += 1
    spans.append((last, end))
    return spans


def is_plain(sheet: Sheet, furniture: frozenset[str], row: int) -> bool:
    """Tell what somebody wrote from furniture, bare times and bare signs."""
    mask = sheet.masks[row]
    if not mask:
        return True
    if mask in furniture:
        return False
    times = sheet.times[row]
    if times and times[0].start == 0 and times[0].end >= len(sheet.rows[row].text) - 1:
        return False
    return True


def _plain(sheet: Sheet, furniture: frozenset[str], first: int, last: int) -> list[int]:
    return [row for row in range(first, last) if is_plain(sheet, furniture, row)]


def _inline(
    sheet: Sheet, anchors: tuple[Anchor, ...]
) -> tuple[Affixes, Affixes, bool, float]:
    left_texts = [sheet.rows[a.row].text[: a.start] for a in anchors]
    right_texts = [sheet.rows[a.row].text[a.end :] for a in anchors]
    lefts, rights = Affixes(left_texts), Affixes(right_texts)
    left_score = _side_score(left_texts, lefts)
    right_score = _side_score(right_texts, rights)
    author_right = right_score > left_score
    signed = mean(bool(NAMED.search(sheet.rows[a.row].text)) for a in anchors)
    if signed > 0.6:
        left_score *= 1.3
        right_score *= 1.3
    texts, affixes = (right_texts, rights) if author_right else (left_texts, lefts)
    names = [clean_name(affixes.strip(text)) for text in texts]
    mentioned = mean(
        _is_mentioned(sheet, a.row, name, a.row) for a, name in zip(anchors, names, strict=True)
    )
    left_score += MENTION * mentioned * (left_score > 0)
    right_score += MENTION * mentioned * (right_score > 0)
    return lefts, rights, author_right, max(left_score, right_score)


def _side_score(texts: list[str], affixes: Affixes) -> float:
    """Score one side of the anchors as names; what is always the same is furniture."""
    shape, count = Counter(mask_of(text.strip()) for text in texts).most_common(1)[0]
    if len(texts) > 2 and count >= ALWAYS * len(texts) and not is_anonymous(clean_name(shape)):
        return 0.0
    return _name_rate([clean_name(affixes.strip(text)) for text in texts])


def _name_rate(names: list[str]) -> float:
    """Score a column of texts as a column of names: each like a name, not all the same."""
    if not names:
        return 0.0
    rate = mean(name_score(name) for name in names)
    different = len({name for name in names if name}) / len(names)
    return rate * (0.8 + 0.2 * different)


def head_rows(
    sheet: Sheet, furniture: frozenset[str], anchors: tuple[Anchor, ...]
) -> list[int | None]:
    """Find for each anchor the first row of its head: what follows the body above it.

    The body is the longest run of plain rows between two anchors; the head begins with
    the first plain row after the furniture that closes it.
    """
    heads: list[int | None] = [None]
    for above, below in zip(anchors, anchors[1:], strict=False):
        blocks: list[list[int]] = [[]]
        for row in range(above.row + 1, below.row):
            if is_plain(sheet, furniture, row):
                blocks[-1].append(row)
            elif blocks[-1]:
                blocks.append([])
        sizes = [sum(len(sheet.rows[row].text) for row in block) for block in blocks]
        body = sizes.index(max(sizes))
        head = next((block for block in blocks[body + 1 :] if block), None)
        heads.append(head[0] if head else None)
    if len(heads) > 1 and heads[1] is not None:
        depths = [
            len([r for r in range(h, a.row) if is_plain(sheet, furniture, r)])
            for h, a in zip(heads[1:], anchors[1:], strict=True)
            if h is not None
        ]
        usual = int(median(depths))
        first = _plain(sheet, furniture, max(0, anchors[0].row - REACH), anchors[0].row)
        heads[0] = first[-usual] if 0 < usual <= len(first) else None
    pairs = _twice(sheet, anchors)
    if sum(pair is not None for pair in pairs) > 0.4 * len(pairs):
        heads = [head if pair is None else pair for pair, head in zip(pairs, heads, strict=True)]
    return heads


def _twice(sheet: Sheet, anchors: tuple[Anchor, ...]) -> list[int | None]:
    """Find above each anchor a name on two rows: a picture's caption, then the name."""
    pairs: list[int | None] = []
    floor = 0
    for anchor in anchors:
        texts = {row: sheet.rows[row].text for row in range(max(floor, anchor.row - 10), anchor.row)}
        pair = [r for r, text in texts.items() if texts.get(r + 1) == text and name_score(text) > 0.3]
        pairs.append(pair[-1] if pair else None)
        floor = anchor.row + 1
    return pairs


def _place_scores(
    sheet: Sheet, gaps: list[list[int]], heads: list[int | None], anchors: tuple[Anchor, ...]
) -> dict[Place, float]:
    above = [rows[-1] if rows else None for rows in gaps[:-1]]
    below = [rows[0] if rows else None for rows in gaps[1:]]
    scores = {
        Place.ABOVE: _column_score(sheet, above, anchors),
        Place.BELOW: _column_score(sheet, below, anchors),
        Place.TOP: _column_score(sheet, below[:-1], anchors[1:]) if len(gaps) > 2 else 0.0,
        Place.HEAD: _column_score(sheet, heads, anchors) * 1.03,
    }
    return scores


MENTION = 0.3
"""What it adds to a column of names that they stand elsewhere in their records too."""


def _column_score(
    sheet: Sheet, column: list[int | None], anchors: tuple[Anchor, ...]
) -> float:
    """Score rows as names; one that its record repeats is a name for certain.

    A picture's caption, "Ann: the first words …" for sharing, and an address with the
    name in it do so.
    """
    names = ["" if row is None else clean_name(sheet.rows[row].text) for row in column]
    mentioned = [
        row is not None and _is_mentioned(sheet, row, name, anchor.row)
        for row, name, anchor in zip(column, names, anchors, strict=True)
    ]
    return _name_rate(names) + MENTION * mean(mentioned)


def _is_mentioned(sheet: Sheet, row: int, name: str, anchor: int) -> bool:
    if len(name) < 3:
        return False
    first, last = min(row, anchor) - 3, max(row, anchor) + 12
    return any(
        name in sheet.rows[other].text and len(sheet.rows[other].text) < MENTION_LENGTH
        for other in range(max(0, first), min(last, len(sheet.rows)))
        if other != row
    )


MENTION_LENGTH = 140
"""A longer row is text, in which people name each other."""


def _choose_place(
    places: dict[Place, float], inline: float, body_after: bool
) -> tuple[Place, float]:
    options = {Place.INLINE: inline * 1.15, Place.ABOVE: places[Place.ABOVE]}
    if body_after:
        options[Place.BELOW] = places[Place.BELOW] * 0.9
        options[Place.HEAD] = places[Place.HEAD]
    else:
        options[Place.TOP] = places[Place.TOP] * 0.95
        options[Place.BELOW] = places[Place.BELOW] * 0.8
    place = max(options, key=lambda key: options[key])
    if options[place] < 0.35:
        return Place.NONE, 0.0
    return place, min(1.0, options[place])


def _heading_above(sheet: Sheet, row: int) -> int | None:
    for other in range(row - 1, max(-1, row - 60), -1):
        if sheet.borders[other] is Border.START and sheet.repeats[sheet.masks[other]] <= 3:
            return other
    return None


def _side_evidence(
    sheet: Sheet,
    anchors: tuple[Anchor, ...],
    gaps: list[list[int]],
    furniture: frozenset[str],
    heading: int | None,
    places: dict[Place, float],
    inline: float,
) -> dict[str, float]:
    return {
        "default": 0.2,
        "signature": _signature_evidence(sheet, anchors),
        "near": _near_evidence(sheet, anchors, furniture),
        "ends": _ends_evidence(sheet, gaps),
        "colon": _colon_evidence(sheet, anchors),
        "items": _item_evidence(sheet, anchors, gaps),
        "blocks": _block_evidence(sheet, anchors, furniture),
        "heading": _heading_evidence(sheet, gaps, heading, inline > 0.6),
        "end": _end_evidence(sheet, anchors, gaps),
        "blank": _blank_evidence(sheet, anchors, places),
    }


def _colon_evidence(sheet: Sheet, anchors: tuple[Anchor, ...]) -> float:
    ends = mean(sheet.rows[a.row].text.rstrip().endswith((":", "：")) for a in anchors)
    return 3.0 * ends if ends > 0.5 else 0.0


def _item_evidence(
    sheet: Sheet, anchors: tuple[Anchor, ...], gaps: list[list[int]]
) -> float:
    """Where one list item opens each record, its place tells the side."""
    counts, above, below, own = [], [], [], []
    for index, anchor in enumerate(anchors[1:], 1):
        first = anchors[index - 1].row + 1
        items = [row for row in range(first, anchor.row + 1) if sheet.rows[row].marker]
        counts.append(len(items))
        own.append(bool(items) and items[-1] == anchor.row)
        if items:
            start = min(items, key=lambda row: sheet.rows[row].level)
            above.append(sum(row < start for row in gaps[index]))
            below.append(sum(row >= start for row in gaps[index]))
    if not counts or median(counts) != 1 or len(above) < 0.6 * len(counts):
        return 0.0
    if mean(own) > 0.6:
        return 2.5
    if mean(below) <= 2.2 and mean(above) >= mean(below) * 0.8:
        return ITEM_ABOVE
    if mean(above) < 0.5 and mean(below) > 1:
        return -3.0
    return 0.0


def _block_evidence(
    sheet: Sheet, anchors: tuple[Anchor, ...], furniture: frozenset[str]
) -> float:
    """Where furniture splits the rows between anchors, the longest block is the body."""
    votes = []
    for above, below in zip(anchors, anchors[1:], strict=False):
        blocks = [0]
        for row in range(above.row + 1, below.row):
            if is_plain(sheet, furniture, row) and WORD_CHARACTER.search(sheet.rows[row].text):
                blocks[-1] += len(sheet.rows[row].text)
            elif blocks[-1] or len(blocks) == 1:
                blocks.append(0)
        if len(blocks) > 1 and sum(blocks):
            votes.append(_block_vote(blocks))
    return 2.0 * mean(votes) if votes else 0.0


def _block_vote(blocks: list[int]) -> float:
    longest = max(blocks)
    if blocks[0] == longest:
        return 1.0
    if blocks[-1] == longest:
        return -0.8 if blocks[0] else -0.5
    return 0.0


def _heading_evidence(
    sheet: Sheet, gaps: list[list[int]], heading: int | None, is_inline: bool
) -> float:
    """Between a heading and the first anchor there is a head or a body."""
    if heading is None:
        return 0.0
    between = [row for row in gaps[0] if row > heading]
    size = sum(len(sheet.rows[row].text) for row in between)
    if is_inline:
        return 2.0 if not between else -1.0 if size > 40 else 0.0
    if len(between) <= 1 and size <= 60:
        return 2.0
    if len(between) <= 3 and size <= 80:
        return 0.7
    return -1.0 if size > 100 else 0.0


def _signature_evidence(sheet: Sheet, anchors: tuple[Anchor, ...]) -> float:
    """ "Posted by Ann on May 5" mostly signs what stands above it."""
    signed = mean(
        bool(SIGNATURE.match(sheet.rows[a.row].text))
        and not sheet.rows[a.row].text[a.end :].strip()
        for a in anchors
    )
    return -1.0 if signed > 0.6 else 0.0


def _near_evidence(
    sheet: Sheet, anchors: tuple[Anchor, ...], furniture: frozenset[str]
) -> float:
    """A long row of furniture does not stand between a date and what belongs to it."""
    below = [
        _distance(sheet, furniture, range(above.row + 1, anchor.row))
        for above, anchor in zip(anchors, anchors[1:], strict=False)
    ]
    above = [
        _distance(sheet, furniture, range(anchor.row - 1, above.row, -1))
        for above, anchor in zip(anchors, anchors[1:], strict=False)
    ]
    if not below or abs(median(below) - median(above)) < 3:
        return 0.0
    return 1.5 if median(below) < median(above) else -1.5


def _distance(sheet: Sheet, furniture: frozenset[str], rows: range) -> int:
    for distance, row in enumerate(rows):
        if is_plain(sheet, furniture, row):
            return distance
    return len(rows)


def _ends_evidence(sheet: Sheet, gaps: list[list[int]]) -> float:
    """What stands before the first anchor, or after the last, should be like a body."""
    inner = [sum(len(sheet.rows[row].text) for row in gap) for gap in gaps[1:-1]]
    if not inner:
        return 0.0
    count = int(median(len(gap) for gap in gaps[1:-1])) or 1
    least = 0.25 * median(inner)
    before = sum(len(sheet.rows[row].text) for row in gaps[0][-count:])
    after = sum(len(sheet.rows[row].text) for row in gaps[-1][:count])
    return 1.0 * (before < least) - 1.0 * (after < least)


def _end_evidence(sheet: Sheet, anchors: tuple[Anchor, ...], gaps: list[list[int]]) -> float:
    return 0.4 if gaps[-1] else -1.5


def _blank_evidence(
    sheet: Sheet, anchors: tuple[Anchor, ...], places: dict[Place, float]
) -> float:
    if sheet.dialect.flat or sheet.dialect.markdown or len(anchors) < 2:
        return 0.0
    offset = 1 if places[Place.ABOVE] > 0.7 else 0
    above = mean(sheet.rows[max(0, a.row - offset)].gap > 0 for a in anchors)
    below = mean(
        a.row + 1 >= len(sheet.rows) or sheet.rows[a.row + 1].gap > 0 for a in anchors
    )
    return above - below
