"""Reports are limited, settled together, and forget who sent them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from articles.log import ModerationAction
from articles.states import State
from comments import reporting
from comments.models import Comment, Report
from comments.reporting import TooManyReports, file_report, settle_reports
from comments.reports import Cause, Result
from tests.builders import make_article, make_comments

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments():
    return make_comments(make_article(), [None, 0, None])


@pytest.fixture
def moderator():
    return User.objects.create_superuser("moderator")


def send(comment, address="192.0.2.1", **more):
    values = {"cause": Cause.INSULT, "words": "See there", "email": "a@example.org", **more}
    return file_report(comment, address=address, **values)


def age(report, **by):
    Report.objects.filter(pk=report.pk).update(made_at=timezone.now() - timedelta(**by))


def test_address_is_kept_as_a_keyed_digest_only(comments, settings):
    first, second = send(comments[0]), send(comments[1])
    assert first.sender_digest == second.sender_digest
    assert "192.0.2.1" not in str(Report.objects.values())
    settings.SECRET_KEY = "another key" * 6
    assert send(comments[0]).sender_digest != first.sender_digest


def test_one_sender_is_stopped_and_others_are_not(comments, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_BY_SENDER", 2)
    first = send(comments[0])
    send(comments[0])
    with pytest.raises(TooManyReports):
        send(comments[1])
    assert send(comments[1], address="192.0.2.2")
    age(first, minutes=61)
    assert send(comments[1])


def test_all_senders_together_are_stopped(comments, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_IN_ALL", 3)
    for number in range(3):
        send(comments[0], address=f"192.0.2.{number}")
    with pytest.raises(TooManyReports):
        send(comments[0], address="192.0.2.9")


def test_comment_with_many_open_reports_takes_no_more(comments, monkeypatch, moderator):
    monkeypatch.setattr(reporting, "MOST_OPEN", 2)
    for number in range(4):
        send(comments[0], address=f"192.0.2.{number}")
    assert Report.objects.count() == 2
    settle_reports(comments[0], result=Result.DISMISSED, moderator=moderator, reason="Fine")
    assert send(comments[0], address="192.0.2.7")


@pytest.mark.parametrize(
    ("result", "state"),
    [
        (Result.HIDDEN, State.HIDDEN),
        (Result.REMOVED, State.REMOVED),
        (Result.CHANGED, State.VISIBLE),
        (Result.DISMISSED, State.VISIBLE),
    ],
)
def test_settling_does_the_act_and_settles_all_reports_of_the_comment(
    comments, moderator, result, state
):
    mine = [send(comments[0]), send(comments[0], address="192.0.2.2")]
    other = send(comments[1])
    assert settle_reports(comments[0], result=result, moderator=moderator, reason="Insult") == 2
    assert Comment.objects.get(pk=comments[0].pk).state == state
    settled = Report.objects.filter(pk__in=[report.pk for report in mine])
    assert set(settled.values_list("result", "sender_digest")) == {(result, "")}
    assert Report.objects.open().get() == other
    entries = ModerationAction.objects.filter(kind="report")
    assert set(entries.values_list("target_id", flat=True)) == {report.pk for report in mine}
    assert {e.words.reason for e in entries} == {"Insult"}
    assert "See there" not in str(list(entries.values("words__before", "words__after")))


def test_settling_twice_settles_nothing_twice(comments, moderator):
    send(comments[0])
    for expected in (1, 0):
        done = settle_reports(
            comments[0], result=Result.DISMISSED, moderator=moderator, reason="Fine"
        )
        assert done == expected
    assert ModerationAction.objects.count() == 1


def test_senders_are_forgotten_after_a_day(comments):
    old = send(comments[0])
    age(old, hours=25)
    send(comments[1])
    assert Report.objects.get(pk=old.pk).sender_digest == ""


def test_what_readers_wrote_is_forgotten_after_settling(comments, moderator, capsys):
    old, fresh, still_open = send(comments[0]), send(comments[1]), send(comments[2])
    for comment in comments[:2]:
        settle_reports(comment, result=Result.DISMISSED, moderator=moderator, reason="Fine")
    Report.objects.filter(pk=old.pk).update(settled_at=timezone.now() - timedelta(days=31))
    call_command("forget_reporters")
    assert capsys.readouterr().out == "1 reports emptied.\n"
    kept = dict(Report.objects.values_list("pk", "words"))
    assert kept == {old.pk: "", fresh.pk: "See there", still_open.pk: "See there"}
    assert Report.objects.get(pk=old.pk).email == ""
    call_command("forget_reporters", days=0, verbosity=0)
    assert Report.objects.get(pk=fresh.pk).words == ""
