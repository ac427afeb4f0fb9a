"""How fast the parser reads dumps, and whether time grows with their length alone.

    python -m tests.benchmarks.parsing [--lines 10000,100000,1000000] [--hostile] [--root OTHER]

The speed is taken over the corpus beside the checkout (CORPUS names it); where that is
absent, over the invented samples, again and again. Each dump is read between two runs of
a loop that never changes, whose time is printed beside the speed: where it is longer,
the machine was slower. Discussions of many lines are invented; each is read in a process
of its own, so that its peak of memory is its own too. `--root` measures another checkout.
"""

from __future__ import annotations

import argparse
import cProfile
import itertools
import os
import pstats
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpus"))

SAMPLE_RUNS = 20

MEASURE_ONE = (sys.executable, "-m", "tests.benchmarks.parsing", "--one")

STAGES = (
    ("lines", "rows/lines.py", "clean_lines"),
    ("dialect", "rows/dialects.py", "detect_dialect"),
    ("rows", "rows/reading.py", "read_rows"),
    ("dates", "dates/times.py", "read_times"),
    ("shapes", "learning/sheet.py", "spread"),
    ("series", "learning/series.py", "find_time_series"),
    ("series", "learning/series.py", "find_other_series"),
    ("learning", "learning/layout.py", "learn"),
    ("cutting", "candidates/cutting.py", "cut"),
    ("weighing", "candidates/weighing.py", "parts_of"),
    ("weighing", "candidates/weighing.py", "hope_for"),
    ("comments", "discussion/reading.py", "read_comments"),
    ("count", "discussion/declared.py", "read_declared"),
    ("article", "article/reading.py", "read_article"),
)

NAMES = "Ann Bob Cy Dee Eve Fay Gus Hal Ivy Jo Kit Lea Max Ned Ola Pia".split()
FAMILIES = "Field Marsh Brook Stone Hill Wood Lake Ford Heath Moor".split()
WORDS = (
    "the council harbour bridge ferry timetable morning nobody always because winter money says "
    "train reading letter perhaps several neighbours market old new closed open about would"
).split()


def texts_to_read() -> tuple[str, list[str]]:
    found = sorted((CORPUS / "dumps").rglob("*.txt"))
    name, runs = "corpus", 1
    if not found:
        found = sorted((ROOT / "archive" / "samples").rglob("*.txt"))
        name, runs = "invented samples (corpus absent)", SAMPLE_RUNS
    texts = []
    for path in found:
        with path.open(encoding="utf-8", newline="") as dump:
            texts.append(dump.read())
    return name, texts * runs


def loop() -> float:
    """Take the processor's time of work that is always the same."""
    start, counts = time.process_time(), dict.fromkeys(range(256), 0)
    for number in range(30_000):
        counts[number & 255] += number & 3
    return time.process_time() - start


def measure_speed(parse: Callable[[str], object]) -> None:
    name, texts = texts_to_read()
    size, seconds, loops = 0, 0.0, []
    for text in texts:
        loops.append(loop())
        start = time.process_time()
        parse(text)
        seconds += time.process_time() - start
        size += len(text.encode())
    print(f"{name}: {len(texts)} dumps, {size / 1e6:.1f} MB, {size / 1e6 / seconds:.2f} MB/s")
    print(f"the loop meanwhile: {statistics.median(loops) * 1e3:.2f} ms (median)")


def measure_stages(parse: Callable[[str], object]) -> None:
    """Print the share of each stage, as the profiler sees it: small calls look dearer."""
    profile = cProfile.Profile()
    for text in texts_to_read()[1][::5]:
        profile.runcall(parse, text)
    spent = {
        ("/".join(Path(file).parts[-2:]), function): row[3]
        for (file, _, function), row in pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]
    }
    whole = spent["dumps/page.py", "parse_page"]
    shares: dict[str, float] = {}
    for stage, file, function in STAGES:
        shares[stage] = shares.get(stage, 0.0) + spent.get((file, function), 0.0) / whole
    print("shares: " + ", ".join(f"{stage} {share:.0%}" for stage, share in shares.items()))


def sentences(dice: random.Random) -> str:
    lengths = (dice.randint(5, 14) for _ in range(dice.randint(1, 4)))
    return " ".join(" ".join(dice.choices(WORDS, k=k)).capitalize() + "." for k in lengths)


