"""What moderators made of an article's comments: split ones, merged ones, spellings of names.

Captures go on showing what was there before. Here they find the rows that it has become.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from archive.decoding import decode
from archive.dumps.records import ParsedComment
from archive.dumps.rows.lines import split_lines
from archive.excerpts import find_first_line
from archive.importing.captures import Capture
from archive.importing.changes import StaleError
from archive.importing.matching import LONG
from archive.models import Excerpt
from comments.models import Comment, MergedComment, SplitPassage
from comments.people import merged_commenters
from comments.redacting import clear_text
from comments.splits import find_passage, words_checksum

Span = tuple[int, int, int]
"""A comment's id, its first line and its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restructured:
    """An article's splits and merges.

    `keys` gives the row that a merged comment's source key stands for now, `rows` those
    that others were merged into; `passages` stand under the id of the comment that shows
    them. `by_words` leads from checksums of words to the rows that they were given to, and
    `authors` from these to their names.
    """

    keys: dict[str, int] = field(default_factory=dict)
    rows: frozenset[int] = frozenset()
    passages: dict[int, list[SplitPassage]] = field(default_factory=dict)
    by_words: dict[str, int] = field(default_factory=dict)
    authors: dict[int, str] = field(default_factory=dict)

    @property
    def split_off(self) -> set[int]:
        """Rows whose words captures show as another's."""
        return {each.comment_id for part in self.passages.values() for each in part}

    def row_of_words(self, comment: ParsedComment) -> int:
        """The row that has just these words by now; 0 if there is none.

        Few words are said by many, so their author has to be the same.
        """
        words = comment.body.split()
        pk = self.by_words.get(words_checksum(words), 0) if words else 0
        is_long = len(" ".join(words)) >= LONG
        return pk if is_long or self.authors.get(pk) == (comment.author or "") else 0


def load_restructured(article_id: int, rows: Mapping[int, dict[str, Any]]) -> Restructured:
    """What was done to an article's discussion, whose `rows` by id hold text and author."""
    merged = list(
        MergedComment.objects.filter(article_id=article_id, comment__isnull=False).values_list(
            "source_key", "comment_id"
        )
    )
    passages: dict[int, list[SplitPassage]] = {}
    shown_in = SplitPassage.objects.filter(shown_in__article=article_id)
    for passage in shown_in.order_by("-from_end", "pk"):
        passages.setdefault(passage.shown_in_id, []).append(passage)
    parts = [passage for part in passages.values() for passage in part]
    concerned = {pk for _key, pk in merged} | passages.keys() | {p.comment_id for p in parts}
    by_words = {passage.checksum: passage.comment_id for passage in parts}
    texts = Comment.objects.filter(pk__in=concerned).only("body_text").order_by("pk")
    for comment in texts:
        by_words[words_checksum(clear_text(comment).split())] = comment.pk
    return Restructured(
        keys=dict(merged),
        rows=frozenset(pk for _key, pk in merged),
        passages=passages,
        by_words=by_words,
        authors={pk: rows[pk]["author_name"] for pk in concerned},
    )


def divide_spans(
    capture: Capture,
    ids: Sequence[int | None],
    restructured: Restructured,
    *,
    dump_id: int | None = None,
) -> list[Span]:
    """Where each comment stands in a capture, those that were split off among them.

    A kept dump stays divided as it is; in others, the words of a passage say where it
    begins. One that begins within a line has no lines of its own. Erased comments neither.
    """
    spans: list[Span] = []
    shown = {pk for pk in ids if pk is not None}
    kept: dict[int, int] = {}
    lines: list[str] = []
    if dump_id and restructured.passages:
        parts = Excerpt.objects.filter(dump=dump_id, comment__in=restructured.split_off)
        kept = dict(parts.values_list("comment_id", "first_line"))
    for pk, comment in zip(ids, capture.page.comments, strict=True):
        if pk is None:
            continue
        span = (pk, comment.first_line, comment.last_line)
        passages = [p for p in restructured.passages.get(pk, ()) if p.comment_id not in shown]
        if passages and not lines:
            lines = split_lines(decode(capture.content, capture.encoding))
        spans += _divide(span, comment.body.split(), passages, lines, kept)
    return spans


def _divide(
    span: Span,
    words: Sequence[str],
    passages: Sequence[SplitPassage],
    lines: Sequence[str],
    kept: Mapping[int, int],
) -> list[Span]:
    pk, first, last = span
    begins = {first: pk}
    for passage in passages:
        line = kept.get(passage.comment_id)
        found = find_passage(words, passage)
        if line is None and found:
            line = find_first_line(lines, first, last, found)
        if line is not None and first < line <= last:
            begins.setdefault(line, passage.comment_id)
    starts = sorted(begins)
    ends = [start - 1 for start in starts[1:]] + [last]
    return [(begins[start], start, end) for start, end in zip(starts, ends, strict=True)]


def refuse_merged_commenters(site_ids: list[int], article_ids: list[int]) -> None:
    """Raises StaleError if people were merged since the import asked who they are.

    Call it when everything is written: the rows then hold their people, and a merge that
    is not seen here waits for them and finds them.
    """
    merged = merged_commenters(site_ids)
    written = Comment.objects.filter(article__in=article_ids, commenter__in=list(merged))
    if merged and written.exists():
        raise StaleError
