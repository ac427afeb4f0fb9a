"""Pieces of flat text are put together where no line ends or begins so."""

from __future__ import annotations

from archive.dumps.rows.pieces import join_pieces
from archive.dumps.rows.reading import Row


def joined(*texts: str) -> list[str]:
    rows = [Row(line, line, 0, 0, "", 0, text) for line, text in enumerate(texts, 1)]
    return [row.text for row in join_pieces(rows)]


def test_label_of_a_pingback_belongs_to_its_title() -> None:
    assert joined("Pingback:", "Two years | Mill News") == ["Pingback: Two years | Mill News"]


def test_head_of_a_topic_is_one_line() -> None:
    pieces = ("By", "Ann", ",", "August 19, 2013", "in", "Town", "Start new topic")
    assert joined(*pieces) == ["By Ann, August 19, 2013 in Town", "Start new topic"]


def test_verb_with_a_capital_begins_a_line() -> None:
    assert joined("31 posts", "Posted", "August 19, 2013")[:2] == ["31 posts", "Posted"]
    assert joined("Ann", "says:") == ["Ann says:"]
