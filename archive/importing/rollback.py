"""Taking back an import: its dumps, and what only they show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from archive.importing.reconciling import prepare, reconcile
from archive.models import Dump, ImportRun, SearchEntry
from archive.search.indexing import index_article
from articles.models import Article
from comments.models import Comment

BATCH = 500


@dataclass(slots=True, kw_only=True)
class Losses:
    """How much goes, or would go. `kept` comments have answers that other imports brought."""

    articles: int = 0
    dumps: int = 0
    comments: int = 0
    kept: int = 0


def roll_back(run: ImportRun, *, is_dry_run: bool = False) -> Losses:
    """Undo a whole import, one article a transaction; what went, or with a dry run would go.

    Articles that other imports know as well keep what those show. Permalinks of what goes
    are gone for good: importing the same dumps again gives new ones.
    """
    losses = Losses()
    articles = Article.objects.filter(dumps__run=run).distinct().order_by("pk")
    for article_id in list(articles.values_list("pk", flat=True)):
        with transaction.atomic():
            Article.objects.select_for_update(of=("self",)).get(pk=article_id)
            _take_back(article_id, run, losses)
            transaction.set_rollback(is_dry_run)
    if not is_dry_run:
        run.report = {**run.report, "rolled_back_at": timezone.now().isoformat()}
        run.save(update_fields=["report"])
    return losses


def _take_back(article_id: int, run: ImportRun, losses: Losses) -> None:
    comments = Comment.objects.filter(article_id=article_id)
    others = Dump.objects.filter(article_id=article_id).exclude(run=run)
    losses.dumps += Dump.objects.filter(article_id=article_id, run=run).count()
    if not others.exists():
        losses.articles += 1
        losses.comments += comments.count()
        _remove(list(comments.values_list("pk", flat=True)))
        Article.objects.filter(pk=article_id).delete()
        return
    shown = set(comments.filter(excerpts__dump__run=run).values_list("pk", flat=True))
    elsewhere = comments.filter(excerpts__dump__in=others)
    gone = shown - set(elsewhere.values_list("pk", flat=True))
    answered = _answered_from_outside(comments.values_list("pk", "parent_id"), gone)
    losses.kept += len(answered)
    losses.comments += len(gone - answered)
    Dump.objects.filter(article_id=article_id, run=run).delete()
    _remove(sorted(gone - answered))
    reconcile(prepare(article_id), run=None)
    index_article(article_id)


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
