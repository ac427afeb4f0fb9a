"""Many rows at once: COPY on PostgreSQL, executemany on SQLite.

Model instances and multi-row INSERT statements cost several times as much (DESIGN.md, The
tree). Whoever uses this gives every value that the row needs; signals and `save()` do not run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from operator import attrgetter
from typing import Any

from django.db import connection, models


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    or_ignore: bool = False,
) -> None:
    """Insert rows of values in the order of `names` (column attributes, as `article_id`).

    Columns that are not named get their field's default. With `or_ignore` rows that would
    break a constraint of uniqueness are left out, which no COPY can do. Call it inside a
    transaction, and let `rows` run no query: one inside psycopg's `copy()` would wait for
    itself for ever.
    """
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    named = [by_name[name] for name in names]
    rest = [field for field in by_name.values() if field not in named and not field.primary_key]
    defaults = [field.get_default() for field in rest]
    converters = [(n, c) for n, field in enumerate([*named, *rest]) if (c := _converter(field))]
    ready = _ready(rows, converters, defaults)
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(field.column) for field in [*named, *rest])
    if connection.vendor == "postgresql" and not or_ignore:
        _copy(f"COPY {table} ({columns}) FROM STDIN", ready)
    else:
        places = ", ".join(["%s"] * (len(named) + len(rest)))
        with connection.cursor() as cursor:
            # The names are the models' own.
            statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608
            cursor.executemany(statement + " ON CONFLICT DO NOTHING" * or_ignore, ready)


def _ready(
    rows: Iterable[Sequence[Any]],
    converters: Sequence[tuple[int, Callable[[Any], Any]]],
    defaults: Sequence[Any],
) -> Iterable[Sequence[Any]]:
    return _completed(rows, converters, defaults) if converters or defaults else rows


def _completed(
    rows: Iterable[Sequence[Any]],
    converters: Sequence[tuple[int, Callable[[Any], Any]]],
    defaults: Sequence[Any],
) -> Iterator[Sequence[Any]]:
    for row in rows:
        values = [*row, *defaults]
        for index, convert in converters:
            if values[index] is not None:
                values[index] = convert(values[index])
        yield values


def _converter(field: models.Field) -> Callable[[Any], Any] | None:
    """What makes a value ready for the driver; None where it is ready as it is."""
    if isinstance(field, models.JSONField):
        return partial(json.dumps, cls=field.encoder)
    if isinstance(field, models.UUIDField) and connection.vendor != "postgresql":
        return attrgetter("hex")
    if isinstance(field, models.DateTimeField) and connection.vendor != "postgresql":
        return _sqlite_time
    return None


def _sqlite_time(value: datetime) -> str:
    """As Django writes it, without asking each time what kind of value it is."""
    return value.astimezone(UTC).isoformat(" ").removesuffix("+00:00")


def _copy(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    # Django turns the driver's errors into its own, but not those of a copy's end.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for row in rows:
            copy.write_row(row)
