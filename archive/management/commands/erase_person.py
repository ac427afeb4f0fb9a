"""The command-line door to erasing a person."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.erasing.person import ErasureError, Preview, erase_person, preview_erasure
from archive.erasing.scrubbing import scrub_database
from archive.erasing.variants import suggest_variants
from archive.importing.interruption import Interruption
from archive.management.progress import Counted
from articles.models import Site


class Command(BaseCommand):
    help = (
        "Erase a person on their request: their name gives way to a pseudonym in every text, in "
        "the kept dumps and in the search index, and later imports do not bring it back. It "
        "cannot be undone. Begin with --dry-run, which shows where the name stands and how else "
        "it may be written. Case, accents and spaces need no variants of their own. Ctrl-C stops "
        "it after the article at hand; the same command goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="as the pages write it")
        parser.add_argument(
            "--variant", action="append", default=[], metavar="NAME",
            help="another way in which it is written; may be given several times",
        )  # fmt: skip
        parser.add_argument("--site", metavar="NAME", help="what comes from this site only")
        parser.add_argument("--pseudonym", default="", metavar="NAME", help="in place of a number")
        parser.add_argument("--reason", default="", help="for the log; without the name")
        parser.add_argument(
            "--texts", action="store_true", help="take out what the person wrote as well"
        )
        parser.add_argument("--dry-run", action="store_true", help="show, change nothing")
        parser.add_argument(
            "--no-input",
            action="store_false",
            dest="asks",
            help="neither show first where the name stands nor ask for confirmation",
        )
        parser.add_argument(
            "--scrub", action="store_true",
            help="erase nobody; only write the database's files anew, after an erasure",
        )  # fmt: skip

    def handle(self, *, name: str, site: str | None, dry_run: bool, **options: Any) -> None:
        if options["scrub"]:
            self._scrub()
            return
        names = [name, *options["variant"]]
        where = self._site(site)
        is_shown = options["verbosity"] > 0
        try:
            if dry_run or options["asks"]:
                with closing(Counted("Looking", self.stdout, is_shown)) as progress:
                    preview = preview_erasure(names, site=where, tell=progress.tell)
                self._show(preview, name, names)
            if dry_run:
                return
            if options["asks"]:
                self._ask()
            interruption = Interruption()
            with (
                interruption.watch(),
                closing(Counted("Erasing", self.stdout, is_shown)) as progress,
            ):
                erased = erase_person(
                    names,
                    site=where,
                    reason=options["reason"],
                    moderator=None,
                    pseudonym=options["pseudonym"],
                    takes_texts=options["texts"],
                    tell=progress.tell,
                    shield=interruption.shield,
                )
        except ErasureError as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. What is done is kept; the same command goes on.") from None
        for kind, count in erased.counts.most_common():
            self.stdout.write(f"{count:>9,}  {kind}")
        self.stdout.write(f"Erased; called {erased.person.pseudonym} from now on.")
        for sentence in erased.left:
            self.stdout.write(f"Left: {sentence}")
        self._scrub()

    def _site(self, name: str | None) -> Site | None:
        if name is None:
            return None
        site = Site.objects.filter(name=name).first()
        if site is None:
            raise CommandError("There is no site of that name.")
        return site

    def _show(self, preview: Preview, name: str, names: list[str]) -> None:
        for kind, count in preview.counts.most_common():
            self.stdout.write(f"{count:>9,}  {kind}")
        if not preview.counts:
            self.stdout.write("The name stands nowhere.")
        self.stdout.write(f"{preview.written:>9,}  comments written under it")
        self.stdout.write(f"{preview.pages:>9,}  pages that hold it")
        for where, before, found, after in preview.samples:
            words = " ".join(f"{before}[{found}]{after}".split())
            self.stdout.write(f"  {where}: {words}")
        if preview.warning:
            self.stderr.write(self.style.WARNING(preview.warning))
        others = [v.text for v in suggest_variants(name) if v.text not in names]
        if others:
            self.stdout.write("It may also be written: " + "; ".join(others))

    def _ask(self) -> None:
        if not sys.stdin.isatty():
            raise CommandError("Nobody is there to confirm: --no-input erases without asking.")
        if input('This cannot be undone. Type "erase" to go on: ') != "erase":
            raise CommandError("Nothing was erased.")

    def _scrub(self) -> None:
        for sentence in scrub_database():
            self.stdout.write(sentence)
