"""Processes that help an import: they read dumps for one writer, or read and write themselves.

SQLite has one writer, whoever it is; on PostgreSQL every worker loads what it reads, as if
it were an importer of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections

from archive.importing.batches import Result, load_readings
from archive.importing.interruption import SIGNALS
from archive.importing.loader import load_captures
from archive.importing.reading import (
    Batch,
    Options,
    Reading,
    is_wanted,
    read_record,
    readings_of,
)
from archive.models import ImportRun

AHEAD = 2
"""Batches that wait beside those at work; more would only fill memory."""

SECONDS = 1.0
"""How soon a worker notices that its importer was killed."""


@contextmanager
def a_pool(options: Options) -> Iterator[ProcessPoolExecutor]:
    """Workers that hold no connection of this process and do not outlive it.

    BrokenProcessPool is raised by what waits for one that was killed.
    """
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(options.workers, context, _begin, (os.getpid(),))
    try:
        with _signals_held_back():
            pool.submit(int).result()
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """A worker must not meet a signal before it has put its own handlers in place."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(importer: int) -> None:
    """Ctrl-C reaches every process of a terminal; the importer decides, while it is there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    _leave_connections()
    threading.Thread(target=_follow, args=(importer,), daemon=True).start()


def _leave_connections() -> None:
    """Never speak over a socket of the importer's: two processes would answer each other.

    The importer closes the connections that it sees before it forks. In a thread with a
    running event loop Django shows it only those made since the loop began.
    """
    for inherited in connections.all(initialized_only=True):
        inherited.connection = None
        del connections[inherited.alias]


def _follow(importer: int) -> None:
    while os.getppid() == importer:
        time.sleep(SECONDS)
    os._exit(1)


def read_in_workers(batches: Iterable[Batch], options: Options) -> Iterator[Iterator[Reading]]:
    """Each batch's readings, read some batches ahead of the one that is asked for."""
    waiting: deque[tuple[Batch, Iterator[Future[Reading]]]] = deque()
    with a_pool(options) as pool:
        for batch in batches:
            sent = [
                pool.submit(read_record, record, options)
                for record, known in batch
                if is_wanted(known, options)
            ]
            waiting.append((batch, iter(sent)))
            if len(waiting) > AHEAD:
                yield _received(*waiting.popleft(), options)
        while waiting:
            yield _received(*waiting.popleft(), options)


def _received(batch: Batch, sent: Iterator[Future[Reading]], options: Options) -> Iterator[Reading]:
    return readings_of(batch, options, lambda _record: next(sent).result())


class Loaders:
    """Workers that read and write whole batches. Results come in the order of the batches."""

    def __init__(self, pool: ProcessPoolExecutor, options: Options) -> None:
        self.pool = pool
        self.options = options
        self.sent: deque[Future[list[Result]]] = deque()

    def send(self, batch: Batch, run: ImportRun | None) -> None:
        """`run` is needed if anything in the batch is new."""
        self.sent.append(self.pool.submit(_load, batch, self.options, run))

    def give_up(self) -> None:
        """Drop the batches that nobody has begun."""
        self.sent = deque(future for future in self.sent if not future.cancel())

    @staticmethod
    def kill() -> None:
        """End the workers at once; what they are writing is undone."""
        for process in multiprocessing.active_children():
            process.terminate()


def _load(batch: Batch, options: Options, run: ImportRun | None) -> list[Result]:
    def keep(captures: list[Any]) -> list[Any]:
        return load_captures(captures, run=run)

    readings = readings_of(batch, options, lambda record: read_record(record, options))
    return load_readings(readings, keep, options)
