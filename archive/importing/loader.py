"""Captures into the archive: many new articles at a time, known articles one by one."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from enum import StrEnum

from django.db import DatabaseError, transaction

from archive.importing.captures import Capture
from archive.importing.fresh import insert_articles
from archive.importing.reconciling import StaleError, prepare, reconcile
from archive.models import Dump, ImportRun
from archive.search.indexing import index_article, index_new_articles
from articles.models import Article

logger = logging.getLogger(__name__)

TRIES = 5
"""How often a dump is tried when other importers change its article meanwhile."""


class Outcome(StrEnum):
    """What an import did with a dump."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


def find_dumps(checksums: Iterable[str]) -> dict[str, Dump]:
    """The dumps with these very bytes, without them, that were imported before."""
    known = Dump.objects.filter(sha256__in=list(checksums))
    return {dump.sha256: dump for dump in known.only("sha256", "declared_count", "recovered_count")}


def load_captures(captures: Sequence[Capture], *, run: ImportRun) -> list[Outcome | Exception]:
    """Keep dumps, each whole or not at all; what became of each, in their order.

    New articles share one transaction. If anything in it fails, every dump is loaded by
    itself, so that a bad one costs only itself; its exception stands in its place.
    """
    results: dict[str, Outcome | Exception] = {}
    fresh = _fresh(captures)
    if len(fresh) > 1:
        try:
            with transaction.atomic():
                index_new_articles(insert_articles(fresh, run=run))
            results = {capture.sha256: Outcome.CREATED for capture in fresh}
        except Exception:
            logger.info("Loading %s dumps together failed; one by one now", len(fresh))
    answers = []
    for capture in captures:
        # A second file of the same bytes finds that the first was loaded.
        answers.append(results.pop(capture.sha256, None) or _try_capture(capture, run))
    return answers


def _fresh(captures: Sequence[Capture]) -> list[Capture]:
    """The first capture of each article that the archive does not have."""
    first: dict[str, Capture] = {}
    for capture in captures:
        first.setdefault(capture.key, capture)
    known = Article.objects.filter(source_key__in=list(first)).values_list("source_key", flat=True)
    dumps = find_dumps(capture.sha256 for capture in first.values())
    for key in known:
        del first[key]
    return [capture for capture in first.values() if capture.sha256 not in dumps]


def _try_capture(capture: Capture, run: ImportRun) -> Outcome | Exception:
    try:
        return load_capture(capture, run=run)
    except Exception as error:  # One bad dump never stops the rest.
        logger.info("Loading %s failed", capture.path, exc_info=True)
        return error


def load_capture(capture: Capture, *, run: ImportRun) -> Outcome:
    """Keep one dump, whole or not at all: its article, comments, excerpts and ledger.

    A page that is known gets what is new in this capture; nothing is taken away, and what
    a moderator decided is not touched. UNCHANGED if another importer was faster.
    """
    for tries_left in reversed(range(TRIES)):
        if find_dumps([capture.sha256]):
            return Outcome.UNCHANGED
        article_id = (
            Article.objects.filter(source_key=capture.key).values_list("pk", flat=True).first()
        )
        prepared = prepare(article_id, capture) if article_id else None
        try:
            with transaction.atomic():
                if prepared is None:
                    index_new_articles(insert_articles([capture], run=run))
                else:
                    reconcile(prepared, run=run)
                    index_article(article_id)
        except (DatabaseError, StaleError, Article.DoesNotExist):
            if not tries_left:
                raise
        else:
            return Outcome.UPDATED if prepared else Outcome.CREATED
    raise StaleError
