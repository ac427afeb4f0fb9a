"""Several processes that read, and what an import says of itself meanwhile."""

import io
import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive.importing import captures, workers
from archive.importing.loader import Outcome
from archive.importing.reading import Options
from archive.importing.report import Report
from archive.importing.runs import Importer
from archive.importing.sources import find_sources
from archive.management import progress
from archive.management.progress import Progress
from archive.models import Dump, ImportRun
from archive.verification import find_faults
from comments.models import Comment
from tests.importing.dumps import parse_dump, write_dumps


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(captures, "parse_page", parse_dump)
    return write_dumps(tmp_path / "dumps", range(30), comments=5)


def import_with(count, folder):
    options = Options(zone=ZoneInfo("UTC"), workers=count)
    return Importer(options).import_all(find_sources([folder]))


@pytest.mark.django_db(transaction=True)
def test_two_workers_give_what_one_gives(folder, monkeypatch):
    monkeypatch.setattr("archive.importing.runs.BATCH_DUMPS", 4)
    (folder / "broken.jsonl").write_text("{")
    report = import_with(2, folder)
    assert report.outcomes == {Outcome.CREATED: 30, Outcome.FAILED: 1}
    assert Comment.objects.count() == 150
    assert list(find_faults()) == []
    assert import_with(2, folder).outcomes[Outcome.UNCHANGED] == 30


@pytest.mark.django_db
def test_log_for_machines_has_a_line_an_event(folder):
    (folder / "broken.jsonl").write_text("{")
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_dumps", str(folder), "--log-json", stdout=StringIO(), stderr=err)
    failed, finished = map(json.loads, err.getvalue().splitlines())
    assert failed["event"] == "failed" and failed["path"].endswith("broken.jsonl:1")
    assert (finished["event"], finished["dumps"], finished["comments"]) == ("finished", 31, 150)
    assert finished["report"]["outcomes"]["created"] == 30


@pytest.mark.parametrize("workers", ["0", "-1", "many"])
def test_workers_are_counted_from_one(workers):
    with pytest.raises(CommandError, match="not a number from 1"):
        call_command("import_dumps", ".", f"--workers={workers}")


def test_without_a_terminal_a_line_comes_now_and_then(monkeypatch):
    out = io.StringIO()
    report = Report(recovered=40)
    shown = Progress(report, total=100, out=out)
    report.outcomes[Outcome.CREATED] = 50
    shown.step()
    assert out.getvalue() == ""
    monkeypatch.setattr(progress, "SECONDS", 0)
    shown.step()
    assert out.getvalue().startswith("50 of 100 dumps, 40 comments, 0 defects, ")
    assert out.getvalue().endswith("about 0 s left\n")


@pytest.mark.django_db(transaction=True)
def test_worker_that_is_killed_ends_the_import_with_a_sentence(folder, monkeypatch):
    monkeypatch.setattr(captures, "parse_page", lambda *args, **options: os._exit(9))
    report = import_with(2, folder)
    assert report.was_interrupted
    assert "worker process was killed" in report.failures[0].reason
    assert ImportRun.objects.get().status == ImportRun.Status.INTERRUPTED
    assert not Dump.objects.exists()


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def backends_of_two_workers():
    """Under an open connection, which a process that forks must not share with its workers."""
    own = backend()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(2, fork, workers._begin, (os.getpid(),)) as pool:
        others = {future.result() for future in [pool.submit(backend) for _ in range(2)]}
    still_own = backend()
    connection.close()
    return own, others, still_own


@pytest.mark.skipif(connection.vendor == "sqlite", reason="On SQLite workers open no database.")
@pytest.mark.django_db(transaction=True)
def test_workers_leave_an_inherited_connection_alone():
    # In a thread of its own, where no other test's event loop hides the connection.
    with ThreadPoolExecutor(1) as thread:
        own, others, still_own = thread.submit(backends_of_two_workers).result()
    assert own == still_own
    assert own not in others
