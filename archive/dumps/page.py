"""The parser's one door: the text of a dump in, a `ParsedPage` out. It never raises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache

from archive.dumps.article.reading import read_article
from archive.dumps.candidates.choosing import Candidate, choose
from archive.dumps.dates.reading import Reading
from archive.dumps.dates.scan import read_text
from archive.dumps.dates.times import PageTimes, read_times
from archive.dumps.defects import comment_defects, count_defect, page_confidence
from archive.dumps.discussion.declared import read_declared
from archive.dumps.discussion.further import (
    NO_DISCUSSIONS,
    Discussions,
    find_further,
    foreign_defects,
)
from archive.dumps.discussion.reading import read_discussions
from archive.dumps.learning.sheet import Sheet, spread
from archive.dumps.records import Defect, ParsedComment, ParsedPage, Section, SectionKind
from archive.dumps.rows.bars import part_cells, part_tabs
from archive.dumps.rows.columns import unfold
from archive.dumps.rows.dialects import DIALECTS, Dialect, detect_dialect
from archive.dumps.rows.lines import clean_lines
from archive.dumps.rows.opening_heads import part_heads
from archive.dumps.rows.pieces import join_pieces
from archive.dumps.rows.reading import Row, read_rows
from archive.dumps.rows.signed_ends import part_signatures
from archive.dumps.sections import cover

BAR_GAIN = 1.0
"""What cells that bars part must add to the score of their page."""


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
    sheet, candidate = _choose(_spread(clean.texts, rows, times, layout, captured_at, read))
    discussions, comments = _read(sheet, candidate)
    if len({comment.first_line for comment in comments}) < len(comments):
        # Each comment is found again by the line that it begins on.
        sheet = spread(rows, times.found, layout)
        candidate = choose(sheet)
        discussions, comments = _read(sheet, candidate)
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
    lines: list[str],
    rows: list[Row],
    times: PageTimes,
    layout: Dialect,
    captured_at: datetime | None,
    read: Callable[[str], Sequence[Reading]],
) -> list[Sheet]:
    """Spread out what the discussion is read from, in each way in which it may be read.

    For it the pieces of flat text are joined, and heads and signatures parted from the texts that
    they open and end; the cells of tables may stand one after another.
    """
    ways = [join_pieces(rows) if layout.flat else _parted(rows, times)]
    unfolding = part_cells if layout.markdown else part_tabs if layout.tabs else unfold
    if layout.tables and (cells := unfolding(lines)) is not None:
        ways.append(read_rows(lines, layout, cells))
    sheets = []
    for way in ways:
        texts = [row.text for row in way]
        own = times if way is rows else read_times(texts, captured_at=captured_at, read=read)
        sheets.append(spread(way, own.found, layout))
    return sheets


def _parted(rows: list[Row], times: PageTimes) -> list[Row]:
    """Part heads and signatures that share their lines with texts."""
    return part_heads(rows, times.found) or part_signatures(rows, times.found) or rows


def _read(
    sheet: Sheet, candidate: Candidate | None
) -> tuple[Discussions, tuple[ParsedComment, ...]]:
    discussions = find_further(sheet, candidate) if candidate else NO_DISCUSSIONS
    return discussions, read_discussions(sheet, discussions.own)


def _choose(sheets: Sequence[Sheet]) -> tuple[Sheet, Candidate | None]:
    """Give the way to read a page that explains most of it."""
    found = [(sheet, choose(sheet)) for sheet in sheets]
    scores = [candidate.score if candidate else 0.0 for _, candidate in found]
    gain = BAR_GAIN if sheets[0].dialect.markdown else 0.0
    return found[-1] if scores[-1] >= scores[0] + gain else found[0]


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
