"""Discussions beside the best one: below it on the same page, or on another page in the file.

Sidebars, teasers and lists of dates repeat too. On the measured pages none of them scores
more than 11.7, where discussions mostly have 13 to 18.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby

from archive.dumps.article.body import is_prose
from archive.dumps.candidates.choosing import AGREED, Candidate, best_of
from archive.dumps.learning.anchors import Anchor, Series
from archive.dumps.learning.layout import heading_above
from archive.dumps.learning.series import MAX_TIME_SERIES, find_time_series
from archive.dumps.learning.sheet import Border, Sheet, border_rows
from archive.dumps.records import Defect
from archive.dumps.vocabulary.patterns import HIGHLIGHTS_HEADING

FURTHER_SCORE = 12.5
"""What a discussion scores at least that stands beside another one."""

SIGNED = 1.0
"""What names add at least to the score of a discussion beside another one."""

MOST = 8
"""Discussions of one page; they bound the work on a hostile one."""

ARTICLE_LENGTH = 300
"""So many characters of prose between two discussions are the article of the second one."""


@dataclass(frozen=True, slots=True)
class Discussions:
    """All discussions of the page in its order, and those that stand under another article."""

    own: tuple[Candidate, ...]
    foreign: tuple[Candidate, ...]


NO_DISCUSSIONS = Discussions((), ())


def find_further(sheet: Sheet, best: Candidate) -> Discussions:
    """Look above and below the best discussion for others, in the dates that it leaves."""
    found = [best]
    if highlights := _highlights(sheet, best):
        return Discussions((highlights, best), ())
    if all(_is_inside(row, found) for row in sheet.counts):
        return Discussions((best,), ())  # No heading is left that could count another one.
    while len(found) < MOST:
        candidate = best_of(sheet, _left(sheet, found), None, least=FURTHER_SCORE)
        if candidate is None or not _is_clear(candidate):
            break
        if not all(_are_apart(candidate, other) for other in found):
            break
        found.append(candidate)
    if len(found) == 1:
        return Discussions((best,), ())
    found.sort(key=_first)
    place = found.index(best)
    start, end = place, place + 1
    while start > 0 and not _has_article_between(sheet, found[start - 1], found[start]):
        start -= 1
    while end < len(found) and not _has_article_between(sheet, found[end - 1], found[end]):
        end += 1
    return Discussions(tuple(found[start:end]), tuple(found[:start] + found[end:]))


def _highlights(sheet: Sheet, best: Candidate) -> Candidate | None:
    """Find the few comments that a page sets above all others; those shown twice stand below."""
    heading = heading_above(sheet, _first(best))
    if heading is None or not HIGHLIGHTS_HEADING.fullmatch(sheet.masks[heading]):
        return None
    runs = [s for s in _left(sheet, [best]) if heading < s.anchors[0].row < _first(best)]
    candidate = best_of(sheet, runs, None)
    if candidate is None or candidate.parts["author"] <= SIGNED:
        return None
    if candidate.layout.place is not best.layout.place or not _are_apart(candidate, best):
        return None
    said = {sheet.rows[row].text for draft in best.drafts for row in draft.body}
    above = [row for draft in candidate.drafts for row in draft.body]
    return None if any(sheet.rows[row].text in said for row in above) else candidate


def foreign_defects(sheet: Sheet, discussions: Discussions) -> list[Defect]:
    """Name the lines of discussions that were left to other pages."""
    return [
        Defect(
            code="further-page",
            first_line=sheet.rows[_first(candidate)].first,
            last_line=sheet.rows[candidate.drafts[-1].last].last,
            decision="These lines read like the discussion of another page, since an article "
            "stands between them and this page's own; they were not taken for its comments.",
        )
        for candidate in discussions.foreign
    ]


def _first(candidate: Candidate) -> int:
    """Give the first row, with the heading where it has one."""
    heading = candidate.layout.heading
    first = candidate.drafts[0].first
    return first if heading is None else min(first, heading)


def _is_clear(candidate: Candidate) -> bool:
    """Tell signed comments under a heading that counts them from any other dates."""
    parts = candidate.parts
    is_counted = parts["declared"] >= AGREED
    return candidate.score >= FURTHER_SCORE and is_counted and parts["author"] > SIGNED


def _left(sheet: Sheet, found: list[Candidate]) -> list[Series]:
    """Give what the discussions found so far leave of each series, also cut at headings."""
    ends = [candidate.drafts[-1].last for candidate in found]
    headings = [row for row, _ in border_rows(sheet) if sheet.borders[row] is Border.START]
    left: dict[tuple[Anchor, ...], None] = {}
    for series in find_time_series(sheet):
        free = [anchor for anchor in series.anchors if not _is_inside(anchor.row, found)]
        for cuts in (sorted(ends), sorted([*ends, *headings])):
            for _, run in groupby(free, key=lambda anchor: bisect_left(cuts, anchor.row)):
                left.setdefault(tuple(run))
    own = [run for run in left if len(run) > 1 and not _is_under(sheet, run, found)]
    runs = sorted(own, key=len, reverse=True)
    return [Series("time", run) for run in runs[:MAX_TIME_SERIES]]


def _is_under(sheet: Sheet, run: tuple[Anchor, ...], found: list[Candidate]) -> bool:
    """Tell dates that another discussion's heading is the nearest above."""
    heading = heading_above(sheet, run[0].row)
    return heading is not None and _is_inside(heading, found)


def _is_inside(row: int, found: list[Candidate]) -> bool:
    return any(_first(candidate) <= row <= candidate.drafts[-1].last for candidate in found)


def _are_apart(one: Candidate, other: Candidate) -> bool:
    return one.drafts[-1].last < _first(other) or other.drafts[-1].last < _first(one)


def _has_article_between(sheet: Sheet, above: Candidate, below: Candidate) -> bool:
    rows = sheet.rows[above.drafts[-1].last + 1 : _first(below)]
    return sum(len(row.text) for row in rows if is_prose(row)) >= ARTICLE_LENGTH
