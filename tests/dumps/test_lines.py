from __future__ import annotations

from archive.dumps.records import SectionKind
from archive.dumps.rows.lines import clean_lines, split_lines
from archive.dumps.sections import Section, cover


def test_every_kind_of_newline_ends_a_line_and_the_last_opens_none() -> None:
    assert split_lines("a\r\nb\rc\nd\n") == ["a", "b", "c", "d"]
    assert split_lines("") == []
    assert split_lines("\n\n") == ["", ""]


def test_odd_characters_are_normalised_and_reported_with_their_lines() -> None:
    clean = clean_lines("\ufeffone\ntw\x00o\tx\nthree\u202e\x07")
    assert clean.texts == ["one", "two     x", "three "]
    found = {defect.code: (defect.first_line, defect.last_line) for defect in clean.defects}
    assert found == {
        "byte-order-mark": (1, 1),
        "nul": (2, 2),
        "tab": (2, 2),
        "bidi-control": (3, 3),
        "control-character": (3, 3),
    }


def test_defects_of_one_line_come_in_one_order() -> None:
    """The order of a set of characters changes from run to run."""
    clean = clean_lines("\ufffd\u202e\ufeff\x07\t\x00")
    assert [defect.code for defect in clean.defects] == [
        "nul",
        "control-character",
        "tab",
        "bidi-control",
        "byte-order-mark",
        "undecodable",
    ]


def test_what_is_no_character_is_a_space() -> None:
    clean = clean_lines("a\ufffe\uffffb\ufdd0c")
    assert clean.texts == ["a  b c"]
    assert [defect.code for defect in clean.defects] == ["control-character"]


def test_sections_cover_every_line_once_and_an_earlier_claim_wins() -> None:
    def claim(first: int, last: int) -> Section:
        return Section(kind=SectionKind.COMMENT, first_line=first, last_line=last)

    covered = cover([claim(6, 9), claim(2, 4), claim(3, 7)], 10)
    ranges = [(section.first_line, section.last_line) for section in covered]
    assert ranges == [(1, 1), (2, 4), (5, 7), (8, 9), (10, 10)]
