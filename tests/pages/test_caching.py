"""No cache may show again, unasked, what may have been taken out since."""

import time

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils.http import http_date

from archive.middleware import leave_out_body
from archive.search.indexing import index_article
from articles.models import Tag
from comments.models import Comment
from comments.moderation import hide_comments
from tests.builders import make_article, make_commenter, make_comments, make_dump
from tests.pages.reading import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments():
    article = make_article(tags=["Brooks"])
    person = make_commenter()
    comments = make_comments(
        article, [None, 0], commenter=person, body_text=["Hello.", "Poisonwords, secretly."]
    )
    make_dump(article, ["Hello.", "Poisonwords, secretly."], excerpts=[(comments[1], 2, 2)])
    index_article(article.pk)
    return comments


def addresses(comments):
    """Everything that shows, counts or finds a comment, or says what there is."""
    article, person = comments[0].article, comments[0].commenter
    home, name = article.get_absolute_url(), person.get_absolute_url()
    yield from ("/", "/articles/", "/articles/feed/", "/years/", "/2015/", "/2015/09/", "/about/")
    yield from (Tag.objects.get().get_absolute_url(), name, f"{name}feed/")
    yield from (home, f"{home}feed/", f"{home}source/", f"{home}ledger/", f"{home}statistics/")
    yield from (reverse("article-json", args=[article.pk, article.slug]), "/search/")
    yield reverse("article-text", args=[article.pk, article.slug])
    yield from ("/search/?q=poisonwords", "/search/feed/?q=poisonwords", "/moderation/")
    yield from ("/search.json?q=poisonwords", "/sitemap.xml", "/sitemap-articles.xml")
    yield from (comments[1].get_absolute_url(), "/robots.txt")


def test_every_answer_has_to_be_asked_for_again(client, comments):
    for address in [*addresses(comments), "/nothing/", "/comments/999/"]:
        response = client.get(address)
        assert "no-cache" in response["Cache-Control"], address
        assert "Last-Modified" not in response, address


def test_who_has_an_answer_is_told_that_nothing_changed(client, comments):
    for address in addresses(comments):
        tag = get(client, address)["ETag"]
        response = client.get(address, headers={"If-None-Match": tag})
        assert (response.status_code, response.content) == (304, b""), address


def test_what_is_hidden_is_gone_from_every_answer_at_once(client, comments):
    tags = {address: get(client, address)["ETag"] for address in addresses(comments)}
    said = [address for address in tags if b"secretly" in get(client, address).content]
    assert len(said) == 11
    hide_comments(Comment.objects.filter(pk=comments[1].pk), moderator=None, reason="Insult")
    for address in said:
        for asked in (
            {"If-None-Match": tags[address]},
            {"If-Modified-Since": http_date(time.time() + 3600)},
        ):
            response = client.get(address, headers=asked)
            assert response.status_code == 200, address
            assert b"secretly" not in response.content, address


def test_every_answer_is_packed_for_those_who_can_unpack_it(client, comments):
    for address in addresses(comments):
        plain = get(client, address)
        packed = client.get(address, headers={"Accept-Encoding": "gzip, br"})
        assert packed["Content-Encoding"] == "br", address
        assert brotli.decompress(packed.content) == plain.content, address
        assert int(packed["Content-Length"]) == len(packed.content), address
        assert packed["ETag"] != plain["ETag"], address
        assert "Accept-Encoding" in packed["Vary"], address


def test_form_with_a_secret_is_neither_kept_nor_packed(client, comments):
    address = comments[1].get_absolute_url() + "report/"
    response = client.get(address, headers={"Accept-Encoding": "br"})
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response and "Content-Encoding" not in response


def test_head_is_answered_without_body_and_with_its_length():
    answer = HttpResponse(b"words", headers={"Content-Length": "5"})
    response = leave_out_body(lambda request: answer)(RequestFactory().head("/"))
    assert response.content == b""
    assert response["Content-Length"] == "5"
