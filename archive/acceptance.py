"""What moderators accepted as it was read, so that it does not wait for them again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.states import known_choice
from comments.models import Comment


class Doubt(models.TextChoices):
    """What may be wrong with how a page was read; each is a queue (`archive.queues`)."""

    AUTHOR = "author", _("no author")
    TIME = "time", _("no time")
    PLACE = "place", _("place decided, not read")
    ORDER = "order", _("older than what it answers")
    COUNT = "count", _("another number of comments than declared")


class Acceptance(models.Model):
    """One doubt about a comment, or about an article where `comment` is null, laid to rest.

    No import touches these rows, and comments keep their ids: what was accepted stays so.
    """

    doubt = models.CharField(_("doubt"), max_length=6, choices=Doubt.choices)
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="acceptances", verbose_name=_("article")
    )
    comment = models.ForeignKey(
        Comment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="acceptances",
        verbose_name=_("comment"),
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("reading accepted")
        verbose_name_plural = _("readings accepted")
        permissions = [("accept_reading", "Can accept readings as they are")]
        constraints = [
            known_choice("doubt", Doubt, "acceptance_doubt_known"),
            models.UniqueConstraint(
                fields=["comment", "doubt"],
                condition=models.Q(comment__isnull=False),
                name="acceptance_once_a_comment",
            ),
            models.UniqueConstraint(
                fields=["article", "doubt"],
                condition=models.Q(comment__isnull=True),
                name="acceptance_once_an_article",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_doubt_display()}: {self.comment or self.article}"
