"""How often the parser invents comments on pages that have none.

    python tests/benchmarks/undiscussed.py [--seed N] [--pages N] [--kind KIND] [--only NAME]
        [--show]

Makes pages without any discussion (`invented_pages/undiscussed.py`) and turns them to dumps
with the extractors that are installed, as `invented.py` does. A row for each kind of page
gives the comments that were taken for some, a column for each kind of dump. Needs no corpus.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from archive.dumps.page import parse_page  # noqa: E402
from tests.benchmarks.invented_pages.dumping import available  # noqa: E402
from tests.benchmarks.invented_pages.undiscussed import (  # noqa: E402
    UNDISCUSSED,
    make_undiscussed,
)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=4, help="of each kind, a language each")
    parser.add_argument("--kind", action="append", help="only these kinds of dumps")
    parser.add_argument("--only", default="", help="only kinds of pages whose name begins so")
    parser.add_argument("--show", action="store_true", help="print what was taken for comments")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    extractors, missing = available()
    if missing:
        print("not installed, so their dumps are left out:", ", ".join(missing))
    kinds = [kind for kind in extractors if not options.kind or kind in options.kind]
    print(f"{'page':34}" + "".join(f"{kind:>18}" for kind in kinds))
    false, dumps = Counter[str](), Counter[str]()
    for name in UNDISCUSSED:
        if not name.startswith(options.only):
            continue
        row: Counter[str] = Counter()
        for number in range(options.pages):
            html, _ = make_undiscussed(name, options.seed, number)
            for kind in kinds:
                page = parse_page(extractors[kind](html))
                row[kind] += len(page.comments)
                false[kind] += bool(page.comments)
                dumps[kind] += 1
                if options.show:
                    for comment in page.comments:
                        start = comment.body[:70].replace("\n", "|")
                        print(f"  {kind} {number}: {comment.author}: {start}")
        print(f"{name:34}" + "".join(f"{row[kind] or '':>18}" for kind in kinds))
    cells = "".join(f"{f'{false[kind]} of {dumps[kind]}':>18}" for kind in kinds)
    print(f"{'dumps with comments':34}{cells}")


if __name__ == "__main__":
    main()
