from __future__ import annotations

import pytest

from archive.dumps.candidates.beside_names import bare_names, without_captions, without_genitive
from archive.dumps.discussion.fields import read_author
from archive.dumps.discussion.glued_badges import without_badges
from archive.dumps.learning.furniture import is_who_said
from archive.dumps.vocabulary.names import Affixes, clean_name, name_score


@pytest.mark.parametrize("text", ["Reply", "reply", "REPLY", "Antworten ↓"])
def test_buttons_are_no_names_however_they_are_written(text: str) -> None:
    assert name_score(text) < 0.2 < name_score("Ann Field")


def test_a_first_name_that_also_stands_alone_is_no_word_of_the_theme() -> None:
    name = "Ann Field"
    assert Affixes([name, "Ann", name, name, "Cy Rivers"]).strip(name) == name


def test_signs_and_small_words_before_few_names_are_the_themes() -> None:
    texts = [", de Ann Field", ", de Bob Marsh", ", de Ann Field"]
    assert Affixes(texts).strip(texts[1]) == "Bob Marsh"


@pytest.mark.parametrize("text", ["+14#1 Ann Field", "0#3 Ann Field", "Ann Field Abbonata"])
def test_votes_numbers_and_badges_are_no_part_of_a_name(text: str) -> None:
    assert clean_name(text) == "Ann Field"


def test_word_behind_a_caption_and_its_name_is_not_the_names() -> None:
    assert read_author("ann_f avatar ann_f edited") == ("ann_f", None)


def test_known_badges_are_parted_from_people_who_always_have_them() -> None:
    assert without_badges(["Ann Fieldmoderator", "Bob"]) == ["Ann Field", "Bob"]
    assert without_badges(["AnnSubscriber", "bob_mSubscriber"]) == ["Ann", "bob_m"]
    assert without_badges(["SiteAdmin", "Bob"]) == ["SiteAdmin", "Bob"]


def test_genitive_of_most_names_belongs_to_a_word_behind_them() -> None:
    assert without_genitive(["Ann's", "Bob's", "Cy's", None]) == ["Ann", "Bob", "Cy", None]
    assert without_genitive(["Ann's", "Bob", "Cy"]) == ["Ann's", "Bob", "Cy"]


def test_short_names_stand_twice_only_where_most_do() -> None:
    assert without_captions(["annann", "bobbob", "cycy Author"]) == ["ann", "bob", "cy Author"]
    assert without_captions(["lulu", "Bob", "Cy"]) == ["lulu", "Bob", "Cy"]


def test_bare_numbers_beside_most_names_are_no_part_of_them() -> None:
    assert bare_names(["Ann 12", "Bob 5", "Cy 77", "Dee 3"]) == ["Ann", "Bob", "Cy", "Dee"]
    assert bare_names(["Ann 1969", "Bob", "Cy", "Dee"]) == ["Ann 1969", "Bob", "Cy", "Dee"]


@pytest.mark.parametrize("mask", ["ann said...", "ann ha detto…", "ann says:"])
def test_row_that_says_who_spoke_may_trail_off(mask: str) -> None:
    assert is_who_said(mask)
    assert not is_who_said("she never said what...")
    assert not is_who_said("posted...")
