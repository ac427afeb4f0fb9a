"""The archive's self-check, for a person and for a timer."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.repairing import is_repairable, repair_article
from archive.verification import Fault, find_faults


class Command(BaseCommand):
    help = (
        "Check that the archive is whole: dumps against their checksums, lines against sections, "
        "trees, counts and search index against what they are derived from. Names every fault."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repair",
            action="store_true",
            help="make anew what is derived, then check again; dumps and parents are not touched",
        )

    def handle(self, *, repair: bool, **options: Any) -> None:
        faults = list(self._find())
        if repair and faults:
            self._repair(faults)
            self.stderr.write("Checking again.")
            faults = list(self._find())
        if faults:
            raise CommandError(f"{len(faults):,} faults found.")
        if options["verbosity"] > 0:
            self.stdout.write(self.style.SUCCESS("The archive is whole."))

    def _find(self) -> Any:
        for fault in find_faults():
            self.stderr.write(str(fault))
            yield fault

    def _repair(self, faults: list[Fault]) -> None:
        codes: dict[int, set[str]] = {}
        for fault in faults:
            if fault.article_id is not None:
                codes.setdefault(fault.article_id, set()).add(fault.code)
        wanted = {fault.article_id for fault in faults if is_repairable(fault)}
        for article_id in sorted(wanted & codes.keys()):
            try:
                repair_article(article_id, codes=codes[article_id])
            except Exception as error:  # One that resists does not stop the rest.
                self.stderr.write(f"article {article_id} cannot be repaired: {error}")
