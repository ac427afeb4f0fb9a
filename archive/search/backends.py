"""Which of the two databases is searched."""

from __future__ import annotations

from types import ModuleType

from django.db import connection

from archive.search import fts5, postgres


def backend() -> ModuleType:
    """The module that speaks the language of the database in use."""
    return postgres if connection.vendor == "postgresql" else fts5
