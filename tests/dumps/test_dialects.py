"""What tells one extractor from another."""

from __future__ import annotations

from archive.dumps.rows.dialects import detect_dialect

STARRED = "    * a verse that somebody set apart with a star"


def dialect_of(*items: str) -> str:
    lines = [line for item in items for line in (item, STARRED, "")]
    return detect_dialect(lines).name


def test_numbers_aligned_left_are_no_inscriptis():
    assert dialect_of("  9. The pier is closed.", "  10. It is open.") == "resiliparse"


def test_numbers_aligned_right_are_inscriptis():
    assert dialect_of("   9. The pier is closed.", "  10. It is open.") == "inscriptis"
