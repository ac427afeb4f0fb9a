"""Taking what was erased out of the database's own files, where deleted words linger.

SQLite: the index is merged, so that no deleted word stands in it, the file is written anew
and the write-ahead log emptied. PostgreSQL: the tables are vacuumed, so that old versions of
rows can be overwritten; whether they are, and what backups and its own logs hold, is the
operator's to see to.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _

APPS = ("articles", "comments", "archive", "admin", "sessions")


def scrub_database() -> list[str]:
    """Do it; what is left to the operator, in sentences. Call it outside of transactions."""
    if connection.vendor == "postgresql":
        return _vacuum_tables()
    return _write_anew()


def _vacuum_tables() -> list[str]:
    tables = [
        model._meta.db_table for app in APPS for model in apps.get_app_config(app).get_models()
    ]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")
    return [
        _(
            "PostgreSQL keeps old versions of rows until they are overwritten: VACUUM FULL writes "
            "the tables anew, and locks them meanwhile."
        ),
        _("Its write-ahead log, replicas and archived logs hold the name until recycled."),
        _backups(),
    ]


def _write_anew() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO archive_searchwords(archive_searchwords) VALUES ('rebuild')")
        cursor.execute("INSERT INTO archive_searchwords(archive_searchwords) VALUES ('optimize')")
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (is_busy, *_rest) = cursor.fetchone()
    if is_busy:
        return [
            _(
                "Another process is reading the database, so its write-ahead log could not be "
                "emptied: stop the site and run erase_person --scrub."
            ),
            _backups(),
        ]
    return [_backups()]


def _backups() -> str:
    return _("Backups, exports and the files that were imported hold the name still.")
