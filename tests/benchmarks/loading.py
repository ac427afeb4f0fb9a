"""How fast the loader is, against a `save()` a comment, `rebuild()` and the bare database.

    python -m tests.benchmarks.loading [--repeat 3] [--large] [--only "1 x 1,000"]

Parsing is left out; safe HTML, excerpts, dumps and the search index are in, for all of them.
The floor is a bare `executemany` (SQLite) or `COPY` (PostgreSQL) of the very rows that the
loader wrote, into the same tables with the same indexes. Rates are comments a second,
medians of the repeats (one at 100,000), of processor time on SQLite, which is in memory and
in this process, and by the clock on PostgreSQL; compare within one run only. `save()` in
2,000 articles is measured in the first 100 of them. The database is that of DATABASE_URL,
with `test_` before its name; `--large` adds what takes minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import time
from collections.abc import Callable
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from archive.importing.captures import Capture  # noqa: E402
from archive.importing.keys import comment_keys  # noqa: E402
from archive.importing.loader import load_captures  # noqa: E402
from archive.importing.rows import comment_values, new_dump_values  # noqa: E402
from archive.importing.runs import BATCH_DUMPS  # noqa: E402
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry, SearchEntry  # noqa: E402
from archive.search.indexing import index_article, index_comments  # noqa: E402
from articles.models import Article, ArticleTag, Site, Tag  # noqa: E402
from comments.models import Comment, Commenter  # noqa: E402
from tests.importing.pages import PAGES, a_capture, a_comment, a_page, at  # noqa: E402

now = time.process_time if connection.vendor == "sqlite" else time.perf_counter
WRITTEN = (Article, ArticleTag, Comment, Dump, Excerpt, LedgerEntry, SearchEntry)
SAVED_ARTICLES = 100
WORDS = """the a of harbour bridge water council said never always street old new people think
about read again article wrong right agree disagree because yesterday tomorrow light stone"""


def make_captures(
    articles: int, comments: int, *, one_thread: bool = False, seed: int = 7
) -> list[Capture]:
    """Pages of a plausible shape: threads of a few replies, 40 words a comment, some links.

    Or one thread, in which every comment answers any earlier one.
    """
    chance = random.Random(seed)
    words = WORDS.split()
    captures = []
    for article in range(articles):
        made = []
        for index in range(comments):
            body = " ".join(chance.choices(words, k=40))
            body += f"\n\nSee https://example.org/{index} for it." if index % 10 == 0 else ""
            parent = index - 1 - chance.randrange(min(index, 5)) if index and index % 4 else None
            if one_thread:
                parent = chance.randrange(index) if index else None
            made.append(
                a_comment(
                    f"{body} {article}/{index}",
                    author=f"Reader {chance.randrange(500)}",
                    posted=at(f"2015-{index % 12 + 1:02}-{index % 28 + 1:02}T16:52"),
                    parent=parent,
                )
            )
        captures.append(a_capture(a_page(*made, title=f"Article {article}")))
    PAGES.clear()
    return captures


def empty() -> None:
    """Take every row out, and let the database forget that they were there."""
    models = [*reversed(WRITTEN), Commenter, Tag, Site, ImportRun]
    tables = [model._meta.db_table for model in apps.get_app_config("archive").get_models()]
    tables += [model._meta.db_table for model in models]
    names = ", ".join(dict.fromkeys(connection.ops.quote_name(table) for table in tables))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {names} CASCADE")
        else:
            cursor.execute("PRAGMA foreign_keys=OFF")
            for table in dict.fromkeys(tables):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
            cursor.execute("PRAGMA foreign_keys=ON")
            cursor.execute("VACUUM")


def load(captures: list[Capture]) -> float:
    empty()
    run = ImportRun.objects.create()
    start = now()
    for first in range(0, len(captures), BATCH_DUMPS):
        load_captures(captures[first : first + BATCH_DUMPS], run=run)
    return now() - start


def written_rows() -> dict[str, tuple[list[str], list[tuple]]]:
    """All that the loader wrote, ready to be written again."""
    rows = {}
    with connection.cursor() as cursor:
        for model in WRITTEN:
            table = connection.ops.quote_name(model._meta.db_table)
            columns = [field.column for field in model._meta.concrete_fields]
            listed = ", ".join(map(connection.ops.quote_name, columns))
            cursor.execute(f"SELECT {listed} FROM {table} ORDER BY 1")
            rows[table] = (columns, [_plain(row) for row in cursor.fetchall()])
    return rows


def _plain(row: tuple) -> tuple:
    import json

    return tuple(json.dumps(value) if isinstance(value, list | dict) else value for value in row)


def floor(rows: dict[str, tuple[list[str], list[tuple]]]) -> float:
    """Write the rows again, barely; sites, tags and people stay."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(rows)} CASCADE")
        else:
            cursor.execute("PRAGMA foreign_keys=OFF")
            for table in reversed(rows):
                cursor.execute(f"DELETE FROM {table}")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA foreign_keys=ON")
    start = now()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, values) in rows.items():
            names = ", ".join(map(connection.ops.quote_name, columns))
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                    for row in values:
                        copy.write_row(row)
            else:
                places = ", ".join(["?"] * len(columns))
                cursor.cursor.connection.executemany(
                    f"INSERT INTO {table} ({names}) VALUES ({places})", values
                )
        if connection.vendor == "sqlite":
            entries = rows['"archive_searchentry"'][1]
            cursor.cursor.connection.executemany(
                "INSERT INTO archive_searchwords (rowid, words) VALUES (?, ?)",
                [(row[0], row[-1]) for row in entries],
            )
    return now() - start


