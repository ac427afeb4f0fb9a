"""The bounds by which candidates are left uncut hold: no cut scores more than was hoped."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.dumps.candidates.choosing import ROUNDING, weigh
from archive.dumps.candidates.weighing import hope_for, most_by_number
from archive.dumps.dates.times import read_times
from archive.dumps.learning.series import find_other_series, find_time_series
from archive.dumps.learning.sheet import Sheet, spread
from archive.dumps.rows.dialects import detect_dialect
from archive.dumps.rows.lines import clean_lines
from archive.dumps.rows.reading import read_rows
from archive.dumps.rows.signed_ends import part_signatures

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))

NOTHING_ASKED = -1000.0


def sheet_of(case: Path) -> Sheet:
    with case.open(encoding="utf-8", newline="") as dump:
        lines = clean_lines(dump.read()).texts
    dialect = detect_dialect(lines)
    rows = read_rows(lines, dialect)
    found = read_times([row.text for row in rows]).found
    rows = part_signatures(rows, found) or rows
    return spread(rows, read_times([row.text for row in rows]).found, dialect)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_series_scores_more_than_was_hoped(case: Path) -> None:
    sheet = sheet_of(case)
    found = [*find_time_series(sheet), *find_other_series(sheet)]
    assert found
    for series in found:
        hope = hope_for(sheet, series)
        assert hope.most <= most_by_number(sheet, series) + ROUNDING
        candidate = weigh(sheet, series, hope, NOTHING_ASKED)
        if candidate is not None:
            assert candidate.score <= hope.most + ROUNDING
            # What is just within reach is still found.
            assert weigh(sheet, series, hope, candidate.score - ROUNDING) is not None
