"""How much of the parser's reading hangs on words, names and notations of the corpus' pages.

    python tests/benchmarks/disturbed.py [--seed N] [--kind KIND] [--only NAME] [--worst N]
    python tests/benchmarks/disturbed.py --only NAME --page ID --kind KIND [--show]

Each dump of the corpus is disturbed together with its truth, so that a careful person would
read it as well as before (`disturbances`), and scored beside the undisturbed dump. A page on
which a disturbance cannot be made for certain is left out of both. Figures pool all comments,
but for shortened discussions, where they are means over pages. Wrapped dumps are disturbed
only where no line has to be wrapped again. The corpus is where `recovery.py` looks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from archive.dumps.outline import as_prediction  # noqa: E402
from archive.dumps.page import parse_page  # noqa: E402
from tests.benchmarks.disturbances import (  # noqa: E402
    badges,
    frames,
    headings,
    heads,
    inserted,
    names,
    notations,
    prose,
    shortening,
)
from tests.benchmarks.disturbances.edits import Disturbed  # noqa: E402
from tests.benchmarks.disturbances.located import Located, Truth, locate  # noqa: E402
from tests.benchmarks.recovery import CORPUS, load_scorer, print_page  # noqa: E402

WRAPPED = ("lynx", "w3m")

KINDS = ("resiliparse", "wet", "html2text", "inscriptis", "resiliparse-main", *WRAPPED)

FIGURES = ("f1", "author_all", "time_all", "reply_parent_all", "declared", "title", "perfect")

Disturbance = Callable[[Located, Random], Disturbed | None]


def _simple(function: Callable[..., Disturbed | None], *args: Any, **named: Any) -> Disturbance:
    return lambda page, rng: function(page, *args, **named)


def _chosen(function: Callable[..., Disturbed | None], table: Any) -> Disturbance:
    return lambda page, rng: function(page, rng.choice(sorted(table)))


DISTURBANCES: dict[str, Disturbance] = {
    **{f"names: {k}": partial(lambda k, page, rng: names.rename(page, k, rng), k)
       for k in names.KINDS},
    **{f"dates: {n}": _simple(notations.redate, n) for n in notations.NOTATIONS},
    "furniture: translated": partial(prose.reword_furniture, translated=True),
    "furniture: invented": partial(prose.reword_furniture, translated=False),
    **{f"heading: {n}": _simple(headings.reword_heading, w) for n, w in headings.WORDINGS.items()},
    "heading: gone": _simple(headings.reword_heading, None),
    "badges": badges.reword_badges,
    "bodies": prose.reword_bodies,
    "votes added": inserted.add_votes,
    "numbers added": inserted.number_dates,
    "ranks added": inserted.add_ranks,
    "captions added": inserted.caption_names,
    "heads: joined by ·": _simple(heads.join_heads, " · "),
    "heads: joined by a comma": _simple(heads.join_heads, ", "),
    "heads: swapped": _simple(heads.swap_heads),
    "heads: parted": _simple(heads.part_heads),
    "end: bare": _simple(frames.end_bare),
    "end: of another page": lambda page, rng: frames.end_like(page, _another(page, rng)),
    "start: of another page": lambda page, rng: frames.begin_like(page, _another(page, rng)),
    "names: alike": names.rename_alike,
    "every third thread gone": _simple(shortening.drop_threads, 3),
    "three comments": _simple(shortening.keep_first, 3),
    "two comments": _simple(shortening.keep_first, 2),
}  # fmt: skip

UNWRAPPED = ("names: alike", "end: ", "start: ", "votes added", "three", "two", "every third")
"""What can be done to a wrapped dump without wrapping its lines again."""


def _another(page: Located, rng: Random) -> Located:
    """Give another page whose dumps are of the same kind, if one is known."""
    others = _located(page.kind)
    names = sorted(name for name, other in others.items() if other.text != page.text)
    if not names:
        raise ValueError("no other page")
    return others[rng.choice(names)]


@cache
def _located(kind: str) -> dict[str, Located]:
    """Find what can be found of the corpus' dumps of one kind."""
    found = ((page, find(kind, page)) for page in truths())
    return {page: dump for page, dump in found if dump}


ALL: tuple[Disturbance, ...] = (
    prose.reword_bodies,
    partial(prose.reword_furniture, translated=False),
    badges.reword_badges,
    _chosen(notations.redate, notations.NOTATIONS),
    lambda page, rng: headings.reword_heading(page, rng.choice(list(headings.WORDINGS.values()))),
    lambda page, rng: names.rename(page, "mixed", rng),
)
"""What is done one after the other; what cannot be done to a page is left out."""


def disturb_all(page: Located, rng: Random) -> Disturbed | None:
    text, truth = page.text, page.truth
    for disturbance in ALL:
        found = locate(text, truth)
        text, truth = (found and _try(disturbance, found, rng)) or (text, truth)
    return None if text == page.text else (text, truth)


