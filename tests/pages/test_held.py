"""What waits for publication is on no page, in no feed and in no count; moderators see it."""

import pytest
from django.urls import reverse

from archive.models import Dump, ImportRun
from archive.search.indexing import index_article
from articles.models import Article
from articles.states import State
from comments.models import Comment, Commenter
from comments.moderation import (
    hide_commenters,
    remove_comments,
    restore_commenters,
    restore_comments,
)
from tests.admin.builders import build_user
from tests.builders import (
    make_article,
    make_commenter,
    make_comments,
    make_dump,
    make_entry,
    make_site,
)
from tests.pages.reading import get

pytestmark = pytest.mark.django_db

SECRETS = ("secretsite", "secrettag", "secrettitle", "secretbody", "secretauthor", "secretwords")


@pytest.fixture
def archive():
    """An article that everybody reads, and one on a site of its own that waits."""
    shown = make_article(title="Bridges", tags=["stone"])
    make_comments(shown, [None], commenter=make_commenter("Ann"))
    site = make_site("secretsite")
    person = make_commenter("secretauthor", site)
    held = make_article(
        title="secrettitle",
        body_text="secretbody",
        body_html="<p>secretbody</p>",
        tags=["secrettag"],
        site=site,
        state=State.HELD,
    )
    make_comments(
        held, [None, 0], commenter=person, author_name="secretauthor", body_text="secretwords"
    )
    run = ImportRun.objects.create(status="finished", is_held=True)
    comments = list(held.comments.all())
    dump = make_dump(held, ["secrettitle", "secretwords"], excerpts=[(comments[0], 2, 2)], run=run)
    make_entry(dump, decision="secretwords were odd")
    put_by = make_dump(shown, ["Bridges", "secretwords too"], run=run)
    Dump.objects.filter(pk=put_by.pk).update(article=None)
    for article in (shown, held):
        index_article(article.pk)
    acts = {"moderator": None, "reason": "spam"}
    remove_comments(held.comments.filter(parent=None), **acts)
    restore_comments(held.comments.all(), **acts)
    hide_commenters(Commenter.objects.filter(pk=person.pk), **acts)
    restore_commenters(Commenter.objects.filter(pk=person.pk), **acts)
    return shown, held


def own_pages(article):
    """Every address that is about one article."""
    for name in (
        "article", "source", "ledger", "statistics", "article-json", "article-text",
    ):  # fmt: skip
        yield reverse(name, args=[article.pk, article.slug])
    for comment in article.comments.all():
        yield comment.get_absolute_url()
        yield reverse("thread", args=[comment.pk])


def common_pages(shown, held):
    yield from (
        "/", "/articles/", "/articles/?tag=stone", "/years/", "/2015/", "/2015/09/", "/about/",
        "/sitemap.xml", "/sitemap-articles.xml", "/sitemap-tags.xml", reverse("articles-feed"),
        "/search/?q=secretwords", "/search/?q=secrettitle+in%3Aarticles", "/search/?q=-stone",
        "/search/?q=bridges", f"/search/?article={held.pk}", f"/search/?site={held.site_id}",
        f"/search/?tag={held.tags.get().pk}",
        f"/search/?author={held.comments.first().commenter_id}",
        "/search/?q=is%3Aremoved", f"/search/?q=c-{held.comments.first().pk}",
        "/search/feed/?q=secretwords", "/search.json?q=secretwords", "/moderation/",
        "/moderation/feed/",
    )  # fmt: skip
    yield from own_pages(shown)
    yield reverse("article-feed", args=[shown.pk, shown.slug])
    yield shown.tags.get().get_absolute_url()


def closed_pages(held):
    yield from own_pages(held)
    yield reverse("report", args=[held.comments.first().pk])
    yield reverse("article-feed", args=[held.pk, held.slug])
    person = held.comments.first().commenter
    yield person.get_absolute_url()
    yield reverse("commenter-feed", args=[person.pk, person.slug])
    tag = held.tags.get()
    yield tag.get_absolute_url()
    yield reverse("tag-feed", args=[tag.slug])


def asked_for(page):
    """The words of a search stand on its own page, found or not."""
    return page.partition("?")[2]


def test_nothing_of_it_is_on_any_page_that_others_have(client, archive):
    for page in common_pages(*archive):
        response = client.get(page)
        assert response.status_code in (200, 404), page
        text = response.content.decode()
        found = [secret for secret in SECRETS if secret in text and secret not in asked_for(page)]
        assert not found, page
        assert f"/articles/{archive[1].pk}/" not in text, page


def test_search_finds_none_of_it(client, archive):
    for query in ("secretwords", "secrettitle", "author:secretauthor", "site:secretsite"):
        found = client.get("/search.json", {"q": query}).json()
        assert found["results"] == [], query


def test_its_own_addresses_answer_as_if_it_were_not_there(client, archive):
    for page in closed_pages(archive[1]):
        response = client.get(page)
        assert response.status_code == 404, page
        assert not [secret for secret in SECRETS if secret in response.content.decode()], page


def test_it_counts_for_nothing(archive):
    assert Article.objects.totals()["articles"] == 1
    assert Comment.objects.visible().count() == 1


@pytest.mark.parametrize("permission", ["archive.publish_importrun", "articles.moderate_article"])
def test_who_may_publish_or_moderate_reads_it_and_nobody_keeps_the_page(
    client, archive, permission
):
    client.force_login(build_user(permission))
    for page in own_pages(archive[1]):
        response = client.get(page)
        assert response.status_code == 200, page
        assert "no-store" in response["Cache-Control"] and "ETag" not in response, page
    html = get(client, archive[1].get_absolute_url()).content.decode()
    assert "Not published yet" in html and "secretwords" in html
    client.logout()
    assert client.get(archive[1].get_absolute_url()).status_code == 404


def test_other_staff_do_not_see_it(client, archive):
    client.force_login(build_user("comments.view_comment"))
    assert client.get(archive[1].get_absolute_url()).status_code == 404


def test_pages_of_public_articles_do_not_depend_on_who_reads(client, archive):
    response = get(client, archive[0].get_absolute_url())
    assert "Cookie" not in response.get("Vary", "")
