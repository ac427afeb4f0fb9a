"""What the commands share that act on one import."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from archive.models import ImportRun


class RunCommand(BaseCommand):
    """Takes the number of an import, and `--dry-run`."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("run", type=int, metavar="IMPORT", help="its number, as in the admin")
        parser.add_argument("--dry-run", action="store_true", help="count, write nothing")

    def find_run(self, pk: int) -> ImportRun:
        """Raises CommandError where there is none of this number."""
        found = ImportRun.objects.filter(pk=pk).first()
        if found is None:
            raise CommandError(f"There is no import {pk}.")
        return found
