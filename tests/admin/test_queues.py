"""The pages of the work queues."""

import pytest
from django.urls import reverse

from archive.models import Acceptance
from articles.models import Article
from comments.models import Comment
from tests.admin.builders import HOSTILE, build_user
from tests.builders import make_dump


@pytest.fixture
def unnamed(archive):
    Acceptance.objects.all().delete()
    rows = archive.comments[1:3]
    Comment.objects.filter(pk__in=[row.pk for row in rows]).update(author_name="")
    lines = [f"line {number}" for number in range(1, 41)]
    lines[20] = HOSTILE
    make_dump(archive.article, lines, excerpts=[(rows[1], 20, 22)])
    return rows


@pytest.fixture
def moderator(client, db):
    user = build_user(
        "archive.accept_reading", "comments.moderate_comment", "comments.change_comment"
    )
    client.force_login(user)
    return user


def page_of(name, row=None):
    if row is None:
        return reverse("admin:archive_queue", args=[name])
    return reverse("admin:archive_queue_one", args=[name, row.pk])


def test_queue_leads_from_the_index_to_its_latest(client, moderator, unnamed):
    index = client.get(reverse("admin:index")).content.decode()
    assert page_of("author") in index
    assert client.get(page_of("author")).url == page_of("author", unnamed[1])
    assert "Nothing waits in this queue." in client.get(page_of("place")).content.decode()


def test_comment_stands_beside_its_lines(client, moderator, unnamed):
    page = client.get(page_of("author", unnamed[1])).content.decode()
    assert '<li value="12">' in page and '<li value="20" class="own">' in page
    assert '<li value="11"' not in page and '<li value="31"' not in page
    assert "2 left" in page and "Reader 1 says:" not in page
    assert "<script>alert" not in page and "<img src=x" not in page
    assert page_of("author", unnamed[0]) in page


def test_comment_without_lines_is_shown_all_the_same(client, moderator, unnamed):
    assert "in no saved page" in client.get(page_of("author", unnamed[0])).content.decode()


def test_accepting_leads_to_the_next_and_at_last_to_an_empty_queue(client, moderator, unnamed):
    response = client.post(page_of("author", unnamed[1]))
    assert response.url == page_of("author", unnamed[0])
    response = client.post(page_of("author", unnamed[0]), follow=True)
    assert "Nothing waits in this queue." in response.content.decode()
    assert Acceptance.objects.count() == 2
    response = client.post(page_of("author", unnamed[0]), follow=True)
    assert "It is not in this queue any more." in response.content.decode()


def test_correcting_and_hiding_lead_back_into_the_queue(client, moderator, unnamed):
    page = client.get(page_of("author", unnamed[1]))
    after = page_of("author", unnamed[0])
    assert page.context["correct"].endswith(f"?back={after.replace('/', '%2F')}")
    hiding = page.context["hide"]
    client.get(hiding)
    sent = {"confirmed": 1, "reason": "Spam", "expected": 1}
    assert client.post(hiding, sent).url == after
    assert client.get(page_of("author", unnamed[1])).url == after


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:1"]
)
def test_way_back_leads_nowhere_else(client, moderator, archive, back):
    comment = archive.comments[1]
    address = reverse("admin:comments_comment_hide", args=[comment.pk])
    sent = {"confirmed": 1, "reason": "Spam", "expected": 1}
    response = client.post(f"{address}?back={back}", sent)
    assert response.url == reverse("admin:comments_comment_change", args=[comment.pk])


def test_article_of_another_number_of_comments_waits(client, moderator, archive):
    Article.objects.update(declared_count=9)
    page = client.get(page_of("count", archive.article)).content.decode()
    assert "9 comments declared, 7 recovered" in page
    client.post(page_of("count", archive.article))
    assert Acceptance.objects.filter(comment=None, article=archive.article).exists()


def test_queue_is_for_those_who_may_accept(client, unnamed):
    client.force_login(build_user("comments.view_comment", "archive.view_acceptance"))
    assert page_of("author") not in client.get(reverse("admin:index")).content.decode()
    for address in (page_of("author"), page_of("author", unnamed[0])):
        assert client.get(address).status_code == 403
    assert client.post(page_of("author", unnamed[0])).status_code == 403
    assert not Acceptance.objects.exists()


def test_queue_of_no_name_is_not_found(client, moderator):
    assert client.get(page_of("nonsense")).status_code == 404


def test_page_keeps_to_its_budget(client, moderator, unnamed, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        client.get(page_of("author", unnamed[1]))
