"""Where things stand in the dumps: links to lines, and dumps laid out line by line.

Lines of withheld comments are left out of every reading here; their numbers stay, so that
no address changes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from archive.dumps.lines import split_lines
from archive.dumps.records import SectionKind
from archive.models import Dump, Excerpt
from articles.models import Article
from comments.models import Comment
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
    lines: tuple[str, ...]
    comment_id: int | None = None
    is_withheld: bool = False

    @property
    def label(self) -> str:
        return section_label(self.kind)

    @property
    def anchor(self) -> str:
        return anchor(self.first_line, self.last_line)

    @property
    def numbered(self) -> list[tuple[int, str]]:
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
    excerpts = Excerpt.objects.order_by("dump_id")
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
    lines = split_lines(dump.text)
    excerpts = list(
        dump.excerpts.order_by("first_line").values_list("first_line", "last_line", "comment_id")
    )
    withheld = set(withheld_excerpts(dump).values_list("comment_id", flat=True))
    return [
        Passage(
            kind=kind,
            first_line=first,
            last_line=last,
            lines=() if comment in withheld else tuple(lines[first - 1 : last]),
            comment_id=comment,
            is_withheld=comment in withheld,
        )
        for kind, first, last, comment in _cover(dump, excerpts)
        if first in begins
    ]


def withheld_excerpts(dump: Dump) -> QuerySet[Excerpt]:
    return dump.excerpts.filter(comment__in=Comment.objects.withheld())


def read_ledger(dump: Dump) -> list[dict[str, Any]]:
    """The entries of a dump in line order. Those that touch a withheld comment lose their words."""
    hidden = list(withheld_excerpts(dump).values_list("first_line", "last_line"))
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
) -> Iterator[tuple[str, int, int, int | None]]:
    """Each excerpt once, and what its sections leave of the other lines, in line order."""
    pending = deque(excerpts)
    line = 1
    for kind, first, last, *_rest in sorted(dump.sections, key=itemgetter(1)):
        first = max(first, line)
        while pending and pending[0][0] <= last:
            start, end, comment = pending.popleft()
            if first < start:
                yield kind, first, start - 1, None
            yield SectionKind.COMMENT, start, end, comment
            first = line = end + 1
        if first <= last:
            yield kind, first, last, None
            line = last + 1
