"""The first letters of the tables rule out no row that the patterns would find."""

from __future__ import annotations

import re
from itertools import product

import pytest

from archive.dumps.learning.sheet import masks_of
from archive.dumps.vocabulary import words
from archive.dumps.vocabulary.alternatives import matches, openings, words_at
from archive.dumps.vocabulary.names import clean_name
from archive.dumps.vocabulary.patterns import (
    AFTERWORD,
    BADGE_AT_END,
    BUTTON_ROW,
    BY_AT_START,
    DISCUSSION_HEADING,
    FOLD,
    FOLD_WORDS,
    ON_AT_END,
    PAGER,
    REPLY_FORM,
    SAYS_AT_END,
)
from archive.dumps.vocabulary.row_openings import AFTER, BUTTON, FORM, HEADING, may_be
from archive.dumps.vocabulary.row_openings import FOLD as MAY_FOLD
from archive.dumps.vocabulary.row_openings import PAGER as MAY_PAGE


def test_alternations_are_read_as_the_engine_reads_them() -> None:
    alternation = "re(?:ply|view)?s?|o[nf] (?:a |the )?day|napisał\\(a\\)|c'est$"
    found = matches(alternation)
    assert {"re", "res", "replys", "review", "on a day", "of day", "napisał(a)", "c'est"} <= found
    assert all(re.fullmatch(alternation, text) for text in found)
    assert len(found) == 2 * 3 + 2 * 3 + 2


def test_what_cannot_be_listed_ends_an_opening() -> None:
    assert openings("flag \\w+|a.{1,20}b|no+|Über", 4) == {"flag", "a", "no", "über"}
    with pytest.raises(ValueError, match="more texts"):
        matches("flag \\w+")
    with pytest.raises(ValueError, match="no plain group"):
        openings("(?=a)b", 3)


def test_words_are_taken_from_either_end() -> None:
    assert words_at(["posted by", "by"], 0) == {"posted", "by"}
    assert words_at(["posted by", "by"], -1) == {"by"}


TABLES = (
    words.COMMENTS,
    words.ALL,
    words.PAGES,
    words.BUTTONS,
    words.REPLY_FORMS,
    words.AFTER_DISCUSSION,
    FOLD_WORDS,
)

ROWS = [
    before + text + after
    for table in TABLES
    for text in sorted(openings(table, 99))
    for before, after in product(("", "» ", "12 "), ("", " (24)", ": 1 2 3 4", " here"))
]


@pytest.mark.parametrize(
    ("pattern", "flag"),
    [
        (DISCUSSION_HEADING, HEADING),
        (REPLY_FORM, FORM),
        (AFTERWORD, AFTER),
        (PAGER, MAY_PAGE),
        (BUTTON_ROW, BUTTON),
        (FOLD, MAY_FOLD),
    ],
    ids=["heading", "form", "after", "pager", "button", "fold"],
)
def test_no_row_that_a_pattern_finds_is_ruled_out(pattern: re.Pattern[str], flag: int) -> None:
    rows = [row for text in ROWS for row in (text, text.upper(), text.title())]
    found = [
        mask
        for row, mask in zip(rows, masks_of(rows), strict=True)
        if pattern.match(row if pattern.flags & re.IGNORECASE else mask)
    ]
    assert found
    assert [mask for mask in found if not may_be(mask) & flag] == []


@pytest.mark.parametrize("table", [words.SAYS, words.ON, words.BY, words.BADGES])
def test_names_lose_every_word_that_the_patterns_find(table: str) -> None:
    for text in matches(table):
        for name in (
            f"Ann {text}",
            f"Ann {text}:",
            f"{text} Ann",
            f"{text}: Ann",
            f"Ann {text} :.",
        ):
            assert clean_name(name) == _cleaned(clean_name(name)), name


def _cleaned(name: str) -> str:
    """Look for theme words by the patterns alone."""
    for pattern in (SAYS_AT_END, ON_AT_END, BY_AT_START, BADGE_AT_END):
        name = pattern.sub("", name).strip()
    return name
