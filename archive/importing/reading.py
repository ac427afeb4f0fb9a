"""Reading dumps, in this process or in several at once."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import connections

from archive.importing.captures import Capture, read_capture
from archive.importing.records import Record, Unreadable
from archive.models import Dump

logger = logging.getLogger(__name__)

AHEAD = 2
"""Batches that workers read while the one before is written; more would only fill memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked for. `zone` is for sites that the archive does not know yet."""

    site_name: str | None = None
    zone: ZoneInfo
    dialect: str | None = None
    is_dry_run: bool = False
    wants_pages: bool = False
    workers: int = 1


@dataclass(slots=True, kw_only=True)
class Reading:
    """A dump on its way: what is known of it, or its capture, or why there is none."""

    path: str
    known: Dump | None = None
    capture: Capture | None = None
    text: str = ""
    reason: str = ""


Batch = Sequence[tuple[Record | Unreadable, Dump | None]]


def read_record(record: Record | Unreadable, options: Options) -> Reading:
    """Decode and parse one dump; whatever goes wrong is the reading's reason."""
    reading = Reading(path=record.path)
    if isinstance(record, Unreadable):
        reading.reason = record.reason
        return reading
    try:
        reading.capture, text = read_capture(
            record.content,
            path=record.path,
            site_name=options.site_name,
            zone=options.zone,
            dialect=options.dialect,
            declared_encoding=record.encoding,
            source_url=record.source_url,
            captured_at=record.captured_at,
            provenance=record.provenance,
        )
        if options.wants_pages:
            reading.text = text
    except Exception as error:  # One bad dump never stops the rest.
        logger.info("Reading %s failed", record.path, exc_info=True)
        reading.reason = f"{type(error).__name__}: {error}"
    return reading


def read_here(batches: Iterable[Batch], options: Options) -> Iterator[Iterator[Reading]]:
    """Each batch's readings, made as they are asked for."""
    for batch in batches:
        yield _readings(batch, options, lambda record: read_record(record, options))


def read_in_workers(batches: Iterable[Batch], options: Options) -> Iterator[Iterator[Reading]]:
    """The same, read in processes of their own some batches ahead."""
    # A forked worker must not hold the connection of the process that writes.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(options.workers, context, initializer=_leave_signals)
    waiting: deque[tuple[Batch, Iterator[Future[Reading]]]] = deque()
    try:
        pool.submit(int).result()
        for batch in batches:
            sent = [
                pool.submit(read_record, record, options)
                for record, known in batch
                if _is_wanted(known, options)
            ]
            waiting.append((batch, iter(sent)))
            if len(waiting) > AHEAD:
                yield _received(*waiting.popleft(), options)
        while waiting:
            yield _received(*waiting.popleft(), options)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_signals() -> None:
    """Ctrl-C reaches every process of a terminal; the one that writes decides."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _received(batch: Batch, sent: Iterator[Future[Reading]], options: Options) -> Iterator[Reading]:
    return _readings(batch, options, lambda _record: next(sent).result())


def _readings(
    batch: Batch, options: Options, read: Callable[[Record | Unreadable], Reading]
) -> Iterator[Reading]:
    for record, known in batch:
        if _is_wanted(known, options):
            reading = read(record)
            reading.known = known
            yield reading
        else:
            yield Reading(path=record.path, known=known)


def _is_wanted(known: Dump | None, options: Options) -> bool:
    """A dump that the archive has is read again only for whoever wants to see its page."""
    return known is None or options.wants_pages
