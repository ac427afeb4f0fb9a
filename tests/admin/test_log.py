"""The log in the admin: looked up, taken home as a table, and acts undone from it."""

import csv
import io

import pytest
from django.urls import reverse

from archive.log_table import COLUMNS, harmless
from articles.log import ModerationAction
from articles.states import State
from comments.models import Comment
from comments.moderation import correct_comment, hide_comments
from tests.admin.builders import build_user

LIST = reverse("admin:articles_moderationaction_changelist")
TABLE = reverse("admin:articles_moderationaction_table")


@pytest.fixture
def moderator(client, archive):
    user = build_user("comments.moderate_comment", "articles.view_moderationaction")
    client.force_login(user)
    return user


@pytest.fixture
def batch(archive, moderator):
    return hide_comments(Comment.objects.all(), moderator=moderator, reason="=1+1").batch


def entry(act):
    return reverse("admin:articles_moderationaction_change", args=[act.pk])


def undo_of(batch):
    return reverse("admin:articles_moderationaction_undo_batch", args=[batch])


def hidden():
    return Comment.objects.filter(state=State.HIDDEN).count()


def test_batch_is_undone_with_a_preview_and_a_reason(client, batch):
    act = ModerationAction.objects.filter(batch=batch).first()
    assert undo_of(batch) in client.get(entry(act)).content.decode()
    page = client.get(undo_of(batch)).content.decode()
    assert "<strong>7</strong> acts will be undone." in page and hidden() == 7
    client.post(undo_of(batch), {"expected": 7, "reason": " "})
    assert hidden() == 7
    response = client.post(undo_of(batch), {"expected": 7, "reason": "A mistake"}, follow=True)
    assert "7 acts undone." in response.content.decode()
    assert hidden() == 0
    page = client.get(undo_of(batch)).content.decode()
    assert "Nothing to undo here." in page and "It was undone before." in page


def test_one_act_is_undone_from_its_own_page(client, batch):
    act = ModerationAction.objects.filter(batch=batch).first()
    address = reverse("admin:articles_moderationaction_undo", args=[act.pk])
    assert address in client.get(entry(act)).content.decode()
    client.post(address, {"expected": 1, "reason": "A mistake"})
    assert hidden() == 6


def test_preview_that_is_no_longer_true_is_shown_again(client, batch):
    Comment.objects.filter(pk=Comment.objects.first().pk).update(state_reason="Else")
    page = client.post(undo_of(batch), {"expected": 7, "reason": "A mistake"}).content.decode()
    assert "This has changed meanwhile." in page and "It was changed again since." in page
    assert hidden() == 7


def test_who_may_not_do_it_may_not_undo_it(client, archive, moderator):
    correct_comment(archive.comments[0], {"author_name": "Eve"}, moderator=moderator)
    act = ModerationAction.objects.filter(verb="correct").get()
    assert "Undo this" not in client.get(entry(act)).content.decode()
    assert client.get(undo_of(act.batch)).status_code == 403
    sent = {"expected": 1, "reason": "x"}
    assert client.post(undo_of(act.batch), sent).status_code == 403
    client.force_login(build_user("comments.change_comment"))
    assert client.post(undo_of(act.batch), sent).status_code == 403
    client.force_login(build_user("comments.change_comment", "articles.view_moderationaction"))
    assert client.post(undo_of(act.batch), sent).status_code == 302


def test_act_of_no_number_is_not_found(client, moderator):
    address = reverse("admin:articles_moderationaction_undo", args=[10**9])
    assert client.get(address).status_code == 404


def test_message_after_an_act_leads_to_its_undoing(client, archive, moderator):
    data = {
        "action": "hide_selected", "_selected_action": [archive.comments[0].pk], "index": 0,
        "confirmed": "yes", "reason": "Insult", "expected": 1,
    }  # fmt: skip
    page = client.post(reverse("admin:comments_comment_changelist"), data, follow=True)
    act = ModerationAction.objects.first()
    assert f'<a href="{undo_of(act.batch)}">Undo</a>' in page.content.decode()


def test_history_leads_to_the_entries_of_the_log(client, archive, moderator):
    page = client.get(reverse("admin:comments_comment_history", args=[archive.comments[0].pk]))
    assert entry(archive.act) in page.content.decode()


def test_log_is_searched_by_number(admin_client, archive):
    everything = ModerationAction.objects.count()
    for words in (archive.act.target_id, f"#{archive.act.target_id}"):
        assert archive.act in admin_client.get(LIST, {"q": words}).context["cl"].result_list
    response = admin_client.get(LIST, {"q": archive.article.pk})
    assert response.context["cl"].result_count == everything
    assert admin_client.get(LIST, {"q": 10**15}).context["cl"].result_count == 0
    assert admin_client.get(LIST, {"q": "insult"}).context["cl"].result_count == 0


def test_table_is_for_superusers(client, admin_client, archive, moderator):
    assert client.get(TABLE).status_code == 403
    assert TABLE not in client.get(LIST).content.decode()
    assert TABLE in admin_client.get(LIST).content.decode()


def test_table_holds_every_act_and_no_formula(admin_client, batch):
    response = admin_client.get(TABLE)
    assert response.streaming and response["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + ModerationAction.objects.count() >= 9
    assert rows[-1][COLUMNS.index("reason")] == "'=1+1"
    assert [int(row[0]) for row in rows[1:]] == sorted(int(row[0]) for row in rows[1:])


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1"])
def test_formula_is_disarmed(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Insult", "a=1", "1-2"])
def test_other_text_is_left_as_it_is(text):
    assert harmless(text) == text


def test_index_tells_the_latest_acts_to_who_may_read_the_log(client, admin_user, archive):
    client.force_login(admin_user)
    page = client.get(reverse("admin:index")).content.decode()
    assert reverse("admin:articles_moderationaction_change", args=[archive.act.pk]) in page
    assert "<script>alert" not in page
    client.force_login(build_user("comments.view_comment"))
    page = client.get(reverse("admin:index")).content.decode()
    assert "moderationaction" not in page
