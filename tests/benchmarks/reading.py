"""How long a discussion takes to make, against django-mptt's `recursetree` over the same rows.

    python -m tests.benchmarks.reading

Makes a database of its own in memory (or a test database where DATABASE_URL names one),
prints medians of the server's time and their ratios. `results.md` keeps the last results.

Both sides are whole pages made anew from the same rows: the site's own with `?page=all`, and
the same page without comments plus a discussion that the tag makes of them, with the same
things in each comment. Marks, quotes and labels with names are the site's alone.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.db import connection  # noqa: E402
from django.template import engines  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402

from articles.models import Article  # noqa: E402
from comments.models import Comment  # noqa: E402
from tests.builders import make_article, make_commenter, make_comments, make_dump  # noqa: E402

# On SQLite the database works in this process, so its time is in the processor's, which a
# busy machine does not stretch.
clock = (
    time.process_time if "sqlite" in settings.DATABASES["default"]["ENGINE"] else time.perf_counter
)

SIZES = (100, 1_000, 10_000)

# What the site's own page shows of a comment, as one would write it with the library's tag.
RECURSIVE = """{% load mptt_tags i18n %}<ol class="comments">{% recursetree comments %}
<li class="comment" id="c-{{ node.pk }}"><article class="remark"><header class="remark-head">
{% if node.state != "visible" %}<span>{% translate "removed by moderator" %}</span>
{% else %}{% if node.commenter %}
<a class="author" href="{{ node.commenter.get_absolute_url }}"><bdi>{{ node.author_name }}</bdi></a>
{% else %}<span class="unknown">{% translate "author not in the saved page" %}</span>{% endif %}
{% if node.parent_certainty == "guessed" %}{% translate "place decided, not read" %}{% endif %}
<a class="when" href="{{ node.get_absolute_url }}">
<time datetime="{{ node.posted_at|date:'c' }}">{{ node.posted_at|date:"j F Y, H:i" }}</time></a>
{% for excerpt in node.excerpts.all %}
<a class="lines" href="{{ source }}#L{{ excerpt.first_line }}">L{{ excerpt.first_line }}</a>
{% endfor %}{% endif %}</header>
<details open><summary>{% blocktranslate count count=node.get_descendant_count trimmed %}
Collapse comment{% plural %}Collapse comment and its {{ count }} replies
{% endblocktranslate %}</summary>
<div class="remark-body" dir="auto">{{ node.body_html|safe }}</div>
{% if not node.is_leaf_node %}<ol class="replies">{{ children }}</ol>{% endif %}</details>
</article></li>
{% endrecursetree %}</ol>"""


def build(size: int) -> Article:
    """Threads of twenty comments or so, a few levels deep, with links and paragraphs."""
    dice = random.Random(size)
    parents: list[int | None] = []
    first = 0
    for index in range(size):
        if index == 0 or dice.random() < 0.05:
            first = index
        parents.append(None if first == index else dice.randrange(max(first, index - 6), index))
    people = [make_commenter(f"Reader {number}") for number in range(40)]
    chosen = [dice.choice(people) for _ in range(size)]
    article = make_article(title=f"{size} comments")
    words = "The tide table in the harbour office is printed on the back of the old one. " * 3
    comments = make_comments(
        article,
        parents,
        commenter=chosen,
        author_name=[person.name for person in chosen],
        body_text=[
            words + ("\n\nSee http://www.example.org/tides" if i % 9 == 0 else "")
            for i in range(size)
        ],
    )
    lines = [f"Line {number}" for number in range(size)]
    make_dump(article, lines, excerpts=[(c, i + 1, i + 1) for i, c in enumerate(comments)])
    return article


def medians_ms(runs: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Medians of runs that take turns, so that other work on the machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(times + 1):
        for name, run in runs.items():
            gc.collect()
            started = clock()
            run()
            if number:  # The first run of each only warms up.
                taken[name].append((clock() - started) * 1000)
    return {name: statistics.median(each) for name, each in taken.items()}


def measure(size: int) -> dict[str, float]:
    article = build(size)
    client = Client()
    template = engines["django"].from_string(RECURSIVE)
    address = article.get_absolute_url()

    def recursetree() -> None:
        rows = Comment.objects.filter(article=article).order_by("tree_id", "lft")
        rows = rows.select_related("commenter").prefetch_related("excerpts")
        template.render({"comments": rows, "source": f"{address}source/"})

    def anew(query: str) -> Callable[[], None]:
        def run() -> None:
            caches["pages"].clear()
            assert client.get(address + query).status_code == 200

        return run

    def kept() -> None:
        assert client.get(f"{address}?page=all").status_code == 200

    tag = client.get(f"{address}?page=all")["ETag"]

    def unchanged() -> None:
        asked = client.get(f"{address}?page=all", headers={"If-None-Match": tag})
        assert asked.status_code == 304

    first = client.get(address).content
    empty = make_article(title="Nothing said").get_absolute_url()

    def around() -> None:
        caches["pages"].clear()
        client.get(empty)

    runs = {
        "recursetree": recursetree,
        "around": around,
        "first page": anew(""),
        "all on one page": anew("?page=all"),
        "kept": kept,  # What was just made.
        "304": unchanged,
    }
    found = medians_ms(runs, 5 if size > 1_000 else 15)
    # The tag makes the discussion alone; the page around it costs either way the same.
    found["recursetree"] += found.pop("around")
    return {**found, "first page, kB": len(first) / 1000}


def report(results: dict[int, dict[str, float]]) -> None:
    columns = list(next(iter(results.values())))
    print("| comments | " + " | ".join(columns) + " | recursetree / all | all / kept | all / 304 |")
    print("|---" * (len(columns) + 4) + "|")
    for size, row in results.items():
        whole = row["all on one page"]
        ratios = [row["recursetree"] / whole, whole / row["kept"], whole / row["304"]]
        figures = [f"{row[column]:,.1f}" for column in columns] + [f"{r:.1f}" for r in ratios]
        print(f"| {size:,} | " + " | ".join(figures) + " |")
    share = results[SIZES[-1]]["first page"] / results[SIZES[0]]["first page"]
    print(f"\nFirst page of {SIZES[-1]:,} comments: {share:.2f} times that of {SIZES[0]}.")


def main() -> None:
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.ALLOWED_HOSTS = ["testserver"]
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        print(f"Milliseconds ({clock.__name__}) on {connection.vendor}\n")
        report({size: measure(size) for size in SIZES})
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
