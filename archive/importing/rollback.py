"""Taking back an import: its dumps, and what only they show."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from archive.importing.holding import has_dump_of, release_articles
from archive.importing.liveness import require_ended
from archive.importing.reconciling import prepare, reconcile
from archive.models import Dump, ImportRun, SearchEntry
from archive.search.indexing import index_article
from articles.log import Done, Kind, Verb, record_acts
from articles.models import Article
from articles.moderation import lock_articles
from articles.states import State
from comments.models import Comment, SplitPassage

BATCH = 500


@dataclass(slots=True, kw_only=True)
class Losses:
    """How much goes, or would go. `kept` comments have answers that other imports brought;
    `moderated` of the comments that go are withheld by a moderator, whose decision goes too.
    """

    articles: int = 0
    dumps: int = 0
    comments: int = 0
    kept: int = 0
    moderated: int = 0
    is_finished: bool = False


@dataclass(slots=True, kw_only=True)
class _Plan:
    """What goes of one article that other imports know as well, and what has to stay of it."""

    gone: list[int] = field(default_factory=list)
    kept: int = 0
    moderated: int = 0


def foresee_losses(run: ImportRun) -> Losses:
    """What rolling back would take; reads only."""
    shared = list(_shared_articles(run).values_list("pk", flat=True))
    alone = Article.objects.filter(has_dump_of(run)).exclude(pk__in=_shared_articles(run))
    comments = Comment.objects.filter(article__in=alone).order_by()
    losses = Losses(
        articles=alone.count(),
        dumps=Dump.objects.filter(run=run).count(),
        comments=comments.count(),
        moderated=comments.exclude(state=State.VISIBLE).count(),
    )
    for article_id in shared:
        plan = _plan(article_id, run)
        losses.comments += len(plan.gone)
        losses.kept += plan.kept
        losses.moderated += plan.moderated
    return losses


def roll_back(
    run: ImportRun,
    *,
    moderator: AbstractBaseUser | None = None,
    reason: str = "",
    seconds: float | None = None,
) -> Losses:
    """Undo an import, one article a transaction, or what can be done in so many seconds.

    Articles that other imports know as well keep what those show. Permalinks of what goes
    are gone for good: importing the same dumps again gives new ones. Broken off, it goes on
    where it stopped when it is called again. Raises StillRunningError while the import is at work.
    """
    require_ended(run)
    until = None if seconds is None else time.monotonic() + seconds
    losses = Losses()
    articles = Article.objects.filter(has_dump_of(run)).order_by("pk")
    for article_id in list(articles.values_list("pk", flat=True)):
        if until is not None and time.monotonic() > until:
            break
        with transaction.atomic():
            lock_articles([article_id])
            _take_back(article_id, run, losses)
    else:
        losses.is_finished = True
    with transaction.atomic():
        if losses.is_finished:
            losses.dumps += Dump.objects.filter(run=run, article=None).delete()[0]
            report = {**run.report, "rolled_back_at": timezone.now().isoformat()}
            ImportRun.objects.filter(pk=run.pk).update(is_held=False, report=report)
        act = Done(Kind.IMPORT_RUN, run.pk, None, {}, asdict(losses))
        record_acts(Verb.ROLL_BACK, [act], moderator=moderator, reason=reason)
    run.refresh_from_db()
    return losses


def _take_back(article_id: int, run: ImportRun, losses: Losses) -> None:
    comments = Comment.objects.filter(article_id=article_id)
    dumps = Dump.objects.filter(article_id=article_id, run=run)
    if not dumps.exists():  # Somebody else was faster.
        return
    if not Dump.objects.filter(article_id=article_id).exclude(run=run).exists():
        losses.articles += 1
        losses.comments += comments.count()
        losses.moderated += comments.exclude(state=State.VISIBLE).count()
        losses.dumps += dumps.count()
        _remove(list(comments.values_list("pk", flat=True)))
        Article.objects.filter(pk=article_id).delete()
        return
    plan = _plan(article_id, run)
    losses.kept += plan.kept
    losses.comments += len(plan.gone)
    losses.moderated += plan.moderated
    losses.dumps += dumps.count()
    dumps.delete()
    _remove(plan.gone)
    reconcile(prepare(article_id), run=None)
    index_article(article_id)
    release_articles([article_id])


def _shared_articles(run: ImportRun) -> models.QuerySet[Article]:
    others = ImportRun.objects.exclude(pk=run.pk)
    return Article.objects.filter(has_dump_of(run), has_dump_of(others))


def _plan(article_id: int, run: ImportRun) -> _Plan:
    comments = Comment.objects.filter(article_id=article_id).order_by()
    others = Dump.objects.filter(article_id=article_id).exclude(run=run)
    shown = set(comments.filter(excerpts__dump__run=run).values_list("pk", flat=True))
    elsewhere = comments.filter(excerpts__dump__in=others)
    stays = set(elsewhere.values_list("pk", flat=True))
    gone = shown - stays
    # What begins within a line has none of its own; it goes with what it was split from.
    split_off = SplitPassage.objects.filter(shown_in__in=gone)
    gone |= set(split_off.values_list("comment_id", flat=True)) - stays
    answered = _answered_from_outside(comments.values_list("pk", "parent_id"), gone)
    gone -= answered
    withheld = comments.exclude(state=State.VISIBLE).values_list("pk", flat=True)
    return _Plan(gone=sorted(gone), kept=len(answered), moderated=len(gone.intersection(withheld)))


def _answered_from_outside(rows: Iterable[tuple[int, int | None]], gone: set[int]) -> set[int]:
    """Those of the comments that have to stay, because something that stays answers them."""
    parents = dict(rows)
    kept: set[int] = set()
    for pk in parents.keys() - gone:
        above = parents[pk]
        while above is not None and above in gone and above not in kept:
            kept.add(above)
            above = parents[above]
    return kept


def _remove(ids: Sequence[int]) -> None:
    """Comments at once: mptt's own removal renumbers a tree for each of them."""
    batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
    for batch in batches:
        SearchEntry.objects.filter(comment__in=batch).delete()
        Comment.objects.filter(pk__in=batch).update(parent=None)
    for batch in batches:
        Comment._base_manager.filter(pk__in=batch).delete()
