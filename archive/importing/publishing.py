"""Publishing an import that was held: its articles become visible, what was put by is merged.

Every step is a transaction of its own, so it can stop anywhere and go on later; readers see
each article either as it was or whole.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from archive.dumps.records import ParsedComment
from archive.importing.holding import has_dump_of, release_articles
from archive.importing.liveness import require_ended
from archive.importing.loader import find_article, keep
from archive.importing.reconciling import prepare, try_again
from archive.importing.stored import stored_capture
from archive.models import Dump, ImportRun
from articles.log import Done, Kind, Verb, record_acts
from articles.models import Article
from articles.moderation import lock_articles
from articles.states import State

logger = logging.getLogger(__name__)

BATCH = 200


@dataclass(slots=True, kw_only=True)
class Publication:
    """What was published, or would be.

    `comments` are those of the articles that become visible; `dumps` were put by and are
    merged, and add so many comments (`added`; at most so many in a forecast).
    `waiting` articles belong to another held import as well, and stay as they are.
    """

    articles: int = 0
    comments: int = 0
    dumps: int = 0
    added: int = 0
    waiting: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)
    is_forecast: bool = False
    is_finished: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.articles or self.dumps)

    def counts(self) -> dict[str, int]:
        """What became public, for the log."""
        return {
            "articles": self.articles,
            "comments": self.comments + self.added,
            "dumps": self.dumps,
        }


class Addition(NamedTuple):
    """What a dump that was put by would add to an article (None: it would be a new one)."""

    dump: Dump
    article: Article | None
    comments: list[ParsedComment]


def foresee_publication(run: ImportRun) -> Publication:
    """What publishing would do, counted by the database; nothing is merged for it."""
    mine = Article.objects.filter(has_dump_of(run), state=State.HELD)
    free = mine.exclude(has_dump_of(ImportRun.objects.filter(is_held=True).exclude(pk=run.pk)))
    shown = free.aggregate(
        articles=models.Count("pk"), comments=models.Sum("comment_count", default=0)
    )
    merged = _put_by(run).aggregate(
        dumps=models.Count("pk"), added=models.Sum("recovered_count", default=0)
    )
    waiting = mine.count() - shown["articles"]
    return Publication(**shown, **merged, waiting=waiting, is_forecast=True)


def foresee_additions(run: ImportRun, *, most: int) -> Iterator[Addition]:
    """What the first dumps that were put by would add; each is read anew for it."""
    for dump in _put_by(run).select_related("run").order_by("pk")[:most]:
        capture = stored_capture(dump)
        article_id = find_article(capture)
        if article_id is None:
            yield Addition(dump, None, list(capture.page.comments))
            continue
        merged = prepare(article_id, capture).merged
        known = {
            place
            for name, places in merged.places.items()
            if name != capture.sha256
            for place in places
        }
        new = [n for n in merged.places[capture.sha256] if n not in known]
        article = Article.objects.defer("body_text", "body_html").get(pk=article_id)
        yield Addition(dump, article, [merged.page.comments[n] for n in new])


def publish(
    run: ImportRun,
    *,
    moderator: AbstractBaseUser | None = None,
    reason: str = "",
    seconds: float | None = None,
) -> Publication:
    """Publish a held run, or as much of it as can be done in so many seconds.

    A dump that cannot be merged is a failure in the result; the run then still waits, and
    the next call tries again. Raises StillRunningError while the import is at work.
    """
    require_ended(run)
    until = None if seconds is None else time.monotonic() + seconds
    done = Publication()
    for _step in _steps(run, done):
        if until is not None and time.monotonic() > until:
            break
    else:
        done.is_finished = not done.failures
    with transaction.atomic():
        if done.is_finished:
            report = {**run.report, "published_at": timezone.now().isoformat()}
            ImportRun.objects.filter(pk=run.pk).update(is_held=False, report=report)
        if done.is_finished or not done.is_empty:
            before, after = {"is_held": True}, {"is_held": not done.is_finished, **done.counts()}
            act = Done(Kind.IMPORT_RUN, run.pk, None, before, after)
            record_acts(Verb.PUBLISH, [act], moderator=moderator, reason=reason)
    run.refresh_from_db()
    return done


def _steps(run: ImportRun, done: Publication) -> Iterator[None]:
    waiting = Article.objects.filter(has_dump_of(run), state=State.HELD).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        _show(ids[start : start + BATCH], run, done)
        yield
    for pk in list(_put_by(run).order_by("pk").values_list("pk", flat=True)):
        try:
            done.added += try_again(lambda pk=pk: _merge(pk))
            done.dumps += 1
        except Exception as error:  # One bad dump never stops the rest.
            logger.info("Merging dump %s failed", pk, exc_info=True)
            path = Dump.objects.values_list("path", flat=True).get(pk=pk)
            done.failures.append((path, f"{type(error).__name__}: {error}"))
        yield


def _show(ids: list[int], run: ImportRun, done: Publication) -> None:
    with transaction.atomic():
        lock_articles(ids)
        shown = release_articles(ids, published=run)
        counts = Article.objects.filter(pk__in=shown).values_list("comment_count", flat=True)
        done.comments += sum(counts)
    done.articles += len(shown)
    done.waiting += len(ids) - len(shown)


def _merge(pk: int) -> int:
    """Merge a dump that was put by; how many comments it added.

    The row goes, and comes back as any import would have written it.
    """
    dump = _unplaced().select_related("run").filter(pk=pk).first()
    if dump is None:  # Somebody else was faster.
        return 0
    capture = stored_capture(dump)
    article_id = find_article(capture)
    prepared = prepare(article_id, capture) if article_id else None
    with transaction.atomic():
        deleted, _rows = _unplaced().filter(pk=pk).delete()
        return keep(capture, prepared, run=dump.run, state=State.VISIBLE) if deleted else 0


def _unplaced() -> models.QuerySet[Dump]:
    return Dump.objects.filter(article=None)


def _put_by(run: ImportRun) -> models.QuerySet[Dump]:
    return _unplaced().filter(run=run)
