"""One comment as a plain row, with every column that a discussion shows and no more.

Building model instances costs five times as much as reading these (DESIGN.md, The page).
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from articles.states import State


class Row(NamedTuple):
    id: int
    parent_id: int | None
    position: int
    tree_id: int
    level: int
    lft: int
    rght: int
    commenter_id: int | None
    commenter_state: str | None
    author_name: str
    posted_at: datetime | None
    posted_precision: str | None
    posted_text: str
    subject: str
    body_html: str
    kind: str
    state: str
    state_reason: str
    parent_certainty: str | None

    @property
    def reply_count(self) -> int:
        """Everything below, at whatever depth."""
        return (self.rght - self.lft) // 2

    @property
    def is_public(self) -> bool:
        """Neither the comment nor the person who wrote it is withheld or taken out."""
        return self.state == State.VISIBLE and self.commenter_state in (None, State.VISIBLE)


COLUMNS = tuple(
    "commenter__state" if field == "commenter_state" else field for field in Row._fields
)
