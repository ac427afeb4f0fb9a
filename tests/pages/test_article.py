import pytest

from articles.models import Site
from articles.states import Precision
from comments.models import Certainty, Kind
from tests.builders import (
    NOON,
    make_article,
    make_commenter,
    make_comments,
    make_dump,
    make_site,
)
from tests.pages.reading import NS, by_class, comment_ids, get, get_tree, links, text_of

pytestmark = pytest.mark.django_db


def test_article_shows_title_site_author_date_tags_and_body(client):
    article = make_article(author_name="Ines Marlow", tags=["Bridges", "Ärger"])
    tree = get_tree(client, article.get_absolute_url())
    words = text_of(by_class(tree, "article")[0])
    for expected in ("Harbour Courier", "By Ines Marlow", "30 September 2015, 12:00", "Ärger"):
        assert expected in words
    assert [text_of(tag) for tag in by_class(tree, "tag")] == ["Bridges", "Ärger"]


def test_lead_image_is_given_in_words(client):
    article = make_article(image_caption="The brook in May", image_credit="Photo: I. M.")
    words = text_of(by_class(get_tree(client, article.get_absolute_url()), "lead-image")[0])
    assert "The brook in May" in words and "Photo: I. M." in words


def test_what_is_unknown_is_said_to_be(client):
    article = make_article(title="", site=None, published=None, published_precision=None)
    words = text_of(by_class(get_tree(client, article.get_absolute_url()), "article")[0])
    for unknown in ("title", "author", "date"):
        assert f"{unknown} not in the saved page" in words
    assert "site unknown" in words


def test_unread_date_is_shown_as_written(client):
    article = make_article(published=None, published_precision=None, published_text="last Lammas")
    assert "last Lammas" in get(client, article.get_absolute_url()).content.decode()


def test_day_has_no_hour(client):
    article = make_article(published_precision=Precision.DAY)
    html = get(client, article.get_absolute_url()).content.decode()
    assert '<time datetime="2015-09-30">30 September 2015</time>' in html


def test_time_is_shown_on_the_clock_of_the_site(client):
    article = make_article(site=make_site("Minato Shimbun", "Asia/Tokyo"))
    make_comments(article, [None], posted_at=NOON)
    html = get(client, article.get_absolute_url()).content.decode()
    assert '<time datetime="2015-09-30T20:00+09:00">30 September 2015, 20:00</time>' in html


def test_counts_link_to_the_ledger(client):
    article = make_article(declared_count=24)
    make_comments(article, [None, 0])
    tree = get_tree(client, article.get_absolute_url())
    [_, link] = by_class(tree, "recovered")
    assert text_of(link) == "24 comments declared, 2 recovered"
    assert link.get("href") == article.get_absolute_url() + "ledger/"


def test_discussion_is_threaded_and_foldable(client):
    article = make_article()
    root, reply, deeper, other = make_comments(article, [None, 0, 1, None])
    tree = get_tree(client, article.get_absolute_url())
    assert comment_ids(tree) == [root.pk, reply.pk, deeper.pk, other.pk]
    by_id = {e.get("id"): e for e in by_class(tree, "comment")}
    assert comment_ids(by_id[f"c-{root.pk}"]) == [root.pk, reply.pk, deeper.pk]
    assert comment_ids(by_id[f"c-{other.pk}"]) == [other.pk]
    assert all(fold.get("open") is not None for fold in by_class(tree, "fold"))
    labels = [text_of(summary) for summary in by_class(tree, "fold-handle")]
    assert labels[0] == "Collapse comment by Ann and its 2 replies 2 more"
    assert labels[-1] == "Collapse comment by Ann folded"


def test_time_of_a_comment_is_its_permalink(client):
    article = make_article()
    [comment] = make_comments(article, [None])
    [when] = by_class(get_tree(client, article.get_absolute_url()), "when")
    assert when.get("href") == f"/comments/{comment.pk}/"
    assert text_of(when) == "30 September 2015, 12:00"


def test_unknown_author_looks_like_no_name(client):
    article = make_article()
    make_comments(article, [None, None], author_name=["", "[author not in the saved page]"])
    tree = get_tree(client, article.get_absolute_url())
    heads = by_class(by_class(tree, "comments")[0], "remark-head")
    assert by_class(heads[0], "unknown") and not by_class(heads[0], "author")
    assert by_class(heads[1], "author") and not by_class(heads[1], "unknown")


@pytest.mark.parametrize(
    ("written", "shown"),
    [("", "time not in the saved page"), ("3 hours ago", "time unclear: “3 hours ago”")],
)
def test_unknown_time_is_said_so_and_still_is_the_permalink(client, written, shown):
    article = make_article()
    make_comments(article, [None], posted_at=None, posted_text=written)
    [when] = by_class(get_tree(client, article.get_absolute_url()), "when")
    assert text_of(when) == shown


def test_guessed_place_is_marked_and_leads_to_the_ledger(client):
    article = make_article()
    [comment] = make_comments(article, [None], parent_certainty=Certainty.GUESSED)
    [mark] = by_class(get_tree(client, article.get_absolute_url()), "mark-guessed")
    assert text_of(mark) == "place decided, not read"
    assert mark.get("href") == f"{article.get_absolute_url()}ledger/#about-{comment.pk}"


def test_marks_say_who_began_the_thread_and_what_is_a_pingback(client):
    article = make_article()
    ann, bob = make_commenter("Ann"), make_commenter("Bob")
    make_comments(
        article,
        [None, 0, 1],
        commenter=[ann, bob, ann],
        author_name=["Ann", "Bob", "Ann"],
        kind=[Kind.COMMENT, Kind.PINGBACK, Kind.COMMENT],
    )
    tree = get_tree(client, article.get_absolute_url())
    marks = [text_of(mark) for mark in by_class(tree, "mark")]
    assert marks == ["link from another page", "began this thread"]