def _instances(captures: list[Capture]) -> list[tuple[Comment, int | None, Excerpt]]:
    """Comments without their place in the tree, their parent's index, and their excerpt."""
    made = []
    run = ImportRun.objects.create()
    for capture in captures:
        article = Article.objects.create(source_key=capture.key, slug="a")
        dump = Dump.objects.create(article=article, run=run, **new_dump_values(capture))
        comments = capture.page.comments
        start = len(made)
        for comment, key in zip(comments, comment_keys(comments), strict=True):
            values = comment_values(comment, zone=capture.zone, commenters={}, parent_id=None)
            del values["parent_id"]
            parent = None if comment.parent is None else start + comment.parent
            lines = {"first_line": comment.first_line, "last_line": comment.last_line}
            row = Comment(article=article, source_key=key, position=0, **values)
            made.append((row, parent, Excerpt(dump=dump, **lines)))
    return made


def save_each(captures: list[Capture]) -> float:
    """The same rows as anybody would write them at first: save and index each comment."""
    empty()
    start = now()
    with transaction.atomic():
        made = _instances(captures)
        for comment, parent, excerpt in made:
            comment.parent = None if parent is None else made[parent][0]
            comment.save()
            excerpt.comment = comment
            excerpt.save()
            index_comments([comment.pk])
    return now() - start


def rebuild(captures: list[Capture]) -> float:
    """mptt's documented way for many rows: no numbers while inserting, then all at once."""
    empty()
    start = now()
    with transaction.atomic(), Comment.objects.disable_mptt_updates():
        made = _instances(captures)
        for index, (comment, parent, excerpt) in enumerate(made):
            comment.parent = None if parent is None else made[parent][0]
            # One root a tree is this project's rule; rebuild() numbers the roots from 1.
            comment.lft, comment.rght, comment.level = 1, 2, 0 if parent is None else 1
            comment.tree_id = 10_000_000 + index
            comment.save()
            excerpt.comment = comment
            excerpt.save()
    with transaction.atomic():
        Comment.objects.rebuild()
        for article_id in Article.objects.values_list("pk", flat=True):
            index_article(article_id)
    return now() - start


def median(measure: Callable[[], float], repeat: int) -> float:
    return statistics.median(measure() for _ in range(repeat))


def compare(name: str, articles: int, comments: int, repeat: int, *others: Callable) -> float:
    captures = make_captures(articles, comments, one_thread="thread" in name)
    count = articles * comments
    ours = median(lambda: load(captures), repeat)
    rows = written_rows()
    bare = median(lambda: floor(rows), repeat)
    cells = [f"| {name} | {count / ours:,.0f} | {count / bare:,.0f} | {ours / bare:.1f} |"]
    for other in (save_each, rebuild):
        if other in others:
            part = captures[:SAVED_ARTICLES]
            share = len(part) / len(captures)
            theirs = median(partial(other, part), 1 if count > 2_000 else repeat) / share
            cells.append(f" {count / theirs:,.0f} | {theirs / ours:.1f} |")
        else:
            cells.append(" - | - |")
    print("".join(cells), flush=True)
    return count / ours


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--only", default="", help="rows whose name holds this")
    options = parser.parse_args()
    many = (2_000, 50) if options.large else (400, 50)
    large = [save_each] if options.large else []
    rows = [
        ("warming up", 1, 100, 1),
        ("1 x 1,000", 1, 1_000, options.repeat, save_each, rebuild),
        ("1 x 10,000", 1, 10_000, options.repeat, *large),
        *([("one thread of 10,000", 1, 10_000, 1, save_each)] if options.large else []),
        (f"{many[0]:,} x {many[1]}", *many, options.repeat, *large),
        ("1 x 100,000", 1, 100_000, 1, *([rebuild] if options.large else [])),
    ]
    kept = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        print(f"{connection.vendor}, Python {platform.python_version()}, {kept}\n")
        print("| comments | loader /s | floor /s | floor is faster by | `save()` /s |", end="")
        print(" loader is faster by | `rebuild()` /s | loader is faster by |")
        print("|---|---|---|---|---|---|---|---|")
        rates = {row[0]: compare(*row) for row in rows if options.only in row[0]}
        if {"1 x 1,000", "1 x 100,000"} <= rates.keys():
            ratio = rates["1 x 100,000"] / rates["1 x 1,000"]
            print(f"\nRate at 100,000 of that at 1,000: {ratio:.2f}")
    finally:
        connection.creation.destroy_test_db(kept, verbosity=0)


if __name__ == "__main__":
    main()
