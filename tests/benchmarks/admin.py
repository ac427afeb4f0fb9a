"""How long the admin's comment pages take, beside Django's stock ModelAdmin in the same run.

    python -m tests.benchmarks.admin [--alone] [COMMENTS ...]

With --alone the stock admin is left out: its form alone takes minutes at a million. Forms are
opened in an article of 200 comments, one of 30 and, at the last size, one of 30,000 added to it.

Medians of seven requests in milliseconds, in a database of its own (on the server that
DATABASE_URL names, or a SQLite file), which is removed at the end.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import path  # noqa: E402

from archive.models import Dump, ImportRun, LedgerEntry  # noqa: E402
from archive.urls import urlpatterns as own_urls  # noqa: E402
from articles.models import Article, Site  # noqa: E402
from articles.rendering import render_comment  # noqa: E402
from comments.models import Comment, Commenter  # noqa: E402
from comments.tree import number_discussion  # noqa: E402

SIZES = (10_000, 200_000)
REPETITIONS = 7
IN_ARTICLE = 200
WORDS = "the garrison was closed every winter and nobody in the village wanted it back "
RARE = "quincunx"
"""In fifty comments at every size, so that the pages compared show as much."""

stock = admin.AdminSite("stock")


@admin.register(Comment, site=stock)
class StockAdmin(admin.ModelAdmin):
    list_display = ("author_name", "article", "posted_at", "state")
    list_filter = ("state", "parent_certainty")
    search_fields = ("author_name", "body_text")


urlpatterns = [*own_urls, path("stock/", stock.urls)]
PAGES = {
    "first page": "?",
    "search, common word": "?q=winter",
    "search, rare word": f"?q={RARE}",
    "filter, hidden": "?state__exact=hidden",
    "filter, place guessed": "?parent_certainty__exact=guessed",
    "filter, no author": "?unknown=author",
    "filter, defect": "?code=no-author",
    "one article, threaded": "?article__id__exact={article}",
    "queue, no author": "queue/author/",
    "form": "{comment}/change/",
    "form, article of 30": "{in_small}/change/",
    "form, article of 30,000": "{in_large}/change/",
}
NOT_IN_STOCK = {
    "filter, no author", "filter, defect", "queue, no author", "form, article of 30",
    "form, article of 30,000",
}  # fmt: skip
SMALL, LARGE = 30, 30_000


def seed(count: int, in_article: int = IN_ARTICLE) -> None:
    """Add articles of so many comments each: one in a hundred hidden, one in fifty in doubt."""
    site = Site.objects.get_or_create(name="Benchmark")[0]
    commenter = Commenter.objects.get_or_create(site=site, name="Reader")[0]
    run = ImportRun.objects.create()
    parents = [
        None if place % 10 == 0 else place - 1 - place % 3 // 2 for place in range(in_article)
    ]
    places = number_discussion(parents)
    first = Comment.objects.count() + 1
    for number in range(first, first + count, in_article):
        with transaction.atomic():
            article = Article.objects.create(
                site=site, title=f"Article {number}", slug="a", source_key=f"a{number}"
            )
            dump = Dump.objects.create(
                article=article, run=run, path="b", sha256=f"{number:064}", content=b"b",
                encoding="utf-8", dialect="b", parser_version="1", line_count=1,
                recovered_count=in_article, confidence=1, sections=[],
            )  # fmt: skip
            rows = [
                comment(number, index, parent, places, article, commenter)
                for index, parent in enumerate(parents)
            ]
            Comment.objects.bulk_create(rows, batch_size=500)
            LedgerEntry.objects.bulk_create(
                LedgerEntry(dump=dump, comment=row, code="no-author", first_line=1, last_line=1)
                for row in rows
                if not row.author_name
            )


def comment(first, index, parent, places, article, commenter) -> Comment:
    pk, place = first + index, places[index]
    text = WORDS * (2 + pk % 5) + (RARE if pk < 10_000 and pk % 200 == 7 else "")
    return Comment(
        pk=pk, article=article, parent_id=None if parent is None else first + parent,
        position=place.position, tree_id=first + place.root, lft=place.lft, rght=place.rght,
        level=place.level, commenter=commenter, author_name="" if pk % 50 == 3 else "Reader",
        posted_at=datetime(2015, 9, 30, tzinfo=UTC) + timedelta(minutes=pk),
        posted_precision="minute", body_text=text, body_html=render_comment(text),
        parent_certainty="guessed" if pk % 50 == 9 else "indent", source_key=str(pk),
        state="hidden" if pk % 100 == 5 else "visible",
    )  # fmt: skip


def measure(get: Callable[[], object], repetitions: int) -> float:
    """The median in milliseconds; the first request of several only warms up."""
    times = []
    for _ in range(repetitions if repetitions == 1 else repetitions + 1):
        start = time.perf_counter()
        get()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:] or times)


def measure_pages(
    client: Client, in_small: int, in_large: int, *, alone: bool
) -> dict[str, tuple[float, float | None]]:
    """Milliseconds by page, of this admin and of the stock one where it has such a page."""
    middle = Comment.objects.count() // 2
    article = Comment.objects.get(pk=middle).article_id
    results = {}
    for name, query in PAGES.items():
        query = query.format(article=article, comment=middle, in_small=in_small, in_large=in_large)

        def get(root: str, query: str = query) -> None:
            folder = "archive/acceptance" if query.startswith("queue") else "comments/comment"
            response = client.get(f"/{root}/{folder}/{query}", follow=True)
            assert response.status_code == 200, response.status_code

        # The stock form lists every comment as a possible parent: once is enough.
        repetitions = 1 if name == "form" else REPETITIONS
        tuned = measure(lambda get=get: get("admin"), REPETITIONS)
        other = (
            None
            if alone or name in NOT_IN_STOCK
            else measure(lambda get=get, n=repetitions: get("stock"), repetitions)
        )
        results[name] = (tuned, other)
    return results


@contextmanager
def own_database() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
        old = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(old, verbosity=0)


def served() -> override_settings:
    """Settings under which the test client reaches this admin and the stock one."""
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return override_settings(
        ROOT_URLCONF="tests.benchmarks.admin", STORAGES=storages, ALLOWED_HOSTS=["testserver"],
        SECURE_SSL_REDIRECT=False, STATIC_ROOT=settings.STATICFILES_DIRS[0],
    )  # fmt: skip


def main(sizes: list[int], *, alone: bool) -> None:
    with served(), own_database():
        client = Client()
        client.force_login(User.objects.create_superuser("moderator"))
        results, seeded = [], 0
        for size in sizes:
            if not seeded:
                seed(SMALL, SMALL)
            seed(size - max(seeded, SMALL))
            seeded = size
            if size == sizes[-1]:
                # Beyond the number, so that the first size is what it says it is.
                seed(LARGE, LARGE)
            with open(os.devnull, "w") as nowhere:
                call_command("rebuild_search_index", stdout=nowhere)
            with connection.cursor() as cursor:
                # What a server does by itself a minute after so many rows came in.
                cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
            last = Comment.objects.latest("pk").pk
            results.append(measure_pages(client, SMALL // 2, last - LARGE // 2, alone=alone))
    report(sizes, results)


def report(sizes: list[int], results: list[dict]) -> None:
    print(f"{connection.vendor}, milliseconds, this admin / stock")
    print(f"{'':24}", *(f"{size:>20,}" for size in sizes), f"{'growth':>8} {'faster':>8}")
    for name in PAGES:
        cells = [result[name] for result in results]
        shown = (
            f"{own:9.1f} / {'-' if other is None else f'{other:.1f}':>8}" for own, other in cells
        )
        growth = f"{cells[-1][0] / cells[0][0]:7.1f}x"
        own, other = cells[-1]
        faster = "" if other is None else f"{other / own:7.1f}x"
        print(f"{name:24}", *shown, growth, faster)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--alone"]
    main([int(size) for size in arguments] or list(SIZES), alone="--alone" in sys.argv)
