"""Every quirk in cases/ gives the outline beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.dumps.page import parse_page
from tests.dumps.outlines import outline

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def test_there_are_cases() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case_gives_its_outline(case: Path) -> None:
    expected = case.with_suffix(".outline").read_text(encoding="utf-8")
    with case.open(encoding="utf-8", newline="") as dump:
        assert outline(parse_page(dump.read())) == expected
