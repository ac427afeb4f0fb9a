"""The archive's self-check, for a person and for a timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.verification import find_faults


class Command(BaseCommand):
    help = (
        "Check that the archive is whole: dumps against their checksums, lines against sections, "
        "trees and counts against what they are derived from. Names every fault; changes nothing."
    )

    def handle(self, **options: Any) -> None:
        count = 0
        for fault in find_faults():
            count += 1
            self.stderr.write(str(fault))
        if count:
            raise CommandError(f"{count:,} faults found.")
        if options["verbosity"] > 0:
            self.stdout.write(self.style.SUCCESS("The archive is whole."))
