from datetime import UTC, datetime

import pytest

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
    for address in ("/", "/articles/", "/years/", "/2015/", "/2015/09/", "/tags/bridges/"):
        with django_assert_max_num_queries(6 if address == "/" else 5):
            get_tree(client, address)
