"""The line that states the number of comments has a section of its own."""

from __future__ import annotations

import pytest

from archive.dumps.page import parse_page
from archive.dumps.records import ParsedPage, SectionKind

COMMENTS = """
Ann Field says:
May 10, 2010 at 5:30 pm

I do not agree with the second point at all.

Reply

Bob says:
May 11, 2010 at 6:30 pm

The plans are in the library.

Reply

Leave a Reply
"""

ARTICLE = """The old bridge

By Carla Stone, May 1, 2010

The old bridge will be closed for two years, the council said on Tuesday. It was built in 1904.
"""


def section_of(page: ParsedPage, text: str, words: str) -> SectionKind:
    line = next(n for n, line in enumerate(text.split("\n"), 1) if words in line)
    return next(s.kind for s in page.sections if s.first_line <= line <= s.last_line)


def test_heading_of_the_discussion_is_its_count() -> None:
    text = ARTICLE + "\n2 Comments\n" + COMMENTS
    page = parse_page(text)
    assert page.declared_count == len(page.comments) == 2
    assert section_of(page, text, "2 Comments") is SectionKind.COUNT
    assert section_of(page, text, "Ann Field") is SectionKind.COMMENT
    assert section_of(page, text, "Leave a Reply") is SectionKind.IGNORED


@pytest.mark.parametrize("line", ["Filed under bridges | 2 comments", "News · 2 comments"])
def test_count_may_stand_far_above_the_comments(line: str) -> None:
    text = "Daily Lamp\n\n" + line + "\n\n" + ARTICLE + "\nThoughts of our readers\n" + COMMENTS
    page = parse_page(text)
    assert page.declared_count == 2
    assert section_of(page, text, line) in (SectionKind.COUNT, SectionKind.TAGS)
    assert not any("2 comments" in defect.decision for defect in page.defects)


def test_byline_that_mentions_the_count_stays_a_byline() -> None:
    text = ARTICLE.replace("May 1, 2010", "May 1, 2010 | 2 comments") + "\nThoughts\n" + COMMENTS
    page = parse_page(text)
    assert page.declared_count == 2
    assert section_of(page, text, "By Carla Stone") is SectionKind.BYLINE


def test_page_without_a_count_has_no_such_section() -> None:
    page = parse_page(ARTICLE + COMMENTS)
    assert page.declared_count is None
    assert all(section.kind is not SectionKind.COUNT for section in page.sections)
