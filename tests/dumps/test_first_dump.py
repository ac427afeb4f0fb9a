"""The dump that this product was first asked for, where it lies beside the checkout.

It holds other people's words and so is no part of this repository; what must come out of it
is in issue 2, in figures.
"""

import os
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from archive.dumps.page import parse_page
from archive.dumps.records import BlockKind, Certainty, ParsedPage, SectionKind


@pytest.fixture(scope="module")
def page() -> ParsedPage:
    folder = Path(os.environ.get("DUMPS") or settings.BASE_DIR.parent / "shared" / "dumps")
    path = folder / "valuewalk-russia-tajikistan.txt"
    if not path.is_file():
        pytest.skip(f"The first dump is not at {path}; DUMPS names another folder.")
    return parse_page(path.read_text(encoding="utf-8"))


def line_kinds(page: ParsedPage) -> dict[int, SectionKind]:
    return {
        line: section.kind
        for section in page.sections
        for line in range(section.first_line, section.last_line + 1)
    }


def test_head_of_the_page(page):
    assert page.site_name == "ValueWalk Premium"
    assert page.title == "Russia To Redeploy Troops To Afghanistan – Tajikistan Border"
    assert page.tags == ("Russia", "Pakistan", "China")
    assert page.image.credit == "Source: Pixabay"


def test_question_in_the_article_is_a_heading_of_its_body(page):
    headings = [block.text for block in page.body if block.kind is BlockKind.HEADING]
    assert headings == ["Why the sudden need for Russia's troop deployment?"]


def test_discussion_has_the_shape_that_a_reader_sees(page):
    assert (page.declared_count, len(page.comments)) == (24, 22)
    assert sum(comment.parent is None for comment in page.comments) == 9
    depths = Counter(comment.depth for comment in page.comments)
    assert [depths[depth] for depth in range(5)] == [9, 5, 3, 2, 3]
    assert "count-differs" in {defect.code for defect in page.defects}


def test_comment_without_author_is_placed_by_decision_and_says_so(page):
    (index,) = (i for i, comment in enumerate(page.comments) if comment.first_line == 98)
    comment = page.comments[index]
    assert (comment.author, comment.parent, comment.depth, comment.last_line) == (
        None,
        None,
        0,
        100,
    )
    assert comment.parent_certainty is Certainty.GUESSED
    assert "place-decided" in {d.code for d in page.defects if d.comment == index}


def test_every_time_is_read_to_the_minute(page):
    assert all(comment.posted.isoformat().startswith("2015-") for comment in page.comments)
    assert all(len(comment.posted.isoformat()) == 16 for comment in page.comments)


def test_paragraphs_and_line_breaks_are_kept(page):
    (joe,) = (c for c in page.comments if c.author == "Joe")
    assert joe.body.count("\n") == 3 and "\n\n" not in joe.body
    (tuan,) = (c for c in page.comments if c.author == "Tuan Pham")
    assert tuan.body.count("\n\n") == 1


def test_siblings_stand_in_the_order_of_their_times(page):
    for parent in {comment.parent for comment in page.comments}:
        times = [c.posted.value for c in page.comments if c.parent == parent]
        assert times == sorted(times)


def test_every_line_is_in_one_section_and_the_footer_in_none_that_is_read(page):
    kinds = line_kinds(page)
    assert sorted(kinds) == list(range(1, page.line_count + 1))
    assert sum(s.last_line - s.first_line + 1 for s in page.sections) == page.line_count
    assert kinds[191] is SectionKind.IGNORED
    assert any(d.code == "ignored" and d.last_line == 191 for d in page.defects)
