"""Taking readers' reports, settling them, and forgetting who sent them.

Whoever reports needs no account, so what they send is limited by number: for one sender, for
one comment and for all together. Senders are told apart by a keyed digest of their address,
which is emptied after a day and with the settling; nothing else about them is kept but the
e-mail address that they may give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.log import Done, Kind, Verb, record_acts
from articles.moderation import Outcome, lock_articles
from comments.models import Comment
from comments.moderation import hide_comments, remove_comments
from comments.reports import Report, Result

MOST_BY_SENDER = 5
MOST_IN_ALL = 100
"""Reports in an hour. Several sent at the same moment may go one or two beyond."""

MOST_OPEN = 20
"""Open reports about one comment; moderators know by then."""

DIGEST_KEPT = timedelta(days=1)
WORDS_KEPT_DAYS = 30

ACTS: Mapping[str, Callable[..., Outcome]] = {
    Result.HIDDEN: hide_comments,
    Result.REMOVED: remove_comments,
}
"""What is done to the comment with an outcome; the others leave it to whoever settles."""


class TooManyReports(Exception):
    """More reports were sent in an hour than are taken, by one sender or by all."""


def file_report(
    comment: Comment, *, cause: str, words: str, email: str, address: str
) -> Report | None:
    """Keep a reader's report; None if the comment has enough of them already.

    `address` is where it was sent from. Raises TooManyReports.
    """
    digest = salted_hmac("comments.reporting", address, algorithm="sha256").hexdigest()
    now = timezone.now()
    with transaction.atomic():
        forget_senders()
        recent = Report.objects.exclude(sender_digest="").filter(
            made_at__gt=now - timedelta(hours=1)
        )
        if (
            recent.filter(sender_digest=digest).count() >= MOST_BY_SENDER
            or recent.count() >= MOST_IN_ALL
        ):
            raise TooManyReports
        if comment.reports.open().count() >= MOST_OPEN:
            return None
        return Report.objects.create(
            comment=comment, cause=cause, words=words, email=email, sender_digest=digest
        )


def settle_reports(
    comment: Comment, *, result: str, moderator: AbstractBaseUser | None, reason: str
) -> int:
    """Settle all open reports about a comment, with what is done to it; how many they were."""
    with transaction.atomic():
        lock_articles([comment.article_id])
        forget_senders()
        if act := ACTS.get(result):
            act(Comment.objects.filter(pk=comment.pk), moderator=moderator, reason=reason)
        ids = list(
            comment.reports.open().select_for_update().order_by("pk").values_list("pk", flat=True)
        )
        Report.objects.filter(pk__in=ids).update(
            settled_at=timezone.now(), result=result, sender_digest=""
        )
        done = [Done(Kind.REPORT, pk, comment.article_id, {}, {"result": result}) for pk in ids]
        if done:
            record_acts(Verb.REPORT, done, moderator=moderator, reason=reason)
    return len(ids)


def forget_senders(days: int = WORDS_KEPT_DAYS) -> int:
    """Empty what readers wrote in reports settled longer ago than this; how many they were.

    It happens whenever a report comes in or is settled, and by a command. The log keeps what
    was done about them and why.
    """
    now = timezone.now()
    Report.objects.exclude(sender_digest="").filter(made_at__lt=now - DIGEST_KEPT).update(
        sender_digest=""
    )
    old = Report.objects.filter(settled_at__lt=now - timedelta(days=days))
    return old.exclude(models.Q(words="") & models.Q(email="")).update(words="", email="")
