"""Hide and restore through the admin, from the list and from one object's page."""

import pytest
from django.urls import reverse

from archive.admin import lists
from articles.log import ModerationAction
from articles.models import Article
from articles.states import State
from comments.models import Comment
from tests.admin.builders import build_discussion, build_user

LIST = reverse("admin:comments_comment_changelist")


@pytest.fixture
def moderator(client, db):
    user = build_user("comments.moderate_comment")
    client.force_login(user)
    return user


def select(comments, action="hide_selected", **more):
    return {"action": action, "_selected_action": [c.pk for c in comments], "index": 0, **more}


def confirm(comments, reason="Insult", expected=None, **more):
    count = len(comments) if expected is None else expected
    return select(comments, confirmed="yes", reason=reason, expected=count, **more)


def hidden():
    return Comment.objects.filter(state=State.HIDDEN).count()


def test_page_in_between_counts_and_changes_nothing(client, moderator, archive):
    Comment.objects.filter(pk=archive.comments[0].pk).update(state=State.REMOVED)
    page = client.post(LIST, select(archive.comments[:3])).content.decode()
    assert "<strong>2 comments</strong> will be hidden." in page
    assert "1 removed comment stays as it is." in page
    assert "Reader 1" in page
    assert hidden() == 0


def test_hide_and_restore_from_the_list(client, moderator, archive):
    Comment.objects.filter(pk=archive.comments[0].pk).update(state=State.REMOVED)
    response = client.post(LIST, confirm(archive.comments[:3]), follow=True)
    assert "2 comments hidden. 1 removed comment stays as it is." in response.content.decode()
    assert hidden() == 2
    again = confirm(archive.comments[1:3], action="restore_selected", reason="A mistake")
    response = client.post(LIST, again, follow=True)
    assert "2 comments restored." in response.content.decode()
    assert hidden() == 0
    assert ModerationAction.objects.filter(moderator_id=moderator.pk).count() == 4


def test_one_comment_is_spoken_of_in_the_singular(client, moderator, archive):
    response = client.post(LIST, confirm(archive.comments[:1]), follow=True)
    assert "1 comment hidden." in response.content.decode()


def test_reason_is_required(client, moderator, archive):
    response = client.post(LIST, confirm(archive.comments[:2], reason=" "))
    assert "This field is required." in response.content.decode()
    assert hidden() == 0


def test_selection_over_all_pages_is_refused_if_it_grew_meanwhile(client, moderator, archive):
    everything = confirm(archive.comments[:1], select_across=1, expected=7)
    build_discussion(archive.article, [None])
    response = client.post(LIST, everything)
    assert "The selection has changed meanwhile." in response.content.decode()
    assert hidden() == 0
    client.post(LIST, {**everything, "expected": 8})
    assert hidden() == 8


def test_selection_over_all_pages_obeys_the_filter(client, moderator, archive):
    Comment.objects.filter(pk=archive.comments[0].pk).update(author_name="")
    data = confirm(archive.comments[:1], select_across=1, expected=1)
    client.post(f"{LIST}?unknown=author", data)
    assert hidden() == 1


def test_all_results_can_be_chosen_beyond_what_the_list_pages_through(
    client, moderator, archive, monkeypatch
):
    monkeypatch.setattr(lists, "LIST_LIMIT", 5)
    monkeypatch.setattr(lists.LargeTableAdmin, "list_per_page", 2)
    assert "Select all results, more than 5" in client.get(LIST).content.decode()
    assert "Select all" not in client.get(LIST, {"unknown": "author"}).content.decode()
    page = client.post(LIST, select(archive.comments[:1], select_across=1)).content.decode()
    assert "<strong>7 comments</strong> will be hidden." in page
    assert "They stand in 1 article." in page
    client.post(LIST, confirm(archive.comments[:1], select_across=1, expected=7))
    assert hidden() == 7
    batches = ModerationAction.objects.filter(moderator_id=moderator.pk).values("batch")
    assert batches.distinct().order_by("batch").count() == 1


def test_who_may_only_view_is_offered_no_action_and_performs_none(client, archive):
    client.force_login(build_user("comments.view_comment", "comments.change_comment"))
    assert "hide_selected" not in client.get(LIST).content.decode()
    client.post(LIST, confirm(archive.comments))
    for door in ("hide", "restore"):
        address = reverse(f"admin:comments_comment_{door}", args=[archive.comments[0].pk])
        assert client.get(address).status_code == 403
        assert (
            client.post(address, {"confirmed": 1, "reason": "x", "expected": 1}).status_code == 403
        )
    assert hidden() == 0


def test_permission_for_comments_does_not_reach_articles(client, moderator, archive):
    address = reverse("admin:articles_article_hide", args=[archive.article.pk])
    assert client.post(address, {"confirmed": 1, "reason": "x", "expected": 1}).status_code == 403


def test_visitor_is_sent_to_sign_in(client, archive):
    address = reverse("admin:comments_comment_hide", args=[archive.comments[0].pk])
    assert client.get(address).status_code == 302
    assert client.post(address, {"confirmed": 1, "reason": "x", "expected": 1}).status_code == 302
    assert hidden() == 0


