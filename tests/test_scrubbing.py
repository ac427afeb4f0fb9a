"""After an erasure the name is not even in what the database's files have deleted."""

import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.test_erasing_person import NAME, article, rows_with_the_name, where_shown

__all__ = ["article"]

# A file to look into needs transactions that are committed.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copied(tmp_path):
    """The files of the database as they are on disk, read whole."""

    def read() -> bytes:
        if connection.vendor == "postgresql":
            pytest.skip("PostgreSQL's files are the operator's.")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA database_list")
            path = cursor.fetchone()[2]
        if not path:
            copy = tmp_path / "copy.sqlite3"
            copy.unlink(missing_ok=True)
            with closing(sqlite3.connect(copy)) as target:
                connection.connection.backup(target)
            path = copy
        files = [Path(f"{path}{ending}") for ending in ("", "-wal", "-journal")]
        return b"".join(file.read_bytes() for file in files if file.exists())

    return read


def test_name_is_in_no_file_of_the_database(article, copied):
    assert b"uillfeather" in copied()
    call_command("erase_person", NAME, "--no-input", "--reason", "asked", stdout=StringIO())
    left = copied().lower()
    assert b"quillfeather" not in left
    assert b"uillfeather" not in left


def test_command_erases_and_says_what_is_left_to_do(client, article):
    out = StringIO()
    call_command("erase_person", NAME, "--no-input", "--reason", "asked", stdout=out)
    assert "Erased; called Reader" in out.getvalue()
    assert "Backups" in out.getvalue()
    assert rows_with_the_name(deleted_too=True) == []
    assert where_shown(client) == []
