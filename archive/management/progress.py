"""How far a long command is: a bar on a terminal, a line now and then without one."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any, TextIO

from tqdm import tqdm

from archive.importing.report import Report

SECONDS = 5.0
"""Between two lines where nobody watches."""

FEWEST_FOR_ESTIMATE = 20
"""Dumps done before the time left is told."""


@dataclass(slots=True)
class Progress:
    """`total` is None where containers hold nobody knows how many dumps."""

    report: Report
    total: int | None
    out: TextIO
    as_json: bool = False
    is_shown: bool = True
    started: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)
    bar: Any = None

    def __post_init__(self) -> None:
        if self.is_shown and not self.as_json and self.out.isatty():
            self.bar = tqdm(total=self.total, unit="dump", file=self.out, leave=False)

    def step(self) -> None:
        """One more dump is done."""
        now = time.monotonic()
        if self.bar is not None:
            self.bar.update()
            defects = self.report.defects.total()
            self.bar.set_postfix(comments=self.report.recovered, defects=defects, refresh=False)
        elif self.is_shown and now - self.told >= SECONDS:
            self.told = now
            self.write(self.as_event("progress") if self.as_json else self.as_line())

    def wait(self) -> None:
        """Somebody asked to stop, and workers are still writing."""
        if self.is_shown and not self.as_json:
            self.write("Finishing the dumps at hand. Ctrl-C again gives them up.")

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
        if self.as_json:
            for failure in self.report.failures:
                self.write({"event": "failed", "path": failure.path, "reason": failure.reason})
            self.write({**self.as_event("finished"), "report": self.report.as_json()})

    def write(self, line: str | dict[str, Any]) -> None:
        text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
        self.out.write(f"{text}\n")

    def as_event(self, event: str) -> dict[str, Any]:
        return {
            "event": event,
            "dumps": self.report.outcomes.total(),
            "dumps_total": self.total,
            "comments": self.report.recovered,
            "defects": self.report.defects.total(),
            "failures": len(self.report.failures),
            "seconds": round(time.monotonic() - self.started, 1),
        }

    def as_line(self) -> str:
        done = self.report.outcomes.total()
        rate = done / max(time.monotonic() - self.started, 0.001)
        of_total = f" of {self.total:,}" if self.total is not None else ""
        line = (
            f"{done:,}{of_total} dumps, {self.report.recovered:,} comments, "
            f"{self.report.defects.total():,} defects, {rate:,.0f} dumps/s"
        )
        # Dumps are loaded in batches; until some are, their rate says nothing.
        if self.total is not None and done > FEWEST_FOR_ESTIMATE:
            line += f", about {_duration((self.total - done) / rate)} left"
        return line


@dataclass(slots=True)
class Counted:
    """How far something else is that goes through the archive article by article."""

    what: str
    out: TextIO
    is_shown: bool = True
    started: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)
    bar: Any = None

    def tell(self, done: int, total: int) -> None:
        """So many articles of so many are done."""
        now = time.monotonic()
        if self.is_shown and self.out.isatty():
            self.bar = self.bar or tqdm(
                desc=self.what, unit="article", file=self.out, leave=False, total=total
            )
            self.bar.total = total
            self.bar.update(done - self.bar.n)
        elif self.is_shown and now - self.told >= SECONDS:
            self.told = now
            left = (now - self.started) / done * (total - done)
            self.out.write(
                f"{self.what}: {done:,} of {total:,} articles, about {_duration(left)} left\n"
            )

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


def _duration(seconds: float) -> str:
    return f"{seconds / 60:,.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
