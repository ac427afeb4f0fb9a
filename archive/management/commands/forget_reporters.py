"""Forgets what readers wrote in reports that were settled long ago; fits a timer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from comments.reporting import WORDS_KEPT_DAYS, forget_senders


class Command(BaseCommand):
    help = "Forget the words and e-mail addresses of readers' reports that were settled long ago."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=WORDS_KEPT_DAYS,
            help=f"How long after settling they are kept (default: {WORDS_KEPT_DAYS}).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_senders(max(0, options["days"]))
        if options["verbosity"]:
            self.stdout.write(f"{count:,} reports emptied.")
