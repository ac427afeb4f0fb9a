"""The real dump beside the checkout, whose reading is known line by line; skipped without it."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from archive.dumps.page import parse_page
from archive.dumps.records import ParsedPage, SectionKind

DUMPS = Path(os.environ.get("DUMPS", Path(__file__).parents[3] / "shared" / "dumps"))
REAL = DUMPS / "valuewalk-russia-tajikistan.txt"


@pytest.fixture(scope="module")
def page() -> ParsedPage:
    if not REAL.exists():
        pytest.skip(f"{REAL} is absent")
    with REAL.open(encoding="utf-8", newline="") as dump:
        return parse_page(dump.read())


def test_declared_and_recovered_differ_and_a_defect_says_so(page: ParsedPage) -> None:
    assert (page.declared_count, len(page.comments)) == (24, 22)
    assert [defect.code for defect in page.defects].count("count-differs") == 1


def test_comments_stand_at_their_depths(page: ParsedPage) -> None:
    depths = Counter(comment.depth for comment in page.comments)
    assert depths == {0: 9, 1: 5, 2: 3, 3: 2, 4: 3}


def test_comment_without_author_is_placed_and_not_passed_off_as_read(page: ParsedPage) -> None:
    number = next(i for i, c in enumerate(page.comments) if c.first_line == 98)
    comment = page.comments[number]
    assert (comment.author, comment.parent, comment.last_line) == (None, None, 100)
    assert "place-decided" in {d.code for d in page.defects if d.comment == number}


def test_every_comment_has_its_minute(page: ParsedPage) -> None:
    times = [comment.posted for comment in page.comments]
    assert all(time and time.value and "T" in (time.isoformat() or "") for time in times)


def test_a_heading_of_the_article_is_no_comment(page: ParsedPage) -> None:
    heading = next(block for block in page.body if block.text.startswith("Why the sudden need"))
    assert heading.first_line < min(comment.first_line for comment in page.comments)
    kinds = {section.kind for section in page.sections if section.first_line > 188}
    assert kinds == {SectionKind.IGNORED}
