"""How long a search takes, against `icontains` in the same run, and what the index costs.

    DATABASE_URL=sqlite:////tmp/search-benchmark.sqlite3 \\
        python -m tests.benchmarks.search --comments 100000

The database has to be empty, and is filled; with --keep one that was filled is measured again.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from archive.models import SearchEntry  # noqa: E402
from archive.search.deadline import deadline  # noqa: E402
from archive.search.facets import count_facets  # noqa: E402
from archive.search.question import read_question  # noqa: E402
from archive.search.results import answer  # noqa: E402
from archive.search.rows import show_hits  # noqa: E402
from comments.models import Comment  # noqa: E402
from tests.benchmarks.search_archive import Language, build  # noqa: E402

RUNS = 15
CLASSES = {"rare": 0.00002, "common": 0.01, "very common": 0.5}
"""Words by the share of comments that have them."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=100_000)
    parser.add_argument("--keep", action="store_true", help="measure what is there")
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    if not options.keep:
        if Comment.objects.exists():
            parser.error("the database holds comments; name an empty one or use --keep")
        build(options.comments, lambda line: print(line, flush=True))
    settle()
    print_size()
    words = choose_words(options.comments)
    for name, some in words.items():
        print(f"  {name}: {', '.join(f'{word} {share:.4%}' for word, share in some)}")
    print_table(words)


def settle() -> None:
    """What autovacuum does for a database in use, and warm files."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE archive_searchentry")
        cursor.execute("ANALYZE")


def print_size() -> None:
    """Bytes with the index and without, as the database itself counts them."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            whole = cursor.fetchone()[0]
            cursor.execute("SELECT pg_total_relation_size('archive_searchentry')")
            index = cursor.fetchone()[0]
        else:
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0]
            cursor.execute("PRAGMA page_size")
            whole = pages * cursor.fetchone()[0]
            cursor.execute(
                "SELECT (SELECT sum(length(block)) FROM archive_searchwords_data), "
                "(SELECT sum(length(words)) + 60 * count(*) FROM archive_searchentry)"
            )
            index = sum(cursor.fetchone())
    without = whole - index
    print(f"size {whole / 1e6:,.0f} MB, {without / 1e6:,.0f} without: {whole / without:.2f} times")


def choose_words(count: int) -> dict[str, list[tuple[str, float]]]:
    """Three words of each class, by the share of comments that have them."""
    sample = Comment.objects.order_by("pk").values_list("body_text", flat=True)[:20_000]
    texts = [set(text.split()) for text in sample]
    seen: dict[str, int] = {}
    for words in texts:
        for word in words:
            seen[word] = seen.get(word, 0) + 1
    chosen = {}
    for name, share in CLASSES.items():
        if name == "rare":
            words = Language(seed=7).words[-3:]
        else:
            words = sorted(seen, key=lambda w: abs(seen[w] / len(texts) - share))[:3]
        chosen[name] = [(word, share_of(word, seen, len(texts), count)) for word in words]
    return chosen


def share_of(word: str, seen: dict[str, int], sample: int, count: int) -> float:
    if word in seen and seen[word] > 50:
        return seen[word] / sample
    return len(answer(read_question({"q": word, "sort": "newest"})).newest) / count


def cases(words: dict[str, list[tuple[str, float]]]) -> Iterator[tuple[str, list[dict]]]:
    for name, some in words.items():
        for order in ("relevance", "newest", "oldest"):
            yield f"{name} word, {order}", [{"q": word, "sort": order} for word, _ in some]
    first, second = words["very common"][0][0], words["very common"][1][0]
    common = words["common"][0][0]
    rare = words["rare"][0][0]
    yield "two very common words", [{"q": f"{first} {second}"}]
    yield "very common and rare", [{"q": f"{first} {rare}"}]
    yield "phrase of very common words", [{"q": f'"{first} {second}"'}]
    yield "phrase of common words", [{"q": f'"{first} {common}"'}]
    yield "beginning (3 letters)", [{"q": f"{word[:3]}*"} for word, _ in words["common"]]
    yield "very common, one site", [{"q": f"{first} site:site"}, {"q": first, "site": "1"}]
    yield "very common, one article", [{"q": first, "article": "5"}]
    yield "very common, one author", [{"q": first, "author": "7"}]
    yield "very common, one year", [{"q": first, "year": "2010"}]
    yield "common without very common", [{"q": f"{common} -{first}"}]
    yield "only excluded", [{"q": f"-{first}"}]


