"""Captures into the archive: many new articles at a time, known articles one by one."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from enum import StrEnum

from django.db import transaction

from archive.importing.captures import Capture
from archive.importing.fresh import insert_articles
from archive.importing.holding import is_to_be_put_by, put_by
from archive.importing.outages import is_outage
from archive.importing.reconciling import Prepared, prepare, reconcile, try_again
from archive.models import Dump, ImportRun
from archive.search.indexing import index_article, index_new_articles
from articles.models import Article
from articles.states import State

logger = logging.getLogger(__name__)


class Outcome(StrEnum):
    """What an import did with a dump. HELD: it waits beside an article for publication."""

    CREATED = "created"
    UPDATED = "updated"
    HELD = "held"
    UNCHANGED = "unchanged"
    FAILED = "failed"


def find_dumps(checksums: Iterable[str]) -> dict[str, Dump]:
    """The dumps with these very bytes, without them, that were imported before."""
    known = Dump.objects.filter(sha256__in=list(checksums)).select_related("run")
    columns = ("sha256", "declared_count", "recovered_count", "run__is_held")
    return {dump.sha256: dump for dump in known.only(*columns)}


def load_captures(captures: Sequence[Capture], *, run: ImportRun) -> list[Outcome | Exception]:
    """Keep dumps, each whole or not at all; what became of each, in their order.

    New articles share one transaction. If anything in it fails, every dump is loaded by
    itself, so that a bad one costs only itself; its exception stands in its place. Where
    the database itself fails, its exception stands in place of all that come after.
    """
    results: dict[str, Outcome | Exception] = {}
    fresh = _fresh(captures)
    if len(fresh) > 1:
        try:
            with transaction.atomic():
                index_new_articles(insert_articles(fresh, run=run, state=_first_state(run)))
            results = {capture.sha256: Outcome.CREATED for capture in fresh}
        except Exception:
            logger.info("Loading %s dumps together failed; one by one now", len(fresh))
    answers: list[Outcome | Exception] = []
    outage: Exception | None = None
    for capture in captures:
        # A second file of the same bytes finds that the first was loaded.
        answer = results.pop(capture.sha256, None) or outage or _try_capture(capture, run)
        if isinstance(answer, Exception) and is_outage(answer):
            outage = answer
        answers.append(answer)
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
    return try_again(lambda: _load(capture, run))


def _load(capture: Capture, run: ImportRun) -> Outcome:
    if find_dumps([capture.sha256]):
        return Outcome.UNCHANGED
    article_id = find_article(capture)
    if article_id and is_to_be_put_by(article_id, run):
        put_by(capture, run)
        return Outcome.HELD
    prepared = prepare(article_id, capture) if article_id else None
    with transaction.atomic():
        keep(capture, prepared, run=run, state=_first_state(run))
    return Outcome.UPDATED if prepared else Outcome.CREATED


def keep(capture: Capture, prepared: Prepared | None, *, run: ImportRun, state: State) -> int:
    """Write a capture: into the article prepared, or as a new one in this state.

    Says how many comments that added. Call it in a transaction.
    """
    if prepared is None:
        index_new_articles(insert_articles([capture], run=run, state=state))
        return len(capture.page.comments)
    changes = reconcile(prepared, run=run)
    index_article(prepared.article_id)
    return len(changes.added)


def find_article(capture: Capture) -> int | None:
    """The id of the article that a capture shows."""
    known = Article.objects.filter(source_key=capture.key)
    return known.values_list("pk", flat=True).first()


def _first_state(run: ImportRun) -> State:
    return State.HELD if run.is_held else State.VISIBLE
