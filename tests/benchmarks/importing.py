"""The whole command, from dump text to searchable page: rate, shares, memory, a second run.

    python -m tests.benchmarks.importing [--rounds 12] [--pages 2000] [--large]

First the invented samples, `--rounds` times under other titles, with one worker and with two,
and where the time of one goes. Then `--pages` short pages (100,000 with `--large`) against
1,000: the importer's peak memory, and how long it takes to find that all are unchanged. Each
import is a process of its own on an empty database beside that of DATABASE_URL, files for
SQLite included. Processor time is that of the importer and its workers, not the server's.
Compare within one run only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from archive.importing import captures, loader, rows, runs  # noqa: E402
from archive.importing.sources import Source  # noqa: E402
from comments.models import Comment  # noqa: E402

SAMPLES = sorted((settings.BASE_DIR / "archive" / "samples").glob("*.txt"))
SHORT = """{title}

The harbour office says that bridge {number} will be lifted in spring. It has stood here for
ninety years, and for eighty of them somebody has said that it ought to go.

2 Comments

Ann says:
September 30, 2015 at 4:52 pm

I will miss number {number}, and so will the ducks that sleep below it.

Bob says:
September 30, 2015 at 5:10 pm

So will I.
"""


def write_samples(folder: Path, rounds: int) -> Path:
    """Every sample so many times, each time another page with the same discussion."""
    folder.mkdir()
    for number in range(rounds):
        for sample in SAMPLES:
            text = sample.read_text(encoding="utf-8")
            title = next(line for line in text.splitlines() if line.strip())
            renamed = text.replace(title.strip(), f"{title.strip()} {number}")
            (folder / f"{number:04}-{sample.name}").write_text(renamed, encoding="utf-8")
    return folder


def write_short_pages(folder: Path, pages: int) -> Path:
    for number in range(pages):
        part = folder / f"{number // 1000:04}"
        part.mkdir(parents=True, exist_ok=True)
        text = SHORT.format(title=f"The bridge of number {number}", number=number)
        (part / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


# --- In the child: one import, measured


def import_once(folder: str, workers: int, *, with_shares: bool) -> dict[str, Any]:
    spent: Counter[str] = Counter()
    if with_shares:
        measure_shares(spent)
    start, processor = time.perf_counter(), sum(os.times()[:4])
    call_command("import_dumps", folder, workers=workers, verbosity=0)
    whole = time.perf_counter() - start
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.partition("VmHWM:")[2].split()[0])
    return {
        "seconds": whole,
        "processor": sum(os.times()[:4]) - processor,
        "comments": Comment.objects.count(),
        "peak_mb": peak / 1024,
        "shares": {name: seconds / whole for name, seconds in spent.items()},
    }


def measure_shares(spent: Counter[str]) -> None:
    """Count the seconds in each part of an import, without those of parts within it."""
    inside: list[str] = []
    last = [time.perf_counter()]

    def switch() -> None:
        now = time.perf_counter()
        spent[inside[-1] if inside else "rest"] += now - last[0]
        last[0] = now

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapper(*args: Any, **options: Any) -> Any:
            switch()
            inside.append(name)
            try:
                return function(*args, **options)
            finally:
                switch()
                inside.pop()

        return wrapper

    original = Source.read

    def read(self: Source) -> Iterator[Any]:
        records = original(self)
        step = counted("read", lambda: next(records, None))
        while (record := step()) is not None:
            yield record

    Source.read = read
    for module, name, part in (
        (captures, "find_encoding", "decode"), (captures, "decode", "decode"),
        (captures, "parse_page", "parse"), (rows, "render_comment", "render"),
        (rows, "render_blocks", "render"), (loader, "index_new_articles", "index"),
        (loader, "index_article", "index"), (runs, "settle_index", "index"),
        (runs, "load_captures", "load"), (runs, "find_dumps", "load"),
    ):  # fmt: skip
        setattr(module, name, counted(part, getattr(module, name)))


# --- In the parent: databases and tables


@contextmanager
def a_database(folder: Path) -> Iterator[str]:
    """The address of an empty database with its tables."""
    if connection.vendor == "sqlite":
        address, name = f"sqlite:///{folder / 'archive.sqlite3'}", ""
    else:
        given = settings.DATABASES["default"]
        name = f"{given['NAME']}_importing"
        user = given["USER"] + (f":{given['PASSWORD']}" if given["PASSWORD"] else "")
        address = f"postgres://{user}@{given['HOST']}:{given['PORT'] or 5432}/{name}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        manage = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(manage, env={**os.environ, "DATABASE_URL": address}, check=True)
        yield address
    finally:
        if name:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        for left in folder.glob("archive.sqlite3*"):
            left.unlink()


def run_child(address: str, folder: Path, workers: int = 1, *more: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.importing", "--child", str(folder)]
    done = subprocess.run(
        [*command, "--workers", str(workers), *more],
        env={**os.environ, "DATABASE_URL": address},
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


def compare_workers(folder: Path, rounds: int) -> None:
    samples = write_samples(folder / "samples", rounds)
    print("| workers | comments | seconds | comments/s | processor, s |\n|---|---|---|---|---|")
    for workers in (1, 2):
        with a_database(folder) as address:
            done = run_child(address, samples, workers)
        rate = done["comments"] / done["seconds"]
        cells = f"{done['seconds']:.1f} | {rate:,.0f} | {done['processor']:.1f}"
        print(f"| {workers} | {done['comments']:,} | {cells} |", flush=True)
    with a_database(folder) as address:
        shares = run_child(address, samples, 1, "--shares")["shares"]
    order = ("read", "decode", "parse", "render", "load", "index", "rest")
    told = ", ".join(f"{name} {shares.get(name, 0):.0%}" for name in order)
    print(f"\nWhere the time goes, one worker: {told}\n", flush=True)


def compare_lengths(folder: Path, pages: int) -> None:
    few = write_short_pages(folder / "few", 1_000)
    many = write_short_pages(folder / "many", pages)
    print(
        "| dumps | first run, s | processor, s | peak MB | second run, s | processor, s |", end=""
    )
    print(" first is slower by |\n|---|---|---|---|---|---|---|")
    peaks = []
    for count, path in ((1_000, few), (pages, many)):
        with a_database(folder) as address:
            first = run_child(address, path)
            second = run_child(address, path)
        peaks.append(first["peak_mb"])
        ratio = first["seconds"] / second["seconds"]
        cells = f"{first['seconds']:.1f} | {first['processor']:.1f} | {first['peak_mb']:.0f}"
        cells += f" | {second['seconds']:.2f} | {second['processor']:.2f}"
        print(f"| {count:,} | {cells} | {ratio:.1f} |", flush=True)
    print(f"\nPeak memory, {pages:,} dumps of 1,000: {peaks[1] / peaks[0]:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--shares", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        done = import_once(options.child, options.workers, with_shares=options.shares)
        print(json.dumps(done))
        return
    print(f"{connection.vendor}, Python {platform.python_version()}\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        compare_workers(Path(folder), options.rounds)
        compare_lengths(Path(folder), 100_000 if options.large else options.pages)


if __name__ == "__main__":
    main()