def search(parameters: dict) -> None:
    with deadline():
        answer(read_question(parameters))


def whole(parameters: dict) -> None:
    """All that the page asks of the database: hits, facets, rows with ancestors."""
    with deadline():
        question = read_question(parameters)
        found = answer(question)
        count_facets(question, found.newest)
        show_hits(found.page, question.query.phrases)


def next_page(parameters: dict) -> None:
    with deadline():
        found = answer(read_question(parameters))
    with deadline():
        answer(read_question({**parameters, "after": str(found.following or "")}))


def icontains(parameters: dict) -> None:
    rows = Comment.objects.visible().filter(body_text__icontains=parameters["q"])
    list(rows.order_by("-posted_at", "-pk").values_list("pk")[:20])


def measure(run: Callable[[dict], None], parameters: list[dict], runs: int) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, after one run to warm up."""
    times = []
    for each in parameters:
        run(each)
    for number in range(runs):
        began = time.perf_counter()
        run(parameters[number % len(parameters)])
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.95))]


def print_table(words: dict[str, list[tuple[str, float]]]) -> None:
    print(f"\n{connection.vendor}, {SearchEntry.objects.count():,} entries, {RUNS} runs, ms")
    print("| search | p50 | p95 | with facets and rows p50 | p95 |\n|---|---|---|---|---|")
    for name, parameters in cases(words):
        found, page = measure(search, parameters, RUNS), measure(whole, parameters, RUNS)
        row = [f"{value:.1f}" for value in (*found, *page)]
        print(f"| {name} | {' | '.join(row)} |", flush=True)
    first = [{"q": word, "sort": "newest"} for word, _ in words["very common"]]
    for name, parameters in (
        ("newest", first),
        ("oldest", [{**p, "sort": "oldest"} for p in first]),
    ):
        median, high = measure(next_page, parameters, RUNS)
        print(f"| very common, {name}, first and second page | {median:.1f} | {high:.1f} | | |")
    print_ratios(words)


def print_ratios(words: dict[str, list]) -> None:
    """Each pair in turns, so that other work on the machine slows both alike.

    Against `icontains` the same question is answered on both sides: the newest 20 comments
    with the word, by the database; ours counts them up to 1,001 besides. `with facets and
    rows` is all that the page asks of the database, and nothing of the kind on the other side.
    """
    print("\n| icontains, 20 newest | p50 | times slower | than with facets and rows |")
    print("|---|---|---|---|")
    newest = {name: [{"q": word, "sort": "newest"} for word, _ in words[name]] for name in words}
    for name, parameters in newest.items():
        slow, ours, page = take_turns([(icontains, parameters), (search, parameters),
                                       (whole, parameters)])  # fmt: skip
        print(f"| {name} word | {slow:.1f} | {slow / ours:.1f} | {slow / page:.1f} |", flush=True)
    very, rare = newest["very common"], newest["rare"]
    bare = take_turns([(search, very), (search, rare)])
    page = take_turns([(whole, very), (whole, rare)])
    print(f"\nvery common against rare, newest: {bare[0] / bare[1]:.1f} times; "
          f"with facets and rows {page[0] / page[1]:.1f} times ({page[0]:.0f} and {page[1]:.0f} ms)"
    )  # fmt: skip


def take_turns(runs: list[tuple[Callable[[dict], None], list[dict]]]) -> list[float]:
    """The median of each in milliseconds, after a round to warm up."""
    times: list[list[float]] = [[] for _ in runs]
    for number in range(RUNS + 3):
        for taken, (run, parameters) in zip(times, runs, strict=True):
            began = time.perf_counter()
            run(parameters[number % len(parameters)])
            taken.append((time.perf_counter() - began) * 1000)
    return [statistics.median(taken[3:]) for taken in times]


if __name__ == "__main__":
    main()
