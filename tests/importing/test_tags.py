import pytest

from archive.importing.tags import tag_slug


@pytest.mark.parametrize(
    ("one", "other"), [("Middle East", "middle-east"), ("Über", "über"), ("A  B", "a b")]
)
def test_spelling_that_differs_in_case_and_spaces_is_one_tag(one, other):
    assert tag_slug(one) == tag_slug(other)


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C++", "C#"), ("!!!", "???")])
def test_signs_tell_tags_apart(one, other):
    assert tag_slug(one) != tag_slug(other)


@pytest.mark.parametrize("name", ["", "…", "<script>", "東京", "x" * 500, "\ud800"])
def test_every_name_has_an_address(name):
    assert 0 < len(tag_slug(name)) <= 200 or name == ""
