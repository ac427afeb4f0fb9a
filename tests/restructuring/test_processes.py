"""Moderators and an importer at work in one article at once: real processes."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.importing.test_processes import database_url

__all__ = ["database_url"]


@pytest.fixture
def folder(tmp_path):
    """Captures of one page, each with three comments more than the one before."""
    for number in range(12):
        comments = range(45 + 3 * number)
        lines = ["The bridge", *(f"Comment {index} on it." for index in comments)]
        (tmp_path / f"{number:02}.txt").write_text("\n".join(lines))
    return tmp_path


@pytest.mark.parametrize("scenario", ["moving", "everything"])
def test_no_act_is_lost_and_the_tree_is_whole(folder, database_url, scenario):
    done = subprocess.run(
        [sys.executable, "-m", "tests.restructuring.processes", scenario, str(folder)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=300,
    )
    print(done.stderr)
    assert done.returncode == 0
    assert done.stdout == ""
