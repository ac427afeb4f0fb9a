"""Which series is the discussion: every candidate is cut and weighed as a whole."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from archive.dumps.candidates.announced import AGAINST, NEAR, SIGNED, is_announced
from archive.dumps.candidates.cutting import cut
from archive.dumps.candidates.weighing import (
    MOST_OF_LAYOUT,
    Hope,
    hope_for,
    hope_when_shorter,
    layout_hope,
    most_by_number,
    parts_of,
)
from archive.dumps.learning.anchors import Series
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.layout import Layout, learn
from archive.dumps.learning.series import find_other_series, find_time_series
from archive.dumps.learning.sheet import Sheet

PLAIN_SCORE = 17.0
"""Dates that explain a page so well leave no need to look at its other repetitions."""

CLEAN_SCORE = 13.0
"""It is lower where nothing speaks against them and no heading counts more of them."""

AGREED = 2.0
"""What a heading adds at least that counts these comments, or one less."""

LEAST_SCORE = 7.0
"""Below this a page has no discussion that could be told from anything else."""

ROUNDING = 1e-6
"""Sums of the same parts in another order may differ by less than this."""

TRIM_GAIN = 0.6
"""What it must add to the score to leave one anchor out."""

TRIMS = 4
"""Dates of something else that may stand at either end of a discussion."""

FEW_DATES = 3

FEW_GAIN = 1.5
"""What other repetitions must score more than few signed dates under a heading."""


@dataclass(slots=True)
class Candidate:
    layout: Layout
    drafts: list[Draft]
    score: float
    parts: dict[str, float]


def choose(sheet: Sheet) -> Candidate | None:
    """Give the best candidate, if one is good enough."""
    best = best_of(sheet, find_time_series(sheet), None)
    if best is None or not _is_plain(best):
        other = best_of(sheet, find_other_series(sheet), best)
        is_kept = best is not None and other is not None and _are_few_below_heading(best)
        if best is None or other is None or not is_kept or _is_clearly_better(other, best):
            best = other
    if best is None or best.score < LEAST_SCORE:
        return None
    return _trimmed(sheet, best)


def _are_few_below_heading(best: Candidate) -> bool:
    """Tell two or three signed dates under a heading, of which a menu repeats more."""
    heading, series = best.layout.heading, best.layout.series
    if heading is None or series.kind != "time" or not 1 < len(series.anchors) <= FEW_DATES:
        return False
    return best.drafts[0].first - heading <= NEAR and best.parts["author"] >= SIGNED


def _is_clearly_better(other: Candidate, few: Candidate) -> bool:
    """Tell what a heading counts or stands above, or what explains the page much better."""
    is_counted = other.parts["declared"] > few.parts["declared"]
    is_headed = other.parts["bare"] > 0
    return is_counted or is_headed or other.score > few.score + FEW_GAIN


def _is_plain(best: Candidate) -> bool:
    score = best.score - max(0.0, best.parts["said"])
    is_counted = not 0 < best.parts["declared"] < AGREED
    is_clean = is_counted and min(best.parts.values()) > AGAINST
    return score >= (CLEAN_SCORE if is_clean else PLAIN_SCORE)


def best_of(
    sheet: Sheet, found: list[Series], best: Candidate | None, *, least: float = LEAST_SCORE
) -> Candidate | None:
    """Weigh the most promising series first, until no other can be better.

    What scores less than `least` may be left out. Of two that score the same, the one found
    first is taken.
    """
    hopes: dict[int, Hope] = {}
    queue = [(-most_by_number(sheet, series), index) for index, series in enumerate(found)]
    heapq.heapify(queue)
    first = -1
    while queue:
        most, index = heapq.heappop(queue)
        asked = (best.score if best else least) - ROUNDING
        if -most < asked:
            break
        if index not in hopes:
            hopes[index] = hope_for(sheet, found[index])
            heapq.heappush(queue, (-hopes[index].most, index))
            continue
        candidate = weigh(sheet, found[index], hopes[index], asked)
        if candidate is None or not is_announced(
            sheet, candidate.layout, candidate.drafts, candidate.parts
        ):
            continue
        if best is None or (candidate.score, -index) > (best.score, -first):
            best, first = candidate, index
    return best


def _trimmed(sheet: Sheet, best: Candidate) -> Candidate:
    """Drop anchors off the ends while that makes the whole more like a discussion."""
    for _ in range(2 * TRIMS):
        kind, anchors = best.layout.series
        if len(anchors) < 3:
            break
        shorter = (anchors[1:], anchors[:-1])
        least = best.score + TRIM_GAIN
        found = [_weigh_if_hopeful(sheet, best, Series(kind, run), least) for run in shorter]
        better = max((c for c in found if c), key=lambda c: c.score, default=None)
        if better is None or better.score <= least:
            break
        best = better
    return best


def _weigh_if_hopeful(
    sheet: Sheet, longer: Candidate, series: Series, least: float
) -> Candidate | None:
    """Weigh a series with one anchor less, if that one can have cost as much as is asked."""
    hope = hope_when_shorter(sheet, series, longer.parts, least)
    return weigh(sheet, series, hope, least) if hope else None


def weigh(sheet: Sheet, series: Series, hope: Hope, least: float) -> Candidate | None:
    """Score one series by how much like a discussion its cut looks.

    A layout that cannot score `least` is not cut.
    """
    if len(series.anchors) < (1 if series.kind == "time" else 2):
        return None
    best: Candidate | None = None
    for layout in learn(sheet, series, hope.without_layout + MOST_OF_LAYOUT - least):
        if layout_hope(sheet, layout, hope) < least:
            continue
        drafts = cut(sheet, layout)
        filled = [draft for draft in drafts if draft.body]
        if not filled:
            continue
        parts = parts_of(sheet, layout, hope, drafts, filled)
        candidate = Candidate(layout, drafts, sum(parts.values()), parts)
        if best is None or candidate.score > best.score:
            best = candidate
    return best
