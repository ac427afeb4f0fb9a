"""Rows in reading order to the HTML of a discussion, in one flat loop.

Nesting is written as markers: what has to be closed or opened stands before each comment.
Nothing recurses, so a discussion may be as deep as it is long, and the template takes it as
one string: its own loop over the comments would cost as much as all the rest (DESIGN.md,
The page).
"""

from __future__ import annotations

from django.utils.safestring import SafeString

from comments.paging import Slice
from comments.rows import Row
from comments.writing import CommentWriter, Surroundings

NEST = 60
"""Levels of lists inside each other; deeper comments stand beside each other. A level is
four elements and Chromium stops nesting at 512."""

INDENT = 6
"""Levels that are indented; below it a comment names the one that it answers."""

OPEN = '<ol class="replies">'
OPEN_FLAT = '<ol class="replies replies-flat">'
CLOSE = "</details></article></li>\n"
CLOSE_LEVEL = f"{CLOSE}</ol>"


def lay_out(part: Slice, around: Surroundings, *, last_level: int | None) -> SafeString:
    """The list items of a slice; what answers comments of `last_level` continues elsewhere."""
    writer = CommentWriter(around)
    deepest = min((row.level for row in part.rows), default=0) + NEST
    html: list[str] = []
    open_rows: list[Row] = []
    for row in part.rows:
        html.append(_marker(open_rows, row, deepest))
        under = open_rows[-1].id if open_rows else None
        open_rows.append(row)
        is_told_by_place = under == row.parent_id and len(open_rows) <= INDENT + 1
        html.append(writer.write(row, names_parent=not is_told_by_place))
        if row.level == last_level and row.rght - row.lft > 1:
            html.append(writer.continuation(row.id, row.reply_count))
    html.append(_closing(part, open_rows, last_level, writer))
    return SafeString("".join(html))


def _marker(open_rows: list[Row], row: Row, deepest: int) -> str:
    """What ends the comments that the row does not answer, or opens the list it begins.

    Leaves in `open_rows` those that it is nested under.
    """
    level = row.level if row.level < deepest else deepest
    closed = 0
    while open_rows and open_rows[-1].level >= level:
        open_rows.pop()
        closed += 1
    if closed:
        return CLOSE_LEVEL * (closed - 1) + CLOSE
    if not open_rows:
        return ""
    return OPEN if len(open_rows) <= INDENT else OPEN_FLAT


def _closing(
    part: Slice, open_rows: list[Row], last_level: int | None, writer: CommentWriter
) -> str:
    """The end of the last branch, with the way on inside the comment whose replies were cut."""
    ends = [CLOSE_LEVEL] * (len(open_rows) - 1) + [CLOSE] * bool(open_rows)
    if part.cut:
        shown = [row for row in part.rows if row.position > part.cut.position]
        elsewhere = sum(row.reply_count for row in shown if row.level == last_level)
        rest = part.cut.reply_count - len(shown) - elsewhere
        # The comment that was cut ends last but for those that it is nested under.
        inner = len(open_rows) - 1 - open_rows.index(part.cut)
        ends.insert(inner, writer.continuation(part.cut.id, rest, page=2))
    return "".join(ends)
