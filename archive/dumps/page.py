"""The parser's one door: the text of a dump in, a `ParsedPage` out. It never raises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from archive.dumps.article import read_article
from archive.dumps.choosing import Candidate, choose
from archive.dumps.date_reading import Reading
from archive.dumps.date_scan import read_text
from archive.dumps.dates import PageTimes, read_times
from archive.dumps.declared import read_declared
from archive.dumps.defects import comment_defects, count_defect, page_confidence
from archive.dumps.dialects import DIALECTS, Dialect, detect_dialect
from archive.dumps.discussion import read_discussions
from archive.dumps.further import NO_DISCUSSIONS, find_further, foreign_defects
from archive.dumps.lines import clean_lines
from archive.dumps.pieces import join_pieces
from archive.dumps.records import Defect, ParsedComment, ParsedPage, Section, SectionKind
from archive.dumps.rows import Row, read_rows
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
    read = cache(read_text) if layout.flat else read_text
    times = read_times([row.text for row in rows], captured_at=captured_at, read=read)
    sheet = _spread(rows, times, layout, captured_at, read)
    candidate = choose(sheet)
    discussions = find_further(sheet, candidate) if candidate else NO_DISCUSSIONS
    comments = read_discussions(sheet, discussions.own)
    declared = read_declared(sheet, discussions.own, len(comments))
    lines = _discussion_lines(sheet, discussions.own, comments)
    article = read_article(
        rows,
        times,
        line_count=len(clean.texts),
        discussion=lines,
        count_line=declared.line,
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
        declared_count=declared.number,
        comments=comments,
        sections=cover(
            [*_claims(comments), *_count_claim(declared.line, lines), *article.sections],
            len(clean.texts),
        ),
        defects=(
            *clean.defects,
            *article.defects,
            *_date_defects(times, len(clean.texts)),
            *count_defect(declared.number, comments, declared.line or 1),
            *foreign_defects(sheet, discussions),
            *comment_defects(comments),
        ),
        confidence=(
            page_confidence(candidate.score, comments, declared.number) if candidate else 0.0
        ),
    )


def _spread(
    rows: list[Row],
    times: PageTimes,
    layout: Dialect,
    captured_at: datetime | None,
    read: Callable[[str], Sequence[Reading]],
) -> Sheet:
    """Spread out what the discussion is read from; the pieces of flat text are joined for it."""
    if not layout.flat:
        return spread(rows, times.found, layout)
    joined = join_pieces(rows)
    times = read_times([row.text for row in joined], captured_at=captured_at, read=read)
    return spread(joined, times.found, layout)


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


def _count_claim(line: int | None, discussion: tuple[int, int] | None) -> list[Section]:
    """Claim the heading that states the count; outside the discussion the article does."""
    if line is None or discussion is None or not discussion[0] <= line <= discussion[1]:
        return []
    return [Section(kind=SectionKind.COUNT, first_line=line, last_line=line, rule="count")]


def _discussion_lines(
    sheet: Sheet, discussions: tuple[Candidate, ...], comments: tuple[ParsedComment, ...]
) -> tuple[int, int] | None:
    if not comments:
        return None
    first = min(comment.first_line for comment in comments)
    heading = discussions[0].layout.heading
    if heading is not None:
        first = min(first, sheet.rows[heading].first)
    return first, max(comment.last_line for comment in comments)
