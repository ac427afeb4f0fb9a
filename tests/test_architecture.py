"""The structure that no single test can see: who imports whom, who may call text safe."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.core.management import call_command

BASE_DIR = project_settings.BASE_DIR
PACKAGES = ("archive", "articles", "comments")
MODULES = sorted(path for package in PACKAGES for path in (BASE_DIR / package).rglob("*.py"))
TEMPLATES = sorted((BASE_DIR / "templates").rglob("*.*"))
LOCK_FILES = ("requirements.lock", "requirements-dev.lock")

# Users' text becomes HTML in the first; the other two put finished pieces together, ten
# thousand to a page, and escape what they add. Another may join only with hostile-text tests.
MAY_CALL_TEXT_SAFE = {
    "articles/rendering.py",
    "comments/discussion.py",
    "comments/writing.py",
}
CALLS_TEXT_SAFE = re.compile(r"\bmark_safe\b|\bSafe(String|Text)\(|\bSafe\w+\(str\)|__html__")

NOT_IN_TEMPLATES = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "a file from elsewhere": re.compile(
        r"<(script|img|iframe)\b[^>]*\ssrc\s*=\s*[\"']?(https?:)?//", re.IGNORECASE
    ),
    "text called safe": re.compile(r"\|\s*safe(seq)?\b|\bautoescape\s+off"),
}
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)


def relative(path: Path) -> str:
    return path.relative_to(BASE_DIR).as_posix()


def test_imports_follow_the_arrows() -> None:
    result = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_text_is_called_safe_where_it_is_made_safe() -> None:
    assert MODULES
    found = {relative(path) for path in MODULES if CALLS_TEXT_SAFE.search(path.read_text())}
    assert found <= MAY_CALL_TEXT_SAFE


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_obeys_the_content_security_policy(path: Path) -> None:
    text = path.read_text()
    for what, pattern in NOT_IN_TEMPLATES.items():
        found = pattern.search(text)
        assert not found, f"{what}: {found and found[0]!r}"
    for attributes in SCRIPT.findall(text):
        assert "src=" in attributes or "json" in attributes, (
            f"an inline script: <script{attributes}>"
        )


@pytest.mark.django_db
def test_every_model_change_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("name", LOCK_FILES)
def test_lock_file_names_versions_and_hashes_but_no_address(name: str) -> None:
    text = (BASE_DIR / name).read_text()
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    entries = re.split(r"^(?=\w)", text, flags=re.MULTILINE)
    assert len(entries) > 10
    for entry in filter(None, map(str.strip, entries)):
        assert re.match(r"[\w.-]+==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry


def test_tests_run_with_the_versions_that_the_site_runs_with() -> None:
    runtime, development = (
        set(re.findall(r"^[\w.-]+==\S+", (BASE_DIR / name).read_text(), re.MULTILINE))
        for name in LOCK_FILES
    )
    assert runtime <= development
