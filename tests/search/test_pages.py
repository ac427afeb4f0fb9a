import json
import time
from xml.etree import ElementTree

import html5lib
import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.importing.loader import load_capture
from archive.models import ImportRun
from articles.models import Article, Site
from articles.states import State
from comments.models import Comment, Commenter
from tests.importing.pages import a_capture, a_comment, a_page, at

pytestmark = pytest.mark.django_db

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=y> river'


@pytest.fixture
def archive():
    """An article with a thread in which everybody speaks of the river."""
    page = a_page(
        a_comment("The river rises.", author="Ann"),
        a_comment("Which river?", parent=0, author="Bob"),
        a_comment("That river, there.", parent=1, author=None),
        a_comment(HOSTILE, author="<b>Eve</b>", posted=at("2016-01-02")),
    )
    load_capture(a_capture(page), run=ImportRun.objects.create())
    return Article.objects.get()


def get(client, text="", **parameters):
    return client.get(reverse("search"), {"q": text, **parameters})


def read(response):
    assert response.status_code == 200
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(response.content.decode())
    return response.content.decode()


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"q": "river"},
        {"q": "river", "sort": "newest"},
        {"q": "river", "site": "1", "year": "2015"},
        {"q": "nothing says this", "year": "2015"},
        {"q": '"unclosed'},
        {"q": "!!!"},
        {"q": "river", "after": "0"},
    ],
)
def test_page_is_valid_html(client, archive, parameters):
    read(client.get(reverse("search"), parameters))


def test_result_shows_what_it_is_and_leads_to_its_context(client, archive):
    page = read(get(client, "that"))
    comment = Comment.objects.get(body_text="That river, there.")
    assert "1 found" in page
    assert f'href="{comment.get_absolute_url()}"' in page
    assert "<mark>That</mark> river, there." in page
    assert "author not in the saved page" in page
    assert "30 September 2015, 16:52" in page
    assert "A bridge over the brook" in page
    assert "Harbour Courier" in page
    assert page.index("<bdi>Ann</bdi>") < page.index("<bdi>Bob</bdi>")


def test_reply_count_is_shown(client, archive):
    assert "2 replies" in read(get(client, "rises"))


def test_time_is_no_finer_than_it_is_known(client, archive):
    page = read(get(client, "onerror"))
    assert '<time datetime="2016-01-02">2 January 2016</time>' in page


def test_hostile_text_stays_text(client, archive):
    page = read(get(client, HOSTILE.replace("#", "")))
    assert "<script>alert" not in page and "<img" not in page and "<b>Eve" not in page
    page = read(get(client, "alert"))
    assert "&lt;script&gt;<mark>alert</mark>" in page


def test_page_says_how_the_query_was_read_and_what_was_ignored(client, archive):
    page = read(get(client, 'river after:2015 is:removed "tide'))
    assert "the word “river”" in page and "from 2015 on" in page
    assert "is:removed: for moderators only" in page and "an unclosed quote" in page


def test_facets_narrow_by_a_click(client, archive):
    response = get(client, "river")
    facets = {facet.title: facet.choices for facet in response.context["facets"]}
    assert [(choice.label, choice.count) for choice in facets["Year"]] == [("2015", 3), ("2016", 1)]
    assert facets["Site"][0].count == 4
    assert {choice.label for choice in facets["Tag"]} == {"Bridges", "Brooks"}
    ann = next(choice for choice in facets["Author"] if choice.label == "Ann")
    narrowed = client.get(reverse("search") + ann.address)
    assert narrowed.context["count"] == 1
    assert "Author: Ann" in read(narrowed)


def test_search_within_one_article_and_one_commenter(client, archive):
    other = a_page(a_comment("Another river.", author="Ann"), title="Elsewhere")
    load_capture(a_capture(other), run=ImportRun.objects.create())
    assert get(client, "river").context["count"] == 5
    assert get(client, "river", article=archive.pk).context["count"] == 4
    ann = Commenter.objects.get(name="Ann")
    assert get(client, "river", author=ann.pk).context["count"] == 2
    assert get(client, "river", author=ann.pk, article=archive.pk).context["count"] == 1


def test_same_name_on_two_sites_is_two_authors(client, archive):
    other = a_page(a_comment("Another river.", author="Ann"), site_name="Elsewhere")
    load_capture(a_capture(other), run=ImportRun.objects.create())
    facets = {facet.parameter: facet.choices for facet in get(client, "river").context["facets"]}
    labels = {choice.label for choice in facets["author"]}
    assert {"Ann (Elsewhere)", "Ann (Harbour Courier)", "Bob"} <= labels


