"""Telling a database that fails from one that refuses a dump.

A full disk or a server that goes down is nobody's fault among the dumps: they are not to be
tried one by one and named as failed, but left for the next import.
"""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, OperationalError, connection

SQLITE_CODES = (
    "SQLITE_CANTOPEN", "SQLITE_CORRUPT", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_NOTADB",
    "SQLITE_READONLY",
)  # fmt: skip
POSTGRESQL_CODES = ("08", "25006", "53", "57P", "58")
"""Connection, read-only server, insufficient resources, shutdown, the system (its Appendix A)."""


class OutageError(Exception):
    """The database failed, here or in a worker; the text says how."""


def is_outage(error: Exception) -> bool:
    """Whether an error is the database's own, so that what comes next would fail as well."""
    if isinstance(error, OutageError):
        return True
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    cause = error.__cause__ or error
    if connection.vendor == "sqlite":
        return getattr(cause, "sqlite_errorname", "").startswith(SQLITE_CODES)
    code = getattr(cause, "sqlstate", None)
    if code is None:  # No server was there to give one.
        return isinstance(error, OperationalError | InterfaceError)
    return code.startswith(POSTGRESQL_CODES)


def describe_outage(error: Exception) -> str:
    if isinstance(error, OutageError):
        return str(error)
    return f"{str(error).strip().rstrip('.')}. Dumps that were not imported yet were left."
