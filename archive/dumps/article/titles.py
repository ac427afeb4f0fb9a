"""Finds the line that names the article, and splits the site's name off it.

The same words stand again in a breadcrumb, in the page's own title line or in "12
Responses to “…”"; a byline or a date stands beside them; the text begins below them and
speaks of the same things. `title_reasons.py` weighs these; the heaviest line is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf

from archive.dumps.article.body import is_listed
from archive.dumps.article.title_reasons import LONGEST, Candidate, Page, has_no_words, title_key
from archive.dumps.article.title_sites import find_site_name
from archive.dumps.article.words import NOT_A_TITLE
from archive.dumps.rows.reading import Row

SHORTLIST = 30
"""Rows that are weighed in full, chosen by their form alone."""

CLEAR = 0.5
"""A title whose weight exceeds its rival's by less is reported as a guess."""

ROUNDING = 1e-6
"""Sums of the same weights in another order may differ by less than this."""

# " | ", " – ", " » ", ": " between a title and the name of its site
SEPARATOR = re.compile(r"\s+[|–—·•»«:/>-]\s+|\s*[|»]\s*|:\s+|(?<=\S)\s+—")
# what every separator holds
SEPARATOR_SIGN = re.compile(r"[|–—·•»«:/>-]")
# "Re: A title", "Topic: A title"
REPLY_TITLE = re.compile(
    r"(?:re|aw|antw|thema|topic|thread|betreff|subject|sujet|tema|discussion)\s*:\s*(.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title; `rows` are the rows that show it, the page's own title line first.

    `written` is the title line as it stands, with the site's name if it has one.
    """

    text: str
    written: str
    site_name: str | None
    rows: tuple[int, ...]
    is_guessed: bool


def find_title(
    rows: Sequence[Row],
    end: int,
    *,
    dated: Sequence[bool],
    datelines: Sequence[bool],
    signed: Sequence[bool],
    is_flat: bool,
) -> Title | None:
    """Find the title among the rows before `end`, the first of the discussion."""
    page = Page(rows, end, dated=dated, datelines=datelines, signed=signed, is_flat=is_flat)
    scored: list[tuple[float, Candidate]] = []
    least = -inf
    for candidate in candidates(page):
        score = page.score(candidate, least)
        if score is not None:
            scored.append((score, candidate))
            least = max(least, score - CLEAR)
    if not scored:
        return None
    best_score, best = max(scored, key=lambda pair: pair[0])
    rivals = [score for score, other in scored if title_key(other.text) != best.key]
    is_guessed = bool(rivals) and best_score - max(rivals) < CLEAR - ROUNDING
    return _with_site(page, best, is_guessed=is_guessed)


def _with_site(page: Page, best: Candidate, *, is_guessed: bool) -> Title:
    """Add the page's own title line, if one of the first rows is the title with a site's name."""
    head, site = best.row, best.rest or None
    for index in range(min(3, best.row)):
        if found := _site_beside(page.rows[index].text, best.key):
            head, site = index, found
            break
    between = range(head, best.row)
    again = [index for index in between if title_key(page.rows[index].text) == best.key]
    return Title(
        text=best.text,
        written=page.rows[head].text,
        site_name=site or find_site_name(page.rows, best.row, best.key),
        rows=tuple(sorted({head, *again, best.row})),
        is_guessed=is_guessed,
    )


def _site_beside(text: str, key: str) -> str | None:
    """Give the site's name if this line is the title with one: "A title – Example News"."""
    for head, tail in splits(text):
        if title_key(head) == key:
            return tail
        if title_key(tail) == key:
            return head
    return None


def splits(text: str) -> Iterator[tuple[str, str]]:
    """Cut a line at each of its separators, at most six."""
    if len(text) > 2 * LONGEST or SEPARATOR_SIGN.search(text) is None:
        return
    for match in islice(SEPARATOR.finditer(text), 6):
        head, tail = text[: match.start()].strip(), text[match.end() :].strip()
        if head and tail:
            yield head, tail


def candidates(page: Page) -> Iterator[Candidate]:
    """Give rows and parts of rows; a part only where the page writes it more than once."""
    for index in _shortlist(page):
        text = page.rows[index].text
        if reply := REPLY_TITLE.match(text):
            text = reply[1]
        yield Candidate(index, text, title_key(text))
        for head, tail in splits(text):
            for part, rest in ((head, tail), (tail, head)):
                key = title_key(part)
                if len(key) > 7 and page.words.count(key) > 1:
                    yield Candidate(index, part, key, rest=rest)


def _shortlist(page: Page) -> list[int]:
    """Choose rows that look like titles; a page may have thousands that do not."""
    possible = [index for index in range(page.last) if _is_possible(page, index)]
    best_first = sorted(possible, key=lambda index: _form(page, index), reverse=True)
    return sorted(best_first[:SHORTLIST])


def _is_possible(page: Page, index: int) -> bool:
    row = page.rows[index]
    if not 3 < len(row.text) <= LONGEST or page.dated[index]:
        return False
    return (row.is_heading or not is_listed(row)) and not NOT_A_TITLE.match(row.text)


def _form(page: Page, index: int) -> float:
    """Weigh what can be seen at a glance."""
    row, rows = page.rows[index], page.rows
    gap_below = index + 1 < len(rows) and rows[index + 1].gap > 0
    is_above_body = page.body is not None and 0 <= page.body[0] - index <= 6
    return (
        (len(row.text) > 15)
        + (len(row.text) > 25)
        + 1.5 * (row.gap > 0)
        + 1.5 * gap_below
        + 3 * row.is_heading
        + 1.5 * (row.indent < page.indent)
        + 1.5 * (page.counts[row.text.lower()] > 1)
        + 2 * (index < 3)
        + any(page.dated[index + 1 : index + 5])
        + 2 * is_above_body
        - 2 * (row.text[-1] in ".,;")
        - 2 * has_no_words(row.text)
        - page.prose_above[index] / 1000
    )
