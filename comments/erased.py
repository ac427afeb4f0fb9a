"""People whose names were erased: a pseudonym, and how to know the name when it comes again.

The names themselves are kept nowhere. What is kept are digests under a key that is not in
the database, so that they cannot be read back from it, and names cannot be tried on it
without the key. Whoever has both can try names.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import NAME_LENGTH, Site


class ErasedPerson(models.Model):
    """Somebody whose name gave way to a pseudonym, within a site or (None) everywhere.

    `key_mark` tells whether today's key is the one that the digests were made with.
    """

    site = models.ForeignKey(
        Site, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    pseudonym = models.CharField(_("pseudonym"), max_length=NAME_LENGTH)
    key_mark = models.CharField(max_length=32, editable=False)
    at = models.DateTimeField(_("erased"), auto_now_add=True)
    is_finished = models.BooleanField(
        _("finished"),
        default=True,
        editable=False,
        help_text=_("Otherwise it was stopped, and the same once more goes on with it."),
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("erased person")
        verbose_name_plural = _("erased people")
        permissions = [("erase_person", "Can erase a person from the whole archive")]

    def __str__(self) -> str:
        return self.pseudonym


class ErasedName(models.Model):
    """One way in which the name was written: its digest, and of how many words it was."""

    person = models.ForeignKey(
        ErasedPerson, models.CASCADE, related_name="names", verbose_name=_("erased person")
    )
    digest = models.CharField(max_length=32, editable=False)
    word_count = models.PositiveSmallIntegerField(editable=False)

    class Meta:
        verbose_name = _("erased name")
        verbose_name_plural = _("erased names")
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="erased_name_once_a_person")
        ]

    def __str__(self) -> str:
        return str(self.person)
