"""From the chosen drafts to the page's comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.dumps.candidates.choosing import Candidate
from archive.dumps.discussion.fields import Reading, read_drafts
from archive.dumps.discussion.parents import Parentage, find_parents
from archive.dumps.learning.sheet import Sheet
from archive.dumps.records import CommentKind, ParsedComment
from archive.dumps.vocabulary.patterns import PINGBACK


def read_discussions(sheet: Sheet, discussions: Sequence[Candidate]) -> tuple[ParsedComment, ...]:
    """Give the comments of all discussions, one after another."""
    comments: list[ParsedComment] = []
    for candidate in discussions:
        before = len(comments)
        for comment in read_comments(sheet, candidate):
            parent = None if comment.parent is None else comment.parent + before
            comments.append(replace(comment, parent=parent) if before else comment)
    return tuple(comments)


def read_comments(sheet: Sheet, candidate: Candidate) -> tuple[ParsedComment, ...]:
    """Give the comments in reading order; drafts without any text are none."""
    readings = read_drafts(sheet, candidate.layout, candidate.drafts)
    readings = [reading for reading in readings if reading.body]
    parents = find_parents(sheet, readings)
    return tuple(
        _comment(sheet, reading, parent) for reading, parent in zip(readings, parents, strict=True)
    )


def _comment(sheet: Sheet, reading: Reading, parent: Parentage) -> ParsedComment:
    return ParsedComment(
        author=reading.author,
        author_text=reading.author_text,
        posted=reading.posted,
        body=reading.body,
        depth=parent.depth,
        parent=parent.parent,
        parent_certainty=parent.certainty,
        first_line=sheet.rows[reading.draft.first].first,
        last_line=sheet.rows[reading.draft.last].last,
        subject=reading.subject,
        kind=_kind(reading),
    )


def _kind(reading: Reading) -> CommentKind:
    """Tell another page's notice by its label, or by the brackets around its excerpt."""
    if PINGBACK.match(reading.author_text or "") or PINGBACK.match(reading.body):
        return CommentKind.PINGBACK
    return CommentKind.COMMENT
