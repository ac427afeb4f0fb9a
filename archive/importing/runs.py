"""One execution of an import, from the named paths to its report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field, replace

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from archive.importing.batches import Result, load_readings
from archive.importing.captures import Capture
from archive.importing.holding import count_waiting
from archive.importing.interruption import Interruption
from archive.importing.liveness import RunLock, note_killed_runs
from archive.importing.loader import Outcome, find_dumps, load_captures
from archive.importing.outages import OutageError, describe_outage, is_outage
from archive.importing.reading import Batch, Options, Reading, read_here
from archive.importing.records import Dropped, Record, Unreadable, printable
from archive.importing.report import Failure, Report
from archive.importing.sources import Found
from archive.importing.workers import (
    AHEAD,
    Loaders,
    a_pool,
    read_in_workers,
)
from archive.models import ImportRun
from archive.names import load_erased_names
from archive.search.indexing import settle_index
from articles.models import Article

# Enough for the statements of a batch to be few beside its rows, and little to undo.
BATCH_DUMPS = 200
BATCH_BYTES = 4 * 1024 * 1024


@dataclass(slots=True)
class Importer:
    """Imports sources, several dumps at a time, and keeps the count.

    The ImportRun is made with the first row that is written, so that an import in which
    nothing is new writes nothing at all.
    """

    options: Options
    on_step: Callable[[Result], None] = lambda result: None
    on_wait: Callable[[], None] = lambda: None
    report: Report = field(default_factory=Report)
    run: ImportRun | None = None
    lock: RunLock | None = None
    seen: set[str] = field(default_factory=set)
    interruption: Interruption = field(default_factory=Interruption)
    outage: str = ""

    def import_all(self, found: Found) -> Report:
        """Import every source; a bad one is a failure in the report and stops nobody.

        Ctrl-C lets the dumps at hand finish and ends the report; a second one undoes them.
        So does a database that fails.
        """
        self.report.passed_over = [(printable(path), reason) for path, reason in found.passed_over]
        with self.interruption.watch():
            try:
                with self.interruption.shield():
                    self.options = replace(self.options, erased=load_erased_names())
                    if not self.options.is_dry_run:
                        note_killed_runs()
                if self._workers_load:
                    self._import_in_workers(found)
                else:
                    self._import_here(found)
            except KeyboardInterrupt:
                self.report.was_interrupted = True
            except BrokenProcessPool:
                reason = "a worker process was killed, perhaps for lack of memory."
                self._break_off("--workers", reason)
            except (OutageError, DatabaseError) as error:
                if not is_outage(error):
                    raise
                self._break_off("database", describe_outage(error))
                if not connection.is_usable():  # Another one may be had to say so.
                    connection.close()
            if not self.interruption.is_forced:
                with suppress(KeyboardInterrupt), self.interruption.shield():
                    self._finish()
        return self.report

    def _break_off(self, path: str, reason: str) -> None:
        self.report.was_interrupted = True
        self.report.failures.append(Failure(path=path, line=None, reason=reason))

    @property
    def _workers_load(self) -> bool:
        """SQLite has one writer; and who wants pages, or only a forecast, wants them here."""
        options = self.options
        is_plain = options.workers > 1 and not options.is_dry_run and not options.wants_pages
        return is_plain and connection.vendor == "postgresql"

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
            with self.interruption.shield():
                known = find_dumps(checksums)
            yield [
                (record, known.get(checksum))
                for record, checksum in zip(batch, checksums, strict=True)
            ]

    def _import_here(self, found: Found) -> None:
        """Write in this process what it or its workers read, even if reading is interrupted."""
        read = read_in_workers if self.options.workers > 1 else read_here
        for readings in read(self._batches(found), self.options):
            done: list[Reading] = []
            try:
                for reading in readings:
                    done.append(reading)
            finally:
                with self.interruption.shield():
                    self._count(load_readings(done, self._keep, self.options))
            self._require_database()

    def _import_in_workers(self, found: Found) -> None:
        """Let workers read and write. Interrupted, they finish what they have begun."""
        with a_pool(self.options) as pool:
            loaders = Loaders(pool, self.options)
            try:
                for batch in self._batches(found):
                    is_new = any(known is None for _record, known in batch)
                    with self.interruption.shield():
                        loaders.send(batch, self._the_run() if is_new else None)
                    self._receive(loaders, most_at_hand=self.options.workers + AHEAD)
                    self._require_database()
                self._receive(loaders)
            except (KeyboardInterrupt, DatabaseError, OutageError):
                self._finish_batches(loaders)
                raise
            self._require_database()

    def _receive(self, loaders: Loaders, *, most_at_hand: int = 0) -> None:
        """Wait until no more batches than that are at hand, and count the others, each once."""
        while len(loaders.sent) > most_at_hand:
            results = loaders.sent[0].result()
            with self.interruption.shield():
                loaders.sent.popleft()
                self._count(results)

    def _finish_batches(self, loaders: Loaders) -> None:
        loaders.give_up()
        if self.interruption.is_wanted:
            self.on_wait()
        try:
            with suppress(KeyboardInterrupt), self.interruption.shield():
                self._receive(loaders)
        finally:
            if self.interruption.is_forced:
                loaders.kill()

    def _require_database(self) -> None:
        """Raises OutageError if it failed with the dumps that were counted last."""
        if self.outage:
            raise OutageError(self.outage)

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
        is_from_elsewhere = capture.key in known
        is_known = is_from_elsewhere or capture.key in self.seen
        self.seen |= {capture.sha256, capture.key}
        if is_from_elsewhere and self.options.is_held:
            return Outcome.HELD
        return Outcome.UPDATED if is_known else Outcome.CREATED

    def _count(self, results: Iterable[Result]) -> None:
        report = self.report
        for result in results:
            if result.is_outage:
                self.outage = result.reason
                continue
            report.outcomes[result.outcome] += 1
            report.declared += result.declared
            report.recovered += result.recovered
            report.defects.update(result.defects)
            report.without_site += not result.names_site
            report.waiting += result.waits
            if result.reason:
                failure = Failure(path=result.path, line=None, reason=result.reason)
                report.failures.append(failure)
            self.on_step(result)

    def _the_run(self) -> ImportRun:
        if self.run is None:
            options = {
                "site": self.options.site_name,
                "timezone": self.options.zone.key,
                "dialect": self.options.dialect,
                "hold": self.options.is_held,
            }
            with transaction.atomic():
                run = ImportRun.objects.create(options=options, is_held=self.options.is_held)
                self.lock = RunLock(run)
                self.lock.take()
            self.run = run
        return self.run

    def _finish(self) -> None:
        if self.options.is_dry_run or (self.run is None and not self.report.failures):
            return
        try:
            self._note_end()
            if self.lock:
                self.lock.release()
        except DatabaseError as error:
            if not is_outage(error):  # Else the next import notes the end of this one.
                raise

    def _note_end(self) -> None:
        run, report = self._the_run(), self.report
        report.run, report.is_held = run.pk, run.is_held
        report.waiting += 0 if run.is_held else count_waiting(run)
        run.finished_at = timezone.now()
        run.status = run.Status.INTERRUPTED if report.was_interrupted else run.Status.FINISHED
        run.created = report.outcomes[Outcome.CREATED]
        run.updated = report.outcomes[Outcome.UPDATED]
        run.held = report.outcomes[Outcome.HELD]
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
