"""Feeds, sitemaps, data, text and citations: everything that leaves the site."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from articles.models import Tag
from articles.states import State
from comments.models import Certainty, Comment
from comments.moderation import hide_comments
from tests.builders import NOON, make_article, make_commenter, make_comments
from tests.pages.reading import NS, by_class, get, get_tree, links, text_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def discussion():
    article = make_article(
        title="Bridges", tags=["Brooks"], author_name="Ines Marlow", declared_count=4
    )
    people = [make_commenter(name) for name in ("Ann", "Mallory", "Ann")]
    comments = make_comments(
        article,
        [None, 0, 1],
        commenter=people,
        author_name=["Ann", "Mallory", "Ann"],
        body_text=["Hello.", "poisonwords", "Line one.\nLine two."],
        parent_certainty=[None, Certainty.INDENT, Certainty.GUESSED],
        posted_at=[NOON, NOON + timedelta(minutes=5), None],
        posted_precision=["minute", "minute", None],
    )
    return article, comments


def everything(article, comments):
    home = article.get_absolute_url()
    yield from (home.rstrip("/") + ".json", home.rstrip("/") + ".txt", home + "feed/")
    yield from (comments[0].commenter.get_absolute_url() + "feed/", "/articles/feed/")
    yield from (f"{Tag.objects.get().get_absolute_url()}feed/", "/sitemap-articles.xml")
    yield from (home, comments[1].get_absolute_url())


def entries(response):
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def test_feed_of_articles_has_the_latest(client, discussion):
    [entry] = entries(get(client, "/articles/feed/"))
    assert entry.find(f"{ATOM}title").text == "Bridges"
    assert entry.find(f"{ATOM}link").get("href").endswith(discussion[0].get_absolute_url())


def test_feed_of_a_tag_has_its_articles(client, discussion):
    make_article(title="Untagged")
    [entry] = entries(get(client, Tag.objects.get().get_absolute_url() + "feed/"))
    assert entry.find(f"{ATOM}title").text == "Bridges"


def test_feed_of_a_discussion_has_what_was_said_last_first(client, discussion):
    found = entries(get(client, discussion[0].get_absolute_url() + "feed/"))
    titles = [entry.find(f"{ATOM}title").text for entry in found]
    assert titles == ["Mallory on Bridges", "Ann on Bridges", "Ann on Bridges"]
    assert all(entry.find(f"{ATOM}updated") is not None for entry in found)
    assert found[2].find(f"{ATOM}published") is None


def test_feed_of_a_commenter_has_their_comments(client, discussion):
    address = discussion[1][0].commenter.get_absolute_url()
    assert len(entries(get(client, address + "feed/"))) == 2


def test_control_characters_do_not_break_a_feed(client):
    article = make_article(title="A\x0bB", author_name="\x01", body_text="\x02\uffff")
    make_comments(article, [None], author_name="A\x03\ufffe", body_text="x\x04\ufffe")
    assert entries(get(client, "/articles/feed/"))
    assert entries(get(client, article.get_absolute_url() + "feed/"))


def authors(response):
    """The author that each entry of a feed names."""
    names = [entry.find(f"{ATOM}author/{ATOM}name") for entry in entries(response)]
    return [name if name is None else name.text for name in names]


def test_entry_without_a_known_author_says_so(client):
    article = make_article()
    make_comments(article, [None], author_name="")
    unknown = ["[author not in the saved page]"]
    assert authors(get(client, "/articles/feed/")) == unknown
    assert authors(get(client, article.get_absolute_url() + "feed/")) == unknown


def test_archive_itself_is_the_author_of_the_log(client, discussion):
    hide_comments(Comment.objects.all(), moderator=None, reason="Insult")
    feed = ElementTree.fromstring(get(client, "/moderation/feed/").content)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Comment Archive"
    assert feed.find(f"{ATOM}entry") is not None


def test_sitemap_names_articles_and_tags(client, discussion):
    index = get(client, "/sitemap.xml").content.decode()
    for section in ("articles", "tags", "pages"):
        assert f"/sitemap-{section}.xml" in index
        get(client, f"/sitemap-{section}.xml")
    articles = get(client, "/sitemap-articles.xml").content.decode()
    assert discussion[0].get_absolute_url() in articles


def test_json_holds_the_discussion_in_reading_order(client, discussion):
    article, comments = discussion
    data = get(client, article.get_absolute_url().rstrip("/") + ".json").json()
    assert (data["title"], data["site"], data["tags"]) == ("Bridges", "Harbour Courier", ["Brooks"])
    assert (data["comments_declared"], data["comments_recovered"]) == (4, 3)
    assert [comment["id"] for comment in data["comments"]] == [c.pk for c in comments]
    assert [comment["depth"] for comment in data["comments"]] == [0, 1, 2]
    assert data["comments"][1]["posted"] == "2015-09-30T12:05+01:00"
    assert data["comments"][2]["posted"] is None
    assert data["comments"][2]["parent_certainty"] == "guessed"


def test_text_is_indented_by_depth(client, discussion):
    text = get(client, discussion[0].get_absolute_url().rstrip("/") + ".txt").content.decode()
    assert "4 comments declared, 3 recovered" in text
    assert "\n    poisonwords\n" in text
    assert "\n        Line one.\n        Line two.\n" in text


@pytest.mark.parametrize("number", [3, 300])
def test_data_takes_six_queries_at_most(client, django_assert_max_num_queries, number):
    article = make_article(tags=["Brooks"])
    make_comments(article, [None] * number, commenter=make_commenter())
    for ending in (".json", ".txt", "/feed/"):
        with django_assert_max_num_queries(6):
            get(client, article.get_absolute_url().rstrip("/") + ending)


@pytest.mark.parametrize("state", [State.HIDDEN, State.REMOVED])
def test_what_is_withheld_is_not_taken_away(client, discussion, state):
    article, comments = discussion
    comments[1].state = state
    comments[1].save(update_fields=["state"])
    for address in everything(article, comments):
        html = get(client, address).content.decode()
        assert "poisonwords" not in html and "Mallory" not in html, address
    data = get(client, article.get_absolute_url().rstrip("/") + ".json").json()
    assert data["comments"][1]["state"] == "withheld"


@pytest.mark.parametrize(("state", "status"), [(State.HIDDEN, 404), (State.REMOVED, 410)])
def test_article_that_is_not_shown_cannot_be_taken_away(client, discussion, state, status):
    article, _comments = discussion
    article.state = state
    article.save()
    home = article.get_absolute_url()
    for address in (home.rstrip("/") + ".json", home.rstrip("/") + ".txt", home + "feed/"):
        get(client, address, status)
    assert home not in get(client, "/sitemap-articles.xml").content.decode()
    assert "Bridges" not in get(client, "/articles/feed/").content.decode()
    assert "/tags/" not in get(client, "/sitemap-tags.xml").content.decode()


def linked_data(tree):
    [block] = [s for s in tree.iter(f"{NS}script") if s.get("type") == "application/ld+json"]
    return json.loads("".join(block.itertext()))


def test_article_is_described_to_machines(client, discussion):
    data = linked_data(get_tree(client, discussion[0].get_absolute_url()))
    assert data["@type"] == "Article"
    assert data["headline"] == "Bridges"
    assert data["datePublished"] == "2015-09-30T12:00+01:00"
    assert data["commentCount"] == 3


def test_comment_is_described_to_machines_without_what_is_unknown(client, discussion):
    data = linked_data(get_tree(client, discussion[1][2].get_absolute_url()))
    assert (data["@type"], data["author"]["name"]) == ("Comment", "Ann")
    assert "dateCreated" not in data


def test_citation_names_what_is_known(client, discussion):
    tree = get_tree(client, discussion[0].get_absolute_url())
    text = text_of(by_class(tree, "cite-text")[0])
    assert text.startswith("Ines Marlow, “Bridges”, Harbour Courier, 30 September 2015, 12:00,")
    bibtex = "".join(by_class(tree, "cite-bibtex")[0].itertext())
    assert "  date = {2015-09-30}," in bibtex
    assert "  organization = {Harbour Courier}," in bibtex


def test_braces_cannot_leave_a_bibtex_field(client):
    article = make_article(title="A}, author={B", slug="a")
    bibtex = "".join(
        by_class(get_tree(client, article.get_absolute_url()), "cite-bibtex")[0].itertext()
    )
    assert "title = {A , author= B}," in bibtex


def test_nothing_in_a_bibtex_field_is_a_command_of_tex(client):
    article = make_article(title="Bread & butter: 100% of $5 #1_a ~ ^", slug="bread_butter")
    tree = get_tree(client, article.get_absolute_url())
    bibtex = "".join(by_class(tree, "cite-bibtex")[0].itertext())
    title = r"Bread \& butter: 100\% of \$5 \#1\_a \textasciitilde{} \textasciicircum{}"
    assert f"title = {{{title}}}," in bibtex
    assert f"{article.get_absolute_url()}}}," in bibtex


def test_comment_is_cited_by_who_wrote_it_where_and_when(client, discussion):
    address = discussion[1][0].get_absolute_url()
    tree = get_tree(client, address)
    text = text_of(by_class(tree, "cite-text")[0])
    assert text.startswith("Ann, comment on “Bridges”, Harbour Courier, 30 September 2015, 12:00,")
    assert text.endswith(f"{address}.")
    bibtex = "".join(by_class(tree, "cite-bibtex")[0].itertext())
    assert f"  url = {{http://testserver{address}}}," in bibtex


def test_citation_runs_as_the_page_does_whatever_the_name_is_written_in(client):
    article = make_article(title="Bridges", author_name="سلمى")
    tree = get_tree(client, article.get_absolute_url())
    for name in ("cite-text", "cite-bibtex"):
        assert by_class(tree, name)[0].get("dir") is None


def properties(tree):
    """The Open Graph of a page by property."""
    metas = [(e.get("property"), e.get("content")) for e in tree.iter(f"{NS}meta")]
    return {name: content for name, content in metas if name}


def test_link_to_a_page_shows_elsewhere_what_it_leads_to(client):
    article = make_article(title="Bridges", body_text="It was <built>\n\n  twice. " + "x" * 500)
    [comment] = make_comments(article, [None], body_text='"So" it was.')
    shown = properties(get_tree(client, article.get_absolute_url()))
    assert shown["og:title"] == "Bridges"
    assert shown["og:url"] == f"http://testserver{article.get_absolute_url()}"
    assert shown["og:description"].startswith("It was <built> twice. x")
    assert len(shown["og:description"]) == 200
    shown = properties(get_tree(client, comment.get_absolute_url()))
    assert (shown["og:title"], shown["og:description"]) == ("Ann on Bridges", '"So" it was.')


def test_withheld_comment_is_neither_cited_nor_shown_elsewhere(client, discussion):
    hide_comments(Comment.objects.filter(pk=discussion[1][1].pk), moderator=None, reason="Insult")
    tree = get_tree(client, discussion[1][1].get_absolute_url())
    assert not by_class(tree, "cite")
    assert not properties(tree)


def test_feeds_can_be_seen_where_they_belong(client, discussion):
    person, tag = discussion[1][0].commenter, Tag.objects.get()
    feeds = {
        "/": "/articles/feed/",
        "/articles/": "/articles/feed/",
        tag.get_absolute_url(): f"{tag.get_absolute_url()}feed/",
        person.get_absolute_url(): f"{person.get_absolute_url()}feed/",
        "/moderation/": "/moderation/feed/",
    }
    for address, feed in feeds.items():
        tree = get_tree(client, address)
        assert feed in links(tree), address
        assert feed in [each.get("href") for each in tree.iter(f"{NS}link")], address
    # A year has no feed of its own.
    assert not [link for link in links(get_tree(client, "/2015/")) if "feed" in link]
