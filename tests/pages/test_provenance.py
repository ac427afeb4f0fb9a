from datetime import UTC, datetime

import pytest

from archive.provenance import LENGTH
from tests.builders import make_article, make_comments, make_dump, make_entry
from tests.pages.reading import by_class, get, get_tree, links, text_of

pytestmark = pytest.mark.django_db


def test_source_shows_every_line_under_its_number(client):
    article = make_article()
    lines = ["A bridge", "", "  • Ann", "    Words.", "Saved Articles"]
    make_dump(article, lines)
    tree = get_tree(client, article.get_absolute_url() + "source/")
    shown = by_class(tree, "line")
    assert [line.get("id") for line in shown] == ["L1", "L2", "L3", "L4", "L5"]
    assert ["".join(line[1].itertext()) for line in shown] == lines


def test_characters_that_no_page_may_hold_are_shown_by_a_sign(client):
    article = make_article()
    make_dump(article, ["a\x00b\x0bc\x7f", "d\x9de\ufffef", "g\th"])
    tree = get_tree(client, article.get_absolute_url() + "source/")
    shown = ["".join(line[1].itertext()) for line in by_class(tree, "line")]
    assert shown == ["a\u2400b\u240bc\u2421", "d\ufffde\ufffdf", "g\th"]


def test_lines_of_a_comment_can_be_linked_as_one_and_link_back(client):
    article = make_article()
    [comment] = make_comments(article, [None])
    make_dump(article, ["A bridge", "Ann", "Words.", "End"], excerpts=[(comment, 2, 3)])
    tree = get_tree(client, article.get_absolute_url() + "source/")
    passages = by_class(tree, "passage")
    assert [passage.get("id") for passage in passages] == ["L1-L1", "L2-L3", "L4-L4"]
    assert f"/comments/{comment.pk}/" in links(passages[1])


def test_excerpt_inside_other_sections_takes_its_lines_from_them(client):
    article = make_article()
    [comment] = make_comments(article, [None])
    sections = [["title", 1, 1, None, ""], ["body", 2, 5, None, ""], ["ignored", 6, 6, None, ""]]
    lines = [f"Line {number}" for number in range(1, 7)]
    make_dump(article, lines, excerpts=[(comment, 3, 4)], sections=sections)
    tree = get_tree(client, article.get_absolute_url() + "source/")
    ids = [passage.get("id") for passage in by_class(tree, "passage")]
    assert ids == ["L1-L1", "L2-L2", "L3-L4", "L5-L5", "L6-L6"]
    assert len(by_class(tree, "line")) == 6


def test_long_dump_has_pages_and_links_know_them(client):
    article = make_article()
    [comment] = make_comments(article, [None])
    lines = [f"Line {number}" for number in range(1, LENGTH + 11)]
    first = LENGTH + 2
    make_dump(article, lines, excerpts=[(comment, first, first)])
    [link] = by_class(get_tree(client, article.get_absolute_url()), "lines")
    address, anchor = link.get("href").split("#")
    tree = get_tree(client, address)
    assert anchor in [passage.get("id") for passage in by_class(tree, "passage")]
    shown = [
        line.get("id")
        for page in (1, 2)
        for line in by_class(
            get_tree(client, f"{article.get_absolute_url()}source/?page={page}"), "line"
        )
    ]
    assert shown == [f"L{number}" for number in range(1, len(lines) + 1)]


def test_every_capture_can_be_read(client):
    article = make_article()
    older = make_dump(article, ["Older"])
    make_dump(article, ["Newer"])
    source = article.get_absolute_url() + "source/"
    assert "Newer" in text_of(by_class(get_tree(client, source), "line")[0])
    tree = get_tree(client, f"{source}?dump={older.pk}")
    assert "Older" in text_of(by_class(tree, "line")[0])
    get(client, f"{source}?dump={make_dump(make_article(), ['Other']).pk}", 404)


def test_article_without_a_dump_has_no_source(client):
    get(client, make_article().get_absolute_url() + "source/", 404)


def test_path_on_the_importing_machine_is_not_shown(client):
    article = make_article()
    make_dump(article, ["A bridge"], path="/home/ann/secret-folder/bridge.txt")
    for page in ("source/", "ledger/"):
        html = get(client, article.get_absolute_url() + page).content.decode()
        assert "bridge.txt" in html and "secret-folder" not in html


def test_ledger_says_what_was_decided_and_where(client):
    article = make_article(declared_count=24)
    [comment] = make_comments(article, [None])
    dump = make_dump(article, ["A bridge", "Ann", "Words."], excerpts=[(comment, 2, 3)])
    make_entry(dump, code="count-differs", decision="23 comments are not in the page.")
    make_entry(dump, code="place", first_line=2, last_line=3, comment=comment, decision="Guess.")
    tree = get_tree(client, article.get_absolute_url() + "ledger/")
    rows = [text_of(row) for row in by_class(tree, "ledger-entry")]
    assert "23 comments are not in the page." in rows[0]
    assert "Guess." in rows[1]
    assert f"/comments/{comment.pk}/" in links(tree)
    assert f"{article.get_absolute_url()}source/?dump={dump.pk}#L2-L3" in links(tree)
    assert dump.sha256 in text_of(tree)
    assert f"about-{comment.pk}" in [e.get("id") for e in tree.iter()]


@pytest.mark.parametrize("number", [3, 300])
def test_provenance_takes_six_queries_at_most(client, django_assert_max_num_queries, number):
    article = make_article()
    comments = make_comments(article, [None] * number)
    lines = [f"Line {index}" for index in range(number)]
    dump = make_dump(article, lines, excerpts=[(c, i + 1, i + 1) for i, c in enumerate(comments)])
    for comment in comments:
        make_entry(dump, comment=comment)
    for page in ("source/", "ledger/"):
        with django_assert_max_num_queries(6):
            get_tree(client, article.get_absolute_url() + page)


def test_time_of_a_capture_is_on_the_clock_that_it_names(client, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    article = make_article()
    make_dump(article, ["A bridge"], captured_at=datetime(2016, 1, 2, 23, 30, tzinfo=UTC))
    page = text_of(get_tree(client, article.get_absolute_url() + "ledger/"))
    assert "2 January 2016, 23:30 UTC" in page
