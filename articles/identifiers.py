"""Reserving ids; of comments they are the one source of both primary keys and tree ids.

A thread's tree_id is its first comment's own id, or an id reserved for the purpose that no
comment will ever have. Both come from the id sequence, so no two threads can share one.
django-mptt's own way, the highest tree_id plus one, let 248 of 400 concurrent roots share
theirs (DESIGN.md, The tree).
"""

from __future__ import annotations

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper


def reserve_ids(model: type[models.Model], count: int, *, using: str) -> list[int]:
    """`count` ids that nobody else gets, ascending. Call it inside a transaction.

    Raises TransactionManagementError outside of `atomic`: SQLite's counter is safe only
    under the write lock that an IMMEDIATE transaction holds.
    """
    connection = transaction.get_connection(using)
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("reserve_ids needs an open transaction.")
    if not count:
        return []
    reserve = _from_sequence if connection.vendor == "postgresql" else _from_counter
    with connection.cursor() as cursor:
        return reserve(connection, cursor, model._meta, count)


def _from_sequence(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, meta: models.options.Options, count: int
) -> list[int]:
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
        [connection.ops.quote_name(meta.db_table), meta.pk.column, count],
    )
    return sorted(row[0] for row in cursor.fetchall())


def _from_counter(
    connection: BaseDatabaseWrapper, cursor: CursorWrapper, meta: models.options.Options, count: int
) -> list[int]:
    """SQLite keeps the highest id ever given, for AUTOINCREMENT, in a table of its own."""
    table = meta.db_table
    cursor.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0 "
        "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
        [table, table],
    )
    cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
    last = cursor.fetchone()[0]
    return list(range(last - count + 1, last + 1))
