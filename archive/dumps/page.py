"""The parser's one door: the text of a dump in, a `ParsedPage` out. It never raises."""

from __future__ import annotations

from datetime import datetime

from archive.dumps.article import read_article
from archive.dumps.choosing import Candidate, choose
from archive.dumps.dates import PageTimes, read_times
from archive.dumps.declared import read_declared
from archive.dumps.defects import comment_defects, count_defect, page_confidence
from archive.dumps.dialects import DIALECTS, detect_dialect
from archive.dumps.discussion import read_comments
from archive.dumps.lines import clean_lines
from archive.dumps.records import Defect, ParsedComment, ParsedPage, Section, SectionKind
from archive.dumps.rows import read_rows
from archive.dumps.sections import cover
from archive.dumps.sheet import Sheet, spread


def parse_page(
    text: str, *, dialect: str | None = None, captured_at: datetime | None = None
) -> ParsedPage:
    """Read a saved page. `captured_at` is the only base for "2 hours ago".

    Raises KeyError for a dialect that is not in `DIALECTS`, and nothing on any text.
    """
    clean = clean_lines(text)
    layout = DIALECTS[dialect] if dialect else detect_dialect(clean.texts)
    rows = read_rows(clean.texts, layout)
    times = read_times([row.text for row in rows], captured_at=captured_at)
    sheet = spread(rows, times.found, layout)
    candidate = choose(sheet)
    comments = read_comments(sheet, candidate) if candidate else ()
    declared, count_line = read_declared(sheet, candidate, len(comments))
    lines = _discussion_lines(sheet, candidate, comments)
    article = read_article(
        rows,
        times,
        line_count=len(clean.texts),
        discussion=lines,
        is_flat=layout.flat,
    )
    return ParsedPage(
        dialect=layout.name,
        line_count=len(clean.texts),
        title=article.title,
        title_text=article.title_text,
        site_name=article.site_name,
        author=article.author,
        published=article.published,
        tags=article.tags,
        image=article.image,
        body=article.body,
        declared_count=declared,
        comments=comments,
        sections=cover([*_claims(comments), *article.sections], len(clean.texts)),
        defects=(
            *clean.defects,
            *article.defects,
            *_date_defects(times, len(clean.texts)),
            *count_defect(declared, comments, count_line),
            *comment_defects(comments),
        ),
        confidence=page_confidence(candidate.score, comments) if candidate else 0.0,
    )


def _date_defects(times: PageTimes, last_line: int) -> list[Defect]:
    if not times.is_order_guessed:
        return []
    return [
        Defect(
            code="date-order-guessed",
            first_line=1,
            last_line=max(1, last_line),
            decision="Nothing on the page tells whether its dates put the day or the month "
            "first; the commoner order was taken.",
        )
    ]


def _claims(comments: tuple[ParsedComment, ...]) -> list[Section]:
    return [
        Section(
            kind=SectionKind.COMMENT,
            first_line=comment.first_line,
            last_line=comment.last_line,
            comment=index,
            rule="pattern",
        )
        for index, comment in enumerate(comments)
    ]


def _discussion_lines(
    sheet: Sheet, candidate: Candidate | None, comments: tuple[ParsedComment, ...]
) -> tuple[int, int] | None:
    if candidate is None or not comments:
        return None
    first = min(comment.first_line for comment in comments)
    heading = candidate.layout.heading
    if heading is not None:
        first = min(first, sheet.rows[heading].first)
    return first, max(comment.last_line for comment in comments)
