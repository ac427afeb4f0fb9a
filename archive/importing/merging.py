"""Several captures of one page to the page that they show together.

The result is a function of the set of captures, so it cannot depend on the order in which
they were imported. The fullest capture comes first and is the base; the others add to it.
Nothing here reads a database: re-reading and importing share it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from archive.dumps.records import Certainty, Defect, ParsedComment, ParsedPage, Time
from archive.importing.directions import running_one_way
from archive.importing.keys import comment_keys, time_words, words
from archive.importing.matching import Slot, match_comments
from comments.tree import number_discussion

# How far a claim to a parent is to be believed. A page that lists everything flat shows
# replies as plain top-level comments, so those give way to an indent read elsewhere.
RANKS = {
    Certainty.EXPLICIT: 0,
    Certainty.INDENT: 1,
    None: 2,
    Certainty.DEPTH_CAPPED: 3,
    Certainty.GUESSED: 4,
}
LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One capture as it was read. `name` tells it from the others: its checksum."""

    name: str
    page: ParsedPage
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The page of all captures, its comments in pre-order with `keys` beside them.

    `places` gives, by a capture's name, the index in `page.comments` of each of its own
    comments, and `spans` the lines where it stands; `contradictions`, by the same name, what
    the capture says that was not kept.
    """

    page: ParsedPage
    keys: list[str]
    places: dict[str, list[int]]
    spans: dict[str, list[tuple[int, int]]]
    contradictions: dict[str, list[Defect]]


def merge_readings(readings: Sequence[Reading]) -> Merged:
    """Merge captures of one page; a single one is itself."""
    ordered = sorted(readings, key=_fullest_first)
    if len(ordered) == 1:
        page = ordered[0].page
        name = ordered[0].name
        indexes = list(range(len(page.comments)))
        return Merged(
            page=page,
            keys=comment_keys(page.comments),
            places={name: indexes},
            spans=_spans(ordered),
            contradictions={name: []},
        )
    captures = [reading.page.comments for reading in ordered]
    orders = running_one_way(captures)
    slots, places = match_comments(captures, orders)
    contradictions: dict[str, list[Defect]] = {reading.name: [] for reading in ordered}
    names = [reading.name for reading in ordered]
    for slot in slots:
        for reading, defect in _time_contradictions(slot, ordered):
            contradictions[names[reading]].append(defect)
    parents, certainties = _choose_parents(slots, places, ordered)
    for reading, defect in _parent_contradictions(slots, places, ordered, parents):
        contradictions[names[reading]].append(defect)
    order = _reading_order(slots, places, orders, parents)
    new_index = {old: new for new, old in enumerate(order)}
    comments = []
    for old in order:
        parent = parents[old]
        comments.append(
            replace(
                slots[old].comment,
                parent=None if parent is None else new_index[parent],
                depth=0 if parent is None else comments[new_index[parent]].depth + 1,
                parent_certainty=certainties[old],
            )
        )
    page = _merge_fields([reading.page for reading in ordered], tuple(comments))
    for reading in ordered:
        contradictions[reading.name] += _field_contradictions(reading.page, page)
    return Merged(
        page=page,
        keys=[slots[old].key for old in order],
        places={
            name: [new_index[slot] for slot in part]
            for name, part in zip(names, places, strict=True)
        },
        spans=_spans(ordered),
        contradictions=contradictions,
    )


def _spans(readings: Sequence[Reading]) -> dict[str, list[tuple[int, int]]]:
    return {
        reading.name: [(c.first_line, c.last_line) for c in reading.page.comments]
        for reading in readings
    }


def merged_order(old: Sequence[int], capture: Sequence[int]) -> list[int]:
    """All of both: the old ones as they stood, each new one after what it follows here."""
    is_old = set(old)
    followers: dict[int | None, list[int]] = {}
    before = None
    for item in capture:
        if item in is_old:
            before = item
        else:
            followers.setdefault(before, []).append(item)
    order = followers.get(None, [])
    for item in old:
        order += [item, *followers.get(item, [])]
    return order


def _fullest_first(reading: Reading) -> tuple[int, datetime, str]:
    return (-len(reading.page.comments), reading.captured_at or LAST, reading.name)


def _time_contradictions(slot: Slot, readings: Sequence[Reading]) -> Iterator[tuple[int, Defect]]:
    for reading, index in slot.members:
        comment = readings[reading].page.comments[index]
        if time_words(comment) not in ("", slot.time):
            sentence = f"Another capture says {slot.time!r}, which was kept."
            yield reading, _defect("time-contradicted", comment, index, sentence)


def _choose_parents(
    slots: Sequence[Slot], places: Sequence[Sequence[int]], readings: Sequence[Reading]
) -> tuple[list[int | None], list[Certainty | None]]:
    """The best claim to each comment's parent, and no comments that answer each other."""
    parents: list[int | None] = []
    certainties: list[Certainty | None] = []
    ranks: list[int] = []
    for slot in slots:
        claims = []
        for reading, index in slot.members:
            comment = readings[reading].page.comments[index]
            parent = None if comment.parent is None else places[reading][comment.parent]
            claims.append((RANKS[comment.parent_certainty], reading, parent, comment))
        rank, _reading, parent, comment = min(claims, key=lambda claim: claim[:2])
        parents.append(parent)
        certainties.append(comment.parent_certainty)
        ranks.append(rank)
    for ring in find_rings(parents):
        weakest = max(ring, key=lambda item: (ranks[item], slots[item].key))
        parents[weakest], certainties[weakest] = None, Certainty.GUESSED
    return parents, certainties


