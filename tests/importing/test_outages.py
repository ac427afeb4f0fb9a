"""Databases that fail in the middle of an import: no dump is blamed, nothing is lost."""

from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive.importing import captures, runs
from archive.importing.interruption import Interruption
from archive.importing.loader import Outcome
from archive.importing.reading import Options
from archive.importing.runs import Importer
from archive.importing.sources import find_sources
from archive.models import Dump, ImportRun
from archive.verification import find_faults
from articles.models import Article
from tests.importing.dumps import parse_dump, write_dumps

pytestmark = pytest.mark.django_db(transaction=True)
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="It fills a SQLite file.")
ON_POSTGRESQL = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="It ends a connection to a server."
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(captures, "parse_page", parse_dump)
    monkeypatch.setattr(runs, "BATCH_DUMPS", 10)
    return write_dumps(tmp_path / "dumps", range(60), comments=30)


def import_folder(folder):
    importer = Importer(Options(zone=ZoneInfo("UTC")))
    return importer.import_all(find_sources([folder]))


def pragma(text):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {text}")
        return cursor.fetchone()[0]


@pytest.fixture
def full_disk():
    """A database that has room for a hundred pages more."""
    before = pragma("max_page_count")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # Else what earlier tests deleted is room too.
    pragma(f"max_page_count = {pragma('page_count') + 100}")
    yield
    pragma(f"max_page_count = {before}")


@ON_SQLITE
def test_full_disk_ends_the_import_and_blames_no_dump(folder, full_disk):
    report = import_folder(folder)
    assert report.was_interrupted
    (failure,) = report.failures
    assert failure.path == "database" and "full" in failure.reason
    assert report.outcomes == {Outcome.CREATED: Dump.objects.count()}
    assert list(find_faults()) == []


@ON_SQLITE
def test_import_goes_on_once_there_is_room(folder, full_disk):
    done = import_folder(folder).outcomes[Outcome.CREATED]
    pragma("max_page_count = 1000000")
    report = import_folder(folder)
    assert report.outcomes == {Outcome.UNCHANGED: done, Outcome.CREATED: 60 - done}
    assert list(find_faults()) == []


@ON_SQLITE
def test_read_only_database_is_said_in_a_sentence(folder):
    out, errors = StringIO(), StringIO()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = on")
    try:
        with pytest.raises(CommandError, match="interrupted"):
            call_command("import_dumps", str(folder), stdout=out, stderr=errors)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = off")
    assert "Failed: database: attempt to write a readonly database" in errors.getvalue()
    assert not Dump.objects.exists()


@ON_POSTGRESQL
def test_lost_connection_ends_the_import_and_the_run_says_so(folder, monkeypatch):
    load = runs.load_captures

    def lose_the_third(captures, *, run):
        if Dump.objects.count() == 20:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return load(captures, run=run)

    monkeypatch.setattr(runs, "load_captures", lose_the_third)
    report = import_folder(folder)
    assert report.outcomes == {Outcome.CREATED: 20}
    (failure,) = report.failures
    assert failure.path == "database" and "terminating connection" in failure.reason
    assert ImportRun.objects.get().status == ImportRun.Status.INTERRUPTED
    assert Article.objects.count() == 20
    monkeypatch.setattr(runs, "load_captures", load)
    assert import_folder(folder).outcomes == {Outcome.UNCHANGED: 20, Outcome.CREATED: 40}


def interrupted_within_two_shields(reached):
    interruption = Interruption()
    with interruption.shield():
        interruption._on_signal(2, None)
        with interruption.shield():
            pass
        reached.append("the outer one's end")


def test_shield_within_a_shield_waits_for_the_outer_one():
    reached = []
    with pytest.raises(KeyboardInterrupt):
        interrupted_within_two_shields(reached)
    assert reached
