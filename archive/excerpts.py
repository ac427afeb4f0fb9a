"""Where in the lines of a comment another one begins that a moderator split off."""

from __future__ import annotations

from collections.abc import Sequence

from archive.models import Dump
from comments.models import SplitPassage

SURE = 12
"""Words by which the beginning of a passage is recognised."""


def find_first_line(
    lines: Sequence[str], first: int, last: int, words: Sequence[str]
) -> int | None:
    """The line, of those from `first` to `last`, that begins with these words.

    Lines from 1, both ends included. The last one if there are several; None where the
    words begin within a line, or in the very first one, which cannot be divided.
    """
    tokens: list[str] = []
    begins: dict[int, int] = {}
    for number in range(first, last + 1):
        begins[len(tokens)] = number
        tokens += lines[number - 1].split()
    wanted = list(words[:SURE])
    found = (
        line
        for at, line in reversed(begins.items())
        if line > first and tokens[at : at + len(wanted)] == wanted
    )
    return next(found, None)


def find_spans(dump: Dump, first: int, last: int) -> dict[int, list[tuple[int, int]]]:
    """The first and last lines in which each comment's words stand, near some lines of a dump.

    Of the comments that have any line from `first` to `last`, both included. One that was
    split off within a line has none of its own: its words are in those of the comment that
    it was split from.
    """
    spans: dict[int, list[tuple[int, int]]] = {}
    near = dump.excerpts.filter(first_line__lte=last, last_line__gte=first)
    for comment, *span in near.values_list("comment_id", "first_line", "last_line"):
        spans.setdefault(comment, []).append(tuple(span))
    passages = SplitPassage.objects.filter(shown_in__article=dump.article_id)
    for shown_in, comment in passages.order_by("pk").values_list("shown_in", "comment"):
        spans.setdefault(comment, spans.get(shown_in, []))
    return spans
