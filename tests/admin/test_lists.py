"""Lists and forms keep to their budget of queries, however many rows there are."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin import lists
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from archive.search.indexing import index_comments
from articles.models import Article, Site, Tag
from comments.models import Comment, Commenter
from tests.admin.builders import (
    build_article,
    build_commenter,
    build_discussion,
    build_dump,
    build_excerpt,
    build_ledger_entry,
    build_site,
    build_tag,
)

BUDGET = 15
MODELS = [Site, Tag, Article, Commenter, Comment, ImportRun, Dump, Excerpt, LedgerEntry]


def list_of(model, **parameters):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return address, parameters


def ids(response):
    return [row.pk for row in response.context["cl"].result_list]


@pytest.fixture
def crowd(db):
    """Twelve articles with a discussion, a dump, tags and defects each."""
    for number in range(12):
        site = build_site()
        article = build_article(site=site)
        commenter = build_commenter(site)
        comments = build_discussion(article, commenter=commenter, parent_certainty="guessed")
        dump = build_dump(article, f"Text {number}\n")
        build_tag(article)
        build_tag(article)
        for comment in comments:
            build_excerpt(dump, comment, comment.position * 2 + 1, comment.position * 2 + 2)
            build_ledger_entry(dump, comment)
    return article


@pytest.mark.parametrize("model", MODELS)
def test_list_keeps_to_its_budget(admin_client, crowd, model):
    address, _ = list_of(model)
    admin_client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = admin_client.get(address)
    assert response.context["cl"].result_count >= 12
    assert len(queries) <= BUDGET


@pytest.mark.parametrize("model", MODELS)
def test_object_keeps_to_its_budget(admin_client, crowd, django_assert_max_num_queries, model):
    row = model.objects.order_by("pk").last()
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    admin_client.get(reverse("admin:index"))
    with django_assert_max_num_queries(BUDGET):
        assert admin_client.get(reverse(f"{name}_change", args=[row.pk])).status_code == 200
    with django_assert_max_num_queries(BUDGET):
        admin_client.get(reverse(f"{name}_delete", args=[row.pk]))


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "second"},
        {"code": "no-author"},
        {"unknown": "time"},
        {"state__exact": "visible"},
        {"parent_certainty__exact": "guessed"},
        {"article__id__exact": "1", "commenter__id__exact": "1", "q": "line"},
    ],
)
def test_search_and_filters_keep_to_the_budget(
    admin_client, crowd, django_assert_max_num_queries, parameters
):
    admin_client.get(list_of(Comment)[0])
    with django_assert_max_num_queries(BUDGET):
        assert admin_client.get(*list_of(Comment, **parameters)).status_code == 200


def test_page_that_asks_for_the_reason_keeps_to_the_budget(
    admin_client, crowd, django_assert_max_num_queries
):
    chosen = list(Comment.objects.values_list("pk", flat=True))
    data = {"action": "hide_selected", "_selected_action": chosen, "index": 0}
    with django_assert_max_num_queries(BUDGET):
        page = admin_client.post(list_of(Comment)[0], data).content.decode()
    assert "and 74 more" in page


def test_index_keeps_to_the_budget(admin_client, crowd, django_assert_max_num_queries):
    with django_assert_max_num_queries(BUDGET):
        admin_client.get(reverse("admin:index"))


def test_comments_are_newest_first_and_in_reading_order_within_an_article(admin_client, archive):
    # Numbers need not follow the page: a later capture may add a comment in between.
    first, second = archive.comments[3:5]
    Comment.objects.filter(pk=first.pk).update(position=4)
    Comment.objects.filter(pk=second.pk).update(position=3)
    response = admin_client.get(list_of(Comment)[0])
    assert ids(response) == sorted((c.pk for c in archive.comments), reverse=True)
    response = admin_client.get(*list_of(Comment, article__id__exact=archive.article.pk))
    in_order = archive.article.comments.order_by("position").values_list("pk", flat=True)
    assert ids(response) == list(in_order)


def test_comments_of_an_article_are_indented_by_level_up_to_a_limit(admin_client, archive):
    article = build_article()
    build_discussion(article, [None, *range(9)])
    page = admin_client.get(*list_of(Comment, article__id__exact=article.pk)).content.decode()
    assert "threaded" in page and 'style="' not in page
    assert [page.count(f"level-{level}") for level in range(8)] == [1, 1, 1, 1, 1, 1, 4, 0]
    assert "threaded" not in admin_client.get(list_of(Comment)[0]).content.decode()


@pytest.mark.parametrize("words", ["#{}", "/comments/{}/", "https://a.example/articles/1/x/#c-{}"])
def test_comment_is_found_by_its_number_or_address(admin_client, archive, words):
    comment = archive.comments[2]
    response = admin_client.get(*list_of(Comment, q=words.format(comment.pk)))
    assert ids(response) == [comment.pk]


def test_bare_number_is_searched_in_texts_too(admin_client, archive):
    first, *_, last = archive.comments
    Comment.objects.filter(pk=last.pk).update(body_text=f"In {first.pk} words")
    index_comments([last.pk])
    response = admin_client.get(*list_of(Comment, q=str(first.pk)))
    assert {first.pk, last.pk} <= set(ids(response))


def test_filter_by_defect_lists_a_comment_once(admin_client, archive):
    build_ledger_entry(archive.dump, archive.comments[0])
    build_ledger_entry(archive.dump, None)
    assert ids(admin_client.get(*list_of(Comment, code="no-author"))) == [archive.comments[0].pk]
    assert ids(admin_client.get(*list_of(Article, code="no-author"))) == [archive.article.pk]
    assert ids(admin_client.get(*list_of(Comment, code="unheard-of"))) == []


def test_codes_in_use_are_listed_once_each(archive):
    for code in ("b", "a", "b"):
        build_ledger_entry(archive.dump, code=code)
    assert LedgerEntry.objects.codes() == ["a", "b", "no-author"]


def test_list_past_its_limit_says_so(admin_client, archive, monkeypatch):
    monkeypatch.setattr(lists, "LIST_LIMIT", 5)
    monkeypatch.setattr(lists.LargeTableAdmin, "list_per_page", 2)
    last = admin_client.get(*list_of(Comment, p=3))
    assert "The first 5 comments of more" in last.content.decode()
    newest = sorted((c.pk for c in archive.comments), reverse=True)
    assert ids(last) == newest[4:5]
    assert ids(admin_client.get(*list_of(Comment, p=2))) == newest[2:4]


def test_title_is_offered_while_typing(admin_client, archive):
    response = admin_client.get(
        reverse("admin:autocomplete"),
        {
            "term": "Artic",
            "app_label": "comments",
            "model_name": "comment",
            "field_name": "article",
        },
    )
    assert json.loads(response.content)["results"] == [
        {"id": str(archive.article.pk), "text": archive.article.title}
    ]


def test_filter_by_typing_keeps_search_and_other_filters(admin_client, archive):
    parameters = {"q": "line", "state__exact": "visible", "article__id__exact": archive.article.pk}
    page = admin_client.get(*list_of(Comment, **parameters)).content.decode()
    assert '<input type="hidden" name="q" value="line">' in page
    assert '<input type="hidden" name="state__exact" value="visible">' in page


def test_article_without_a_title_can_be_opened_from_lists(admin_client, archive):
    Article.objects.update(title="")
    for address in (list_of(Article)[0], list_of(Comment)[0]):
        assert "[title not in the saved page]" in admin_client.get(address).content.decode()
