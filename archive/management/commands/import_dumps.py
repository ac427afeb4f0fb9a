"""The importer's door for the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

from archive.dumps.outline import as_prediction, explain
from archive.dumps.rows.dialects import DIALECTS
from archive.importing.batches import Result
from archive.importing.reading import Options
from archive.importing.report import Report
from archive.importing.runs import Importer
from archive.importing.sources import Found, SourceError, find_sources
from archive.management.progress import Progress


def time_zone(name: str) -> ZoneInfo:
    if name not in available_timezones():
        raise ArgumentTypeError(f"{name!r} is not a time zone; give a name such as Europe/Berlin.")
    return ZoneInfo(name)


def named_path(text: str) -> Path:
    """As Path, but that an empty name is not the folder one is in."""
    if not text:
        raise ArgumentTypeError("a path is empty; perhaps a variable of the shell is not set.")
    return Path(text)


def positive(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is not a number from 1.")
    return int(text)


class Command(BaseCommand):
    help = (
        "Import saved text dumps of pages: .txt files (also .gz, .zst), .zip and .tar of them, "
        "JSON Lines, Common Crawl WET, folders of any of these, or - for standard input. "
        "Importing again changes nothing; a dump that cannot be imported does not stop the rest."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=named_path, metavar="PATH", help="a dump or a folder"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument(
            "--json",
            action="store_true",
            help="print what was read from each dump as one line of JSON; the summary goes to "
            "standard error",
        )
        parser.add_argument(
            "--explain",
            action="store_true",
            help="print each dump with its lines' section, comment and rule; needs --dry-run",
        )
        parser.add_argument("--site", help="the site's name, whatever the pages say")
        parser.add_argument(
            "--timezone",
            type=time_zone,
            default=ZoneInfo(settings.TIME_ZONE),
            help="the clock of sites that the archive does not know yet (default: %(default)s); "
            "a known site keeps its own, which the admin can change",
        )
        parser.add_argument(
            "--dialect",
            choices=sorted(DIALECTS),
            help="how the dumps are laid out; told from each dump itself by default",
        )

        parser.add_argument(
            "--workers",
            type=positive,
            default=1,
            metavar="N",
            help="processes that read dumps, and on PostgreSQL also write (default: %(default)s)",
        )
        parser.add_argument(
            "--hold",
            action="store_true",
            help="nobody but moderators sees what this brings, until it is published in the "
            "admin or with publish_import",
        )
        parser.add_argument(
            "--log-json",
            action="store_true",
            help="progress, failures and the report on standard error as lines of JSON",
        )

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        if options["explain"] and not options["dry_run"]:
            raise CommandError("--explain shows and does not import: add --dry-run.")
        if options["explain"] and options["json"]:
            raise CommandError("--explain is for people and --json for tools: choose one.")
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not up to date: run manage.py migrate first.")
        try:
            found = find_sources(paths)
        except SourceError as error:
            raise CommandError(str(error)) from error
        report = self._import(found, options)
        self._tell(report, options)
        if report.was_interrupted:
            raise CommandError("interrupted", returncode=130)
        if report.failures:
            raise CommandError(
                f"{len(report.failures):,} of {report.outcomes.total():,} dumps failed."
            )

    def _import(self, found: Found, options: dict[str, Any]) -> Report:
        importer = Importer(
            Options(
                site_name=options["site"],
                zone=options["timezone"],
                dialect=options["dialect"],
                is_dry_run=options["dry_run"],
                wants_pages=options["json"] or options["explain"],
                workers=options["workers"],
                is_held=options["hold"],
            ),
        )
        is_counted = not any(source.is_container for source in found.sources)
        progress = Progress(
            importer.report,
            total=len(found.sources) if is_counted else None,
            out=self.stderr,
            as_json=options["log_json"],
            is_shown=options["verbosity"] > 0,
        )
        printer = self._printer(options)

        def on_step(step: Result) -> None:
            progress.step()
            printer(step)

        importer.on_step = on_step
        importer.on_wait = progress.wait
        try:
            return importer.import_all(found)
        finally:
            progress.close()

    def _printer(self, options: dict[str, Any]) -> Callable[[Result], None]:
        """What each dump prints on standard output."""

        def print_step(step: Result) -> None:
            if step.page and options["json"]:
                prediction = as_prediction(step.page, step.path)
                self.stdout.write(json.dumps(prediction, ensure_ascii=False))
            elif step.page and options["explain"]:
                self.stdout.write(step.path)
                for line in explain(step.page, step.text):
                    self.stdout.write(line)
            elif options["verbosity"] > 1 and not options["json"]:
                with tqdm.external_write_mode():
                    self.stdout.write(f"{step.outcome}: {step.path}")

        return print_step

    def _tell(self, report: Report, options: dict[str, Any]) -> None:
        if options["log_json"]:
            return
        if options["verbosity"] > 0:
            out = self.stderr if options["json"] else self.stdout
            for line in report.lines(is_dry_run=options["dry_run"]):
                out.write(line)
            if options["verbosity"] > 1:
                for path, reason in report.passed_over:
                    out.write(f"Passed over: {path} ({reason})")
        for failure in report.failures:
            self.stderr.write(self.style.ERROR(f"Failed: {failure}"))
