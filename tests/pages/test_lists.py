from datetime import UTC, datetime

import pytest

from archive.views import filters
from articles.models import Tag
from articles.states import State
from tests.builders import make_article, make_comments, make_dump, make_site
from tests.pages.reading import by_class, get, get_tree, links, text_of

pytestmark = pytest.mark.django_db


def titles(tree):
    return [text_of(title) for title in by_class(tree, "entry-title")]


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_home_shows_what_the_archive_holds(client):
    article = make_article(title="Bridges")
    make_comments(article, [None, 0])
    tree = get_tree(client, "/")
    assert text_of(by_class(tree, "lede")[0]).startswith(
        "1 saved article and 2 comments by their readers"
    )
    assert titles(tree) == ["Bridges", "Bridges"]
    assert [text_of(bar) for bar in by_class(tree, "bar")] == ["2015 1 article, 2 comments"]


def test_empty_archive_says_how_to_fill_it(client):
    assert "import_dumps" in text_of(get_tree(client, "/"))
    assert by_class(get_tree(client, "/articles/"), "empty")
    assert by_class(get_tree(client, "/years/"), "empty")


def test_articles_are_listed_newest_first_and_undated_ones_last(client):
    make_article(title="Undated", published=None, published_precision=None)
    make_article(title="Old", published=at(2011, 1, 1))
    make_article(title="New", published=at(2016, 1, 1))
    assert titles(get_tree(client, "/articles/")) == ["New", "Old", "Undated"]


def test_articles_of_one_site(client):
    make_article(title="Here", site=make_site("Here"))
    make_article(title="There", site=make_site("There"))
    site = make_site("Here")
    assert titles(get_tree(client, f"/articles/?site={site.pk}")) == ["Here"]
    get(client, "/articles/?site=999", 404)
    get(client, "/articles/?site=x", 404)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("site={site}", ["Both", "Bridge", "Brook 2012"]),
        ("tag=brooks", ["Brook 2012", "There"]),
        ("year=2015", ["Both", "Bridge"]),
        ("site={site}&tag=bridges", ["Both", "Bridge"]),
        ("site={site}&tag=brooks&year=2012", ["Brook 2012"]),
        ("site={site}&tag=brooks&year=2015", []),
        ("site=&tag=&year=", ["Both", "Bridge", "Brook 2012", "There"]),
    ],
)
def test_articles_by_site_tag_and_year_together(client, query, expected):
    make_article(title="Both", tags=["Bridges", "Both"])
    make_article(title="Bridge", tags=["Bridges"])
    make_article(title="Brook 2012", tags=["Brooks"], published=at(2012, 3, 1))
    there = make_site("There")
    make_article(title="There", tags=["Brooks"], site=there, published=at(2011, 3, 1))
    address = "/articles/?" + query.format(site=make_site().pk)
    assert sorted(titles(get_tree(client, address))) == expected


def test_chosen_filters_are_shown_and_can_be_taken_back(client):
    article = make_article(tags=["Bridges"])
    query = f"?site={article.site_id}&tag=bridges&year=2015"
    tree = get_tree(client, f"/articles/{query}&page=1")
    chosen = by_class(tree, "chosen-link")
    assert [text_of(link) for link in chosen] == [
        "Leave out: Published by Harbour Courier ×",
        "Leave out: Tag Bridges ×",
        "Leave out: Published in 2015 ×",
    ]
    assert [link.get("href") for link in chosen] == [
        "?tag=bridges&year=2015",
        f"?site={article.site_id}&year=2015",
        f"?site={article.site_id}&tag=bridges",
    ]
    selected = [e.get("value") for e in tree.iter() if e.get("selected") is not None]
    assert selected == [str(article.site_id), "bridges", "2015"]
    assert not by_class(get_tree(client, "/articles/"), "chosen-link")


@pytest.mark.parametrize("query", ["year=2014", "year=x", "tag=none", "tag=%00", "site=1%27"])
def test_filter_that_nothing_here_has_is_not_found(client, query):
    make_article(tags=["Bridges"])
    get(client, f"/articles/?{query}", 404)


def test_year_of_the_filter_is_each_sites_own(client):
    eve = at(2015, 1, 1, 2)
    make_article(title="York", site=make_site("York", "America/New_York"), published=eve)
    make_article(title="London", site=make_site("London", "Europe/London"), published=eve)
    make_article(title="Nowhere", site=None, published=eve)
    assert titles(get_tree(client, "/articles/?year=2014")) == ["York"]
    assert titles(get_tree(client, "/articles/?year=2015")) == ["Nowhere", "London"]


