"""Dumps with the lines of each comment in them and the ledger of what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from archive.dumps.records import Defect
from archive.importing.captures import Capture
from archive.importing.restructured import Restructured, divide_spans
from archive.importing.rows import (
    EXCERPT_COLUMNS,
    LEDGER_COLUMNS,
    dump_values,
    ledger_rows,
    new_dump_values,
)
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from articles.bulk import insert_rows


def add_dump(
    capture: Capture,
    article_id: int,
    *,
    run: ImportRun | None,
    ids: list[int | None],
    restructured: Restructured,
    defects: list[Defect],
    unshown: Sequence[int],
) -> None:
    """Keep a capture of an article whose comments have these ids, in the capture's order.

    `unshown` comments of the article are in no capture; one of its dumps has to say so.
    """
    values = {**new_dump_values(capture), "ledger_count": len(defects) + len(unshown)}
    dump = Dump.objects.create(article_id=article_id, run=run, **values)
    spans = divide_spans(capture, ids, restructured)
    insert_rows(Excerpt, EXCERPT_COLUMNS, [(dump.pk, *span) for span in spans])
    rows = ledger_rows(dump.pk, defects, ids, unshown=unshown)
    insert_rows(LedgerEntry, LEDGER_COLUMNS, rows)


def refresh_dump(
    dump: Dump,
    capture: Capture,
    *,
    ids: list[int | None],
    restructured: Restructured,
    defects: list[Defect],
    unshown: Sequence[int],
) -> bool:
    """Bring what is known of a kept dump up to date; whether anything was written."""
    values = {**dump_values(capture), "ledger_count": len(defects) + len(unshown)}
    is_changed = any(getattr(dump, name) != value for name, value in values.items())
    if is_changed:
        Dump.objects.filter(pk=dump.pk).update(**values)
    spans = divide_spans(capture, ids, restructured, dump_id=dump.pk)
    excerpts = [(dump.pk, *span) for span in spans]
    is_changed |= _replace(Excerpt, dump, EXCERPT_COLUMNS, excerpts)
    rows = ledger_rows(dump.pk, defects, ids, unshown=unshown)
    return is_changed | _replace(LedgerEntry, dump, LEDGER_COLUMNS, rows)


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
