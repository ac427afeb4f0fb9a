"""What readers report about a comment, until a moderator has settled it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.states import known_choice

WORDS_LENGTH = 2000
"""Longest text of a report, in characters."""


class Cause(models.TextChoices):
    """Why a reader reports a comment."""

    PERSONAL = "personal", _("It names or shows somebody who should not be found here")
    INSULT = "insult", _("It insults, threatens or incites")
    UNLAWFUL = "unlawful", _("It breaks a law or somebody’s rights")
    SPAM = "spam", _("It is advertising")
    MISREAD = "misread", _("It was read wrongly from the saved page")
    OTHER = "other", _("Something else")


class Result(models.TextChoices):
    """What a moderator did about a report."""

    HIDDEN = "hidden", _("comment hidden")
    REMOVED = "removed", _("comment removed")
    CHANGED = "changed", _("comment changed")
    DISMISSED = "dismissed", _("nothing to be done")


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        return self.filter(settled_at=None)

    def in_queue(self) -> ReportQuerySet:
        """Open ones, the longest waiting first."""
        return self.open().order_by("pk")


class Report(models.Model):
    """One reader's word about a comment. Settled reports stay, without who sent them.

    `sender_digest` tells senders apart for a day and names nobody (`comments.reporting`).
    """

    comment = models.ForeignKey(
        "comments.Comment", models.CASCADE, related_name="reports", verbose_name=_("comment")
    )
    cause = models.CharField(_("cause"), max_length=8, choices=Cause.choices)
    words = models.TextField(_("what the reader says"), blank=True, default="")
    email = models.EmailField(_("e-mail"), blank=True, default="")
    sender_digest = models.CharField(max_length=64, blank=True, default="", editable=False)
    made_at = models.DateTimeField(_("reported"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    result = models.CharField(
        _("outcome"), max_length=9, choices=Result.choices, null=True, blank=True
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report by a reader")
        verbose_name_plural = _("reports by readers")
        permissions = [("settle_report", "Can settle reports by readers")]
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(settled_at__isnull=True), name="report_open"
            ),
            models.Index(
                fields=["made_at"], condition=~models.Q(sender_digest=""), name="report_recent"
            ),
        ]
        constraints = [
            known_choice("cause", Cause, "report_cause_known"),
            known_choice("result", Result, "report_result_known"),
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, result__isnull=True)
                | models.Q(settled_at__isnull=False, result__isnull=False),
                name="report_settled_with_result",
            ),
        ]

    def __str__(self) -> str:
        return _("report %(id)s about comment %(comment)s") % {
            "id": self.pk,
            "comment": self.comment_id,
        }
