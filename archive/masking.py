"""The lines of a dump as they may be shown: withheld comments left out, passages masked.

The bytes are kept as they came; whoever shows lines takes them from here. A passage may
stand in the dump otherwise than in the text: wrapped over lines, spaced, quoted. Where it
cannot be located for sure, all lines that it must be in are masked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import Q, QuerySet

from archive.dumps.records import SectionKind
from archive.dumps.rows.lines import split_lines
from archive.excerpts import find_spans
from archive.models import Dump, Excerpt
from articles.passages import Folded, find_passage, fold
from comments.models import Comment, Redaction, SplitPassage
from comments.redactions import Owner
from comments.scars import scar_words

SECTIONS_OF = {
    "title": {SectionKind.TITLE},
    "title_text": {SectionKind.TITLE},
    "body_text": {SectionKind.BODY},
    "image_caption": {SectionKind.IMAGE},
    "image_credit": {SectionKind.IMAGE},
}
"""Where an article's own fields come from."""


MARGIN = 200
"""Lines before and after those that are shown in which a passage may begin and end."""


UNSEEN = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
UNSEEN |= dict.fromkeys([*range(0x80, 0xA0), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF], 0xFFFD)
"""What no page may hold (HTML, 13.2.3.5), and the sign that is shown for it."""


class Piece(NamedTuple):
    """A part of a line: its words, or the words that stand for what was redacted there."""

    text: str
    is_scar: bool = False


class Mask(NamedTuple):
    """Characters of the whole text to leave out, and the words to show instead."""

    start: int
    end: int
    scar: str


class ShownLines:
    """A dump's lines, number 1 first, as pieces.

    Passages are looked for around the lines `first` to `last` alone, where these are given;
    others must not be shown.
    """

    def __init__(self, dump: Dump, first: int = 1, last: int | None = None) -> None:
        self.lines = split_lines(dump.text)
        length = len(self.lines)
        self._first = max(1, first - MARGIN)
        self._last = length if last is None else min(length, last + MARGIN)
        self.text = "\n".join(self.lines)
        self._starts = [0]
        for line in self.lines[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._masks = _merge(self._find(dump))
        self._ends = [mask.end for mask in self._masks]

    def pieces(self, first: int, last: int) -> list[tuple[Piece, ...]]:
        """Lines `first` to `last`, both included, as far as the dump has them."""
        return [self._line(number) for number in range(first, min(last, len(self.lines)) + 1)]

    def plain(self, first: int = 1, last: int | None = None) -> str:
        """The same as text."""
        rows = self.pieces(first, len(self.lines) if last is None else last)
        return "\n".join("".join(piece.text for piece in row) for row in rows)

    def _line(self, number: int) -> tuple[Piece, ...]:
        line, start = self.lines[number - 1], self._starts[number - 1]
        end = start + len(line)
        at, pieces = start, []
        for mask in self._masks[bisect_right(self._ends, start) :]:
            if mask.start >= end:
                break
            pieces.append(Piece(self._shown(at, max(at, mask.start))))
            pieces.append(Piece(mask.scar, is_scar=True))
            at = min(mask.end, end)
        pieces.append(Piece(self._shown(at, end)))
        return tuple(piece for piece in pieces if piece.text)

    def _shown(self, start: int, end: int) -> str:
        text = self.text[start:end]
        return text if text.isprintable() else text.translate(UNSEEN)

    def _find(self, dump: Dump) -> Iterator[Mask]:
        redactions = list(Redaction.objects.filter(article=dump.article_id))
        if not redactions:
            return
        spans = find_spans(dump, self._first, self._last)
        offset = self._starts[self._first - 1] if self.lines else 0
        around = Folded(self._between(self._first, self._last))
        for owner, passage, scar, field in _distinct(redactions):
            for start, end in find_passage(around, passage, whole_words=True):
                yield Mask(offset + start, offset + end, scar)
            lines = spans.get(owner, []) if owner else _lines_of(dump, field)
            yield from self._find_surely(passage, scar, lines, _needed(redactions, owner, passage))

    def _find_surely(
        self, passage: str, scar: str, spans: Sequence[tuple[int, int]], needed: int
    ) -> Iterator[Mask]:
        """Where the passage stands in these lines; all of them, if too few places are found."""
        found = []
        for first, last in spans:
            start = self._starts[first - 1]
            places = find_passage(self._between(first, last), passage)
            found += [Mask(start + a, start + b, scar) for a, b in places]
        if len(found) >= needed:
            yield from found
        else:
            for first, last in spans:
                start = self._starts[first - 1]
                yield Mask(start, start + len(self._between(first, last)), scar)

    def _between(self, first: int, last: int) -> str:
        return "\n".join(self.lines[first - 1 : last])


def _distinct(redactions: Iterable[Redaction]) -> Iterator[tuple[int | None, str, str, str]]:
    """The comment (None for the article's own text), the passage, its scar and its field."""
    yield from dict.fromkeys(
        (
            redaction.comment_id if redaction.owner == Owner.COMMENT else None,
            redaction.passage,
            scar_words(redaction.reason),
            redaction.field if redaction.owner == Owner.ARTICLE else "",
        )
        for redaction in redactions
    )


def _needed(redactions: Iterable[Redaction], owner: int | None, passage: str) -> int:
    """In how many places of one text the passage stood: as many are to be found in its lines."""
    sought = fold(passage)[0].strip()
    counts = Counter(
        redaction.field
        for redaction in redactions
        if redaction.comment_id == owner
        and redaction.owner == (Owner.COMMENT if owner else Owner.ARTICLE)
        and fold(redaction.passage)[0].strip() == sought
    )
    # The title stands once in the page and twice in the article: as read, and as written.
    counts.pop("title_text", None)
    return max(counts.total(), 1)


def _lines_of(dump: Dump, field: str) -> list[tuple[int, int]]:
    kinds = SECTIONS_OF.get(field, set())
    return [(first, last) for kind, first, last, *_ in dump.sections if kind in kinds]


def _merge(masks: Iterable[Mask]) -> list[Mask]:
    """In order and apart from each other; the words of the first of those that overlap."""
    merged: list[Mask] = []
    for mask in sorted(masks):
        if merged and mask.start < merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(merged[-1].end, mask.end))
        else:
            merged.append(mask)
    return merged


def withheld_excerpts(dump: Dump) -> QuerySet[Excerpt]:
    """The excerpts of withheld comments, and those in which the words of one may stand.

    Those are of the comments that a withheld one was split from, where it begins within a
    line and so has no excerpt of its own.
    """
    withheld = Comment.objects.withheld()
    among = SplitPassage.objects.filter(comment__in=withheld).exclude(
        comment__in=dump.excerpts.values("comment")
    )
    beside = SplitPassage.objects.filter(shown_in__in=among.values("shown_in"))
    return dump.excerpts.filter(
        Q(comment__in=withheld)
        | Q(comment__in=among.values("shown_in"))
        | Q(comment__in=beside.values("comment"))
    )


def mask_sentence(sentence: str, redactions: Iterable[Redaction]) -> str:
    """A decision of the ledger without the passages that it may quote."""
    for redaction in redactions:
        for start, end in reversed(find_passage(sentence, redaction.passage)):
            sentence = sentence[:start] + scar_words(redaction.reason) + sentence[end:]
    return sentence
