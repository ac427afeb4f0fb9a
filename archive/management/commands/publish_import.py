"""The command-line door to publishing an import that was held."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from archive.importing.liveness import StillRunningError
from archive.importing.publishing import Publication, foresee_publication, publish
from archive.management.run_command import RunCommand


class Command(RunCommand):
    help = (
        "Publish an import that was held (import_dumps --hold): readers see its articles, and "
        "what it brought to known articles is merged. --dry-run counts and changes nothing."
    )

    def handle(self, *, run: int, dry_run: bool, **options: Any) -> None:
        found = self.find_run(run)
        if not found.is_held:
            raise CommandError(f"Import {run} does not wait for publication.")
        try:
            done = foresee_publication(found) if dry_run else publish(found)
        except StillRunningError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"] > 0:
            self._tell(done, dry_run)
        for path, reason in done.failures:
            self.stderr.write(self.style.ERROR(f"Failed: {path}: {reason}"))
        if done.failures:
            raise CommandError(f"{len(done.failures):,} dumps could not be merged; run it again.")

    def _tell(self, done: Publication, is_dry_run: bool) -> None:
        words = ("Would publish", "would merge") if is_dry_run else ("Published", "merged")
        at_most = "at most " if is_dry_run else ""
        self.stdout.write(
            f"{words[0]} {done.articles:,} articles with {done.comments:,} comments, and "
            f"{words[1]} {done.dumps:,} dumps into known articles "
            f"({at_most}{done.added:,} comments new)."
        )
        if done.waiting:
            self.stdout.write(f"{done.waiting:,} articles wait for another import as well.")
