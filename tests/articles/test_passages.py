"""The same words are found however they are broken, cased, accented or quoted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.passages import find_passage


def found(text, passage, **options):
    return [text[start:end] for start, end in find_passage(text, passage, **options)]


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("Call Ann on 555.", "Ann on 555", ["Ann on 555"]),
        ("one two\nthree", "two\r\nthree", ["two\nthree"]),
        ("one two\n\n  three", "two three", ["two\n\n  three"]),
        ("> one\n> two\nthree", "one two", ["one\n> two"]),
        (">> one\n>> two", "ONE\ntwo", ["one\n>> two"]),
        ("a.*b and a.*b", "a.*b", ["a.*b", "a.*b"]),
        ("axxb", "a.*b", []),
        ("<b>bold</b> & more", "<b>bold</b> &", ["<b>bold</b> &"]),
        ("Zoë said “no”—twice", 'Zoe said "no"-twice', ["Zoë said “no”—twice"]),
        ("Zoe\u0308 went", "Zoë", ["Zoe\u0308"]),
        ("STRASSE", "Straße", ["STRASSE"]),
        ("Straße", "strasse", ["Straße"]),
        ("se\u00adcret wo\u200brd.", "secret word", ["se\u00adcret wo\u200brd"]),
        ("\u202eאבג\u202c דה", "אבג דה", ["אבג\u202c דה"]),
        ("我认识王小明吗", "王小明", ["王小明"]),
        ("annual Ann", "ann", ["ann", "Ann"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("words", " \n\t ", []),
        ("words", "", []),
        ("words", "\u200b", []),
        ("", "words", []),
    ],
)
def test_passage_is_found(text, passage, expected):
    assert found(text, passage) == expected


@pytest.mark.parametrize(
    ("text", "passage", "expected"),
    [
        ("annual Ann, Anna", "ann", ["Ann"]),
        ("Ann's", "Ann", ["Ann"]),
        ("我认识王小明吗", "王小明", ["王小明"]),
        ("x(555)y", "(555)", ["(555)"]),
    ],
)
def test_whole_words_are_no_parts_of_words(text, passage, expected):
    assert found(text, passage, whole_words=True) == expected


@given(st.text(), st.text(min_size=1), st.text())
def test_what_is_put_in_is_found_unless_it_is_nothing(before, passage, after):
    spans = find_passage(f"{before} {passage} {after}", passage)
    assert spans or not found(passage, passage)
    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_ten_thousand_characters_without_a_space_take_no_time():
    assert find_passage("a" * 100_000, "a" * 50 + "b") == []
