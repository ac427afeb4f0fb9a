"""Which imports are at work, and which only say so because their process was killed.

Whoever writes a run holds a lock that goes with the process, however it ends: an advisory
lock on PostgreSQL, a locked file beside the database on SQLite. A clock could only guess.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.db import connection, models
from django.utils.translation import gettext as _

from archive.models import Dump, ImportRun

ADVISORY_CLASS = 0x494D504F
"""What tells our locks from those of others in the database: "IMPO"."""

ADVISORY_LOCKS = (
    "FROM pg_locks WHERE locktype = 'advisory' AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    "AND objsubid = 2 AND classid = %s"
)

_in_memory: set[int] = set()
"""Runs at work in a database that no other process can see."""


class StillRunningError(Exception):
    """The import is at work; the text says so to whoever wanted it ended."""


class RunLock:
    """Held by the process that writes a run, from the run's first moment to its last."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.file: IO[bytes] | None = None

    def take(self) -> None:
        """Call it in the transaction that makes the run: nobody sees it without its lock."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", _advisory_key(self.run))
        elif (path := _lock_file(self.run)) is not None:
            self.file = path.open("wb")
            fcntl.flock(self.file, fcntl.LOCK_EX)
        else:
            _in_memory.add(self.run.pk)

    def release(self) -> None:
        """Once the run's end is written."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", _advisory_key(self.run))
        elif self.file is not None:
            Path(self.file.name).unlink(missing_ok=True)
            self.file.close()
        else:
            _in_memory.discard(self.run.pk)


def is_at_work(run: ImportRun) -> bool:
    """Whether a process is writing this run. Reads only, so that a page may ask."""
    if run.status != ImportRun.Status.RUNNING:
        return False
    if connection.vendor == "postgresql":
        return _has_advisory_lock(run)
    path = _lock_file(run)
    return run.pk in _in_memory if path is None else _is_locked(path)


def find_runs_at_work() -> list[int]:
    """The numbers of all runs that a process is writing, in one query. Reads only."""
    running = ImportRun.objects.filter(status=ImportRun.Status.RUNNING)
    if connection.vendor != "postgresql":
        return [run.pk for run in running if is_at_work(run)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT objid {ADVISORY_LOCKS}", [ADVISORY_CLASS])
        locked = [row[0] for row in cursor.fetchall()]
    return list(running.filter(pk__in=locked).values_list("pk", flat=True))


def require_ended(run: ImportRun) -> None:
    """Raises StillRunningError for a run at work; one that was killed is noted as interrupted."""
    if is_at_work(run):
        raise StillRunningError(_("Import %(id)s is still running.") % {"id": run.pk})
    note_killed_runs([run])


def note_killed_runs(runs: Iterable[ImportRun] | None = None) -> int:
    """Note the end of runs whose process is gone, with what their dumps say; how many.

    Without `runs`, of all that are not noted as ended.
    """
    running = ImportRun.objects.filter(status=ImportRun.Status.RUNNING) if runs is None else runs
    return sum(_note_killed(run) for run in running if not is_at_work(run))


def _note_killed(run: ImportRun) -> bool:
    dumps = Dump.objects.filter(run=run)
    earlier = Dump.objects.filter(article=models.OuterRef("article"), pk__lt=models.OuterRef("pk"))
    placed = dumps.filter(article__isnull=False)
    updated = placed.filter(models.Exists(earlier)).count()
    totals = dumps.aggregate(
        comments_declared=models.Sum("declared_count", default=0),
        comments_recovered=models.Sum("recovered_count", default=0),
    )
    noted = ImportRun.objects.filter(pk=run.pk, status=ImportRun.Status.RUNNING).update(
        status=ImportRun.Status.INTERRUPTED,
        created=placed.count() - updated,
        updated=updated,
        held=dumps.filter(article__isnull=True).count(),
        report={**run.report, "interrupted": True, "killed": True},
        **totals,
    )
    if noted:
        run.refresh_from_db()
        if path := _lock_file(run):
            path.unlink(missing_ok=True)
    return bool(noted)


def _advisory_key(run: ImportRun) -> tuple[int, int]:
    return ADVISORY_CLASS, run.pk % (1 << 31)


def _has_advisory_lock(run: ImportRun) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT EXISTS (SELECT 1 {ADVISORY_LOCKS} AND objid = %s)",
            _advisory_key(run),
        )
        return cursor.fetchone()[0]


def _lock_file(run: ImportRun) -> Path | None:
    """Beside the database's own files; None where the database is no file."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return None
    name = os.fspath(connection.settings_dict["NAME"])
    return Path(f"{name}-import-{run.pk}")


def _is_locked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
