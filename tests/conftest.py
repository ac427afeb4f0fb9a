"""What every test stands on: fast passwords, plain static files, no waiting on deadlines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings as project_settings
from django.db import connection
from django.test import TestCase, TransactionTestCase, override_settings

from articles.append_only import guards, guards_drop

# How long one example takes says more about the machine than about the code.
hypothesis.settings.register_profile("archive", deadline=None)
hypothesis.settings.load_profile("archive")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files under their own names, so that no test needs `collectstatic` first.

    Held for the session, because a live server is made before any function's fixtures.
    """
    storages = {
        **project_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        STORAGES=storages,
        STATIC_ROOT=tmp_path_factory.mktemp("static-root"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def flushable_log() -> Iterator[None]:
    """Let tests that commit empty the moderation log afterwards, which nothing else may.

    Only while the tables are emptied: the tests themselves meet the guards.
    """
    flush = TransactionTestCase._fixture_teardown

    def flush_without_guards(case: TransactionTestCase) -> None:
        if isinstance(case, TestCase):
            flush(case)
            return
        with connection.cursor() as cursor:
            for statement in guards_drop(connection.vendor):
                cursor.execute(statement)
            flush(case)
            for statement in guards(connection.vendor):
                cursor.execute(statement)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush_without_guards)
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one the test is skipped, or fails if one is required."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else CHROMIUM_NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    if found:
        return found
    reason = f"No Chromium: none of {', '.join(names)} can be run. CHROMIUM names another."
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The measuring corpus, where it lies beside the checkout or CORPUS names it."""
    beside = project_settings.BASE_DIR.parent / "shared" / "corpus"
    path = Path(os.environ.get("CORPUS") or beside)
    if not path.is_dir():
        pytest.skip(f"No measuring corpus at {path}. CORPUS names another place.")
    return path