@pytest.mark.parametrize("name", ["article", "site", "tag", "author", "year", "after", "sort"])
@pytest.mark.parametrize("value", ["", "0", "-1", "x", "9" * 30, "९", "\x00", "1.5", "9999"])
def test_odd_parameters_give_a_page(client, archive, name, value):
    read(get(client, "river", **{name: value}))


def many(count, **values):
    comments = [
        a_comment(
            f"Tide number {n}.", posted=at(f"20{n % 15 + 10}-05-0{n % 9 + 1}") if n % 7 else None
        )
        for n in range(count)
    ]
    load_capture(a_capture(a_page(*comments, **values)), run=ImportRun.objects.create())


@pytest.mark.parametrize("order", ["newest", "oldest", "relevance"])
@pytest.mark.parametrize("most", [1_000, 30])
def test_pages_show_every_hit_once_and_in_order(client, monkeypatch, order, most):
    monkeypatch.setattr("archive.search.results.MOST_HITS", most)
    many(70)
    address, seen, times = reverse("search") + f"?q=tide&sort={order}", [], []
    while address:
        response = client.get(address)
        rows = response.context["rows"]
        seen += [row.address for row in rows]
        times += [row.moment for row in rows]
        following = response.context["following"]
        address = following and reverse("search") + following
    capped = order == "relevance" and most == 30
    assert len(seen) == len(set(seen)) == (30 if capped else 70)
    known = [moment for moment in times if moment]
    if order != "relevance":
        assert known == sorted(known, reverse=order == "newest")
        assert times[: len(known)] == known
    assert response.context["is_capped"] == (most == 30)


def test_more_than_a_thousand_are_not_counted(client):
    many(1_010)
    page = read(get(client, "tide"))
    assert "More than 1,000 found" in page and "The newest 1,000 are ranked" in page


@pytest.mark.parametrize("withhold", [State.HIDDEN, State.REMOVED])
@pytest.mark.parametrize("what", [Comment, Commenter, Article])
def test_what_is_withheld_is_found_by_nobody(client, archive, what, withhold):
    assert get(client, "river").context["count"] == 4
    if what is Article:
        Article.objects.update(state=withhold)
        expected = 0
    elif what is Commenter:
        Commenter.objects.filter(name="Ann").update(state=withhold)
        expected = 3
    else:
        Comment.objects.filter(author_name="Ann").update(state=withhold)
        expected = 3
    response = get(client, "river")
    assert response.context["count"] == expected
    assert "rises" not in read(response)
    assert "rises" not in client.get(reverse("search-data"), {"q": "river"}).content.decode()
    assert "rises" not in client.get(reverse("search-feed"), {"q": "river"}).content.decode()


def test_withheld_ancestor_has_no_name(client, archive):
    Comment.objects.filter(author_name="Ann").update(state=State.REMOVED)
    page = read(get(client, "which"))
    assert "Ann" not in page and "withheld" in page


def test_names_of_withheld_things_do_not_show_in_what_narrows(client, archive):
    Article.objects.update(state=State.HIDDEN, title="Secret title")
    Commenter.objects.filter(name="Ann").update(state=State.HIDDEN)
    ann = Commenter.objects.get(name="Ann")
    page = read(get(client, "river", article=archive.pk, author=ann.pk))
    assert "Secret" not in page and "Ann" not in page


@pytest.fixture
def moderator(client):
    user = User.objects.create_user("moderator")
    kind = ContentType.objects.get_for_model(Comment)
    permission, _created = Permission.objects.get_or_create(
        content_type=kind, codename="moderate_comment"
    )
    user.user_permissions.add(permission)
    client.force_login(user)
    return client


def test_moderator_finds_what_was_removed(moderator, archive):
    Comment.objects.filter(author_name="Ann").update(state=State.REMOVED)
    assert get(moderator, "river").context["count"] == 3
    response = get(moderator, "river is:removed")
    assert response.context["count"] == 1
    assert response.headers["Cache-Control"] == "private, no-store"


def test_reader_does_not_find_what_was_removed(client, archive):
    Comment.objects.filter(author_name="Ann").update(state=State.REMOVED)
    assert get(client, "river is:removed").context["count"] == 3


def test_queries_do_not_grow_with_results(client, archive, django_assert_max_num_queries):
    many(60)
    with django_assert_max_num_queries(16):
        get(client, "tide")
    with django_assert_max_num_queries(16):
        get(client, "tide", site=Site.objects.get().pk, year=2015)
    with django_assert_max_num_queries(0):
        get(client)


