import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.normalising import Phrase
from archive.search.snippets import LENGTH, Part, cut_snippet, cut_text, mark_all


def marked(parts):
    return [part.text for part in parts if part.is_marked]


def test_words_are_marked_as_they_were_written():
    parts = cut_snippet("Wie SCHÖN, schon.", [Phrase(("schon",))])
    assert marked(parts) == ["SCHÖN", "schon"]


def test_phrase_is_marked_only_where_its_words_stand_together():
    parts = cut_snippet("a bridge, the river bridge", [Phrase(("river", "bridge"))])
    assert marked(parts) == ["river bridge"]


def test_beginning_marks_the_whole_word():
    assert marked(cut_snippet("Rivers run", [Phrase(("riv",), is_prefix=True)])) == ["Rivers"]


def test_substring_of_unspaced_script_is_marked():
    parts = cut_snippet("昨日は東京タワーへ", [Phrase(("京タ", "タワ"))])
    assert marked(parts) == ["京タワ"]


def test_passage_with_most_phrases_is_shown():
    text = "one " + "filler " * 200 + "one two three" + " filler" * 200
    parts = cut_snippet(text, [Phrase(("one",)), Phrase(("two",)), Phrase(("three",))])
    assert marked(parts) == ["one", "two", "three"]
    assert parts[0] == Part("… ") and parts[-1] == Part(" …")
    assert sum(len(part.text) for part in parts) <= LENGTH + 8


def test_without_a_mark_the_beginning_is_shown():
    assert cut_snippet("Just this.", []) == [Part("Just this.")]


def test_title_is_kept_whole():
    assert "".join(part.text for part in mark_all("word " * 100, [])) == "word " * 100


def test_long_text_costs_little():
    text = "word " * 200_000
    start = time.perf_counter()
    cut_snippet(text, [Phrase(("word",)), Phrase(("wo",), is_prefix=True)])
    assert time.perf_counter() - start < 2


@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_parts_are_a_stretch_of_the_text(text, words):
    phrases = [Phrase(tuple(word.split() or ["x"])) for word in words]
    parts = cut_snippet(text, phrases)
    if len(text) <= LENGTH:
        assert "".join(part.text for part in parts) == text


@pytest.mark.parametrize("space", [" ", "\n"])
def test_snippet_begins_and_ends_with_whole_words(space):
    word = "unpronounceablenesses"
    text = space.join([word] * 20 + ["bridge"] + [word] * 30)
    parts = cut_snippet(text, [Phrase(("bridge",))])
    shown = "".join(part.text for part in parts).strip("… ").split()
    assert set(shown) == {word, "bridge"}


def test_word_without_an_end_near_is_cut():
    parts = cut_snippet("x" * 1000, [])
    assert parts == [Part("x" * LENGTH), Part(" …")]


def test_text_is_cut_at_the_end_of_a_word():
    assert cut_text("swans and geese", 15) == "swans and geese"
    assert cut_text("swans and geese", 14) == "swans and…"
    assert cut_text("swans and geese", 10) == "swans and…"
    assert cut_text("x" * 100, 50) == "x" * 49 + "…"
