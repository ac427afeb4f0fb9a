"""One execution of an import, from the named paths to its report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import OperationalError
from django.utils import timezone

from archive.dumps.records import Defect, ParsedPage
from archive.importing.captures import Capture
from archive.importing.interruption import Interruption
from archive.importing.loader import Outcome, find_dumps, load_captures
from archive.importing.reading import (
    Batch,
    Options,
    Reading,
    read_here,
    read_in_workers,
)
from archive.importing.records import Dropped, Record, Unreadable
from archive.importing.report import Failure, Report
from archive.importing.sources import Found
from archive.models import ImportRun
from archive.search.indexing import settle_index
from articles.models import Article

# Enough for the statements of a batch to be few beside its rows, and little to undo.
BATCH_DUMPS = 200
BATCH_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One dump done. `page` is None where it was unchanged or could not be read."""

    path: str
    outcome: Outcome
    page: ParsedPage | None = None
    text: str = ""


@dataclass(slots=True)
class Importer:
    """Imports sources, several dumps at a time, and keeps the count.

    The ImportRun is made with the first row that is written, so that an import in which
    nothing is new writes nothing at all.
    """

    options: Options
    on_step: Callable[[Step], None] = lambda step: None
    report: Report = field(default_factory=Report)
    run: ImportRun | None = None
    seen: set[str] = field(default_factory=set)
    interruption: Interruption = field(default_factory=Interruption)

    def import_all(self, found: Found) -> Report:
        """Import every source; a bad one is a failure in the report and stops nobody.

        Ctrl-C lets the dumps at hand finish and ends the report; a second one undoes them.
        """
        self.report.passed_over = [(str(path), reason) for path, reason in found.passed_over]
        with self.interruption.watch():
            try:
                read = read_in_workers if self.options.workers > 1 else read_here
                for readings in read(self._batches(found), self.options):
                    self._import(readings)
            except KeyboardInterrupt:
                self.report.was_interrupted = True
            if not self.interruption.is_forced:
                with suppress(KeyboardInterrupt), self.interruption.shield():
                    self._finish()
        return self.report

    def _records(self, found: Found) -> Iterator[Record | Unreadable]:
        for source in found.sources:
            for record in source.read():
                if isinstance(record, Dropped):
                    self.report.passed_over.append((record.path, record.reason))
                else:
                    yield record

    def _batches(self, found: Found) -> Iterator[Batch]:
        """Dumps with what the archive knows of them, by one query a batch."""
        for batch in _in_batches(self._records(found)):
            checksums = [_checksum(record) for record in batch]
            known = find_dumps(checksums)
            yield [
                (record, known.get(checksum))
                for record, checksum in zip(batch, checksums, strict=True)
            ]

    def _import(self, readings: Iterable[Reading]) -> None:
        """Write what could be read, even if reading is interrupted."""
        done: list[Reading] = []
        try:
            for reading in readings:
                done.append(reading)
        finally:
            with self.interruption.shield():
                self._load(done)

    def _load(self, readings: Sequence[Reading]) -> None:
        new = [reading for reading in readings if reading.capture and not reading.known]
        results = iter(self._keep([reading.capture for reading in new]) if new else ())
        is_new = {id(reading) for reading in new}
        for reading in readings:
            result = next(results) if id(reading) in is_new else Outcome.UNCHANGED
            if isinstance(result, Exception):
                reading.reason = _sentence(result)
            self._count(reading, result)

    def _keep(self, captures: list[Capture]) -> list[Outcome | Exception]:
        if not self.options.is_dry_run:
            return load_captures(captures, run=self._the_run())
        keys = [capture.key for capture in captures]
        known = set(
            Article.objects.filter(source_key__in=keys).values_list("source_key", flat=True)
        )
        return [self._foresee(capture, known) for capture in captures]

    def _foresee(self, capture: Capture, known: set[str]) -> Outcome:
        """What an import would do, given the articles that the archive knows."""
        if capture.sha256 in self.seen:
            return Outcome.UNCHANGED
        is_known = capture.key in known or capture.key in self.seen
        self.seen |= {capture.sha256, capture.key}
        return Outcome.UPDATED if is_known else Outcome.CREATED

    def _count(self, reading: Reading, result: Outcome | Exception) -> None:
        page = reading.capture.page if reading.capture else None
        report = self.report
        if reading.reason:
            outcome = Outcome.FAILED
            report.failures.append(Failure(path=reading.path, line=None, reason=reading.reason))
        else:
            outcome = Outcome(result)
        if outcome is not Outcome.FAILED and page:
            self._add(page.declared_count, len(page.comments), page.defects)
            report.without_site += not (self.options.site_name or page.site_name)
        elif reading.known:
            self._add(reading.known.declared_count, reading.known.recovered_count, ())
        report.outcomes[outcome] += 1
        self.on_step(Step(path=reading.path, outcome=outcome, page=page, text=reading.text))

    def _add(self, declared: int | None, recovered: int, defects: Iterable[Defect]) -> None:
        self.report.declared += declared or 0
        self.report.recovered += recovered
        self.report.defects.update(defect.code for defect in defects)

    def _the_run(self) -> ImportRun:
        if self.run is None:
            options = {
                "site": self.options.site_name,
                "timezone": self.options.zone.key,
                "dialect": self.options.dialect,
            }
            self.run = ImportRun.objects.create(options=options)
        return self.run

    def _finish(self) -> None:
        if self.options.is_dry_run or (self.run is None and not self.report.failures):
            return
        run, report = self._the_run(), self.report
        run.finished_at = timezone.now()
        run.status = run.Status.INTERRUPTED if report.was_interrupted else run.Status.FINISHED
        run.created = report.outcomes[Outcome.CREATED]
        run.updated = report.outcomes[Outcome.UPDATED]
        run.unchanged = report.outcomes[Outcome.UNCHANGED]
        run.failed = report.outcomes[Outcome.FAILED]
        run.comments_declared = report.declared
        run.comments_recovered = report.recovered
        run.report = report.as_json()
        run.save()
        settle_index()


def _in_batches(
    records: Iterable[Record | Unreadable],
) -> Iterator[list[Record | Unreadable]]:
    batch: list[Record | Unreadable] = []
    size = 0
    for record in records:
        batch.append(record)
        size += len(record.content) if isinstance(record, Record) else 0
        if len(batch) == BATCH_DUMPS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _checksum(record: Record | Unreadable) -> str:
    return hashlib.sha256(record.content).hexdigest() if isinstance(record, Record) else ""


def _sentence(error: Exception) -> str:
    if isinstance(error, OperationalError) and "database is locked" in str(error):
        return (
            "another process held the SQLite database for too long. Run the same command again; "
            "for several importers at once, use PostgreSQL."
        )
    return f"{type(error).__name__}: {error}"
