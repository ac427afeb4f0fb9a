"""A real browser before a live server. Each test says which windows and whether scripts run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

# Playwright's event loop lives in the thread in which tests build their rows.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

WINDOWS = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """A function that opens an address of the site; a console error fails the test."""
    contexts, errors = [], []

    def open_page(address: str, *, window: str = "desk", scripts: bool = True, **more) -> Page:
        context = browser.new_context(
            viewport=WINDOWS[window], java_script_enabled=scripts, base_url=live_server.url, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []
