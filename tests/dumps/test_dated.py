"""Two dates that frame the head of one comment are one, however they are written."""

from __future__ import annotations

from archive.dumps.anchors import Anchor
from archive.dumps.dated import without_doubles
from archive.dumps.dates import read_times
from archive.dumps.dialects import detect_dialect
from archive.dumps.rows import read_rows
from archive.dumps.sheet import Sheet, spread


def anchors_of(*lines: str) -> tuple[Sheet, list[Anchor]]:
    dialect = detect_dialect(lines)
    rows = read_rows(lines, dialect)
    found = read_times([row.text for row in rows]).found
    anchors = [Anchor(n, times[0].start, times[0].end) for n, times in enumerate(found) if times]
    return spread(rows, found, dialect), anchors


def test_one_minute_in_two_notations_is_one_date() -> None:
    sheet, anchors = anchors_of("4 May 2015 at 2:05PM", "Ann Field", "2015-05-04 14:05:12", "Yes.")
    assert without_doubles(sheet, anchors) == anchors[:1]


def test_two_minutes_in_two_notations_are_two_dates() -> None:
    sheet, anchors = anchors_of("4 May 2015 at 2:05PM", "Ann Field", "2015-05-04 14:06", "Yes.")
    assert without_doubles(sheet, anchors) == anchors


def test_one_day_without_a_clock_may_be_that_of_two_comments() -> None:
    sheet, anchors = anchors_of("4 May 2015", "Ann Field", "2015-05-04", "Yes.")
    assert without_doubles(sheet, anchors) == anchors
