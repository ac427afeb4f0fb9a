"""The examples of FORMAT.md are what the parser does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import archive.dumps
from archive.dumps.page import parse_page
from tests.dumps.outlines import outline

FORMAT = Path(archive.dumps.__file__).parent / "FORMAT.md"
PAIR = re.compile(r"```dump\n(.*?)```\n\n```outline\n(.*?)```", re.DOTALL)
PAIRS = PAIR.findall(FORMAT.read_text(encoding="utf-8"))


def test_format_has_its_examples() -> None:
    assert len(PAIRS) == 4


@pytest.mark.parametrize(("dump", "expected"), PAIRS)
def test_example_of_the_format_gives_its_outline(dump: str, expected: str) -> None:
    assert outline(parse_page(dump)) == expected
