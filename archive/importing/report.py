"""What an import did, counted and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from archive.importing.loader import Outcome

BROUGHT = (Outcome.CREATED, Outcome.UPDATED, Outcome.HELD)
"""What an import adds, and what would go with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that was not imported. `line` counts from 1; None where no line is to blame."""

    path: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return (
            f"{self.path}:{self.line}: {self.reason}"
            if self.line
            else f"{self.path}: {self.reason}"
        )


@dataclass(slots=True, kw_only=True)
class Report:
    """Counts over a run; comments of unchanged dumps are counted as they were imported.

    `waiting` dumps and articles wait for the publication of another import.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    declared: int = 0
    recovered: int = 0
    defects: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    passed_over: list[tuple[str, str]] = field(default_factory=list)
    without_site: int = 0
    waiting: int = 0
    run: int | None = None
    is_held: bool = False
    was_interrupted: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same for machines; kept with the ImportRun."""
        return {
            "outcomes": {outcome.value: self.outcomes[outcome] for outcome in Outcome},
            "comments_declared": self.declared,
            "comments_recovered": self.recovered,
            "defects": dict(self.defects.most_common()),
            "failures": [
                {"path": failure.path, "line": failure.line, "reason": failure.reason}
                for failure in self.failures
            ],
            "passed_over": [{"path": path, "reason": reason} for path, reason in self.passed_over],
            "waiting": self.waiting,
            "interrupted": self.was_interrupted,
        }

    def lines(self, *, is_dry_run: bool) -> Iterator[str]:
        """The summary for a person, without the failures, which go to standard error."""
        if self.was_interrupted:
            yield "Interrupted. The same command goes on where this one stopped."
        counts = ", ".join(
            f"{self.outcomes[outcome]:,} {outcome.value}"
            for outcome in Outcome
            if outcome is not Outcome.HELD or self.outcomes[outcome]
        )
        yield f"{'Would be' if is_dry_run else 'Dumps'}: {counts}"
        yield f"Comments: {self.declared:,} declared, {self.recovered:,} recovered"
        if not (self.outcomes.total() or self.was_interrupted):
            yield "There is no dump here: dumps are .txt files, also packed, and lists of texts."
        if self.defects:
            yield "Defects, all in the ledger:"
            width = len(f"{max(self.defects.values()):,}")
            yield from (
                f"  {count:>{width},}  {code}" for code, count in self.defects.most_common()
            )
        if self.without_site:
            few = "page does not name its" if self.without_site == 1 else "pages do not name their"
            yield f"{self.without_site:,} {few} site; --site NAME would."
        if self.run and any(self.outcomes[outcome] for outcome in BROUGHT):
            yield f"Import {self.run}: `manage.py roll_back_import {self.run}` would take it back."
        if self.is_held:
            yield f"Import {self.run} is held: readers see it after `publish_import {self.run}`."
        if self.waiting:
            few = "page waits" if self.waiting == 1 else "pages wait"
            yield f"{self.waiting:,} {few} for the publication of another import."
        for reason, count in Counter(reason for _, reason in self.passed_over).items():
            yield f"Passed over: {count:,} ({reason}); -v 2 names them."
