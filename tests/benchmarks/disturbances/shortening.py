"""Fewer comments on the same page: whole threads are left out."""

from __future__ import annotations

from collections.abc import Callable

from tests.benchmarks.disturbances.edits import Disturbed, Edit, rewritten
from tests.benchmarks.disturbances.located import COUNT_MENTION, Located, Truth, dates_of, is_above


def drop_threads(page: Located, every: int) -> Disturbed | None:
    """Leave out each thread of this number, and the last one never."""
    roots = [n for n, c in enumerate(page.comments) if c["parent"] is None]
    gone = set(roots[every - 1 :: every]) - {0, roots[-1]}
    return _without(page, lambda n, comments: _root(comments, n) in gone) if gone else None


def keep_first(page: Located, number: int) -> Disturbed | None:
    """Keep so many comments: the first, or the last where they are signed below."""
    if len(page.bodies) <= number:
        return None
    if is_above(page):
        return _without(page, lambda n, _: n >= number)
    return _without(page, lambda n, comments: n < len(comments) - number)


def _root(comments: list[Truth], number: int) -> int:
    while (parent := comments[number]["parent"]) is not None:
        number = parent
    return number


def _are_together(page: Located, above: bool) -> bool:
    """Tell whether dates stand on the same side of the texts as names."""
    dates = dates_of(page)
    if dates is None:
        return not any(c["posted_at"] for c in page.comments)
    bodies = [body for body, c in zip(page.bodies, page.comments, strict=True) if c["posted_at"]]
    return all((date < body) is above for date, body in zip(dates, bodies, strict=True))


def _without(page: Located, is_gone: Callable[[int, list[Truth]], bool]) -> Disturbed | None:
    """Cut comments out with the gap on the side of their names."""
    above, comments, gaps = is_above(page), page.comments, page.gaps()
    gone = [n for n in range(len(comments)) if is_gone(n, comments)]
    if above is None or not gone or len(gone) == len(comments) or not _are_together(page, above):
        return None
    edits = [
        Edit(gaps[n][0], gaps[n][1] + (end - start), "")
        if above
        else Edit(start, gaps[n + 1][1], "")
        for n, (start, end) in ((n, page.bodies[n]) for n in gone)
    ]
    left = [n for n in range(len(comments)) if n not in gone]
    places = {old: new for new, old in enumerate(left)}
    parents = {comments[n]["parent"] for n in left} - {None}
    if not parents <= places.keys():
        return None
    kept = [
        {**comments[n], "n": places[n], "parent": places.get(comments[n]["parent"])} for n in left
    ]
    declared = page.truth["declared_count"]
    if declared is not None and declared == len(comments):
        declared, old = len(kept), declared
        for match in COUNT_MENTION.finditer(page.text):
            group = "before" if match["before"] else "after"
            outside = not any(e.start < match.end() and match.start() < e.end for e in edits)
            if match[group] == str(old) and outside:
                edits.append(Edit(*match.span(group), str(declared)))
    truth = {**page.truth, "comments": kept, "declared_count": declared}
    return rewritten(page.text, edits), truth
