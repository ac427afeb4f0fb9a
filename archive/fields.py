"""Column types that a database has and Django's common fields do not."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class WordsField(models.Field):
    """The words of a search entry: `tsvector` on PostgreSQL, plain text for SQLite's FTS5.

    Written and matched by `archive.search` alone, which knows both forms.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"


class PlaceField(models.BigIntegerField):
    """A whole number that, as a primary key, is SQLite's own row number: one lookup, not two."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"

    def rel_db_type(self, connection: BaseDatabaseWrapper) -> str:
        return self.db_type(connection)
