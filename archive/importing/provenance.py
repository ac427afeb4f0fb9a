"""Dumps with the lines of each comment in them and the ledger of what was decided."""

from __future__ import annotations

from collections import Counter
from typing import Any

from archive.dumps.records import Defect
from archive.importing.bulk import insert_rows
from archive.importing.captures import Capture
from archive.importing.rows import (
    EXCERPT_COLUMNS,
    LEDGER_COLUMNS,
    dump_values,
    excerpt_rows,
    ledger_rows,
    new_dump_values,
)
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry


def add_dump(
    capture: Capture,
    article_id: int,
    *,
    run: ImportRun | None,
    ids: list[int | None],
    defects: list[Defect],
) -> None:
    """Keep a capture of an article whose comments have these ids, in the capture's order."""
    dump = Dump.objects.create(article_id=article_id, run=run, **new_dump_values(capture))
    insert_rows(Excerpt, EXCERPT_COLUMNS, excerpt_rows(dump.pk, capture.page, ids))
    insert_rows(LedgerEntry, LEDGER_COLUMNS, ledger_rows(dump.pk, defects, ids))


def refresh_dump(
    dump: Dump, capture: Capture, ids: list[int | None], defects: list[Defect]
) -> bool:
    """Bring what is known of a kept dump up to date; whether anything was written."""
    values = dump_values(capture)
    is_changed = any(getattr(dump, name) != value for name, value in values.items())
    if is_changed:
        Dump.objects.filter(pk=dump.pk).update(**values)
    is_changed |= _replace(Excerpt, dump, EXCERPT_COLUMNS, excerpt_rows(dump.pk, capture.page, ids))
    return is_changed | _replace(
        LedgerEntry, dump, LEDGER_COLUMNS, ledger_rows(dump.pk, defects, ids)
    )


def _replace(
    model: type[Excerpt] | type[LedgerEntry],
    dump: Dump,
    columns: tuple[str, ...],
    wanted: list[tuple[Any, ...]],
) -> bool:
    """Make a dump's rows those wanted; equal ones stay, so that what refers to them does."""
    missing = Counter(wanted)
    surplus = []
    for pk, *row in model.objects.filter(dump=dump).order_by("pk").values_list("pk", *columns):
        if missing[tuple(row)]:
            missing[tuple(row)] -= 1
        else:
            surplus.append(pk)
    rows = list(missing.elements())
    if surplus:
        model.objects.filter(dump=dump, pk__in=surplus).delete()
    if rows:
        insert_rows(model, columns, rows)
    return bool(rows or surplus)
