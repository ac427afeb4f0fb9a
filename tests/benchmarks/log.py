"""How long the moderation log's pages take, public and in the admin, by the number of acts.

    python -m tests.benchmarks.log [ACTS ...]

Medians of seven requests in milliseconds, in a database of its own as for
`tests.benchmarks.admin`.
"""

from __future__ import annotations

import sys

from tests.benchmarks.admin import REPETITIONS, measure, own_database, served  # sets Django up  # isort: skip

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

SIZES = (10_000, 1_000_000)
ADMIN = "/admin/articles/moderationaction/"
PAGES = {
    "public, first page": "/moderation/",
    "public, in the middle": "/moderation/?before={middle}",
    "public, one act": "/moderation/?act=restore",
    "public, a rare act": "/moderation/?act=publish",
    "public, feed": "/moderation/feed/",
    "admin, first page": ADMIN,
    "admin, one act": f"{ADMIN}?verb__exact=hide",
    "admin, a rare act": f"{ADMIN}?verb__exact=publish",
    "admin, a rare kind": f"{ADMIN}?kind__exact=dump",
    "admin, search": f"{ADMIN}?q={{middle}}",
    "admin, an act": f"{ADMIN}{{middle}}/change/",
}
# Ten acts in each go, on comments of fifty articles; one in ten thousand on a dump.
FILL = """
    WITH RECURSIVE numbers(n) AS (
        SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}
    )
    INSERT INTO articles_moderationaction
        (id, batch, at, moderator_name, verb, kind, target_id, article_id)
    SELECT n, {batch}, CURRENT_TIMESTAMP, 'frieda',
        CASE WHEN n % 10000 = 0 THEN 'publish' WHEN n % 3 = 0 THEN 'restore' ELSE 'hide' END,
        CASE WHEN n % 10000 = 0 THEN 'dump' ELSE 'comment' END, n, n % 50
    FROM numbers
"""
BATCH = {
    "sqlite": "printf('%032x', n / 10)",
    "postgresql": "lpad(to_hex(n / 10), 32, '0')::uuid",
}
WORDS = """
    INSERT INTO articles_moderationwords (action_id, reason, before, after)
    SELECT id, 'A quarrel that helped nobody', '{{}}', '{{}}'
    FROM articles_moderationaction WHERE id BETWEEN {first} AND {last}
"""


def fill(first: int, last: int) -> None:
    with connection.cursor() as cursor:
        batch = BATCH[connection.vendor]
        cursor.execute(FILL.format(first=first, last=last, batch=batch))
        cursor.execute(WORDS.format(first=first, last=last))
        cursor.execute("ANALYZE")


def measure_pages(client: Client, size: int) -> dict[str, float]:
    results = {}
    for name, page in PAGES.items():
        address = page.format(middle=size // 2)

        def get(address: str = address) -> None:
            assert client.get(address).status_code == 200, address

        results[name] = measure(get, REPETITIONS)
    return results


def main(sizes: list[int]) -> None:
    results, filled = [], 0
    with served(), own_database():
        client = Client()
        client.force_login(User.objects.create_superuser("moderator"))
        for size in sizes:
            fill(filled + 1, size)
            filled = size
            results.append(measure_pages(client, size))
    print(f"{connection.vendor}, milliseconds")
    print(f"{'':24}", *(f"{size:>12,}" for size in sizes))
    for name in PAGES:
        print(f"{name:24}", *(f"{result[name]:12.1f}" for result in results))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
