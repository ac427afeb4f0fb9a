"""Withholding articles and giving them back; what every act of moderation shares.

Each act is one transaction that locks what it changes, and one entry a row in the
moderation log. Whoever calls has checked the permission.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from articles.log import Done, Kind, Verb, record_acts
from articles.models import Article, ArticleTag, Tag
from articles.states import State

BATCH = 500


class Act(NamedTuple):
    """A change of state: the states it starts from, the one it ends in, its name in the log."""

    acts_on: frozenset[str]
    result: str
    verb: Verb


HIDE = Act(frozenset({State.VISIBLE}), State.HIDDEN, Verb.HIDE)
REMOVE = Act(frozenset({State.VISIBLE, State.HIDDEN}), State.REMOVED, Verb.REMOVE)
WITHDRAW = Act(frozenset({State.VISIBLE, State.HIDDEN}), State.REMOVED, Verb.WITHDRAW)
RESTORE = Act(frozenset({State.HIDDEN, State.REMOVED}), State.VISIBLE, Verb.RESTORE)


class Changed(NamedTuple):
    """A row that an act changed, and its article (None for a commenter's)."""

    pk: int
    article_id: int | None


class Outcome(NamedTuple):
    """The rows that an act changed, and how many it left alone, counted by their state.

    `batch` is what its entries in the log share, None if it changed nothing.
    """

    changed: Sequence[Changed]
    left_alone: Counter[str]
    batch: uuid.UUID | None = None


def hide_articles(
    queryset: models.QuerySet[Article], *, moderator: AbstractBaseUser | None, reason: str
) -> Outcome:
    """Withhold the visible ones with all their comments; withdrawn ones stay withdrawn."""
    return _change_articles(queryset, HIDE, moderator=moderator, reason=reason)


def withdraw_articles(
    queryset: models.QuerySet[Article],
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
    is_legal_demand: bool = False,
) -> Outcome:
    """Take them down for good: their addresses answer 410, or 451 on a legal demand."""
    more = {"is_legal_demand": is_legal_demand}
    return _change_articles(queryset, WITHDRAW, moderator=moderator, reason=reason, more=more)


def restore_articles(
    queryset: models.QuerySet[Article], *, moderator: AbstractBaseUser | None, reason: str
) -> Outcome:
    """Make hidden and withdrawn ones openly readable again."""
    more = {"is_legal_demand": False}
    return _change_articles(queryset, RESTORE, moderator=moderator, reason=reason, more=more)


def _change_articles(
    queryset: models.QuerySet[Article],
    act: Act,
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
    more: Mapping[str, Any] | None = None,
) -> Outcome:
    ids = list(queryset.order_by().values_list("pk", flat=True))
    with transaction.atomic():
        rows = Article.objects.only("title", "state", "state_reason", "is_legal_demand")
        outcome = change_state(rows, ids, act, moderator=moderator, reason=reason, more=more)
        touch_articles(row.pk for row in outcome.changed)
    return outcome


def change_state(
    rows: models.QuerySet,
    ids: Sequence[int],
    act: Act,
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
    more: Mapping[str, Any] | None = None,
) -> Outcome:
    """Lock the rows with these ids, change those that the act starts from, log each of them.

    `rows` says which columns the caller needs; `more` holds columns to set beside the state
    and its reason. Call it in a transaction. A hundred thousand rows are no trouble: of each
    only the numbers are kept.
    """
    changed: list[Changed] = []
    left_alone: Counter[str] = Counter()
    log: uuid.UUID | None = None
    # A reason explains why something is withheld; what is visible again needs none.
    kept_reason = "" if act.result == State.VISIBLE else reason
    values = {"state": act.result, "state_reason": kept_reason, **(more or {})}
    for batch in in_batches(sorted(ids)):
        locked = rows.filter(pk__in=batch).select_for_update().order_by("pk")
        to_change = []
        for row in locked:
            if row.state in act.acts_on:
                to_change.append(row)
            else:
                left_alone[row.state] += 1
        if not to_change:
            continue
        rows.filter(pk__in=[row.pk for row in to_change]).update(**values)
        done = [describe_change(row, values) for row in to_change]
        log = record_acts(act.verb, done, moderator=moderator, reason=reason, batch=log)
        changed += [Changed(one.pk, one.article_id) for one in done]
    return Outcome(changed, left_alone, log)


def describe_change(
    row: models.Model, values: Mapping[str, Any], *, undoes: int | None = None
) -> Done:
    """What setting these columns changes about a row, as the log keeps it."""
    kind = Kind(row._meta.model_name)
    article = row.pk if kind == Kind.ARTICLE else getattr(row, "article_id", None)
    before = {name: _plain(getattr(row, name)) for name in values}
    after = {name: _plain(value) for name, value in values.items()}
    differing = [name for name in values if before[name] != after[name]]
    return Done(
        kind,
        row.pk,
        article,
        {name: before[name] for name in differing},
        {name: after[name] for name in differing},
        undoes,
    )


def _plain(value: Any) -> Any:
    """What stands for a value in the log: a related row's number."""
    return value.pk if isinstance(value, models.Model) else value


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


def correct_article(
    article: Article,
    changes: Mapping[str, Any],
    *,
    tags: Iterable[Tag] | None = None,
    moderator: AbstractBaseUser | None,
    reason: str = "",
) -> None:
    """Write corrected readings of an article and no other column: an import may be at work.

    Its tags are those given, or with None those that it has.
    """
    with transaction.atomic():
        lock_articles([article.pk])
        kept = Article.objects.defer("body_html").get(pk=article.pk)
        done = describe_change(kept, changes)
        Article.objects.filter(pk=article.pk).update(**changes)
        if tags is not None:
            names = [tag.name for tag in kept.tags_in_order()]
            set_tags(article, tags)
            now = [tag.name for tag in article.tags_in_order()]
            done = done._replace(
                before={**done.before, "tags": names}, after={**done.after, "tags": now}
            )
        record_acts(Verb.CORRECT, [done], moderator=moderator, reason=reason)
        touch_articles([article.pk])


def erase_article(
    article: Article, *, moderator: AbstractBaseUser | None, reason: str = ""
) -> None:
    """Take an article out of the database with its discussion and its dumps.

    The log keeps that it was there, and none of its words.
    """
    done = Done(Kind.ARTICLE, article.pk, article.pk, {}, {})
    with transaction.atomic():
        lock_articles([article.pk])
        article.delete()
        record_acts(Verb.ERASE, [done], moderator=moderator, reason=reason)


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