def test_rare_tag_can_be_chosen_by_its_address(client, monkeypatch):
    monkeypatch.setattr(filters, "MOST_TAGS", 1)
    make_article(title="Rare", tags=["Often", "Rare"])
    make_article(tags=["Often"])
    assert titles(get_tree(client, "/articles/?tag=rare")) == ["Rare"]


def test_tag_lists_its_articles(client):
    make_article(title="Tagged", tags=["Bridges"])
    make_article(title="Untagged")
    tree = get_tree(client, Tag.objects.get().get_absolute_url())
    assert titles(tree) == ["Tagged"]
    get(client, "/tags/none/", 404)


def test_years_and_months_are_those_of_each_site(client):
    """A New Year's Eve in New York is already January in London."""
    eve = at(2015, 1, 1, 2)
    make_article(title="York", site=make_site("York", "America/New_York"), published=eve)
    make_article(title="London", site=make_site("London", "Europe/London"), published=eve)
    assert titles(get_tree(client, "/2014/")) == ["York"]
    assert titles(get_tree(client, "/2015/")) == ["London"]
    assert titles(get_tree(client, "/2014/12/")) == ["York"]
    assert titles(get_tree(client, "/2015/01/")) == ["London"]
    names = [text_of(name) for name in by_class(get_tree(client, "/years/"), "bar-name")]
    assert names == ["2014", "2015"]


@pytest.mark.parametrize("address", ["/2015/13/", "/2015/1/", "/0999/", "/9999/", "/99999/"])
def test_no_such_month_is_not_found(client, address):
    get(client, address, 404)


@pytest.mark.parametrize("year", ["1000", "2999"])
def test_year_without_articles_is_empty(client, year):
    assert by_class(get_tree(client, f"/{year}/"), "empty")
    assert by_class(get_tree(client, f"/{year}/12/"), "empty")


def test_lists_have_pages_that_keep_the_filter(client):
    site = make_site()
    for number in range(31):
        make_article(title=f"Article {number}")
    tree = get_tree(client, f"/articles/?site={site.pk}")
    assert len(titles(tree)) == 30
    assert f"?site={site.pk}&page=2" in links(tree)
    assert len(titles(get_tree(client, f"/articles/?site={site.pk}&page=2"))) == 1
    get(client, "/articles/?page=3", 404)


@pytest.mark.parametrize("state", [State.HIDDEN, State.REMOVED])
def test_article_that_is_not_shown_is_in_no_list(client, state):
    article = make_article(title="Secret", tags=["Bridges"], state=state)
    make_comments(article, [None])
    make_dump(article, ["Secret"])
    for address in ("/", "/articles/", "/2015/", "/2015/09/", "/tags/bridges/", "/years/"):
        assert "Secret" not in get(client, address).content.decode()
    status = 410 if state == State.REMOVED else 404
    for page in ("", "source/", "ledger/"):
        response = get(client, article.get_absolute_url() + page, status)
        assert "Secret" not in response.content.decode()


@pytest.mark.parametrize("number", [2, 40])
def test_lists_take_five_queries_at_most(client, django_assert_max_num_queries, number):
    for index in range(number):
        make_article(tags=["Bridges"], site=make_site(f"Site {index}"))
    filtered = f"/articles/?site={make_site('Site 1').pk}&tag=bridges&year=2015"
    lists = ("/articles/", filtered, "/years/", "/2015/", "/2015/09/", "/tags/bridges/")
    for address in ("/", *lists):
        with django_assert_max_num_queries(6 if address == "/" else 5):
            get_tree(client, address)


@pytest.mark.parametrize("ending", ["", "feed/"])
def test_tag_with_a_nul_is_not_found(client, ending):
    get(client, f"/tags/a%00b/{ending}", 404)


@pytest.mark.parametrize("path", ["{article}", "{article}source/", "{thread}", "/articles/"])
def test_empty_page_number_is_the_first_page(client, path):
    article = make_article(title="Bridges")
    comments = make_comments(article, [None, 0])
    make_dump(article, ["One."])
    places = {
        "article": article.get_absolute_url(),
        "thread": f"/comments/{comments[0].pk}/thread/",
    }
    assert client.get(path.format(**places), {"page": ""}).status_code == 200
