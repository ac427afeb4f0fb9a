"""The states that articles, comments and commenters share, and the columns that hold them."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """VISIBLE is openly readable; HIDDEN is withheld, undecided; REMOVED is taken out.

    Neither of these two is ever filtered out of a discussion: the place stays as a
    tombstone that keeps its replies. HELD is an article of an import that waits for
    publication: no moderator has decided anything about it, and no reader knows of it.
    """

    VISIBLE = "visible", _("visible")
    HIDDEN = "hidden", _("hidden")
    REMOVED = "removed", _("removed")
    HELD = "held", _("unpublished")


OWN_CHOICES = [choice for choice in State.choices if choice[0] != State.HELD]
"""The states of comments and commenters: only whole articles wait for publication."""


class Precision(models.TextChoices):
    """How finely a time was written; a day has no known hour."""

    DAY = "day", _("day")
    MINUTE = "minute", _("minute")
    SECOND = "second", _("second")


def known_choice(
    field: str, choices: type[models.TextChoices], name: str, *, without: Iterable[str] = ()
) -> models.CheckConstraint:
    """A constraint that a column holds one of the choices (or NULL, where the column may)."""
    values = [value for value in choices.values if value not in without]
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": values}), name=name)


def time_has_precision(time: str, precision: str, name: str) -> models.CheckConstraint:
    """A constraint that a known time says how fine it is, and an unknown one does not."""
    both = models.Q(**{f"{time}__isnull": False, f"{precision}__isnull": False})
    neither = models.Q(**{f"{time}__isnull": True, f"{precision}__isnull": True})
    return models.CheckConstraint(condition=both | neither, name=name)
