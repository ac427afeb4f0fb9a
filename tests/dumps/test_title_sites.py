import pytest

from archive.dumps.article.title_sites import find_site_name
from archive.dumps.rows.dialects import DIALECTS
from archive.dumps.rows.reading import read_rows


def site_of(*lines, title="Piers again"):
    rows = read_rows("\n\n".join(lines).split("\n"), DIALECTS["resiliparse"])
    index = next(index for index, row in enumerate(rows) if row.text == title)
    return find_site_name(rows, index, title.lower())


@pytest.mark.parametrize(
    "owner",
    ["© 2015 Lune Notes", "Copyright Lune Notes.", "Lune Notes is proudly powered by WordPress"],
)
def test_name_above_the_title_that_owns_the_page_is_the_site(owner):
    assert site_of("Skip to content", "Lune Notes", "Piers again", "Text", owner) == "Lune Notes"


def test_owner_alone_or_heading_alone_is_no_site():
    assert site_of("Sports", "Piers again", "© 2015 Lune Media Ltd") is None
    assert site_of("Lune Notes", "Piers again", "Imprint") is None


def test_part_of_a_word_is_no_name():
    assert site_of("Lune", "Piers again", "© 2015 Lunea Media") is None


def test_first_line_that_is_a_domain_is_the_site():
    assert site_of("lune-notes.org", "Piers again") == "lune-notes.org"


def test_logo_whose_description_repeats_the_name_is_the_site():
    assert site_of("Menu", "Lune Notes Lune Notes", "Piers again", "Text") == "Lune Notes"
    assert site_of("Menu", "Lune NotesLune Notes", "Piers again", "Text") == "Lune Notes"


def test_name_at_both_ends_of_the_page_is_the_site():
    assert site_of("Lune Notes", "Piers again", "Text", "Lune Notes") == "Lune Notes"
    assert site_of("Sports", "Piers again", "Text", "Sports") is None
