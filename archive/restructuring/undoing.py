"""Undoing moves, splits and merges by the log, as `archive.undoing` wants it.

Whether such an act can be undone shows only in trying: a plan does it and takes it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import models, transaction

from articles.log import Done, ModerationAction
from articles.undoing import Step
from comments.refusals import Refused

Reversal = Callable[[ModerationAction], Done]


def plan_reversals(
    rows: models.QuerySet, reverse: Reversal, verb: str, acts: Sequence[ModerationAction]
) -> list[Step]:
    """What would become of each act; nothing stays changed. `verb` is what undoing amounts to."""
    kept = rows.in_bulk([act.target_id for act in acts])
    return [_plan(act, kept.get(act.target_id), reverse, verb) for act in acts]


def _plan(act: ModerationAction, row: models.Model | None, reverse: Reversal, verb: str) -> Step:
    try:
        with transaction.atomic():
            done = reverse(act)
            transaction.set_rollback(True)
    except Refused as refused:
        return Step(act, row, why_not=str(refused))
    return Step(act, row, done=done, verb=verb)


def write_reversals(reverse: Reversal, steps: Sequence[Step]) -> None:
    for step in steps:
        reverse(step.act)
