"""One execution of an import, from the named paths to its report."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from django.utils import timezone

from archive.decoding import decode, find_encoding
from archive.dumps.page import parse_page
from archive.dumps.records import Defect, ParsedPage
from archive.importing.keys import article_key
from archive.importing.loader import Capture, Outcome, find_dump, load_capture
from archive.importing.report import Failure, Report
from archive.importing.sources import Found, Source, SourceError
from archive.models import ImportRun
from articles.models import Article

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked for. `zone` is for sites that the archive does not know yet."""

    site_name: str | None = None
    zone: ZoneInfo
    dialect: str | None = None
    is_dry_run: bool = False
    wants_pages: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One file done. `page` is None where the file was unchanged or could not be read."""

    source: Source
    outcome: Outcome
    page: ParsedPage | None = None
    text: str = ""


@dataclass(slots=True)
class Importer:
    """Imports sources one by one and keeps the count.

    The ImportRun is made with the first row that is written, so that an import in which
    nothing is new writes nothing at all.
    """

    options: Options
    report: Report = field(default_factory=Report)
    run: ImportRun | None = None
    seen: set[str] = field(default_factory=set)

    def import_all(
        self, found: Found, on_step: Callable[[Step], None] = lambda step: None
    ) -> Report:
        """Import every source; a bad one is a failure in the report and stops nobody.

        Ctrl-C undoes the dump at hand, keeps those before it, and ends the report.
        """
        self.report.passed_over = [(str(path), reason) for path, reason in found.passed_over]
        try:
            for source in found.sources:
                on_step(self._import(source))
        except KeyboardInterrupt:
            self.report.was_interrupted = True
        self._finish()
        return self.report

    def _import(self, source: Source) -> Step:
        try:
            step = self._read(source)
        except SourceError as error:
            step = self._fail(source, str(error))
        except Exception as error:  # One bad file never stops the rest.
            logger.info("Importing %s failed", source.path, exc_info=True)
            step = self._fail(source, f"{type(error).__name__}: {error}")
        self.report.outcomes[step.outcome] += 1
        return step

    def _fail(self, source: Source, reason: str) -> Step:
        self.report.failures.append(Failure(path=str(source.path), line=None, reason=reason))
        return Step(source=source, outcome=Outcome.FAILED)

    def _read(self, source: Source) -> Step:
        content = source.read()
        checksum = hashlib.sha256(content).hexdigest()
        known = find_dump(checksum)
        if known and not self.options.wants_pages:
            self._count(known.declared_count, known.recovered_count, ())
            return Step(source=source, outcome=Outcome.UNCHANGED)
        capture, text = self._parse(source, content, checksum)
        page = capture.page
        is_known = known is not None or checksum in self.seen
        outcome = Outcome.UNCHANGED if is_known else self._keep(capture)
        self.seen.add(checksum)
        self._count(page.declared_count, len(page.comments), page.defects)
        self.report.without_site += not (self.options.site_name or page.site_name)
        return Step(source=source, outcome=outcome, page=page, text=text)

    def _parse(self, source: Source, content: bytes, checksum: str) -> tuple[Capture, str]:
        encoding, is_certain = find_encoding(content)
        text = decode(content, encoding)
        page = parse_page(text, dialect=self.options.dialect)
        if not is_certain:
            page = _with_defect(page, encoding)
        capture = Capture(
            path=str(source.path),
            content=content,
            sha256=checksum,
            encoding=encoding,
            page=page,
            site_name=self.options.site_name,
            zone=self.options.zone,
        )
        return capture, text

    def _keep(self, capture: Capture) -> Outcome:
        if not self.options.is_dry_run:
            return load_capture(capture, run=self._the_run())
        site_name = self.options.site_name or capture.page.site_name
        key = article_key(capture.page, site_name=site_name, checksum=capture.sha256)
        is_known = Article.objects.filter(source_key=key).exists()
        return Outcome.UPDATED if is_known else Outcome.CREATED

    def _the_run(self) -> ImportRun:
        if self.run is None:
            options = {
                "site": self.options.site_name,
                "timezone": self.options.zone.key,
                "dialect": self.options.dialect,
            }
            self.run = ImportRun.objects.create(options=options)
        return self.run

    def _count(self, declared: int | None, recovered: int, defects: Iterable[Defect]) -> None:
        self.report.declared += declared or 0
        self.report.recovered += recovered
        self.report.defects.update(defect.code for defect in defects)

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


def _with_defect(page: ParsedPage, encoding: str) -> ParsedPage:
    """The page with the doubt about its encoding on record."""

    defect = Defect(
        code="encoding-guessed",
        first_line=1,
        last_line=page.line_count,
        decision=f"The bytes are not UTF-8 and declare nothing else; read as {encoding}.",
    )
    return replace(page, defects=(*page.defects, defect))
