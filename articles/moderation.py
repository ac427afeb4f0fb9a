"""Withholding articles and giving them back; what every act of moderation shares.

Each act is one transaction that locks what it changes, and one entry a row in the admin's
log. Whoever calls has checked the permission.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleTag, Tag
from articles.states import State

BATCH = 500


class Act(NamedTuple):
    """A change of state: the states it starts from, the one it ends in, its word in the log."""

    acts_on: frozenset[str]
    result: str
    word: str


HIDE = Act(frozenset({State.VISIBLE}), State.HIDDEN, gettext_lazy("Hidden"))
RESTORE = Act(frozenset({State.HIDDEN, State.REMOVED}), State.VISIBLE, gettext_lazy("Restored"))


class Outcome(NamedTuple):
    """The rows that an act changed, and how many it left alone, counted by their state."""

    changed: Sequence[models.Model]
    left_alone: Counter[str]


def hide_articles(
    queryset: models.QuerySet[Article], *, moderator: AbstractBaseUser, reason: str
) -> Outcome:
    """Withhold the visible ones with all their comments; removed ones stay removed."""
    return _change_articles(queryset, HIDE, moderator=moderator, reason=reason)


def restore_articles(
    queryset: models.QuerySet[Article], *, moderator: AbstractBaseUser, reason: str
) -> Outcome:
    """Make hidden and removed ones openly readable again."""
    return _change_articles(queryset, RESTORE, moderator=moderator, reason=reason)


def _change_articles(
    queryset: models.QuerySet[Article], act: Act, *, moderator: AbstractBaseUser, reason: str
) -> Outcome:
    ids = list(queryset.order_by().values_list("pk", flat=True))
    with transaction.atomic():
        rows = Article.objects.only("title", "state")
        outcome = change_state(rows, ids, act, moderator=moderator, reason=reason)
        touch_articles(row.pk for row in outcome.changed)
    return outcome


def change_state(
    rows: models.QuerySet,
    ids: Sequence[int],
    act: Act,
    *,
    moderator: AbstractBaseUser,
    reason: str,
) -> Outcome:
    """Lock the rows with these ids, change those that the act starts from, log each of them.

    `rows` says which columns `str()` of a row and the caller need. Call it in a transaction.
    """
    changed: list[models.Model] = []
    left_alone: Counter[str] = Counter()
    # A reason explains why something is withheld; what is visible again needs none.
    kept_reason = "" if act.result == State.VISIBLE else reason
    for batch in in_batches(sorted(ids)):
        locked = rows.filter(pk__in=batch).select_for_update().order_by("pk")
        to_change = []
        for row in locked:
            if row.state in act.acts_on:
                to_change.append(row)
            else:
                left_alone[row.state] += 1
        rows.filter(pk__in=[row.pk for row in to_change]).update(
            state=act.result, state_reason=kept_reason
        )
        changed += to_change
    if changed:
        LogEntry.objects.log_actions(moderator.pk, changed, CHANGE, f"{act.word}: {reason}")
    return Outcome(changed, left_alone)


def lock_articles(ids: Iterable[int]) -> None:
    """Hold these articles until the transaction ends, so that their discussions stand still.

    In ascending order, as everyone does it: two writers then cannot wait for each other.
    """
    for batch in in_batches(sorted(set(ids))):
        list(
            Article.objects.filter(pk__in=batch)
            .order_by("pk")
            .select_for_update()
            .values_list("pk", flat=True)
        )


def touch_articles(ids: Iterable[int]) -> None:
    """Say that what readers see of these articles has changed: their caches go by it."""
    now = timezone.now()
    for batch in in_batches(sorted(set(ids))):
        Article.objects.filter(pk__in=batch).update(changed_at=now)


def set_tags(article: Article, tags: Iterable[Tag]) -> None:
    """Give the article these tags: those it has keep their order, new ones follow."""
    wanted = list(tags)
    with transaction.atomic():
        lock_articles([article.pk])
        places = ArticleTag.objects.filter(article=article)
        places.exclude(tag__in=wanted).delete()
        kept = dict(places.values_list("tag_id", "position"))
        last = max(kept.values(), default=-1)
        ArticleTag.objects.bulk_create(
            ArticleTag(article=article, tag=tag, position=position)
            for position, tag in enumerate((t for t in wanted if t.pk not in kept), last + 1)
        )
        touch_articles([article.pk])


def in_batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Runs of ids short enough for any database's limit on parameters."""
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
