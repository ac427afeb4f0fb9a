"""Importers as processes of their own, for tests that kill, interrupt and race them.

Run as `python -m tests.importing.processes SCENARIO FOLDER [ARGUMENT …]`, with DATABASE_URL
naming an empty database: it makes the tables, forks importers, and prints what it found.
Forking from a process that has Django ready makes twenty kills a matter of seconds.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.models import Count  # noqa: E402

from archive.importing import captures, runs  # noqa: E402
from archive.importing.liveness import (  # noqa: E402
    StillRunningError,
    is_at_work,
    note_killed_runs,
)
from archive.importing.publishing import publish  # noqa: E402
from archive.importing.rollback import roll_back  # noqa: E402
from archive.models import Dump, ImportRun  # noqa: E402
from archive.verification import find_faults  # noqa: E402
from comments.models import Comment  # noqa: E402
from tests.importing.dumps import parse_dump  # noqa: E402

KILLS = 20
MORE = sys.argv[3:]
"""Arguments that every importer gets."""


def start_importer(*arguments: str) -> int:
    """An importer in a process of its own; its id."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    # A group of its own tells its workers, even when they have lost it.
    os.setpgid(0, 0)
    try:
        call_command("import_dumps", *arguments, *MORE, verbosity=0)
        status = 0
    except CommandError as error:
        print(error, file=sys.stderr)
        status = error.returncode
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def are_there(group: int) -> bool:
    """Whether any process of an importer's group is left."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _parent, its_group = stat.read_text().rpartition(")")[2].split()[:3]
            if int(its_group) == group and state not in "ZX":
                return True
    return False


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


def vanish(folder: Path) -> Iterator[str]:
    """A killed importer says that it runs until somebody looks; one at work is left alone."""
    pid = start_importer(str(folder))
    while not Dump.objects.exists():
        time.sleep(0.01)
    run = ImportRun.objects.get()
    if not is_at_work(run):
        yield "an importer at work is taken for dead"
    if note_killed_runs():
        yield "an importer at work was noted as interrupted"
    for act in (roll_back, publish):
        try:
            act(run)
        except StillRunningError:
            continue
        yield f"{act.__name__} did not mind that the import is at work"
    os.kill(pid, signal.SIGKILL)
    wait_for(pid)
    waits_until = time.monotonic() + 20
    while is_at_work(run) or are_there(pid):  # The database and the workers have yet to notice.
        time.sleep(0.05)
        if time.monotonic() > waits_until:
            yield "its lock or its workers outlive it"
            break
    run.refresh_from_db()
    if run.status != ImportRun.Status.RUNNING:
        yield f"who looked at it changed it to {run.status}"
    dumps = Dump.objects.count()
    if status := wait_for(start_importer(str(folder))):
        yield f"the second importer left with {status}"
    run.refresh_from_db()
    if (run.status, run.created) != (ImportRun.Status.INTERRUPTED, dumps):
        yield f"the killed run is {run.status} with {run.created} of {dumps} dumps"
    if left := list(Path(str(settings.DATABASES["default"]["NAME"])).parent.glob("*-import-*")):
        yield f"locks were left behind: {left}"
    yield from check_archive(len(list(folder.glob("*.txt"))))


SCENARIOS = {"kill": kill_at_random, "race": race, "interrupt": interrupt, "vanish": vanish}


def main() -> None:
    scenario = SCENARIOS[sys.argv[1]]
    captures.parse_page = parse_dump
    # Small batches: more moments at which something is half done.
    runs.BATCH_DUMPS = 5
    call_command("migrate", verbosity=0)
    for fault in scenario(Path(sys.argv[2])):
        print(fault)


if __name__ == "__main__":
    main()