def test_comment_links_to_its_lines_in_the_latest_dump(client):
    article = make_article()
    [comment] = make_comments(article, [None])
    older = make_dump(article, ["Ann", "Words."], excerpts=[(comment, 1, 2)])
    make_dump(article, ["A bridge", "Ann", "Words."], excerpts=[(comment, 2, 3)])
    [lines] = by_class(get_tree(client, article.get_absolute_url()), "lines")
    assert lines.get("href") == article.get_absolute_url() + "source/#L2-L3"
    assert text_of(lines) == "L2–3"
    assert older.pk


def test_lines_that_only_an_older_dump_has_link_to_that_dump(client):
    article = make_article()
    [comment] = make_comments(article, [None])
    older = make_dump(article, ["Ann", "Words."], excerpts=[(comment, 1, 2)])
    make_dump(article, ["A bridge"])
    [lines] = by_class(get_tree(client, article.get_absolute_url()), "lines")
    assert lines.get("href") == f"{article.get_absolute_url()}source/?dump={older.pk}#L1-L2"


def test_past_the_indent_a_comment_names_what_it_answers(client):
    article = make_article()
    names = [f"N{index}" for index in range(9)]
    comments = make_comments(article, [None, *range(8)], author_name=names)
    answers = by_class(get_tree(client, article.get_absolute_url()), "answers")
    assert [text_of(each) for each in answers] == ["↳ reply to N6", "↳ reply to N7"]
    assert answers[0].get("href") == f"#c-{comments[6].pk}"


def test_subject_of_a_comment_is_shown(client):
    article = make_article()
    make_comments(article, [None], subject="On ropes")
    assert text_of(by_class(get_tree(client, article.get_absolute_url()), "subject")[0])


def test_another_slug_leads_to_the_article(client):
    article = make_article()
    response = client.get(f"/articles/{article.pk}/old-title/")
    assert response.status_code == 301
    assert response["Location"] == article.get_absolute_url()


@pytest.mark.parametrize("ending", ["", "source/", "ledger/", "statistics/"])
def test_another_slug_leads_to_the_same_page_and_order(client, ending):
    article = make_article()
    response = client.get(f"/articles/{article.pk}/old-title/{ending}?page=3&order=newest")
    assert response["Location"] == f"{article.get_absolute_url()}{ending}?page=3&order=newest"


def test_way_from_another_slug_is_not_taken_for_settled(client):
    """A title may be corrected and then given back: two lasting redirects would be a circle."""
    response = client.get(f"/articles/{make_article().pk}/old-title/")
    assert response["Cache-Control"] == "no-cache"


def test_number_alone_leads_to_the_article(client):
    article = make_article()
    response = client.get(f"/articles/{article.pk}/")
    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())


@pytest.mark.parametrize("page", ["0", "2", "x", "-1", "1" * 40, "²"])
def test_page_that_does_not_exist_is_not_found(client, page):
    get(client, f"{make_article().get_absolute_url()}?page={page}", 404)


@pytest.mark.parametrize("number", [3, 300])
def test_article_takes_six_queries_at_most(client, django_assert_max_num_queries, number):
    article = make_article(tags=["Bridges", "Brooks"])
    ann = make_commenter("Ann")
    parents = [None if index % 5 == 0 else index - 1 for index in range(number)]
    comments = make_comments(article, parents, commenter=ann)
    lines = [f"Line {index}" for index in range(number)]
    make_dump(article, lines, excerpts=[(c, i + 1, i + 1) for i, c in enumerate(comments)])
    for query in ("", "?page=all"):
        with django_assert_max_num_queries(6):
            tree = get_tree(client, article.get_absolute_url() + query)
    assert len(comment_ids(tree)) == number
    assert f"/comments/{comments[-1].pk}/" in links(tree)


def test_words_of_a_page_are_in_the_language_of_its_site(client):
    site = make_site("Kurier")
    article = make_article(site=site, image_caption="Eine Brücke")
    _first, second = make_comments(
        article, [None, 0], body_text=["Sie ist hoch.", "> Sie ist hoch.\n\nSehr."]
    )
    parts = ("article-title", "article-body", "remark-body", "remark-body")
    address = article.get_absolute_url()
    tree = get_tree(client, address)
    assert {by_class(tree, part)[0].get("lang") for part in parts} == {None}
    Site.objects.filter(pk=site.pk).update(language="de")
    tree = get_tree(client, address)
    assert [by_class(tree, part)[0].get("lang") for part in parts] == ["de"] * 4
    # The archive's own words between them are in the reader's language.
    own = ("quote-source", "lead-image-note")
    assert [by_class(tree, part)[0].get("lang") for part in own] == ["en", "en"]
    title = by_class(get_tree(client, second.get_absolute_url()), "page-title")[0]
    assert [e.get("lang") for e in title.iter(f"{NS}bdi")] == ["de"]


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        (None, "No comment was found in the saved page."),
        (0, "The saved page says that nobody had commented."),
        (1, "says that it had 1 comment, but it could not be read"),
        (24, "says that it had 24 comments, but none could be read"),
    ],
)
def test_empty_discussion_says_what_the_page_said(client, declared, words):
    article = make_article(declared_count=declared)
    tree = get_tree(client, article.get_absolute_url())
    assert words in text_of(by_class(tree, "empty")[0])
