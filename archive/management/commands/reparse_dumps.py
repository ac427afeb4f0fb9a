"""The command-line door to reading stored dumps again."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.importing.changes import Changes
from archive.importing.interruption import Interruption
from archive.importing.rereading import reread_article
from articles.models import Article

KINDS = ("added", "changed", "moved", "vanished")


class Command(BaseCommand):
    help = (
        "Read the stored dumps again, after an update of this program, and bring the archive to "
        "what is found now. Permalinks and moderators' decisions stay; nothing is taken away."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="report what would change, write nothing"
        )
        parser.add_argument("--article", type=int, metavar="ID", help="read this article's only")

    def handle(self, *, article: int | None, dry_run: bool, **options: Any) -> None:
        articles = Article.objects.filter(dumps__isnull=False).distinct().order_by("pk")
        if article is not None:
            articles = articles.filter(pk=article)
            if not articles:
                raise CommandError(f"There is no article {article} with a dump.")
        totals: Counter[str] = Counter()
        failed = 0
        interruption = Interruption()
        try:
            with interruption.watch():
                for pk in list(articles.values_list("pk", flat=True)):
                    with interruption.shield():
                        failed += not self._reread(pk, dry_run, options["verbosity"], totals)
        except KeyboardInterrupt:
            raise CommandError(
                "interrupted; what was read is kept. The same command reads all again.",
                returncode=130,
            ) from None
        finally:
            self._tell(totals, dry_run, options["verbosity"])
        if failed:
            raise CommandError(f"{failed:,} articles could not be read again.")

    def _reread(self, pk: int, is_dry_run: bool, verbosity: int, totals: Counter[str]) -> bool:
        try:
            changes = reread_article(pk, is_dry_run=is_dry_run)
        except Exception as error:  # One bad article never stops the rest.
            self.stderr.write(self.style.ERROR(f"article {pk}: {type(error).__name__}: {error}"))
            return False
        totals["articles"] += 1
        totals["articles changed"] += bool(changes)
        for kind in KINDS:
            totals[kind] += len(getattr(changes, kind))
        if changes and verbosity > 1:
            self.stdout.write(f"article {pk}: {_describe(changes)}")
        return True

    def _tell(self, totals: Counter[str], is_dry_run: bool, verbosity: int) -> None:
        if verbosity > 0:
            would = "would be " if is_dry_run else ""
            counts = ", ".join(f"{totals[kind]:,} {kind}" for kind in KINDS)
            self.stdout.write(
                f"{totals['articles']:,} articles read, {totals['articles changed']:,} {would}"
                f"changed. Comments: {counts}."
            )
            if totals["vanished"]:
                self.stdout.write("Vanished comments are not found any more; they are kept.")


def _describe(changes: Changes) -> str:
    parts = [
        f"{kind} comments {', '.join(map(str, ids))}"
        for kind in KINDS
        if (ids := getattr(changes, kind))
    ]
    if changes.fields:
        parts.append(f"fields {', '.join(changes.fields)}")
    return "; ".join(parts) or "provenance only"
