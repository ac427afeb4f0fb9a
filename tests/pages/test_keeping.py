"""A kept page is the same page, and is gone the moment that what it shows changes."""

import brotli
import pytest
from django.core.cache import caches
from django.utils import timezone

from archive import page_cache
from articles.models import Article
from articles.states import State
from comments.models import Comment
from tests.builders import make_article, make_comments
from tests.pages.reading import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def discussion():
    article = make_article()
    return article, make_comments(article, [None, 0], body_text=["Hello.", "poisonwords"])


def change(article):
    """What every import and every act of moderation does to an article that it changed."""
    Article.objects.filter(pk=article.pk).update(changed_at=timezone.now())


def addresses(article, comments):
    yield article.get_absolute_url()
    for comment in comments:
        yield comment.get_absolute_url()
        yield comment.get_absolute_url() + "thread/"


def test_kept_page_is_the_page_and_costs_one_query(client, discussion, django_assert_num_queries):
    for address in addresses(*discussion):
        made = get(client, address)
        with django_assert_num_queries(1):
            kept = get(client, address)
        assert kept.content == made.content
        assert kept["Content-Type"] == made["Content-Type"]
        assert "Content-Security-Policy" in kept


def test_who_has_the_page_is_told_that_nothing_changed(client, discussion):
    for address in addresses(*discussion):
        tag = get(client, address)["ETag"]
        response = client.get(address, headers={"If-None-Match": tag})
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == tag


def test_what_was_taken_out_is_out_of_kept_pages(client, discussion):
    article, comments = discussion
    tags = {address: get(client, address)["ETag"] for address in addresses(article, comments)}
    Comment.objects.filter(pk=comments[1].pk).update(state=State.REMOVED)
    change(article)
    for address, tag in tags.items():
        response = client.get(address, headers={"If-None-Match": tag})
        assert response.status_code == 200
        assert b"poisonwords" not in response.content


def test_withdrawn_article_is_gone_whatever_was_kept(client, discussion):
    article, comments = discussion
    tags = {address: get(client, address)["ETag"] for address in addresses(article, comments)}
    Article.objects.filter(pk=article.pk).update(state=State.REMOVED)
    for address, tag in tags.items():
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 410


def test_everybody_may_keep_a_page_but_has_to_ask(client, discussion):
    response = get(client, discussion[0].get_absolute_url())
    assert response["Cache-Control"] == "public, no-cache"
    assert {"Accept-Encoding", "Accept-Language"} <= set(response["Vary"].split(", "))


def test_pages_are_packed_for_those_who_can_unpack_them(client, discussion):
    address = discussion[0].get_absolute_url()
    plain = get(client, address)
    for _ in range(2):
        packed = client.get(address, headers={"Accept-Encoding": "gzip, br"})
        assert packed["Content-Encoding"] == "br"
        assert brotli.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert "Content-Encoding" not in get(client, address)


def test_pages_of_one_article_are_kept_apart(client, discussion):
    home = discussion[0].get_absolute_url()
    queries = ("", "?order=flat", "?order=newest", "?fold=all", "?view=print", "?page=all")
    tags = {get(client, home + query)["ETag"] for query in queries}
    assert len(tags) == len(queries)


def test_page_that_is_not_there_is_not_kept(client, discussion):
    response = get(client, discussion[0].get_absolute_url() + "?page=9", 404)
    assert "ETag" not in response


def test_kept_pages_fit_a_number_of_bytes_in_all(monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_BYTES", 1_000)
    pages = caches["pages"]
    for name in ("a", "b", "c"):
        pages.set(name, b"x" * 400)
        pages.get("a")
    assert [pages.get(name) is not None for name in ("a", "b", "c")] == [True, False, True]
    pages.set("longest", b"x" * 2_000)
    assert pages.get("longest") is None