def test_pasted_address_or_id_leads_to_what_it_names(client, archive):
    Article.objects.update(source_url="https://www.courier.example/brook/")
    comment = Comment.objects.first()
    permalink = comment.get_absolute_url()
    for text in (f"#{comment.pk}", f"c-{comment.pk}", f"comment {comment.pk}", permalink,
                 f"http://testserver{permalink}", f"testserver{permalink}",
                 f"{archive.get_absolute_url()}#c-{comment.pk}"):  # fmt: skip
        response = get(client, text)
        assert (response.status_code, response.headers.get("Location")) == (302, permalink), text
    for text in (archive.get_absolute_url(), f"http://testserver{archive.get_absolute_url()}?page=2",
                 "https://www.courier.example/brook/", "http://courier.example/brook",
                 "www.courier.example/brook#comments"):  # fmt: skip
        response = get(client, text)
        assert response.headers.get("Location") == archive.get_absolute_url(), text


def test_bare_number_leads_to_a_comment_only_if_nothing_says_it(client, archive):
    comment = Comment.objects.last()
    response = get(client, str(comment.pk))
    assert response.headers["Location"] == comment.get_absolute_url()
    load_capture(
        a_capture(a_page(a_comment(f"It was {comment.pk}."), title="Sums")),
        run=ImportRun.objects.create(),
    )
    page = read(get(client, str(comment.pk)))
    assert "1 found" in page and f"Go to comment {comment.pk}" in page


NOTHING = (
    "#999999 /comments/999999/ //evil.example/ http://[x http://evil.example/comments/1/ "
    "/comments/1/../../x"
)


@pytest.mark.parametrize("text", NOTHING.split())
def test_what_names_nothing_is_searched_for(client, archive, text):
    assert get(client, text).status_code == 200


def test_nobody_is_led_to_what_is_withheld(client, archive):
    comment = Comment.objects.first()
    Comment.objects.update(state=State.HIDDEN)
    assert get(client, f"#{comment.pk}").status_code == 200


def test_feed_and_data_hold_the_same_results(client, archive):
    feed = client.get(reverse("search-feed"), {"q": "river"})
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(feed.content).findall("{http://www.w3.org/2005/Atom}entry")
    found = json.loads(client.get(reverse("search-data"), {"q": "river"}).content)
    assert len(entries) == len(found["results"]) == found["count"] == 4
    assert found["results"][0]["url"].startswith("http://testserver/comments/")
    assert found["next"] is None


def test_data_leads_to_its_next_page(client):
    many(45)
    address, seen = reverse("search-data") + "?q=tide", []
    while address:
        found = json.loads(client.get(address).content)
        seen += [row["url"] for row in found["results"]]
        address = found["next"]
    assert len(seen) == len(set(seen)) == 45


def test_control_characters_do_not_break_the_feed(client, archive):
    Comment.objects.filter(author_name="Ann").update(body_text="The \x0b\ufffe river.")
    feed = client.get(reverse("search-feed"), {"q": "river \x0b\ufffe"})
    ElementTree.fromstring(feed.content)


def test_only_reading_is_allowed(client):
    assert client.post(reverse("search"), {"q": "x"}).status_code == 405


def test_search_that_takes_too_long_is_stopped_and_says_so(client, archive, monkeypatch):
    def slow(question):
        from django.db import OperationalError

        raise OperationalError("interrupted")

    monkeypatch.setattr("archive.views.search.answer", slow)
    assert "was stopped" in read(get(client, "river"))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=600))
def test_any_text_gives_a_page(client, archive, text):
    assert get(client, text).status_code in (200, 302)


PIECES = (
    "river \" - OR * riv* ( ) : author: before: 2015 ' \\ & | ! <-> NEAR(a words: ^ = @ % 东 \x00 "
    "; -- /* after:0001 year:9999 site:x tag:x* { } +"
).split(" ")


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40), gap=st.sampled_from(["", " "]))
def test_any_syntax_gives_a_page(client, archive, pieces, gap):
    text = gap.join(pieces)
    assert get(client, text).status_code in (200, 302)
    assert client.get(reverse("search-feed"), {"q": text}).status_code == 200
    assert client.get(reverse("search-data"), {"q": text}).status_code == 200


def test_hostile_query_costs_little(client):
    many(400)
    for text in (
        "ti* " * 200,
        "a OR " * 100,
        '"tide" ' * 80,
        "-tide " * 90,
        "(" * 500,
        "te* OR " * 70,
    ):
        start = time.perf_counter()
        assert get(client, text).status_code == 200
        assert time.perf_counter() - start < 2