def test_permission_to_moderate_is_enough_to_find_the_work(client, moderator, archive):
    index = client.get(reverse("admin:index")).content.decode()
    assert "Hidden comments, undecided" in index and "Hidden articles" not in index
    assert (
        b'name="_save"'
        not in client.get(
            reverse("admin:comments_comment_change", args=[archive.comments[0].pk])
        ).content
    )


def test_comment_that_is_gone_is_not_found(client, moderator, archive):
    assert client.get(reverse("admin:comments_comment_hide", args=[10**9])).status_code == 404


def test_hide_from_the_comments_own_page(client, moderator, archive):
    comment = archive.comments[0]
    form = reverse("admin:comments_comment_change", args=[comment.pk])
    address = reverse("admin:comments_comment_hide", args=[comment.pk])
    assert '<a href="../hide/">' in client.get(form).content.decode()
    assert client.get(address).status_code == 200
    assert hidden() == 0
    response = client.post(address, {"confirmed": 1, "reason": "Insult", "expected": 1})
    assert response.url == form
    page = client.get(form).content.decode()
    assert '<a href="../restore/">' in page and '<a href="../hide/">' not in page


def test_articles_are_hidden_from_their_list(client, archive):
    client.force_login(build_user("articles.moderate_article"))
    data = {
        "action": "hide_selected", "_selected_action": [archive.article.pk], "index": 0,
        "confirmed": "yes", "reason": "Asked to", "expected": 1,
    }  # fmt: skip
    response = client.post(reverse("admin:articles_article_changelist"), data, follow=True)
    assert "1 article hidden." in response.content.decode()
    assert Article.objects.get().state == State.HIDDEN


@pytest.mark.parametrize("query", ["", "?action=hide_selected&confirmed=yes&reason=x&expected=7"])
def test_reading_changes_nothing(client, moderator, archive, query):
    for address in (LIST, reverse("admin:comments_comment_hide", args=[archive.comments[0].pk])):
        client.get(address + query)
    assert hidden() == 0


def test_many_can_be_chosen_within_the_limit_on_form_fields(client, moderator, archive):
    comments = build_discussion(archive.article, [None] * 100)
    assert client.post(LIST, confirm(comments)).status_code == 302
    assert hidden() == len(comments) == 107


def act_on(client, comment, door, **more):
    address = reverse(f"admin:comments_comment_{door}", args=[comment.pk])
    asked = client.get(address).content.decode()
    client.post(address, {"confirmed": 1, "reason": "Spam", **more})
    return asked


def test_branch_is_removed_with_its_count_shown_first(client, moderator, archive):
    root = archive.comments[0]
    asked = act_on(client, root, "remove-branch", expected=5)
    assert "<strong>5 comments</strong> will be removed." in asked
    assert Comment.objects.filter(state=State.REMOVED).count() == 5
    act_on(client, root, "restore-branch", expected=5)
    assert not Comment.objects.exclude(state=State.VISIBLE).exists()


def test_comment_without_replies_has_no_branch_to_remove(client, moderator, archive):
    leaf, root = archive.comments[2], archive.comments[0]
    for comment, is_offered in ((leaf, False), (root, True)):
        form = reverse("admin:comments_comment_change", args=[comment.pk])
        assert ("../remove-branch/" in client.get(form).content.decode()) is is_offered


def test_article_is_withdrawn_on_a_legal_demand(client, archive):
    client.force_login(build_user("articles.moderate_article"))
    address = reverse("admin:articles_article_withdraw", args=[archive.article.pk])
    assert 'name="is_legal_demand"' in client.get(address).content.decode()
    client.post(
        address, {"confirmed": 1, "reason": "Order", "expected": 1, "is_legal_demand": "on"}
    )
    article = Article.objects.get(pk=archive.article.pk)
    assert (article.state, article.is_legal_demand) == (State.REMOVED, True)
    assert client.get(article.get_absolute_url()).status_code == 451


def test_all_that_a_commenter_wrote_is_removed_and_restored(client, archive):
    client.force_login(build_user("comments.moderate_commenter"))
    for door, state in (("remove", State.REMOVED), ("restore", State.VISIBLE)):
        address = reverse(f"admin:comments_commenter_{door}", args=[archive.commenter.pk])
        client.post(address, {"confirmed": 1, "reason": "Asked to", "expected": 1})
        archive.commenter.refresh_from_db()
        assert archive.commenter.state == state


def test_history_tells_the_acts_and_not_who_may_not_see_them(client, moderator, archive):
    act_on(client, archive.comments[1], "remove", expected=1)
    history = reverse("admin:comments_comment_history", args=[archive.comments[1].pk])
    page = client.get(history).content.decode()
    assert "Spam" in page and moderator.username in page
    client.force_login(build_user())
    assert client.get(history).status_code == 403


def test_correction_is_logged_with_what_was_there_before(client, admin_user, archive):
    client.force_login(admin_user)
    comment = archive.comments[1]
    address = reverse("admin:comments_comment_change", args=[comment.pk])
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    when = {"posted_at_0": "2015-09-30", "posted_at_1": "16:52:00"}
    client.post(address, {**data, **when, "author_name": "Somebody else"})
    act = ModerationAction.objects.select_related("words").get(verb="correct")
    assert (act.target_id, act.moderator_id) == (comment.pk, admin_user.pk)
    assert act.words.before["author_name"] == "Reader 1"
    assert act.words.after["author_name"] == "Somebody else"