def find_rings(parents: Sequence[int | None]) -> Iterator[list[int]]:
    """Every group of comments that answer each other in a ring; linear."""
    walk_of = [0] * len(parents)
    for start in range(len(parents)):
        path = []
        at: int | None = start
        while at is not None and not walk_of[at]:
            walk_of[at] = start + 1
            path.append(at)
            at = parents[at]
        if at is not None and walk_of[at] == start + 1 and path:
            yield path[path.index(at) :]


def _parent_contradictions(
    slots: Sequence[Slot],
    places: Sequence[Sequence[int]],
    readings: Sequence[Reading],
    parents: Sequence[int | None],
) -> Iterator[tuple[int, Defect]]:
    for slot, kept in zip(slots, parents, strict=True):
        for reading, index in slot.members:
            comment = readings[reading].page.comments[index]
            claimed = None if comment.parent is None else places[reading][comment.parent]
            if claimed != kept and RANKS[comment.parent_certainty] <= RANKS[None]:
                sentence = "Another capture shows it as an answer to something else; see there."
                if kept is None:
                    sentence = "Captures contradict each other on what it answers; kept apart."
                yield reading, _defect("parent-contradicted", comment, index, sentence)


def _reading_order(
    slots: Sequence[Slot],
    places: Sequence[Sequence[int]],
    orders: Sequence[Sequence[int]],
    parents: Sequence[int | None],
) -> list[int]:
    """Pre-order over the merged discussion, siblings as the captures have them.

    A capture that shares nothing with those before it, such as another page of a long
    discussion, follows them, unless its times say that it comes first.
    """
    sequence: list[int] = []
    for place, order in zip(places, orders, strict=True):
        own = [place[index] for index in order]
        if set(own).isdisjoint(sequence) and not _is_earlier(own, sequence, slots):
            sequence = sequence + own
        else:
            sequence = merged_order(sequence, own)
    rank = {slot: index for index, slot in enumerate(sequence)}
    numbered = number_discussion(
        [None if parents[slot] is None else rank[parents[slot]] for slot in sequence]
    )
    order = [0] * len(sequence)
    for slot, place in zip(sequence, numbered, strict=True):
        order[place.position] = slot
    return order


def _is_earlier(own: Sequence[int], others: Sequence[int], slots: Sequence[Slot]) -> bool:
    first, other = (
        min(filter(None, (slots[item].time for item in part)), default="") for part in (own, others)
    )
    return bool(first and other and first < other)


def _merge_fields(pages: Sequence[ParsedPage], comments: tuple[ParsedComment, ...]) -> ParsedPage:
    """Each field from the fullest capture that has it; the finest date, the longest body."""
    titled = next((page for page in pages if page.title), pages[0])
    dated = max(pages, key=lambda page: _fineness(page.published))
    counts = [page.declared_count for page in pages if page.declared_count is not None]
    return replace(
        pages[0],
        title=titled.title,
        title_text=titled.title_text,
        site_name=next((page.site_name for page in pages if page.site_name), None),
        author=next((page.author for page in pages if page.author), None),
        published=dated.published,
        tags=tuple(dict.fromkeys(tag for page in pages for tag in page.tags)),
        image=next((page.image for page in pages if page.image), None),
        body=max((page.body for page in pages), key=lambda body: sum(len(b.text) for b in body)),
        declared_count=max(counts, default=None),
        comments=comments,
    )


def _fineness(time: Time | None) -> int:
    if time is None:
        return 0
    return 1 if time.precision is None else 2 + ["day", "minute", "second"].index(time.precision)


def _field_contradictions(page: ParsedPage, kept: ParsedPage) -> Iterator[Defect]:
    """What this capture says of the article that is not what was kept of all."""
    value = page.published.value if page.published else None
    if value and kept.published and value.date() != kept.published.value.date():
        yield _page_defect("published-contradicted", f"Kept: {kept.published.text!r}.")
    if page.title and words(page.title) != words(kept.title or ""):
        yield _page_defect("title-contradicted", f"Kept: {kept.title!r}.")
    if page.author and page.author != kept.author:
        yield _page_defect("author-contradicted", f"Kept: {kept.author!r}.")
    if page.body and _body_words(page) != _body_words(kept):
        yield _page_defect("body-contradicted", "Another capture has a longer body; kept that.")


def _body_words(page: ParsedPage) -> str:
    return words("\n".join(block.text for block in page.body))


def _page_defect(code: str, decision: str) -> Defect:
    return Defect(
        code=code, first_line=1, last_line=1, decision=f"Another capture says otherwise. {decision}"
    )


def _defect(code: str, comment: ParsedComment, index: int, decision: str) -> Defect:
    return Defect(
        code=code,
        first_line=comment.first_line,
        last_line=comment.last_line,
        decision=decision,
        comment=index,
    )
