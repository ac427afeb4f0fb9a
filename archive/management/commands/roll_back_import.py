"""The command-line door to taking back an import."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.importing.rollback import roll_back
from archive.models import ImportRun


class Command(BaseCommand):
    help = (
        "Take back a whole import: its dumps, and the articles and comments that no other import "
        "shows. Begin with --dry-run, which counts what would go and changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="IMPORT", help="its number, as in the admin")
        parser.add_argument("--dry-run", action="store_true", help="count, write nothing")

    def handle(self, *, run: int, dry_run: bool, **options: Any) -> None:
        found = ImportRun.objects.filter(pk=run).first()
        if found is None:
            raise CommandError(f"There is no import {run}.")
        losses = roll_back(found, is_dry_run=dry_run)
        if options["verbosity"] > 0:
            would = "Would take back" if dry_run else "Took back"
            self.stdout.write(
                f"{would} {losses.dumps:,} dumps, {losses.articles:,} articles, "
                f"{losses.comments:,} comments."
            )
            if losses.kept:
                self.stdout.write(
                    f"{losses.kept:,} comments stay, because comments of other imports answer them."
                )
