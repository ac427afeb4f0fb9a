"""The line that says how many comments there are: in other words, or gone."""

from __future__ import annotations

import re

from tests.benchmarks.disturbances.edits import Disturbed, Edit, rewritten
from tests.benchmarks.disturbances.located import COUNT_MENTION, Located

WORDINGS = {
    "24 Kommentare": "{n} Kommentare",
    "24 thoughts on …": "{n} thoughts on “{title}”",
    "Responses (24)": "Responses ({n})",
    "Комментарии: 24": "Комментарии: {n}",
    "24 reacties op …": "{n} reacties op {title}",
    "Discussion - 24 Beiträge": "Discussion - {n} Beiträge",
    "Reader remarks (24)": "Reader remarks ({n})",
}

REACH = 1500
"""Characters above the first text in which the heading stands."""

LONGEST = 140

_LINE = re.compile(r"[^\n]+")
_INDENT = re.compile(r"[\s#*•□○+o-]*(?=\S)")


def reword_heading(page: Located, wording: str | None) -> Disturbed | None:
    """Write the heading otherwise; without a wording, take it and every other count away."""
    number, first = page.truth["declared_count"], page.gaps()[0][1]
    if number is None:
        return None
    mentions = [m for m in COUNT_MENTION.finditer(page.text) if _counts(m, number)]
    lines = list(_LINE.finditer(page.text, max(0, first - REACH), first))
    heads = [line for line in lines if any(_within(m, line) for m in mentions)]
    if not heads or len(heads[-1][0]) > LONGEST:
        return None
    heading = heads[-1]
    if re.search(r"\D\d{4}\D|\d[:.]\d\d", heading[0]):
        return None
    indent = _INDENT.match(heading[0])
    assert indent is not None
    start = heading.start() + indent.end()
    if wording is not None:
        title = page.truth["title"] or "The old bridge"
        edit = Edit(start, heading.end(), wording.format(n=number, title=title))
        return rewritten(page.text, [edit]), page.truth
    edits = [Edit(start, heading.end(), "")]
    edits += [Edit(*m.span(), "") for m in mentions if not _within(m, heading)]
    text = rewritten(page.text, edits)
    if any(_counts(m, number) for m in COUNT_MENTION.finditer(text)):
        return None
    return text, {**page.truth, "declared_count": None}


def _counts(match: re.Match[str], number: int) -> bool:
    return re.sub(r"\D", "", match["before"] or match["after"]) == str(number)


def _within(match: re.Match[str], line: re.Match[str]) -> bool:
    return line.start() <= match.start() < line.end()
