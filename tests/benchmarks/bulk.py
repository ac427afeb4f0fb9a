"""What an act on very many comments takes, by way of the admin, and its undoing from the log.

    python -m tests.benchmarks.bulk [COMMENTS]

Seconds by the clock and of Python's own work, queries, and the most memory that Python held
at once, in a database of its own as for `tests.benchmarks.admin`. Memory is measured in a
second run of the same, because measuring it slows everything down.
"""

from __future__ import annotations

import resource
import sys
import time
import tracemalloc

from tests.benchmarks.admin import own_database, seed, served  # sets Django up  # isort: skip

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.log import ModerationAction
from comments.models import Comment


class Counted(CaptureQueriesContext):
    """Counts queries and keeps none of them."""

    def __enter__(self) -> Counted:
        self.count = 0
        self.wrapper = connection.execute_wrapper(self.add)
        self.wrapper.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.wrapper.__exit__(*error)

    def add(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def run(client: Client, count: int) -> None:
    address = reverse("admin:comments_comment_changelist") + "?state__exact=visible"
    visible = Comment.objects.filter(state="visible").count()
    chosen = {
        "action": "hide_selected", "index": 0, "select_across": 1,
        "_selected_action": Comment.objects.first().pk,
    }  # fmt: skip
    step("page in between", lambda: client.post(address, chosen))
    confirmed = {**chosen, "confirmed": "yes", "reason": "Flood", "expected": visible}
    step(f"hide {visible:,}", lambda: client.post(address, confirmed))
    assert not Comment.objects.filter(state="visible").exists()
    batch = ModerationAction.objects.first().batch
    undo = reverse("admin:articles_moderationaction_undo_batch", args=[batch])
    step("preview of undoing", lambda: client.get(undo))
    sent = {"reason": "No flood", "expected": visible}
    step(f"undo {visible:,}", lambda: client.post(undo, sent))
    assert Comment.objects.filter(state="visible").count() == visible


def step(name: str, act) -> None:
    start, computed = time.perf_counter(), time.process_time()
    with Counted(connection) as queries:
        response = act()
    assert response.status_code in (200, 302), response.status_code
    seconds, computed = time.perf_counter() - start, time.process_time() - computed
    held = ""
    if tracemalloc.is_tracing():
        held = f"{tracemalloc.get_traced_memory()[1] / 1e6:9.1f} MB"
        tracemalloc.reset_peak()
    print(f"{name:24}{seconds:9.1f} s{computed:9.1f} s CPU{queries.count:9,} queries {held}")


def main(count: int) -> None:
    with served(), own_database():
        client = Client()
        client.force_login(User.objects.create_superuser("moderator"))
        seed(count)
        print(connection.vendor)
        run(client, count)
        tracemalloc.start()
        run(client, count)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{'process at its largest':24}{most:9.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
