"""The samples that `make run` imports, held to what their writer meant."""

import json
from pathlib import Path

import pytest

from archive.dumps.page import parse_page
from archive.dumps.records import ParsedPage

SAMPLES = Path(__file__).parents[2] / "archive" / "samples"
EXPECTED = sorted(Path(__file__).with_name("samples").glob("*.json"))


def read(expected: Path) -> tuple[ParsedPage, dict]:
    text = (SAMPLES / f"{expected.stem}.txt").read_text(encoding="utf-8")
    return parse_page(text), json.loads(expected.read_text(encoding="utf-8"))


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_sample_has_its_expected_result():
    assert len(EXPECTED) >= 12
    assert [path.stem for path in EXPECTED] == sorted(p.stem for p in SAMPLES.glob("*.txt"))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_article_is_read(path):
    page, expected = read(path)
    assert page.title == expected["title"]
    assert page.site_name == expected["site_name"]
    assert list(page.tags) == expected["tags"]
    assert page.declared_count == expected["declared_count"]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_discussion_is_read(path):
    page, expected = read(path)
    found = [
        (c.author, c.posted.isoformat() if c.posted else None, c.parent, words(c.body))
        for c in page.comments
    ]
    assert found == [
        (c["author"], c["posted_at"], c["parent"], words(c["body"])) for c in expected["comments"]
    ]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_lines_of_a_comment_hold_it(path):
    page, expected = read(path)
    for comment, wanted in zip(page.comments, expected["comments"], strict=True):
        # A blank line, or the subject above the author, may be left to the article.
        assert comment.first_line <= wanted["first_line"] + 2
        assert comment.last_line >= wanted["last_line"]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_second_writing_of_a_name_is_no_subject(path):
    page, _ = read(path)
    for comment in page.comments:
        assert not comment.subject or not comment.subject.startswith(comment.author or "\0")
