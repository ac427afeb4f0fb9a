"""Two dates that frame the head of one comment are one, however they are written."""

from __future__ import annotations

from archive.dumps.dates.times import read_times
from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.dated import without_doubles
from archive.dumps.learning.sheet import Sheet, spread
from archive.dumps.rows.dialects import detect_dialect
from archive.dumps.rows.reading import read_rows


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
