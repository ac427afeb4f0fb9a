"""Which series is the discussion: every candidate is cut and weighed as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from archive.dumps.anchors import Series
from archive.dumps.cutting import cut
from archive.dumps.drafts import Draft
from archive.dumps.layout import Layout, learn
from archive.dumps.places import Place
from archive.dumps.series import find_series
from archive.dumps.sheet import Sheet
from archive.dumps.weighing import most_score, parts_of

PLAIN_SCORE = 17.0
"""Dates that explain a page so well leave no need to look at its other repetitions."""

LEAST_SCORE = 7.0
"""Below this a page has no discussion that could be told from anything else."""

TRIM_GAIN = 0.6
"""What it must add to the score to leave one anchor out."""

TRIMS = 4
"""Dates of something else that may stand at either end of a discussion."""

FEW = 2
"""So few comments must be announced by a heading or by buttons."""

NEAR = 8
"""Rows between a heading and the only comment under it."""


@dataclass(slots=True)
class Candidate:
    layout: Layout
    drafts: list[Draft]
    score: float
    parts: dict[str, float]


def choose(sheet: Sheet) -> Candidate | None:
    """Give the best candidate, if one is good enough."""
    best: Candidate | None = None
    for series in find_series(sheet):
        if best and best.score >= PLAIN_SCORE and series.kind != "time":
            break
        if best and most_score(sheet, series) <= best.score:
            continue
        candidate = weigh(sheet, series)
        if candidate is None or (
            len(candidate.drafts) == 1 and not _is_announced(sheet, candidate)
        ):
            continue
        if best is None or candidate.score > best.score:
            best = candidate
    if best is None or best.score < LEAST_SCORE:
        return None
    return _trimmed(sheet, best)


def _is_announced(sheet: Sheet, candidate: Candidate) -> bool:
    """One or two dates are comments only where something says that comments stand here."""
    draft, heading = candidate.drafts[0], candidate.layout.heading
    if heading is not None and draft.first - heading <= NEAR + len(draft.body):
        return True
    return (
        any(
            sheet.masks[row] in sheet.buttons
            for row in range(draft.first, candidate.drafts[-1].last + 1)
        )
        and candidate.layout.place is not Place.NONE
    )


def _trimmed(sheet: Sheet, best: Candidate) -> Candidate:
    """Drop anchors off the ends while that makes the whole more like a discussion."""
    for _ in range(2 * TRIMS):
        kind, anchors = best.layout.series
        if len(anchors) < 3:
            break
        shorter = (anchors[1:], anchors[:-1])
        found = [weigh(sheet, Series(kind, run)) for run in shorter]
        better = max((c for c in found if c), key=lambda c: c.score, default=None)
        if better is None or better.score <= best.score + TRIM_GAIN:
            break
        best = better
    return best


def weigh(sheet: Sheet, series: Series) -> Candidate | None:
    """Score one series by how much like a discussion its cut looks."""
    if len(series.anchors) < (1 if series.kind == "time" else 2):
        return None
    best: Candidate | None = None
    for layout in learn(sheet, series):
        drafts = cut(sheet, layout)
        filled = [draft for draft in drafts if draft.body]
        if not filled:
            continue
        parts = parts_of(sheet, layout, drafts, filled)
        candidate = Candidate(layout, drafts, sum(parts.values()), parts)
        if best is None or candidate.score > best.score:
            best = candidate
    return best
