"""The queue of readers' reports and their settling."""

import pytest
from django.urls import reverse

from articles.log import ModerationAction
from articles.states import State
from comments.models import Comment, Report
from comments.reporting import file_report
from tests.admin.builders import HOSTILE, build_user

LIST = reverse("admin:comments_report_changelist")


@pytest.fixture
def moderator(client, db):
    user = build_user("comments.settle_report", "comments.moderate_comment")
    client.force_login(user)
    return user


@pytest.fixture
def reports(archive):
    return [
        file_report(
            comment, cause="insult", words=HOSTILE, email=f"a{n}@example.org", address=str(n)
        )
        for n, comment in enumerate([archive.comments[1], archive.comments[1], archive.comments[2]])
    ]


def settle(report):
    return reverse("admin:comments_report_settle", args=[report.pk])


def test_queue_leads_to_the_comment_among_those_around_it(client, moderator, reports, archive):
    index = client.get(reverse("admin:index")).content.decode()
    assert "Reports by readers" in index
    page = client.get(LIST, {"settled_at__isnull": "True"}).content.decode()
    assert settle(reports[0]) in page
    page = client.get(settle(reports[0])).content.decode()
    assert "Reader 0" in page and "Reader 2" in page and "a1@example.org" in page
    assert "<script>alert" not in page and "<img src=x" not in page
    assert Report.objects.open().count() == 3


def test_settling_hides_the_comment_and_leads_to_the_next(client, moderator, reports, archive):
    sent = {"result": "hidden", "reason": "Insult"}
    before = ModerationAction.objects.latest("pk").pk
    response = client.post(settle(reports[0]), sent, follow=True)
    assert "2 reports settled." in response.content.decode()
    assert response.redirect_chain[-1][0] == settle(reports[2])
    assert Comment.objects.get(pk=archive.comments[1].pk).state == State.HIDDEN
    assert set(
        ModerationAction.objects.filter(pk__gt=before).values_list("verb", "moderator_id")
    ) == {("hide", moderator.pk), ("report", moderator.pk)}
    response = client.post(settle(reports[2]), {"result": "dismissed", "reason": "Fine"})
    assert response.url == LIST


def test_outcome_needs_a_reason(client, moderator, reports):
    for sent in ({"result": "hidden", "reason": " "}, {"result": "", "reason": "x"}):
        assert client.post(settle(reports[0]), sent).status_code == 200
    assert Report.objects.open().count() == 3


def test_settled_report_is_only_read(client, moderator, reports):
    client.post(settle(reports[0]), {"result": "dismissed", "reason": "Fine"})
    response = client.get(settle(reports[1]))
    assert response.url == reverse("admin:comments_report_change", args=[reports[1].pk])
    assert client.get(response.url).status_code == 200


def test_who_may_only_settle_does_not_hide(client, reports, archive):
    client.force_login(build_user("comments.settle_report"))
    client.post(settle(reports[0]), {"result": "hidden", "reason": "Insult"})
    assert Comment.objects.get(pk=archive.comments[1].pk).state == State.VISIBLE
    assert Report.objects.open().count() == 3
    client.post(settle(reports[0]), {"result": "dismissed", "reason": "Fine"})
    assert Report.objects.open().count() == 1


def test_who_may_only_look_does_not_settle(client, reports):
    client.force_login(build_user("comments.view_report", "comments.moderate_comment"))
    assert client.get(LIST).status_code == 200
    for response in (client.get(settle(reports[0])), client.post(settle(reports[0]), {})):
        assert response.status_code == 403


def test_page_leads_to_correcting_and_redacting_for_those_who_may(client, reports, archive):
    pk = [archive.comments[1].pk]
    correct = f'{reverse("admin:comments_comment_change", args=pk)}">correct it'
    redact = f'{reverse("admin:comments_comment_redact", args=pk)}">redact it'
    may_settle = "comments.settle_report"
    for permissions, expected in [
        ([may_settle], (False, False)),
        ([may_settle, "comments.redact_passage"], (False, True)),
        ([may_settle, "comments.change_comment"], (True, False)),
    ]:
        client.force_login(build_user(*permissions))
        page = client.get(settle(reports[0])).content.decode()
        assert (correct in page, redact in page) == expected


def test_page_keeps_to_its_budget(client, moderator, reports, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        client.get(settle(reports[0]))
