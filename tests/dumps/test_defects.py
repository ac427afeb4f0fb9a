"""How sure a page is: what its count and its comments' doubts take off."""

from __future__ import annotations

import pytest

from archive.dumps.defects import FULL_SCORE, page_confidence
from archive.dumps.records import ParsedComment


def comment(author: str | None = "Ann Field") -> ParsedComment:
    return ParsedComment(
        author=author,
        author_text=author,
        posted=None,
        body="Well put.",
        depth=0,
        parent=None,
        parent_certainty=None,
        first_line=1,
        last_line=2,
    )


@pytest.mark.parametrize(
    ("declared", "less_than"), [(4, None), (None, None), (5, 4), (40, 5), (1, 4)]
)
def test_confidence_falls_with_the_distance_from_the_declared_count(
    declared: int | None, less_than: int | None
) -> None:
    comments = [comment() for _ in range(4)]
    agreed = page_confidence(FULL_SCORE, comments, 4)
    found = page_confidence(FULL_SCORE, comments, declared)
    if less_than is None:
        assert found == agreed
    else:
        assert 0 <= found < page_confidence(FULL_SCORE, comments, less_than)


def test_confidence_stays_a_share_whatever_is_declared() -> None:
    for declared in (0, 1, 10**12):
        assert 0 <= page_confidence(FULL_SCORE * 3, [comment(None)], declared) <= 1
