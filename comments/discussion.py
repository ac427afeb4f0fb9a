"""Rows in reading order to strings ready for one flat loop in a template.

Nesting is written as markers: each comment carries what has to be closed or opened before
it. Nothing recurses, so a discussion may be as deep as it is long (DESIGN.md, The page).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from comments.paging import Slice
from comments.rows import Row
from comments.writing import CommentWriter, Surroundings

NEST = 60
"""Levels of lists inside each other; deeper comments stand beside each other. A level is
four elements and Chromium stops nesting at 512."""

INDENT = 6
"""Levels that are indented; below it a comment names the one that it answers."""

OPEN = SafeString('<ol class="replies">')
OPEN_FLAT = SafeString('<ol class="replies replies-flat">')
CLOSE = "</details></article></li>"
CLOSE_LEVEL = f"{CLOSE}</ol>"
NOTHING = SafeString("")


class Discussion(NamedTuple):
    """`comments` are dicts of strings; `closing` ends what the last of them left open."""

    comments: list[dict[str, Any]]
    closing: SafeString


def lay_out(part: Slice, around: Surroundings, *, last_level: int | None) -> Discussion:
    """The discussion of a slice; what answers comments of `last_level` continues elsewhere."""
    writer = CommentWriter(around)
    base = min((row.level for row in part.rows), default=0)
    comments = []
    open_rows: list[Row] = []
    onward = NOTHING
    for row in part.rows:
        before = onward + _marker(open_rows, row, base)
        onward = NOTHING
        under = open_rows[-1].id if open_rows else None
        open_rows.append(row)
        is_told_by_place = under == row.parent_id and len(open_rows) <= INDENT + 1
        comment = writer.write(row, names_parent=not is_told_by_place)
        comment["opening"] = before + comment["opening"]
        if row.level == last_level and row.rght - row.lft > 1:
            onward = writer.continuation(row.id, row.reply_count)
        comments.append(comment)
    return Discussion(comments, onward + _closing(part, open_rows, last_level, writer))


def _marker(open_rows: list[Row], row: Row, base: int) -> SafeString:
    """What ends the comments that the row does not answer, or opens the list it begins.

    Leaves in `open_rows` those that it is nested under.
    """
    deepest = base + NEST
    level = min(row.level, deepest)
    closed = 0
    while open_rows and min(open_rows[-1].level, deepest) >= level:
        open_rows.pop()
        closed += 1
    if closed:
        return SafeString(CLOSE_LEVEL * (closed - 1) + CLOSE)
    if not open_rows:
        return NOTHING
    return OPEN if len(open_rows) <= INDENT else OPEN_FLAT


def _closing(
    part: Slice, open_rows: list[Row], last_level: int | None, writer: CommentWriter
) -> SafeString:
    """The end of the last branch, with the way on inside the comment whose replies were cut."""
    ends = [CLOSE_LEVEL] * (len(open_rows) - 1) + [CLOSE] * bool(open_rows)
    if part.cut:
        shown = [row for row in part.rows if row.position > part.cut.position]
        elsewhere = sum(row.reply_count for row in shown if row.level == last_level)
        rest = part.cut.reply_count - len(shown) - elsewhere
        # The comment that was cut ends last but for those that it is nested under.
        inner = len(open_rows) - 1 - open_rows.index(part.cut)
        ends.insert(inner, writer.continuation(part.cut.id, rest, page=2))
    return SafeString("".join(ends))
