import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.normalising import Phrase, fold, locate_words, read_phrase, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t stop", ["don", "t", "stop"]),
        ("SCHÖNE Straße", ["schone", "strasse"]),
        ("Ёлка й", ["елка", "й"]),
        ("Øresund Łódź Æble þing", ["oresund", "lodz", "aeble", "thing"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        ("snake_case", ["snake", "case"]),
        ("東京タワー", ["東京", "京タ", "タワ", "ワー", "ー"]),
        ("x東y", ["x", "東", "y"]),
        ("हिन्दी", ["हिन्दी"]),
        ("", []),
        ("…!?", []),
    ],
)
def test_text_becomes_words(text, words):
    assert split_words(text) == words


def test_long_run_of_letters_is_cut_and_found_as_a_phrase():
    assert split_words("a" * 130) == ["a" * 64, "a" * 64, "aa"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("東京", Phrase(("東京",))),
        ("東", Phrase(("東",), is_prefix=True)),
        ("京タワ", Phrase(("京タ", "タワ"))),
        ("go 東京", Phrase(("go", "東京"))),
        ("東京 go", Phrase(("東京", "京", "go"))),
        ("!", None),
    ],
)
def test_substring_of_unspaced_script_becomes_a_phrase(text, phrase):
    assert read_phrase(text) == phrase


@given(st.text())
def test_words_hold_no_space_quote_or_mark(text):
    for word in split_words(text):
        assert word
        assert not set(word) & set(" \t\n'\"\\:&|!()*^@=<>")


@given(st.text())
def test_words_of_words_are_the_same_words(text):
    words = [word for word in split_words(text) if word.isascii()]
    assert split_words(" ".join(words)) == words


@given(st.text())
def test_places_lie_inside_the_text(text):
    for span in locate_words(text):
        assert 0 <= span.start < span.end <= len(text)


@given(st.data())
def test_any_substring_of_unspaced_script_is_found(data):
    run = "東京タワーへ行った"
    start = data.draw(st.integers(0, len(run) - 1))
    end = data.draw(st.integers(start + 1, len(run)))
    words = split_words(run)
    phrase = read_phrase(run[start:end])
    found = any(
        list(phrase.words[:-1]) == words[at : at + len(phrase.words) - 1]
        and (
            words[at + len(phrase.words) - 1].startswith(phrase.words[-1])
            if phrase.is_prefix
            else words[at + len(phrase.words) - 1] == phrase.words[-1]
        )
        for at in range(len(words) - len(phrase.words) + 1)
    )
    assert found


def test_fold_leaves_marks_that_are_letters():
    assert fold("が") != fold("か")
    assert fold("й") != fold("и")
