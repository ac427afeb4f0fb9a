"""How much of real discussions the parser recovers, against the corpus beside the checkout.

    python tests/benchmarks/recovery.py [--kind KIND] [--split dev|holdout|all] [--worst N]
    python tests/benchmarks/recovery.py --page ID [--kind KIND]

The corpus is not part of this project (real people's words). CORPUS names its folder,
`../shared/corpus` beside the checkout otherwise; where it is absent this says so and ends
well. Sites are split in thirds by a hash of their name: one third is the hold-out, whose
pages nobody looked at while the rules were written.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from archive.dumps.outline import as_prediction  # noqa: E402
from archive.dumps.page import parse_page  # noqa: E402

CORPUS = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpus"))

COLUMNS = ("f1", "author_all", "time_all", "reply_parent_all", "declared", "title", "perfect")

TARGETS = {
    "resiliparse": (0.96, 0.94, 0.95, 0.75, 0.95, 0.90, 0.65),
    "inscriptis": (0.95, 0.93, 0.94, 0.85, 0.95, 0.90, 0.60),
    "lynx": (0.94, 0.92, 0.88, 0.72, 0.93, 0.90, 0.50),
    "w3m": (0.94, 0.92, 0.88, 0.72, 0.93, 0.90, 0.50),
    "html2text": (0.93, 0.91, 0.93, 0.65, 0.93, 0.88, 0.50),
    "wet": (0.90, 0.88, 0.90, 0.25, 0.93, 0.85, 0.35),
}

Pair = tuple[str, str]
Pages = dict[Pair, Any]


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(CORPUS / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_held_out(site: str) -> bool:
    return int(hashlib.sha1(site.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def choose_pairs(gold: Pages, pairs: Iterable[Pair], options: argparse.Namespace) -> list[Pair]:
    wanted = {"all": (True, False), "dev": (False,), "holdout": (True,)}[options.split]
    return [
        (kind, page)
        for kind, page in pairs
        if is_held_out(gold[page]["site"]) in wanted
        and (not options.kind or kind in options.kind)
        and (not options.page or page == options.page)
    ]


def predict(pair: Pair) -> tuple[Pair, dict[str, Any], int, float]:
    kind, page = pair
    with open(CORPUS / "dumps" / kind / f"{page}.txt", encoding="utf-8", newline="") as dump:
        text = dump.read()
    start = time.process_time()
    prediction = as_prediction(parse_page(text), f"{kind}/{page}.txt")
    return pair, prediction, len(text.encode()), time.process_time() - start


def print_table(scores: Pages, scorer: ModuleType) -> None:
    print(f"{'kind':22}{'pages':>6}" + "".join(f"{name[:12]:>14}" for name in COLUMNS))
    for kind in sorted({kind for kind, _ in scores}):
        rates = scorer.summary([score for (k, _), score in scores.items() if k == kind])
        print_row(kind, rates["pages"], [rates["micro"][name] for name in COLUMNS])
        if kind in TARGETS:
            print_row("  target", "", TARGETS[kind])
        print_row(
            "  recall, precision", "", [rates["micro"]["recall"], rates["micro"]["precision"]]
        )
    rates = scorer.summary(list(scores.values()))
    print_row("all", rates["pages"], [rates["micro"][name] for name in COLUMNS])


def print_systems(scores: Pages, gold: Pages, scorer: ModuleType) -> None:
    """Print a row for each comment system, all kinds of dumps together."""
    for system in sorted({gold[page]["system"] for _, page in scores}):
        own = [score for (_, page), score in scores.items() if gold[page]["system"] == system]
        rates = scorer.summary(own)
        print_row(system, rates["pages"], [rates["micro"][name] for name in COLUMNS])


def print_row(name: str, pages: object, values: Iterable[float | None]) -> None:
    cells = ("--" if value is None else f"{value:.3f}" for value in values)
    print(f"{name:22}{pages:>6}" + "".join(f"{cell:>14}" for cell in cells))


def print_worst(scores: Pages, scorer: ModuleType, count: int) -> None:
    def lost(score: Counter[str]) -> float:
        return (
            2 * (score["gold"] - score["found"])
            + score["pred"]
            - score["found"]
            + (score["author_all"] - score["author"] + score["time_all"] - score["time"]) / 2
        )

    for pair in sorted(scores, key=lambda pair: -lost(scores[pair]))[:count]:
        score = scores[pair]
        rates = scorer.rates(score)
        figures = " ".join(
            f"{name}={rates[name]:.2f}"
            for name in ("precision", "recall", "author", "time", "reply_parent", "declared")
            if rates[name] is not None
        )
        print(f"{lost(score):7.1f} {pair[0]}/{pair[1]} gold={score['gold']} {figures}")


def print_page(prediction: dict[str, Any], truth: dict[str, Any], scorer: ModuleType) -> None:
    """Show the gold and the predicted comments side by side, in the scorer's alignment."""
    aligned = scorer.align(truth["comments"], prediction["comments"])
    found = {gold: predicted for predicted, gold in aligned.items()}
    for index, comment in enumerate(truth["comments"]):
        mark = "  " if index in found else ("o " if comment.get("optional") else "- ")
        print(mark, index, comment["author"], comment["posted_at"], comment["parent"])
        if index in found:
            got = prediction["comments"][found[index]]
            print("   =", got["author"], got["posted_at"], got["parent"], got["first_line"])
        else:
            print("    ", comment["body"][:100].replace("\n", "|"))
    for index, comment in enumerate(prediction["comments"]):
        if index not in aligned:
            where = f"{comment['first_line']}-{comment['last_line']}"
            body = comment["body"].replace("\n", "|")
            print(
                "+ ", where, comment["author"], comment["posted_text"], body[:60], "..", body[-60:]
            )
    print("title:", prediction["title"], "| gold:", truth["title"], truth.get("title_alts"))
    print("declared:", prediction["declared_count"], "| gold:", truth["declared_count"])


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--kind", action="append", help="only this kind of dump")
    parser.add_argument("--split", choices=("dev", "holdout", "all"), default="all")
    parser.add_argument("--worst", type=int, default=0, help="list the N worst dumps")
    parser.add_argument("--systems", action="store_true", help="also by comment system")
    parser.add_argument("--page", help="compare one page with the truth")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    if not (CORPUS / "score.py").exists():
        print(f"corpus absent: {CORPUS} (set CORPUS to measure recovery)")
        return
    scorer = load_scorer()
    gold = scorer.load_gold(CORPUS / "gold")
    pairs = choose_pairs(gold, scorer.expected(gold, CORPUS / "dumps"), options)
    scores: Pages = {}
    size, seconds = 0, 0.0
    with ProcessPoolExecutor(max_workers=2) as pool:
        for (kind, page), prediction, read, spent in pool.map(predict, pairs, chunksize=8):
            scores[kind, page] = scorer.score_page(gold[page], prediction)
            size, seconds = size + read, seconds + spent
            if options.page:
                print("==", kind, prediction["dialect"])
                print_page(prediction, gold[page], scorer)
    print_table(scores, scorer)
    if options.systems:
        print_systems(scores, gold, scorer)
    print(f"{size / 1e6:.1f} MB, {size / 1e6 / max(seconds, 1e-9):.1f} MB/s on one core")
    print_worst(scores, scorer, options.worst)


if __name__ == "__main__":
    main()
