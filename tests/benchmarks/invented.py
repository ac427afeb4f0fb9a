"""How much the parser recovers of invented pages, which nobody tuned it to.

    python tests/benchmarks/invented.py [--seed N] [--pages N] [--part PART] [--comments N]
        [--folder F] [-- OPTIONS]

Makes pages (`invented_pages`), turns them to dumps with the extractors that are installed,
and measures them with `recovery.py`, which gets the OPTIONS. `--split dev` measures the
systems whose pages were looked at while rules were written, `--split holdout` the third
that was not. `--part look` and `--part unseen` make pages of the layouts that came later,
`look3` and `unseen3` of those that came last. `--comments 1` makes every
page with one comment; `undiscussed.py` measures pages without any.
With `--folder` the pages are kept, in the corpus' own form. Extractors are no dependencies
of this project: what is missing is named, and its kind of dump left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.invented_pages.dumping import available  # noqa: E402
from tests.benchmarks.invented_pages.making import make_page  # noqa: E402
from tests.benchmarks.invented_pages.systems import PARTS, SYSTEMS, part_of  # noqa: E402
from tests.benchmarks.recovery import CORPUS  # noqa: E402

LEAST_KEPT = 0.3
"""A dump that lost more of the comments is left out, as in the corpus."""


def write_pages(
    folder: Path, *, names: list[str], seed: int, pages: int, comments: int | None
) -> None:
    """Write HTML, truth and dumps of so many pages of each of these systems."""
    extractors, missing = available()
    if missing:
        print("not installed, so their dumps are left out:", ", ".join(missing))
    for kind in extractors:
        (folder / "dumps" / kind).mkdir(parents=True, exist_ok=True)
    for part in ("gold", "html"):
        (folder / part).mkdir(exist_ok=True)
    for name in names:
        for number in range(pages):
            html, truth = make_page(name, seed, number, comments=comments)
            page = truth["id"]
            gold = json.dumps(truth, ensure_ascii=False, indent=1)
            (folder / "gold" / f"{page}.json").write_text(gold, encoding="utf-8")
            (folder / "html" / f"{page}.html.gz").write_bytes(gzip.compress(html.encode()))
            for kind, dump in extractors.items():
                text = dump(html)
                if _kept(text, truth["comments"]) >= LEAST_KEPT:
                    (folder / "dumps" / kind / f"{page}.txt").write_text(text, encoding="utf-8")


def _kept(text: str, comments: list[dict[str, str]]) -> float:
    """Give the share of the comments whose first words the dump still holds."""
    squeezed = "".join(text.split())
    openings = ("".join(comment["body"].split())[:20] for comment in comments)
    return sum(opening in squeezed for opening in openings) / len(comments)


def measure(folder: Path, options: list[str]) -> None:
    shutil.copy(CORPUS / "score.py", folder / "score.py")
    command = [sys.executable, str(ROOT / "tests" / "benchmarks" / "recovery.py"), *options]
    subprocess.run(command, env={**os.environ, "CORPUS": str(folder)}, check=True)


def read_options() -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=1, help="pages of each system")
    parser.add_argument("--part", choices=("all", *PARTS), default="all", help="which systems")
    parser.add_argument("--comments", type=int, help="on each page; a few to many otherwise")
    parser.add_argument("--folder", type=Path, help="keep the pages here; made only once")
    own, rest = sys.argv[1:], []
    if "--" in own:
        own, rest = own[: own.index("--")], own[own.index("--") + 1 :]
    return parser.parse_args(own), rest


def main() -> None:
    options, passed_on = read_options()
    if not (CORPUS / "score.py").exists():
        print(f"corpus absent: {CORPUS} (its scorer measures invented pages too)")
        return
    with tempfile.TemporaryDirectory() as spare:
        folder = options.folder or Path(spare)
        if not (folder / "gold").exists():
            folder.mkdir(parents=True, exist_ok=True)
            names = [name for name in SYSTEMS if options.part in ("all", part_of(name))]
            write_pages(
                folder,
                names=names,
                seed=options.seed,
                pages=options.pages,
                comments=options.comments,
            )
        measure(folder, passed_on)


if __name__ == "__main__":
    main()
