"""Imports that wait for publication: what they bring is kept, and no reader sees any of it.

A new article of a held run is in the state HELD, with its discussion, for moderators to look
at. A capture of a page that the archive has from elsewhere is put by: a dump without an
article, of which nothing is made until `publishing` merges it. Captures give the same
archive in whatever order they are merged, so nothing is lost by waiting.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from archive.importing.captures import Capture
from archive.importing.rows import new_dump_values
from archive.models import Dump, ImportRun
from articles.models import Article
from articles.moderation import touch_articles
from articles.states import State


def is_to_be_put_by(article_id: int, run: ImportRun) -> bool:
    """Whether what this run brings to an article has to wait beside it.

    An article that only this run knows waits as a whole, and takes all of its captures.
    """
    if not run.is_held:
        return False
    is_waiting = Article.objects.filter(pk=article_id, state=State.HELD).exists()
    runs = Dump.objects.filter(article=article_id).order_by().values_list("run", flat=True)
    return not is_waiting or set(runs.distinct()) != {run.pk}


def put_by(capture: Capture, run: ImportRun) -> Dump:
    """Keep a capture, and make nothing of it."""
    return Dump.objects.create(article=None, run=run, **new_dump_values(capture))


def release_articles(ids: Sequence[int], *, published: ImportRun | None = None) -> list[int]:
    """Make those articles visible that no other held import knows; their ids.

    Call it in a transaction that has locked them. `published` is a run that holds no longer.
    """
    holding = ImportRun.objects.filter(is_held=True)
    if published is not None:
        holding = holding.exclude(pk=published.pk)
    waiting = Article.objects.filter(pk__in=ids, state=State.HELD).exclude(has_dump_of(holding))
    released = list(waiting.values_list("pk", flat=True))
    Article.objects.filter(pk__in=released).update(state=State.VISIBLE)
    touch_articles(released)
    return released


def count_waiting(run: ImportRun) -> int:
    """Articles of a run that wait for the publication of another one."""
    return Article.objects.filter(has_dump_of(run), state=State.HELD).count()


def has_dump_of(runs: ImportRun | QuerySet[ImportRun]) -> Exists:
    """The condition that an article has a dump of such a run."""
    dumps = Dump.objects.filter(article=OuterRef("pk"))
    return Exists(
        dumps.filter(run=runs) if isinstance(runs, ImportRun) else dumps.filter(run__in=runs)
    )
