"""Importers that are killed, interrupted, or at work together: real processes, real files."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.importing.dumps import write_dumps

WORKERS = pytest.mark.parametrize("workers", ["--workers=1", "--workers=2"])


@pytest.fixture
def database_url(tmp_path, django_db_blocker):
    """An empty database of the kind that the tests run on, away from theirs."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{tmp_path / 'archive.sqlite3'}"
        return
    name = f"{settings.DATABASES['default']['NAME']}_processes_{os.getpid()}"
    quoted = connection.ops.quote_name(name)
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted}")
    given = settings.DATABASES["default"]
    user = given["USER"] + (f":{given['PASSWORD']}" if given["PASSWORD"] else "")
    yield f"postgres://{user}@{given['HOST']}:{given['PORT'] or 5432}/{name}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def play(scenario, folder, database_url, *more):
    """What the scenario found wrong, a line each."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.importing.processes", scenario, str(folder), *more],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=300,
    )
    print(done.stderr)
    assert done.returncode == 0
    return done.stdout


def test_importer_killed_at_any_moment_leaves_a_whole_archive(tmp_path, database_url):
    folder = write_dumps(tmp_path / "dumps", range(250), comments=30)
    assert play("kill", folder, database_url) == ""


@WORKERS
def test_four_importers_of_the_same_pages_import_each_once(tmp_path, database_url, workers):
    for name, numbers in (("a", range(60)), ("b", range(30, 90)), ("c", range(60, 120))):
        write_dumps(tmp_path / "dumps" / name, numbers, comments=12)
    assert play("race", tmp_path / "dumps", database_url, workers) == ""


@WORKERS
def test_killed_importer_is_told_from_one_at_work(tmp_path, database_url, workers):
    folder = write_dumps(tmp_path / "dumps", range(200), comments=20)
    assert play("vanish", folder, database_url, workers) == ""


@WORKERS
def test_interrupted_importer_says_so_and_the_next_one_goes_on(tmp_path, database_url, workers):
    folder = write_dumps(tmp_path / "dumps", range(200), comments=20)
    assert play("interrupt", folder, database_url, workers) == ""
