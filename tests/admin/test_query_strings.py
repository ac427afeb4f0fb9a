"""No query string that somebody makes up is more than the list, or a page that says no."""

import pytest
from django.urls import reverse

from tests.admin.builders import build_article, build_discussion, build_tag

HUGE = "9" * 30


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("articles_article", {"tags": HUGE}),
        ("articles_article", {"tags__id__exact": HUGE}),
        ("articles_article", {"tags__id__exact": "x"}),
        ("articles_article", {"published__year": "99999999"}),
        ("articles_article", {"id__in": HUGE}),
        ("articles_tag", {"articles": HUGE}),
        ("comments_comment", {"posted_at__year": "99999999"}),
        ("comments_comment", {"posted_at__year": "x"}),
        ("comments_comment", {"tree_id__in": HUGE}),
        ("comments_comment", {"commenter__id__exact": HUGE}),
        ("comments_comment", {"q": "\x00"}),
        ("comments_commenter", {"name": "\x00"}),
        ("archive_dump", {"content": "x"}),
        ("archive_importrun", {"started_at__year": "99999999"}),
        ("articles_moderationaction", {"words": HUGE}),
    ],
)
def test_made_up_query_strings_lead_to_the_list(admin_client, db, name, query):
    article = build_article()
    build_tag(article)
    build_discussion(article, [None, 0])
    address = reverse(f"admin:{name}_changelist")
    assert admin_client.get(address, query, follow=True).status_code in (200, 400, 404)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("auth_user", {"groups": HUGE}),
        ("auth_user", {"date_joined__year": "99999999"}),
        ("auth_user", {"last_login__year": "-1"}),
        ("auth_user", {"username": "\x00"}),
        ("auth_user", {"username__regex": "("}),
        ("auth_user", {"id__in": HUGE}),
        ("auth_user", {"id__range": HUGE}),
        ("auth_group", {"user": HUGE}),
        ("auth_group", {"name__in": "\x00"}),
        ("auth_group", {"id__range": HUGE}),
        ("comments_comment", {"id__range": HUGE}),
        ("articles_article", {"title__regex": "("}),
    ],
)
def test_what_only_the_database_refuses_leads_to_the_list_too(admin_client, name, query):
    article = build_article()
    build_discussion(article, [None, 0])
    address = reverse(f"admin:{name}_changelist")
    assert admin_client.get(address, query, follow=True).status_code in (200, 400, 404)


def test_fault_of_the_list_itself_is_not_taken_for_one_of_the_query(admin_client, monkeypatch):
    def fail(*args):
        raise ValueError("Not of the query.")

    monkeypatch.setattr("archive.admin.lists.ChangeList.get_results", fail)
    with pytest.raises(ValueError, match="Not of the query"):
        admin_client.get(reverse("admin:articles_article_changelist"))