def discussion(lines: int) -> Iterator[str]:
    """Give a long discussion as Resiliparse would write it: nested, dated, with buttons."""
    dice = random.Random(lines)
    yield "Harbour Courier"
    yield ""
    yield "The bridge stays closed"
    for _ in range(12):
        yield sentences(dice)
    yield f"{lines // 7} Comments"
    given, depth = 15, 0
    while given < lines:
        depth = max(0, min(6, depth + dice.choice((-2, -1, 0, 0, 1))))
        left = "  " * depth
        minute = given // 7
        month, day = minute // 40_320 % 12 + 1, minute // 1440 % 28 + 1
        yield f"{left}• {dice.choice(NAMES)} {dice.choice(FAMILIES)} says:"
        yield f"{left}  2015-{month:02}-{day:02} at {minute // 60 % 24:02}:{minute % 60:02}"
        yield ""
        yield f"{left}  {sentences(dice)}"
        yield f"{left}  {sentences(dice)}"
        yield f"{left}  Reply"
        yield ""
        given += 7


def flat(lines: int) -> Iterator[str]:
    """Give the same without indentation and blank lines."""
    yield from (line.strip(" •") for line in discussion(lines * 7 // 5) if line)


SHAPES: dict[str, Callable[[int], Iterator[str]]] = {
    "nested discussion": discussion,
    "flat discussion": flat,
}

HOSTILE: dict[str, Callable[[int], Iterator[str]]] = {
    "empty bullets": lambda lines: ("•" for _ in range(lines)),
    "bullets": lambda lines: (f"• item number {n}" for n in range(lines)),
    "dates alone": lambda lines: (
        f"May {n % 28 + 1}, 2015 at 4:{n % 60:02} pm" for n in range(lines)
    ),
    "headings": lambda lines: (
        f"{n} Comments about {n}" if n % 3 else "Ann:" for n in range(lines)
    ),
    "hills of bullets": lambda lines: (
        "  " * abs(n % 400 - 200) + f"• item {n} of it" for n in range(lines)
    ),
    "names twice": lambda lines: (f"Ann{n // 2}" for n in range(lines)),
    "blank lines": lambda lines: ("" for _ in range(lines)),
}


def grow(name: str, sizes: list[int], root: Path) -> None:
    """Read one shape at each size, in a new process each, and print what a line took."""
    figures = []
    for size in sizes:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.benchmarks.parsing",
                "--one",
                name,
                str(size),
                "--root",
                root,
            ],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        )
        figures.append([float(figure) for figure in done.stdout.split()])
    lines = " ".join(f"{micro:8.1f}" for micro, _, _, _ in figures)
    steps = [after[0] / before[0] for before, after in itertools.pairwise(figures)]
    ratios = " ".join(f"{step:5.2f}" for step in steps)
    peak = f"{figures[-1][1]:7.0f} MB for {figures[-1][2]:.0f} MB"
    print(f"{name:18} {lines}   {ratios}   {peak}, {figures[-1][3]:.0f} comments", flush=True)


def measure_one(parse: Callable[[str], object], name: str, size: int) -> None:
    """Print microseconds a line, the peak of memory, the text's size, and the comments."""
    text = "\n".join((SHAPES | HOSTILE)[name](size))
    start = time.process_time()
    page = parse(text)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    comments = len(page.comments)  # type: ignore[attr-defined]
    print(spent / (text.count("\n") + 1) * 1e6, peak, len(text.encode()) / 1e6, comments)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--lines", default="10000,100000,1000000", help="sizes to grow through")
    parser.add_argument("--hostile", action="store_true", help="pages that nobody would write too")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to measure")
    parser.add_argument("--one", nargs=2, metavar=("SHAPE", "LINES"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    sys.path.insert(0, str(options.root))
    from archive.dumps.page import parse_page

    if options.one:
        measure_one(parse_page, options.one[0], int(options.one[1]))
        return
    measure_speed(parse_page)
    measure_stages(parse_page)
    sizes = [int(size) for size in options.lines.split(",")]
    print(f"microseconds a line at {options.lines} lines, ratio of each to the one before, memory")
    for name in [*SHAPES, *(HOSTILE if options.hostile else ())]:
        grow(name, sizes, options.root)


if __name__ == "__main__":
    main()
