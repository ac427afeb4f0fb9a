"""Where things stand in the dumps: links to lines, and dumps laid out line by line.

Lines of withheld comments are left out of every reading here, and redacted passages are
masked (`archive.masking`); their numbers stay, so that no address changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from archive.dumps.records import SectionKind
from archive.masking import Piece, ShownLines, withheld_excerpts
from archive.models import Dump, Excerpt
from articles.models import Article
from comments.rows import Row

LENGTH = 2000
"""Lines a page of the source view."""


SECTION_LABELS = {
    SectionKind.TITLE: _("title"),
    SectionKind.BYLINE: _("byline"),
    SectionKind.TAGS: _("tags"),
    SectionKind.IMAGE: _("image"),
    SectionKind.BODY: _("article"),
    SectionKind.COUNT: _("number of comments"),
    SectionKind.COMMENT: _("comment"),
    SectionKind.IGNORED: _("page furniture"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Consecutive lines of a dump that are one thing. Lines from 1, both ends included.

    `lines` is empty where the passage is withheld.
    """

    kind: str
    first_line: int
    last_line: int
    lines: tuple[tuple[Piece, ...], ...]
    comment_id: int | None = None
    is_withheld: bool = False

    @property
    def label(self) -> str:
        return section_label(self.kind)

    @property
    def anchor(self) -> str:
        return anchor(self.first_line, self.last_line)

    @property
    def numbered(self) -> list[tuple[int, tuple[Piece, ...]]]:
        return list(enumerate(self.lines, self.first_line))


def section_label(kind: str) -> str:
    """What a part of a page is called."""
    return str(SECTION_LABELS.get(kind, kind))


def articles_with_dump() -> QuerySet[Article]:
    """Articles with their site and `newest_dump`, the id of the latest capture."""
    newest = Dump.objects.filter(article=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    return Article.objects.select_related("site").annotate(newest_dump=Subquery(newest))


def anchor(first_line: int, last_line: int) -> str:
    return f"L{first_line}-L{last_line}"


def source_places(article: Article, rows: Sequence[Row]) -> dict[int, tuple[str, str]]:
    """For each comment where its lines are, in the latest dump that has it, and their name."""
    if not rows:
        return {}
    # Of several the last stays: the first lines in the latest dump.
    excerpts = Excerpt.objects.order_by("dump_id", "-first_line")
    if len(rows) < article.comment_count:
        excerpts = excerpts.filter(comment__in=[row.id for row in rows])
    else:
        excerpts = excerpts.filter(comment__article=article)
    newest = getattr(article, "newest_dump", None)
    return {
        comment: (place_in_source(first, last, dump, newest), f"L{first}–{last}")
        for comment, dump, first, last in excerpts.values_list(
            "comment_id", "dump_id", "first_line", "last_line"
        )
    }


def place_in_source(first: int, last: int, dump: int, newest: int | None = None) -> str:
    """The query and fragment that lead to lines of a dump."""
    query = [f"dump={dump}"] * (dump != newest)
    if first > LENGTH:
        query.append(f"page={page_of_line(first)}")
    return ("?" + "&".join(query) if query else "") + "#" + anchor(first, last)


def page_of_line(line: int) -> int:
    return (line - 1) // LENGTH + 1


def read_passages(dump: Dump, page: int) -> list[Passage]:
    """The passages that begin on one page of a dump; the pages hold all its lines in order."""
    begins = range((page - 1) * LENGTH + 1, page * LENGTH + 1)
    excerpts = list(
        dump.excerpts.order_by("first_line").values_list("first_line", "last_line", "comment_id")
    )
    withheld = set(withheld_excerpts(dump).values_list("comment_id", flat=True))
    covered = [part for part in _cover(dump, excerpts) if part[1] in begins]
    ends = max((last for _kind, _first, last, *_ in covered), default=1)
    lines = ShownLines(dump, begins.start, ends)
    passages = []
    for kind, first, last, comment, is_erased in covered:
        is_withheld = is_erased or comment in withheld
        passages.append(
            Passage(
                kind=kind,
                first_line=first,
                last_line=last,
                lines=() if is_withheld else tuple(lines.pieces(first, last)),
                comment_id=comment,
                is_withheld=is_withheld,
            )
        )
    return passages


def read_ledger(dump: Dump) -> list[dict[str, Any]]:
    """The entries of a dump in line order. Those that touch a withheld comment lose their words,
    and those that touch lines of an erased one."""
    hidden = [*withheld_excerpts(dump).values_list("first_line", "last_line"), *_erased_lines(dump)]
    met: set[int | None] = {None}
    entries = []
    for entry in dump.ledger.all():
        is_hidden = any(a <= entry.last_line and entry.first_line <= b for a, b in hidden)
        entries.append(
            {
                "entry": entry,
                "decision": _("About a comment that is withheld.") if is_hidden else entry.decision,
                "source": place_in_source(entry.first_line, entry.last_line, dump.pk),
                # The discussion links to the first entry about each comment.
                "anchor": "" if entry.comment_id in met else f"about-{entry.comment_id}",
            }
        )
        met.add(entry.comment_id)
    return entries


def _cover(
    dump: Dump, excerpts: list[tuple[int, int, int]]
) -> Iterator[tuple[str, int, int, int | None, bool]]:
    """Each excerpt once, and what its sections leave of the other lines, in line order.

    A comment was recovered from lines that no excerpt covers if it was erased for good since:
    the last value says so.
    """
    pending = deque(excerpts)
    erased = _erased(dump, excerpts)
    line = 1
    for kind, first, last, number, *_rest in sorted(dump.sections, key=itemgetter(1)):
        first = max(first, line)
        is_erased = number in erased
        while pending and pending[0][0] <= last:
            start, end, comment = pending.popleft()
            if first < start:
                yield kind, first, start - 1, None, is_erased
            yield SectionKind.COMMENT, start, end, comment, False
            first = line = end + 1
        if first <= last:
            yield kind, first, last, None, is_erased
            line = last + 1


def _erased_lines(dump: Dump) -> list[tuple[int, int]]:
    """The lines from which erased comments were recovered."""
    excerpts = dump.excerpts.order_by("first_line").values_list(
        "first_line", "last_line", "comment_id"
    )
    erased = _erased(dump, list(excerpts))
    return [(first, last) for _kind, first, last, number, *_ in dump.sections if number in erased]


def _erased(dump: Dump, excerpts: list[tuple[int, int, int]]) -> set[int]:
    """Which comments, by their place in the dump, were recovered and have no excerpt any more."""
    ends = [last for _first, last, _comment in excerpts]
    recovered = [section for section in dump.sections if section[3] is not None]
    kept = set()
    for _kind, first, last, number, *_rest in recovered:
        at = bisect_left(ends, first)
        if at < len(excerpts) and excerpts[at][0] <= last:
            kept.add(number)
    return {section[3] for section in recovered} - kept
