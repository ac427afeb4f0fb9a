"""The moderation log: who did what to which row, when and why. Rows are only ever added.

What happened stands in `ModerationAction`, which holds nobody's words and which the
database itself refuses to change (`articles.append_only`). The words of an act, its reason
and the values before and after, stand beside it in `ModerationWords`: they can be erased
with the person they tell of, once, and in no other way be changed.

Neither has a foreign key: the log outlives whatever it tells of.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.bulk import insert_rows
from articles.identifiers import reserve_ids
from articles.states import known_choice

BATCH = 500


class Verb(models.TextChoices):
    """What can be done. The label is what happened, as the log tells it."""

    HIDE = "hide", _("hidden")
    REMOVE = "remove", _("removed")
    WITHDRAW = "withdraw", _("withdrawn")
    RESTORE = "restore", _("restored")
    REDACT = "redact", _("redacted")
    ERASE = "erase", _("erased")
    CORRECT = "correct", _("corrected")
    MOVE = "move", _("moved")
    SPLIT = "split", _("split")
    MERGE = "merge", _("merged")
    ACCEPT = "accept", _("accepted as read")
    REPORT = "report", _("report settled")
    PUBLISH = "publish", _("published")
    ROLL_BACK = "roll-back", _("rolled back")


class Kind(models.TextChoices):
    """What an act was done to."""

    ARTICLE = "article", _("article")
    COMMENT = "comment", _("comment")
    COMMENTER = "commenter", _("commenter")
    PERSON = "person", _("person")
    DUMP = "dump", _("dump")
    REPORT = "report", _("report")
    IMPORT_RUN = "import", _("import")


class ModerationAction(models.Model):
    """One act on one row. Acts done in one go share a `batch` and are undone as one."""

    batch = models.UUIDField(_("batch"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    moderator_id = models.IntegerField(_("moderator"), null=True, blank=True)
    moderator_name = models.CharField(_("moderator’s name"), max_length=150, blank=True)
    verb = models.CharField(_("act"), max_length=12, choices=Verb.choices)
    kind = models.CharField(_("done to"), max_length=12, choices=Kind.choices)
    target_id = models.BigIntegerField(_("number"))
    article_id = models.BigIntegerField(_("article"), null=True, blank=True)
    undoes = models.BigIntegerField(_("undoes"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("act of moderation")
        verbose_name_plural = _("moderation log")
        indexes = [
            models.Index(fields=["kind", "target_id", "-id"], name="action_by_target"),
            models.Index(fields=["article_id", "-id"], name="action_by_article"),
            models.Index(fields=["batch"], name="action_by_batch"),
            # The log's filters: one kind of act, or of what it was done to, the latest first.
            models.Index(fields=["verb", "-id"], name="action_by_verb"),
            models.Index(fields=["kind", "-id"], name="action_by_kind"),
            models.Index(
                fields=["undoes"], condition=models.Q(undoes__isnull=False), name="action_undoing"
            ),
        ]
        constraints = [
            known_choice("verb", Verb, "action_verb_known"),
            known_choice("kind", Kind, "action_kind_known"),
        ]

    def __str__(self) -> str:
        names = {"verb": self.get_verb_display(), "kind": self.get_kind_display()}
        return _("%(kind)s %(id)s %(verb)s") % {**names, "id": self.target_id}


class ModerationWords(models.Model):
    """Why an act was done, and the values that it changed, before and after.

    `before` and `after` map names of fields to values; both are empty where nothing
    changed, and both and the reason are emptied when a person is erased from the log.
    """

    action = models.OneToOneField(
        ModerationAction,
        models.DO_NOTHING,
        primary_key=True,
        related_name="words",
        verbose_name=_("act"),
    )
    reason = models.TextField(_("reason"), blank=True)
    before = models.JSONField(_("before"), default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(_("after"), default=dict, encoder=DjangoJSONEncoder)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("words of an act")
        verbose_name_plural = _("words of acts")

    def __str__(self) -> str:
        return self.reason


class Done(NamedTuple):
    """What an act did to one row: the values that differ, before and after."""

    kind: str
    pk: int
    article_id: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undoes: int | None = None


def record_acts(
    verb: str,
    done: Sequence[Done],
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
    batch: uuid.UUID | None = None,
) -> uuid.UUID:
    """Write what was done in one go into the log; the batch that the acts share.

    Call it in the transaction that did it. Without a moderator it was a command. Acts that
    are written in several calls, because they are many, share the batch of the first.
    """
    batch = batch or uuid.uuid4()
    now = timezone.now()
    moderator_id = moderator.pk if moderator else None
    name = moderator.get_username() if moderator else ""
    ids = reserve_ids(ModerationAction, len(done), using="default")
    insert_rows(
        ModerationAction,
        (
            "id", "batch", "at", "moderator_id", "moderator_name", "verb", "kind", "target_id",
            "article_id", "undoes",
        ),
        (
            (pk, batch, now, moderator_id, name, verb, one.kind, one.pk, one.article_id, one.undoes)
            for pk, one in zip(ids, done, strict=True)
        ),
    )  # fmt: skip
    insert_rows(
        ModerationWords,
        ("action_id", "reason", "before", "after"),
        ((pk, reason, one.before, one.after) for pk, one in zip(ids, done, strict=True)),
    )
    return batch


def forget_words(action_ids: Sequence[int]) -> int:
    """Empty the words of these acts for good: what happened stays, nothing of what was said."""
    forgotten = 0
    for start in range(0, len(action_ids), BATCH):
        words = ModerationWords.objects.filter(
            action__in=action_ids[start : start + BATCH], erased_at=None
        )
        forgotten += words.update(reason="", before={}, after={}, erased_at=timezone.now())
    return forgotten
