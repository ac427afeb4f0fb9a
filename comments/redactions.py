"""What was redacted: the passages that scars stand for, kept apart from what is shown.

A text holds the scar's words, "[redacted: reason]"; the row here says where and for what.
Only those with the permission `comments.read_redacted` may read it.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.states import known_choice


class Owner(models.TextChoices):
    """Whose text it was. A redaction outlives its comment, for the sake of the dumps."""

    ARTICLE = "article", _("article")
    COMMENT = "comment", _("comment")


class Redaction(models.Model):
    """One passage taken out of one text, leaving a scar.

    `place` is where the scar begins in the text as shown, or in the `words` of the later
    redaction `within` which it lies; None once a correction has removed the scar. `words`
    are what the scar replaced, older scars among them; `passage` is the same in clear.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="redactions", verbose_name=_("article")
    )
    owner = models.CharField(_("text of"), max_length=7, choices=Owner.choices)
    comment = models.ForeignKey(
        "comments.Comment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="redactions",
        verbose_name=_("comment"),
    )
    field = models.CharField(_("field"), max_length=20)
    place = models.PositiveIntegerField(_("place"), null=True, blank=True)
    within = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="inner",
        verbose_name=_("within"),
    )
    scar = models.TextField(_("scar"))
    words = models.TextField(_("words replaced"))
    passage = models.TextField(_("passage"))
    reason = models.TextField(_("reason"))
    is_standing = models.BooleanField(
        _("wherever it is repeated"),
        default=False,
        help_text=_("Later imports redact it in every text of the article."),
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        # Readers of the admin see that there is a redaction; these say who sees more.
        permissions = [
            ("redact_passage", "Can redact passages of comments and articles"),
            ("read_redacted", "Can read and restore what was redacted"),
        ]
        constraints = [known_choice("owner", Owner, "redaction_owner_known")]

    def __str__(self) -> str:
        return _("redaction %(id)s") % {"id": self.pk}

    @property
    def end(self) -> int:
        """Where its scar ends."""
        return (self.place or 0) + len(self.scar)
