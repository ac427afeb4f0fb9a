"""Rows between a name and its date: titles are kept, what belongs to people is not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from archive.dumps.discussion.subjects import read_subjects
from archive.dumps.learning.drafts import Draft

PEOPLE = ("Ann Field", "Bob Marsh", "Cy Stone", "Ann Field", "Bob Marsh", "Ann Field")


def subjects(*texts: str) -> list[str | None]:
    """Read texts that each stand on the row above a date."""
    sheet: Any = SimpleNamespace(rows=[SimpleNamespace(text=text) for text in texts])
    layout: Any = SimpleNamespace(body_after=True)
    drafts = [Draft(row + 1, None, row, row + 2, subject=row) for row in range(len(texts))]
    return read_subjects(sheet, layout, drafts, PEOPLE[: len(texts)])


def test_titles_of_comments_are_kept() -> None:
    titles = ["Has anybody oiled it?", "The snail again", "A very old hinge"]
    titles += ["Another gate", "Of boats and locks", "Thanks to everybody"]
    assert subjects(*titles) == titles
    answers = ["The gate", *["Re: The gate"] * 5]
    assert subjects(*answers) == answers


def test_what_one_person_always_has_is_no_title() -> None:
    towns = ["Upper Weir", "Lockside", "Northmill", "Upper Weir", "Lockside", "Upper Weir"]
    assert subjects(*towns) == [None] * 6


def test_what_different_people_have_is_no_title() -> None:
    assert subjects("Member", "Member", "Senior Member", "Member") == [None] * 4


def test_name_written_twice_is_no_title() -> None:
    assert subjects(*PEOPLE) == [None] * 6
    assert subjects("A", "B", "C", "A", "B", "A") == [None] * 6
