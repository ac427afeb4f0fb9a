"""A limit on the time that one search may take of the database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

SECONDS = 4.0
STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock."""


class TooSlow(Exception):
    """The search was stopped: it is to be narrowed, not waited for."""


@contextmanager
def deadline(seconds: float = SECONDS) -> Iterator[None]:
    """Stop what the database does in here after some seconds. Raises TooSlow."""
    limited = _on_postgres if connection.vendor == "postgresql" else _on_sqlite
    try:
        with limited(seconds):
            yield
    except OperationalError as error:
        if not _was_stopped(error):
            raise
        raise TooSlow from error


@contextmanager
def _on_postgres(seconds: float) -> Iterator[None]:
    """Settings of this transaction alone; starting helpers takes longer than most searches."""
    is_nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"SET LOCAL statement_timeout = {seconds * 1000:.0f}; "
            "SET LOCAL max_parallel_workers_per_gather = 0"
        )
        yield
        if is_nested:
            # An enclosing transaction goes on without the limit.
            cursor.execute("SET LOCAL statement_timeout = 0")


@contextmanager
def _on_sqlite(seconds: float) -> Iterator[None]:
    connection.ensure_connection()
    until = time.monotonic() + seconds
    raw = connection.connection
    raw.set_progress_handler(lambda: time.monotonic() > until, STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


def _was_stopped(error: OperationalError) -> bool:
    cause = error.__cause__
    return getattr(cause, "sqlstate", None) == "57014" or "interrupted" in str(error)
