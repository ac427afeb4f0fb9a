"""The moderation log as a table for spreadsheets, row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator

from articles.log import ModerationAction

COLUMNS = (
    "number", "time", "batch", "moderator", "act", "kind", "target", "article", "undoes",
    "reason", "before", "after", "words erased",
)  # fmt: skip
CHUNK = 2000
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    """What csv writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def write_log() -> Iterator[str]:
    """Lines of CSV, the oldest act first; a part of the log at a time is read."""
    writer = csv.writer(_Echo())
    # Spreadsheets take a file for UTF-8 if it begins with this mark.
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + writer.writerow(COLUMNS)
    last = 0
    acts = ModerationAction.objects.select_related("words").order_by("pk")
    while rows := list(acts.filter(pk__gt=last)[:CHUNK]):
        yield "".join(writer.writerow(_cells(act)) for act in rows)
        last = rows[-1].pk


def _cells(act: ModerationAction) -> list[object]:
    words = act.words
    return [
        act.pk,
        act.at.isoformat(timespec="seconds"),
        act.batch,
        harmless(act.moderator_name),
        act.verb,
        act.kind,
        act.target_id,
        act.article_id,
        act.undoes,
        harmless(words.reason),
        json.dumps(words.before, ensure_ascii=False),
        json.dumps(words.after, ensure_ascii=False),
        words.erased_at.isoformat(timespec="seconds") if words.erased_at else "",
    ]


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip(" ").startswith(STARTS_A_FORMULA) else text
