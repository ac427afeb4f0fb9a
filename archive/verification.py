"""Comparing what is derived with what it is derived from, and dumps with their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.dumps.lines import split_lines
from archive.models import Dump
from archive.search.checking import count_stale_entries, is_index_whole
from articles.models import Article
from comments.models import Comment
from comments.tree import number_discussion


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that does not hold. `where` names the row, for the admin's search.

    `article_id` is that of the article it belongs to; None where it is nobody's.
    """

    code: str
    where: str
    sentence: str
    article_id: int | None = None

    def __str__(self) -> str:
        return f"{self.code}: {self.where}: {self.sentence}"


def find_faults() -> Iterator[Fault]:
    """Every fault of the archive, one article and one dump in memory at a time."""
    for article in Article.objects.only("comment_count").order_by("pk").iterator():
        for fault in article_faults(article):
            yield replace(fault, article_id=article.pk)
    for dump in Dump.objects.order_by("pk").iterator(chunk_size=20):
        for fault in dump_faults(dump):
            yield replace(fault, article_id=dump.article_id)
    if not is_index_whole():
        sentence = "it does not hold the words of its entries; run rebuild_search_index."
        yield Fault(code="search-index", where="search index", sentence=sentence)


def article_faults(article: Article) -> Iterator[Fault]:
    """Faults of one discussion: its count, its tree, the order of its comments."""
    where = f"article {article.pk}"
    rows = list(
        Comment.objects.filter(article=article)
        .order_by("position", "pk")
        .values_list("pk", "parent_id", "position", "tree_id", "lft", "rght", "level", named=True)
    )
    if article.comment_count != len(rows):
        sentence = f"{article.comment_count} comments are noted and {len(rows)} are kept."
        yield Fault(code="comment-count", where=where, sentence=sentence)
    index_of = {row.pk: index for index, row in enumerate(rows)}
    strangers = [row for row in rows if row.parent_id and row.parent_id not in index_of]
    for row in strangers:
        sentence = f"it answers comment {row.parent_id}, which is in another article."
        yield Fault(code="parent-elsewhere", where=f"comment {row.pk}", sentence=sentence)
    if not strangers:
        yield from _tree_faults(where, rows, [index_of.get(row.parent_id) for row in rows])
    if count := count_stale_entries(article.pk):
        sentence = f"{count} search entries are not as they ought to be."
        yield Fault(code="search-entries", where=where, sentence=sentence)


def _tree_faults(where: str, rows: list, parents: list[int | None]) -> Iterator[Fault]:
    try:
        places = number_discussion(parents)
    except ValueError as error:
        yield Fault(code="tree-ring", where=where, sentence=str(error))
        return
    # A thread's number may be any; that it is the same for all of it, and no other's, counts.
    tree_ids = {place.root: rows[place.root].tree_id for place in places}
    if len(set(tree_ids.values())) != len(tree_ids):
        yield Fault(code="tree-shared", where=where, sentence="two threads share a tree_id.")
    for row, place in zip(rows, places, strict=True):
        truth = (place.position, tree_ids[place.root], place.lft, place.rght, place.level)
        kept = (row.position, row.tree_id, row.lft, row.rght, row.level)
        if truth != kept:
            sentence = f"position, tree_id, lft, rght, level are {kept}; its parents say {truth}."
            yield Fault(code="tree-numbers", where=f"comment {row.pk}", sentence=sentence)


def dump_faults(dump: Dump) -> Iterator[Fault]:
    """Faults of one dump: its bytes, its lines, the comments found in it."""
    where = f"dump {dump.pk}"
    if hashlib.sha256(bytes(dump.content)).hexdigest() != dump.sha256:
        yield Fault(code="checksum", where=where, sentence="its bytes are not those imported.")
    lines = len(split_lines(dump.text))
    if lines != dump.line_count:
        sentence = f"{dump.line_count} lines are noted and {lines} are kept."
        yield Fault(code="line-count", where=where, sentence=sentence)
    yield from _section_faults(where, dump)
    excerpts = set(dump.excerpts.values_list("first_line", "last_line"))
    # Fewer are no fault: a moderator may have erased a comment for good.
    if len(excerpts) > dump.recovered_count:
        sentence = f"{dump.recovered_count} comments were recovered and {len(excerpts)} are linked."
        yield Fault(code="excerpt-count", where=where, sentence=sentence)


def _section_faults(where: str, dump: Dump) -> Iterator[Fault]:
    """Every line must be in exactly one section: each begins where the one before ended."""
    expected = 1
    for _kind, first, last, *_rest in sorted(dump.sections, key=lambda section: section[1]):
        if first != expected or last < first:
            sentence = f"a section of lines {first} to {last} stands where line {expected} is next."
            yield Fault(code="line-sections", where=where, sentence=sentence)
        expected = last + 1
    if expected != dump.line_count + 1:
        sentence = f"the sections end with line {expected - 1} of {dump.line_count}."
        yield Fault(code="line-sections", where=where, sentence=sentence)
