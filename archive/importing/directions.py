"""Captures of one page that list its comments newest first, and others oldest first.

A site that changed its order, or a link that was followed, gives both. Before captures are
matched they are turned to run one way: siblings are turned round, never what answers what.
Threads and replies are looked at apart, since many sites list only the threads newest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from archive.dumps.records import ParsedComment
from archive.importing.keys import said

Comments = Sequence[ParsedComment]


def running_one_way(captures: Sequence[Comments]) -> list[list[int]]:
    """For each capture the indexes of its comments in pre-order, all captures running one way.

    Where they differ that is oldest first, or the first capture's way if no times tell.
    """
    families = [_families(comments) for comments in captures]
    turned = [
        _turned([threads for threads, _ in families], captures),
        _turned([replies for _, replies in families], captures),
    ]
    return [
        _walk(comments, turns_threads=turns_threads, turns_replies=turns_replies)
        for comments, turns_threads, turns_replies in zip(captures, *turned, strict=True)
    ]


def _families(comments: Comments) -> tuple[list[list[int]], list[list[int]]]:
    """The threads as one list of siblings, and the replies to each comment as a list each."""
    threads: list[int] = []
    replies: dict[int, list[int]] = {}
    for index, comment in enumerate(comments):
        siblings = threads if comment.parent is None else replies.setdefault(comment.parent, [])
        siblings.append(index)
    return [threads], list(replies.values())


def _turned(siblings: Sequence[list[list[int]]], captures: Sequence[Comments]) -> list[bool]:
    """Whether each capture's siblings have to be turned round."""
    base = _places(captures[0])
    in_time = [
        _direction(groups, lambda index, comments=comments: _time(comments[index]))
        for groups, comments in zip(siblings, captures, strict=True)
    ]
    with_base = [1]
    for number in range(1, len(captures)):
        own = _places(captures[number])
        place_of = {index: base[content] for content, index in own.items() if content in base}
        direction = _direction(siblings[number], place_of.get)
        with_base.append(direction or (in_time[number] * in_time[0]) or 1)
    if -1 not in with_base:
        return [False] * len(captures)
    base_is_backwards = in_time[0] < 0
    return [(direction < 0) != base_is_backwards for direction in with_base]


def _places(comments: Comments) -> dict[tuple[str, ...], int]:
    """Where comments stand that nobody says twice."""
    contents = [(comment.author or "", *said(comment)) for comment in comments]
    counts = Counter(contents)
    return {content: n for n, content in enumerate(contents) if counts[content] == 1}


def _time(comment: ParsedComment) -> float | None:
    value = comment.posted.value if comment.posted else None
    # Pages know no zone; for an order within one page any will do.
    return value and (value - value.min).total_seconds()


def _direction(groups: list[list[int]], rank: Callable[[int], float | None]) -> int:
    """1 if ranks rise from sibling to sibling, -1 if they fall, 0 if neither is plain.

    Twice as many have to agree as not: comments sorted by votes run neither way.
    """
    steps = Counter(step for group in groups for step in _steps(map(rank, group)))
    if steps[1] > 2 * steps[-1]:
        return 1
    return -1 if steps[-1] > 2 * steps[1] else 0


def _steps(ranks: Iterator[float | None]) -> Iterator[int]:
    before = None
    for rank in ranks:
        if rank is None:
            continue
        if before is not None and rank != before:
            yield 1 if rank > before else -1
        before = rank


def _walk(comments: Comments, *, turns_threads: bool, turns_replies: bool) -> list[int]:
    """Pre-order over the comments, siblings turned round where asked; without recursion."""
    if not turns_threads and not turns_replies:
        return list(range(len(comments)))
    [threads], _ = _families(comments)
    replies: dict[int, list[int]] = {}
    for index, comment in enumerate(comments):
        if comment.parent is not None:
            replies.setdefault(comment.parent, []).append(index)
    order: list[int] = []
    # A stack gives the last first, so what is not turned round goes on it in reverse.
    pending = threads if turns_threads else threads[::-1]
    while pending:
        index = pending.pop()
        order.append(index)
        below = replies.get(index, [])
        pending += below if turns_replies else below[::-1]
    return order