DISTURBANCES["all together"] = disturb_all


def _try(disturbance: Disturbance, page: Located, rng: Random) -> Disturbed | None:
    """Disturb a page, if its disturbed truth can be found in it again."""
    try:
        made = disturbance(page, rng)
    except ValueError:
        return None
    return made if made and made[0] != page.text and locate(*made) else None


Scores = dict[str, tuple[Any, Any]]


def measure(job: tuple[str, str, list[str], int]) -> Scores:
    """Score a dump before and after each of these disturbances that can be made to it."""
    kind, page, names, seed = job
    scores: Scores = {}
    before = None
    for name in names:
        if made := make(kind, page, name, seed):
            before = before or score(*made[0])
            scores[name] = before, score(*made[1])
    return scores


def score(text: str, truth: Truth) -> Any:
    return scorer().score_page(truth, as_prediction(parse_page(text), ""))


scorer = cache(load_scorer)


@cache
def truths() -> dict[str, Truth]:
    return dict(scorer().load_gold(CORPUS / "gold"))


def make(kind: str, page: str, name: str, seed: int) -> tuple[Disturbed, Disturbed] | None:
    """Give a dump and its truth as they are, and disturbed."""
    if kind in WRAPPED and not name.startswith(UNWRAPPED):
        return None
    found = find(kind, page)
    made = found and _try(DISTURBANCES[name], found, Random(f"{seed}/{name}/{page}"))
    return ((found.text, found.truth), made) if found and made else None


def find(kind: str, page: str) -> Located | None:
    """Find a page's truth in one of its dumps, if there is one."""
    path = CORPUS / "dumps" / kind / f"{page}.txt"
    if not path.exists():
        return None
    with open(path, encoding="utf-8", newline="") as dump:
        return locate(dump.read(), truths()[page], kind)


NOTABLE = 0.04


def lost(before: Any, after: Any) -> float:
    shares = sum(
        before[part] / max(1, before["gold"]) - after[part] / max(1, after["gold"])
        for part in ("found", "author", "time")
    )
    return float(shares + 0.2 * (before["perfect"] - after["perfect"]))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append", help=f"of {', '.join(KINDS)}; these otherwise")
    parser.add_argument("--only", help="only disturbances whose name begins so")
    parser.add_argument("--worst", type=int, default=0, help="list the N pages that lost most")
    parser.add_argument("--page", help="compare one page with its disturbed truth")
    parser.add_argument("--show", action="store_true", help="print its disturbed dump")
    return parser.parse_args()


def main() -> None:
    options = read_options()
    if not (CORPUS / "score.py").exists():
        print(f"corpus absent: {CORPUS} (set CORPUS to measure on it)")
        return
    kinds = options.kind or list(KINDS)
    chosen = [name for name in DISTURBANCES if name.startswith(options.only or "")]
    if options.page:
        show_page(kinds, chosen, options)
        return
    jobs = [
        (kind, page, chosen, options.seed)
        for kind, page in scorer().expected(truths(), CORPUS / "dumps")
        if kind in kinds
    ]
    with ProcessPoolExecutor(max_workers=2) as pool:
        found = dict(
            zip(
                (f"{kind}/{page}" for kind, page, _, _ in jobs),
                pool.map(measure, jobs, chunksize=4),
                strict=True,
            )
        )
    print(f"{'disturbance':30}{'dumps':>6}" + "".join(f"{f[:12]:>15}" for f in FIGURES))
    for name in chosen:
        print_row(name, {d: s[name] for d, s in found.items() if name in s}, options.worst)


def print_row(name: str, scores: dict[str, tuple[Any, Any]], worst: int) -> None:
    kind = "macro" if name.endswith("comments") else "micro"
    sums = [scorer().summary([pair[side] for pair in scores.values()])[kind] for side in (0, 1)]
    cells = ""
    for figure in FIGURES:
        before, after = sums[0][figure], sums[1][figure]
        is_known = before is not None and after is not None
        cells += f"{before:>8.3f}{after - before:>+7.3f}" if is_known else f"{'--':>15}"
    print(f"{name:30}{len(scores):>6}{cells}")
    for dump in sorted(scores, key=lambda dump: -lost(*scores[dump]))[:worst]:
        if (loss := lost(*scores[dump])) > NOTABLE:
            print(f"      {loss:5.2f} {dump}")


def show_page(kinds: list[str], chosen: list[str], options: argparse.Namespace) -> None:
    for kind in kinds:
        for name in chosen:
            made = make(kind, options.page, name, options.seed)
            print("==", kind, name, "" if made else "cannot be made")
            if made:
                text, truth = made[1]
                print(text) if options.show else print_page(
                    as_prediction(parse_page(text), kind), truth, scorer()
                )


if __name__ == "__main__":
    main()
