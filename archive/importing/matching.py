"""Which comments of several captures are the same comment.

Author and words must be equal. A time that one capture lacks ("3 hours ago") is taken from
another. Two known times are two comments, unless the words are too long to be said twice
and no capture shows both: then they are one comment whose time is contradicted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.dumps.records import ParsedComment
from archive.importing.keys import comment_key, said, time_words

LONG = 60
"""Nobody says as many characters twice by chance; "+1" and "thank you" are said again."""


@dataclass(slots=True)
class Slot:
    """One comment; `members` are (capture, index) pairs, at most one a capture."""

    members: list[tuple[int, int]] = field(default_factory=list)
    time: str = ""
    occurrence: int = 0
    comment: ParsedComment | None = None
    key: str = ""


def match_comments(
    captures: Sequence[Sequence[ParsedComment]], orders: Sequence[Sequence[int]]
) -> tuple[list[Slot], list[list[int]]]:
    """The comments of all captures, and for each capture the slot of each of its comments.

    `orders` says in which order to go through each capture's comments.
    """
    groups: dict[tuple[str, ...], list[list[int]]] = {}
    for number, comments in enumerate(captures):
        for index in orders[number]:
            content = (comments[index].author or "", *said(comments[index]))
            parts = groups.setdefault(content, [[] for _ in captures])
            parts[number].append(index)
    slots: list[Slot] = []
    places = [[0] * len(comments) for comments in captures]
    for content, parts in groups.items():
        for slot in _match_group(captures, parts, is_long=len(content[-1]) >= LONG):
            _describe(slot, captures)
            for number, index in slot.members:
                places[number][index] = len(slots)
            slots.append(slot)
    return slots, places


def _match_group(
    captures: Sequence[Sequence[ParsedComment]], parts: Sequence[Sequence[int]], *, is_long: bool
) -> list[Slot]:
    """Slots for comments of equal author and words; `parts` are their indexes by capture."""
    timed = [
        list(_with_occurrence(time_words(captures[number][index]) for index in part))
        for number, part in enumerate(parts)
    ]
    known = sorted({time for part in timed for time in part if time[0]})
    if is_long and len(known) > (fullest := max(len(part) for part in parts)):
        slots = _match_contradicting(parts, timed, fullest)
        _settle_times(slots, captures)
        return slots
    by_time = {time: Slot(time=time[0], occurrence=time[1]) for time in known}
    for number, part in enumerate(parts):
        free = [time for time in known if time not in timed[number]]
        for index, time in zip(part, timed[number], strict=True):
            if not time[0]:
                time = free.pop(0) if free else ("", _unused(by_time, number))
            by_time.setdefault(time, Slot(time=time[0], occurrence=time[1]))
            by_time[time].members.append((number, index))
    return list(by_time.values())


def _unused(slots: dict[tuple[str, int], Slot], number: int) -> int:
    """The next place for a comment without a time, for which no known time is left."""
    return sum(
        1
        for (time, _), slot in slots.items()
        if not time and any(capture == number for capture, _ in slot.members)
    )


def _match_contradicting(
    parts: Sequence[Sequence[int]], timed: Sequence[Sequence[tuple[str, int]]], fullest: int
) -> list[Slot]:
    """As many slots as the capture with the most has; equal times first, then by order."""
    base = next(number for number, part in enumerate(parts) if len(part) == fullest)
    slots = [Slot(time=time, occurrence=n) for time, n in timed[base]]
    for number, part in enumerate(parts):
        free = dict(enumerate(slots))
        rest = []
        for index, time in zip(part, timed[number], strict=True):
            same = [n for n, slot in free.items() if (slot.time, slot.occurrence) == time]
            if same:
                free.pop(same[0]).members.append((number, index))
            else:
                rest.append(index)
        for index, slot in zip(rest, free.values(), strict=False):
            slot.members.append((number, index))
    return slots


def _settle_times(slots: Sequence[Slot], captures: Sequence[Sequence[ParsedComment]]) -> None:
    """Give slots that have no time one that a member knows, and count equal times anew."""
    seen: Counter[str] = Counter()
    for slot in slots:
        if not slot.time:
            slot.time = min(
                filter(None, (time_words(captures[n][index]) for n, index in slot.members)),
                default="",
            )
        slot.occurrence = seen[slot.time]
        seen[slot.time] += 1


def _with_occurrence(times: Iterable[str]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for time in times:
        yield time, seen[time]
        seen[time] += 1


def _describe(slot: Slot, captures: Sequence[Sequence[ParsedComment]]) -> None:
    """Fill in what the slot's comment says: the first capture's words, the known time."""
    members = [captures[number][index] for number, index in slot.members]
    timed = [m.posted for m in members if m.posted and time_words(m) == slot.time]
    slot.comment = replace(
        members[0],
        posted=next(iter(timed), None),
        author_text=next((m.author_text for m in members if m.author_text), None),
    )
    slot.key = comment_key(slot.comment, time=slot.time, occurrence=slot.occurrence)
