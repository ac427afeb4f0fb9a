"""Reporting a comment by the form on its own page."""

import time

import pytest
from django.core import signing
from django.test import Client

from archive.views import reporting
from articles.models import Article
from comments import reporting as limits
from comments.models import Comment, Report
from tests.builders import make_article, make_comments
from tests.pages.reading import NS, get, get_tree, links, parse, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment():
    return make_comments(make_article(), [None, 0], body_text="Words <b>of</b> it")[0]


def address(comment):
    return f"/comments/{comment.pk}/report/"


def opened(seconds_ago):
    return signing.dumps(time.time() - seconds_ago, salt=reporting.SALT)


def sent(**more):
    return {"cause": "insult", "words": "See there", "opened": opened(10), **more}


def test_comment_has_a_link_to_its_form(client, comment):
    assert address(comment) in links(get_tree(client, comment.get_absolute_url()))
    tree = get_tree(client, address(comment))
    assert "Words <b>of</b> it" in text_of(tree)
    assert not Report.objects.exists()


def test_report_is_kept_and_the_reader_thanked(client, comment):
    response = client.post(address(comment), sent(email="ann@example.org"), follow=True)
    assert "Thank you" in text_of(parse(response.content))
    report = Report.objects.get()
    assert (report.comment, report.cause, report.words, report.email) == (
        comment, "insult", "See there", "ann@example.org",
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"cause": ""},
        {"cause": "nonsense"},
        {"email": "nobody"},
        {"words": "x" * 2001},
        {"opened": ""},
        {"opened": "made up"},
        {"opened": opened(25 * 60 * 60)},
        {"opened": opened(-1000)},
    ],
)
def test_report_that_is_not_right_is_not_kept_and_what_was_written_stays(client, comment, wrong):
    response = client.post(address(comment), sent(**{"words": "My words", **wrong}))
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()
    assert not Report.objects.exists()
    parse(response.content)
    if "words" not in wrong:
        assert "My words" in response.content.decode()


def test_form_opened_long_ago_signed_with_another_purpose_is_refused(client, comment):
    other = signing.dumps(time.time() - 10, salt="another purpose")
    client.post(address(comment), sent(opened=other))
    assert not Report.objects.exists()


def test_program_that_fills_in_everything_is_thanked_and_ignored(client, comment):
    response = client.post(address(comment), sent(website="https://spam.example"))
    assert response.status_code == 302
    assert not Report.objects.exists()


def test_form_needs_its_token(comment):
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(address(comment), sent()).status_code == 403
    token = get(browser, address(comment)).context["csrf_token"]
    assert browser.post(address(comment), sent(csrfmiddlewaretoken=token)).status_code == 302


def test_flood_is_refused_by_number(client, comment, monkeypatch):
    monkeypatch.setattr(limits, "MOST_BY_SENDER", 1)
    assert client.post(address(comment), sent()).status_code == 302
    response = client.post(address(comment), sent(words="My words"))
    assert response.status_code == 429
    assert "Too many reports" in response.content.decode()
    assert "My words" in response.content.decode()
    assert Report.objects.count() == 1


@pytest.mark.parametrize("state", ["hidden", "removed"])
def test_what_is_withheld_cannot_be_reported(client, comment, state):
    Comment.objects.filter(pk=comment.pk).update(state=state)
    get(client, address(comment), 404)
    assert address(comment) not in links(get_tree(client, comment.get_absolute_url()))
    assert client.post(address(comment), sent()).status_code == 404


def test_comment_of_a_withdrawn_article_is_gone(client, comment):
    Article.objects.update(state="removed")
    get(client, address(comment), 410)
    get(client, "/comments/999999/report/", 404)


def test_no_page_but_the_form_sets_a_cookie(client, comment):
    for page in ("/", comment.get_absolute_url(), "/moderation/", "/about/"):
        assert not get(client, page).cookies, page
    assert list(get(client, address(comment)).cookies) == ["csrftoken"]


def test_form_is_kept_by_no_cache_and_no_search_engine(client, comment):
    response = get(client, address(comment))
    assert "no-store" in response["Cache-Control"]
    robots = [e for e in parse(response.content).iter(f"{NS}meta") if e.get("name") == "robots"]
    assert robots[0].get("content") == "noindex"
