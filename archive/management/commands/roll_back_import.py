"""The command-line door to taking back an import."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from archive.importing.liveness import StillRunningError
from archive.importing.rollback import foresee_losses, roll_back
from archive.management.run_command import RunCommand


class Command(RunCommand):
    help = (
        "Take back a whole import: its dumps, and the articles and comments that no other import "
        "shows. Begin with --dry-run, which counts what would go and changes nothing."
    )

    def handle(self, *, run: int, dry_run: bool, **options: Any) -> None:
        found = self.find_run(run)
        try:
            losses = foresee_losses(found) if dry_run else roll_back(found)
        except StillRunningError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"] > 0:
            would = "Would take back" if dry_run else "Took back"
            self.stdout.write(
                f"{would} {losses.dumps:,} dumps, {losses.articles:,} articles, "
                f"{losses.comments:,} comments."
            )
            if losses.moderated:
                self.stdout.write(f"{losses.moderated:,} of these a moderator had withheld.")
            if losses.kept:
                self.stdout.write(
                    f"{losses.kept:,} comments stay, because comments of other imports answer them."
                )
