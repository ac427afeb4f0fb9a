import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.language import LONGEST_QUERY, MOST_PREFIXES, MOST_TERMS, read_query

pytestmark = pytest.mark.django_db


def test_reading_says_how_a_query_was_read():
    query = read_query('kunduz "a b" ferr* -tax OR boat after:2015-09-01 is:unknown-author')
    assert query.readings == [
        "from 2015-09-01 on",
        "the word “kunduz”",
        "the phrase “a b”",
        "words that begin with “ferr”",
        "the word “boat”",
        "author unknown",
        "without the word “tax”",
    ]


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ('kunduz "and so', "an unclosed quote; it was read to the end"),
        ("OR a", "an OR without anything before it"),
        ("a OR", "an OR without anything after it"),
        ("a !!", "!!: no letter or digit in it"),
        ("a year:15", "year:15: not a date such as 2015, 2015-09 or 2015-09-30"),
        ("a after:2015-13", "after:2015-13: not a date such as 2015, 2015-09 or 2015-09-30"),
        ("a in:space", "in:space: not a value of this field"),
        ("a -year:2015", "-year:2015: it can neither be excluded nor follow an OR"),
        ("a is:removed", "is:removed: for moderators only"),
        ("a AND b", "AND: all words are wanted anyway"),
        ("b*", "b*: a beginning needs two letters at least"),
        ("a" * 600, f"what follows the first {LONGEST_QUERY} characters"),
        ("a " * 60, f"what follows the first {MOST_TERMS} terms"),
    ],
)
def test_what_cannot_be_used_is_named(text, ignored):
    assert ignored in read_query(text).ignored


def test_beginnings_are_limited():
    query = read_query(" ".join(f"be{n}*" for n in range(MOST_PREFIXES + 3)))
    assert sum(phrase.is_prefix for phrase in query.phrases) == MOST_PREFIXES


def test_moderator_may_ask_for_what_was_removed():
    assert read_query("is:removed", may_see_removed=True).wants_removed
    assert not read_query("is:removed").wants_removed


def test_last_year_of_the_calendar_is_a_year():
    assert read_query("year:9999").last is not None
    assert read_query("year:0000").ignored


@given(st.text())
def test_any_text_is_read(text):
    read_query(text, may_see_removed=True)


@given(
    st.lists(
        st.sampled_from(
            'a "a b" " OR - AND in: is:removed year: after:2015 * ( ) : x: -"'.split(" ")
        )
    )
)
def test_any_syntax_is_read(pieces):
    read_query(" ".join(pieces))
