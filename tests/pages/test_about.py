"""The page that says what this archive is."""

import pytest

from tests.pages.reading import by_class, get, get_tree, links, text_of

pytestmark = pytest.mark.django_db


def test_about_is_linked_from_every_page_and_takes_no_query(client, django_assert_num_queries):
    assert "/about/" in links(get_tree(client, "/"))
    with django_assert_num_queries(0):
        tree = get_tree(client, "/about/")
    for word in ("declared", "author not in the saved page", "removed by moderator", "Ledger"):
        assert word in text_of(tree)


def test_about_names_the_contact_if_there_is_one(client, settings):
    settings.ARCHIVE_CONTACT = ""
    assert not by_class(get_tree(client, "/about/"), "about-contact")
    settings.ARCHIVE_CONTACT = "removals@archive.example <b>"
    contact = by_class(get_tree(client, "/about/"), "about-contact")[0]
    assert text_of(contact) == "removals@archive.example <b>"
    settings.ARCHIVE_CONTACT = "https://archive.example/removal"
    assert settings.ARCHIVE_CONTACT in links(get_tree(client, "/about/"))


def test_about_asks_for_an_address_only_where_it_names_somebody_to_write_to(client, settings):
    for contact in ("", "removals@archive.example"):
        settings.ARCHIVE_CONTACT = contact
        page = text_of(get_tree(client, "/about/"))
        assert ("Please give the address" in page) == bool(contact)
        assert "to which the time beside it leads, has a form" in page


def test_about_does_not_deny_erasures(client):
    assert "but for names that were erased on request" in text_of(get_tree(client, "/about/"))


def test_about_speaks_german(client):
    german = client.get("/about/", headers={"Accept-Language": "de"}).content.decode()
    assert "Wie es zu lesen ist" in german
    assert "Wie es zu lesen ist" not in get(client, "/about/").content.decode()
