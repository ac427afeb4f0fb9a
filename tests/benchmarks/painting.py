"""What a reader waits for in Chromium: the first page of a long discussion against a short one.

    python -m tests.benchmarks.painting

Prints medians of the time to first contentful paint and of folding one thread, both in
milliseconds, for 100 and 10,000 comments, and their ratios.
"""

from __future__ import annotations

import os
import statistics

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.testing import StaticLiveServerTestCase  # noqa: E402
from django.test.runner import DiscoverRunner  # noqa: E402
from django.test.utils import override_settings  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from tests.benchmarks.reading import build  # noqa: E402

TIMES = 9
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
FOLD = """() => new Promise(done => {
  const begun = performance.now();
  document.querySelector('.fold').open = false;
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""
PLAIN = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def measure(page: Page, address: str) -> tuple[float, float]:
    page.goto(address)
    paints, folds = [], []
    for _ in range(TIMES):
        page.goto(address)
        page.wait_for_timeout(150)
        paints.append(page.evaluate(PAINT))
        folds.append(page.evaluate(FOLD))
        page.evaluate("localStorage.clear()")
    return statistics.median(paints), statistics.median(folds)


class Painting(StaticLiveServerTestCase):
    """Only for its live server."""

    def runTest(self) -> None:
        addresses = {size: build(size).get_absolute_url() for size in (100, 10_000)}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox", "--disable-gpu"],
            )
            page = browser.new_page(viewport={"width": 390, "height": 844})
            found = {n: measure(page, self.live_server_url + a) for n, a in addresses.items()}
            browser.close()
        print("| comments | first paint | folding a thread |\n|---|---|---|")
        for size, (paint, fold) in found.items():
            print(f"| {size:,} | {paint:.0f} | {fold:.1f} |")
        ratios = [long / short for short, long in zip(*found.values(), strict=True)]
        print(f"| ratio | {ratios[0]:.2f} | {ratios[1]:.2f} |")


def main() -> None:
    runner = DiscoverRunner(verbosity=0, interactive=False)
    with override_settings(STORAGES=PLAIN):
        databases = runner.setup_databases()
        try:
            runner.run_suite(runner.test_suite([Painting()]))
        finally:
            runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
