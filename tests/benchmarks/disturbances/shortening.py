"""Fewer comments on the same page: whole threads are left out."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.benchmarks.disturbances.edits import Disturbed, Edit, rewritten
from tests.benchmarks.disturbances.headings import REACH
from tests.benchmarks.disturbances.located import (
    COUNT_MENTION,
    Located,
    Truth,
    date_pattern,
    dates_of,
    is_above,
    name_pattern,
)


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


def keep_none(page: Located, heading: str | None = "") -> Disturbed | None:
    """Leave every comment out, but for an opening post; the count becomes 0.

    A `heading` takes the place of the line that counts the comments; None takes it away, and
    every other count too.
    """
    if page.comments[0].get("optional"):
        return keep_first(page, 1) if heading == "" else None
    span = _span(page)
    if span is None:
        return None
    made = _emptied(page, *span)
    if heading == "":
        return made
    above = page.text.count("\n", 0, span[0])
    return _reworded(made, above, heading) if made[1]["declared_count"] == 0 else None


def _reworded(made: Disturbed, last: int, heading: str | None) -> Disturbed | None:
    """Write the last line above this one that counts none otherwise; take other counts away."""
    lines = made[0].split("\n")
    size = 0
    for number in range(min(last, len(lines) - 1), -1, -1):
        size += len(lines[number])
        if size > REACH:
            return None
        if any(_counts_none(match) for match in COUNT_MENTION.finditer(lines[number])):
            lines[number] = heading or ""
            break
    else:
        return None
    text = COUNT_MENTION.sub(
        lambda match: "" if _counts_none(match) else match[0], "\n".join(lines)
    )
    return text, {**made[1], "declared_count": None}


def _counts_none(match: re.Match[str]) -> bool:
    return (match["before"] or match["after"]) == "0"


def _span(page: Located) -> tuple[int, int] | None:
    """Find where the head of the first comment begins, and where the last comment is over."""
    above, gaps = is_above(page), page.gaps()
    if above is None or len(page.bodies) < 2 or not _are_together(page, above):
        return None
    number, gap = (0, page.heads()[0]) if above else (len(page.comments) - 1, page.heads()[-1])
    head = _head(page, number, gap)
    if head is None:
        return None
    start = head[0] if above else page.bodies[0][0]
    end = page.bodies[-1][1] if above else head[1]
    # What each comment has of its theme goes with it: a picture's caption above its head, the
    # number of its list, buttons below its text.
    shared = set.intersection(*(set(_lines(page.text[a:b])) for a, b in gaps[1:-1]))
    start = page.text.rfind("\n", 0, start) + 1
    while start > 0:
        line = page.text.rfind("\n", 0, start - 1) + 1
        if not set(_lines(page.text[line:start])) <= shared:
            break
        start = line
    end = page.text.find("\n", end) + 1 or len(page.text)
    while end < len(page.text):
        line = page.text.find("\n", end) + 1 or len(page.text)
        if not set(_lines(page.text[end:line])) <= shared:
            break
        end = line
    return start, end


def _emptied(page: Located, start: int, end: int) -> Disturbed:
    number = page.truth["declared_count"]
    edits = [Edit(start, end, "\n")]
    for match in COUNT_MENTION.finditer(page.text):
        group = "before" if match["before"] else "after"
        outside = match.end() <= start or match.start() >= end
        if number is not None and match[group] == str(number) and outside:
            edits.append(Edit(*match.span(group), "0"))
    truth = {**page.truth, "comments": [], "declared_count": None if number is None else 0}
    return rewritten(page.text, edits), truth


def _lines(text: str) -> list[str]:
    """Give the shapes of the lines that say something."""
    return [re.sub(r"\d+", "0", line).strip() for line in text.split("\n") if line.strip()]


def _head(page: Located, number: int, gap: tuple[int, int]) -> tuple[int, int] | None:
    """Find the name and the date of the first or the last comment, next to its text."""
    comment, found = page.comments[number], []
    for pattern in (
        re.compile(name_pattern(comment["author"])) if comment["author"] else None,
        date_pattern(comment["posted_at"]) if comment["posted_at"] else None,
    ):
        if pattern:
            matches = list(pattern.finditer(page.text, *gap))
            if not matches:
                return None
            found.append(matches[-1 if number == 0 else 0].span())
    if not found:
        return None
    return min(start for start, _ in found), max(end for _, end in found)


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
