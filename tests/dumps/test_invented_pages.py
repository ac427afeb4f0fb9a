"""The invented pages that measure the parser say the truth about themselves."""

from __future__ import annotations

import pytest

from archive.dumps.page import parse_page
from tests.benchmarks.invented_pages.dumping import available
from tests.benchmarks.invented_pages.making import make_page
from tests.benchmarks.invented_pages.systems import SYSTEMS
from tests.benchmarks.invented_pages.undiscussed import UNDISCUSSED, make_undiscussed

flat_text = available()[0]["wet"]


def test_there_are_systems() -> None:
    assert len(SYSTEMS) >= 50


@pytest.mark.parametrize("name", SYSTEMS)
def test_page_is_fixed_by_its_seed(name: str) -> None:
    assert make_page(name, 1, 0) == make_page(name, 1, 0)
    assert make_page(name, 1, 0) != make_page(name, 2, 0)


@pytest.mark.parametrize("name", SYSTEMS)
def test_truth_stands_on_the_page(name: str) -> None:
    html, truth = make_page(name, 3, 0)
    text = "".join(flat_text(html).split())
    for index, comment in enumerate(truth["comments"]):
        assert comment["parent"] is None or comment["parent"] < index
        assert "".join((comment["author"] or "").split()) in text
        for line in comment["body"].split("\n"):
            assert "".join(line.split()) in text


@pytest.mark.parametrize("name", SYSTEMS)
def test_parser_finds_a_discussion(name: str) -> None:
    html, _ = make_page(name, 4, 0)
    assert parse_page(flat_text(html)).comments


def test_there_are_pages_without_a_discussion() -> None:
    assert len(UNDISCUSSED) >= 25


@pytest.mark.parametrize("name", UNDISCUSSED)
def test_page_without_a_discussion_is_fixed_by_its_seed(name: str) -> None:
    assert make_undiscussed(name, 1, 0) == make_undiscussed(name, 1, 0)
    assert make_undiscussed(name, 1, 0) != make_undiscussed(name, 2, 0)


@pytest.mark.parametrize("count", [1, 2])
def test_page_has_as_many_comments_as_are_asked_for(count: int) -> None:
    _, truth = make_page("wordpress-list", 1, 0, comments=count)
    assert len(truth["comments"]) == count
