"""What share of an import the search index takes: dumps read, parsed, loaded and indexed.

    DATABASE_URL=sqlite:////tmp/search-import.sqlite3 python -m tests.benchmarks.search_import

The database has to be empty. Each round imports the sample dumps under other titles, with
their discussions as they are. With `--language en` the words of all sites are stemmed too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from archive.importing import loader, runs  # noqa: E402
from articles.languages import Language  # noqa: E402
from articles.models import Site  # noqa: E402
from comments.models import Comment  # noqa: E402

ROUNDS = 5
COPIES = 12
SAMPLES = sorted((settings.BASE_DIR / "archive" / "samples").glob("*.txt"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", choices=Language.values, default="")
    language = parser.parse_args().language
    call_command("migrate", verbosity=0)
    if Comment.objects.exists():
        sys.exit("The database holds comments; name an empty one.")
    # Each round's pages name sites of their own, so that a site's language has to come with it.
    Site._meta.get_field("language").default = language
    spent: list[float] = []
    for module, name in (
        (loader, "index_new_articles"), (loader, "index_article"), (runs, "settle_index"),
    ):  # fmt: skip
        setattr(module, name, timed(getattr(module, name), spent))
    shares = []
    for number in range(ROUNDS):
        spent.clear()
        whole = import_round(number)
        shares.append(sum(spent) / whole)
        print(f"{whole:.2f} s, index {sum(spent):.2f} s: {shares[-1]:.0%}", flush=True)
    languages = sorted(set(Site.objects.values_list("language", flat=True)))
    print(f"languages of sites: {languages}")
    print(f"{connection.vendor}: {Comment.objects.count():,} comments, {median(shares):.0%} median")


def import_round(number: int) -> float:
    """Seconds of one import of every sample, many times over."""
    with tempfile.TemporaryDirectory() as folder:
        for sample in SAMPLES:
            text = sample.read_text(encoding="utf-8")
            for copy in range(COPIES):
                name = f"{sample.stem}-{number}-{copy}"
                title, _end, rest = text.partition("\n")
                Path(folder, f"{name}.txt").write_text(f"{title} {number} {copy}\n{rest}")
        began = time.perf_counter()
        call_command("import_dumps", folder, verbosity=0)
        return time.perf_counter() - began


def timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def wrapper(*args: Any) -> Any:
        began = time.perf_counter()
        result = function(*args)
        spent.append(time.perf_counter() - began)
        return result

    return wrapper


if __name__ == "__main__":
    main()
