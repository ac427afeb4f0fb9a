"""Whatever the text, the parser answers, and accounts for every line once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.dumps.candidates.beside_names import answered_beside
from archive.dumps.outline import as_prediction, explain
from archive.dumps.page import parse_page
from archive.dumps.records import Certainty, ParsedPage
from archive.dumps.rows.dialects import DIALECTS
from archive.dumps.rows.lines import split_lines

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))

ROWS = st.sampled_from(
    [
        "3 Comments",
        "Ann says:",
        "May 5, 2015 at 4:30 pm",
        "  • Bob",
        "    12. Cy",
        "     * ",
        "Reply",
        "level 2",
        "In reply to Ann",
        "Some words that somebody wrote here.",
        "",
        "\t\x00\u202e",
        "[–]dee 3 points 2 hours ago (1 child)",
        "Leave a Reply",
        "### A heading",
        "_" * 30,
    ]
)


def assert_accounted(page: ParsedPage, text: str) -> None:
    assert page.line_count == len(split_lines(text))
    covered = [n for s in page.sections for n in range(s.first_line, s.last_line + 1)]
    assert covered == list(range(1, page.line_count + 1))
    firsts = {comment.first_line for comment in page.comments}
    assert len(firsts) == len(page.comments), "two comments begin on one line"
    for index, comment in enumerate(page.comments):
        assert comment.body
        assert 1 <= comment.first_line <= comment.last_line <= page.line_count
        assert comment.parent is None or 0 <= comment.parent < index
    guessed = [i for i, c in enumerate(page.comments) if c.parent_certainty is Certainty.GUESSED]
    assert set(guessed) <= {defect.comment for defect in page.defects}


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_text_is_accounted_for(text: str) -> None:
    assert_accounted(parse_page(text), text)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, max_size=60), st.sampled_from([None, *DIALECTS]))
def test_any_order_of_rows_is_accounted_for(rows: list[str], dialect: str | None) -> None:
    text = "\n".join(rows)
    page = parse_page(text, dialect=dialect)
    assert_accounted(page, text)
    assert len(list(explain(page, text))) == page.line_count
    assert as_prediction(page, "flat/x.txt")["file"] == "flat/x.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_every_case_is_accounted_for_in_every_dialect(case: Path, dialect: str) -> None:
    text = case.read_text(encoding="utf-8")
    assert_accounted(parse_page(text, dialect=dialect), text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\x00" * 1000,
        "\ufeff",
        "x" * 2_000_000,
        "a b " * 200_000,
        "  • x\n" * 20_000,
        "May 5, 2015\n" * 5_000,
        "\n" * 100_000,
        "".join(" " * (2 * depth) + "• n\n" for depth in range(2_000)),
        "".join(
            f"{' ' * d}• Ann\n{' ' * d}  May 5, 2015\n\n{' ' * d}  hi.\n" for d in range(1_500)
        ),
        "\r\n".join(["Ann says:", "hello", ""] * 1_000),
        bytes(range(256)).decode("latin-1") * 50,
        "(" * 20_000,
        "1. " * 20_000,
        "Re: " * 20_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_accounted_for(text: str) -> None:
    assert_accounted(parse_page(text), text)


def test_comments_on_one_line_are_not_parted() -> None:
    """An archive finds each comment again by the line that it begins on."""
    posts = [
        f"Re: The roof by **{name}**: 10:1{n}am On Apr 24, 2019|  It has leaked for {n} years."
        for n, name in enumerate(["Ann_F", "bob77", "Dee", "Ann_F", "bob77"])
    ]
    text = (
        "# The new roof\n\n  * Home\n  * Help\n\n## Posts\n\n" + "| ".join(posts) + "\n---|---  \n"
    )
    assert_accounted(parse_page(text, dialect="html2text"), text)


def test_names_of_any_length_take_linear_time() -> None:
    """What stands beside a name is looked for in short texts only."""
    names = ("a @" * 20_000, "a →" * 20_000, "a " * 40_000)
    assert [name for name, _ in answered_beside(names)]


def test_two_pages_in_one_file_keep_both_discussions_or_say_so() -> None:
    one = (CASES[0]).read_text(encoding="utf-8")
    page = parse_page(one + "\n" + one)
    assert_accounted(page, one + "\n" + one)
    assert page.comments


def word(number: int) -> str:
    return "".join("bdfgklmnpr"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(number))


def test_deep_thread_keeps_its_depth() -> None:
    depth = 1_200
    text = "".join(
        f"{'  ' * d}• {word(d).title()}\n{'  ' * d}  May 5, 2015 at 4:30 pm\n\n"
        f"{'  ' * d}  Well said about the {word(7 * d)}.\n\n"
        for d in range(depth)
    )
    page = parse_page("Comments\n\n" + text, dialect="resiliparse")
    assert max(comment.depth for comment in page.comments) == depth - 1
