"""The parser's one door: the text of a dump in, a `ParsedPage` out. It never raises."""

from __future__ import annotations

from datetime import datetime

from archive.dumps.dialects import DIALECTS, detect_dialect
from archive.dumps.lines import clean_lines
from archive.dumps.records import ParsedPage
from archive.dumps.sections import cover


def parse_page(
    text: str, *, dialect: str | None = None, captured_at: datetime | None = None
) -> ParsedPage:
    """Read a saved page. `captured_at` is the only base for "2 hours ago".

    Raises KeyError for a dialect that is not in `DIALECTS`, and nothing on any text.
    """
    clean = clean_lines(text)
    layout = DIALECTS[dialect] if dialect else detect_dialect(clean.texts)
    return ParsedPage(
        dialect=layout.name,
        line_count=len(clean.texts),
        title=None,
        title_text=None,
        site_name=None,
        author=None,
        published=None,
        tags=(),
        image=None,
        body=(),
        declared_count=None,
        comments=(),
        sections=cover((), len(clean.texts)),
        defects=clean.defects,
        confidence=0.0,
    )
