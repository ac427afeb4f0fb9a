"""Importers as processes of their own, for tests that kill, interrupt and race them.

Run as `python -m tests.importing.processes SCENARIO FOLDER`, with DATABASE_URL naming an
empty database: it makes the tables, forks importers, and prints what it found. Forking from
a process that has Django ready makes twenty kills a matter of seconds.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.models import Count  # noqa: E402

from archive.importing import captures, runs  # noqa: E402
from archive.models import Dump, ImportRun  # noqa: E402
from archive.verification import find_faults  # noqa: E402
from comments.models import Comment  # noqa: E402
from tests.importing.dumps import parse_dump  # noqa: E402

KILLS = 20


def start_importer(*arguments: str) -> int:
    """An importer in a process of its own; its id."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        call_command("import_dumps", *arguments, verbosity=0)
        status = 0
    except CommandError as error:
        print(error, file=sys.stderr)
        status = error.returncode
    finally:
        sys.stderr.flush()
        os._exit(status)


def wait_for(pid: int) -> int:
    """The exit status; negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def check_archive(files: int) -> Iterator[str]:
    """What is wrong with an archive into which all of the files were imported."""
    yield from map(str, find_faults())
    if Dump.objects.count() != files:
        yield f"{Dump.objects.count()} dumps of {files} files"
    shared = Comment.objects.filter(level=0).order_by().values("tree_id")
    if shared.annotate(roots=Count("pk")).filter(roots__gt=1).exists():
        yield "threads share a tree_id"


def kill_at_random(folder: Path) -> Iterator[str]:
    """Kill importers of one folder again and again; the last one may finish."""
    chance = random.Random(4)
    files = len(list(folder.glob("*.txt")))
    killed = 0
    for _ in range(KILLS):
        pid = start_importer(str(folder))
        time.sleep(chance.uniform(0.01, 0.4))
        os.kill(pid, signal.SIGKILL)
        killed += wait_for(pid) == -signal.SIGKILL
        yield from (f"after a kill: {fault}" for fault in find_faults())
    print(f"{killed} killed, {Dump.objects.count()} of {files} dumps in", file=sys.stderr)
    if status := wait_for(start_importer(str(folder))):
        yield f"the last importer left with {status}"
    yield from check_archive(files)


def race(folder: Path) -> Iterator[str]:
    """Four importers of overlapping folders at once."""
    folders = sorted(str(path) for path in folder.iterdir())
    pids = [start_importer(*reversed(folders) if n % 2 else folders) for n in range(4)]
    if any(statuses := [wait_for(pid) for pid in pids]):
        yield f"the importers left with {statuses}"
    names = {path.read_text() for path in folder.rglob("*.txt")}
    yield from check_archive(len(names))
    counted = sum(run.created + run.updated for run in ImportRun.objects.all())
    if counted != len(names):
        yield f"{counted} dumps counted as imported of {len(names)}"


def interrupt(folder: Path) -> Iterator[str]:
    """Ctrl-C while an importer works, and the same command again."""
    pid = start_importer(str(folder))
    while not Dump.objects.exists():
        time.sleep(0.01)
    os.kill(pid, signal.SIGINT)
    if (status := wait_for(pid)) != 130:
        yield f"interrupted, it left with {status}"
    if ImportRun.objects.get().status != ImportRun.Status.INTERRUPTED:
        yield "the run does not say that it was interrupted"
    yield from map(str, find_faults())
    if status := wait_for(start_importer(str(folder))):
        yield f"the second importer left with {status}"
    yield from check_archive(len(list(folder.glob("*.txt"))))


def main() -> None:
    scenario = {"kill": kill_at_random, "race": race, "interrupt": interrupt}[sys.argv[1]]
    captures.parse_page = parse_dump
    # Small batches: more moments at which something is half done.
    runs.BATCH_DUMPS = 5
    call_command("migrate", verbosity=0)
    for fault in scenario(Path(sys.argv[2])):
        print(fault)


if __name__ == "__main__":
    main()
