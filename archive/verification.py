"""Comparing what is derived with what it is derived from, and dumps with their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from django.db.models import Count, Exists, OuterRef
from django.utils.html import strip_tags

from archive.dumps.rows.lines import split_lines
from archive.importing.holding import has_dump_of
from archive.importing.keys import address_key
from archive.importing.rows import UNSHOWN
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from archive.names import count_unrecognisable, letters
from archive.search.checking import count_stale_entries, is_index_whole
from articles.models import Article
from articles.rendering import render_comment
from articles.states import State
from comments.models import Comment, ErasedPerson, SplitPassage
from comments.redacting import render_text
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
    columns = ("comment_count", "source_key", "body_text", "body_html")
    for article in Article.objects.only(*columns).order_by("pk").iterator(chunk_size=100):
        for fault in article_faults(article):
            yield replace(fault, article_id=article.pk)
    yield from _people_faults()
    yield from _run_faults()
    for dump in Dump.objects.order_by("pk").iterator(chunk_size=20):
        for fault in dump_faults(dump):
            yield replace(fault, article_id=dump.article_id)
    yield from _waiting_faults()
    if count := count_unrecognisable():
        sentence = f"the secret key has changed: imports do not know {count} names any more."
        yield Fault(code="erased-names", where="erased people", sentence=sentence)
    for person in ErasedPerson.objects.filter(is_finished=False):
        sentence = "the erasure was stopped; erase_person with the same names goes on with it."
        yield Fault(code="unfinished-erasure", where=person.pseudonym, sentence=sentence)
    if not is_index_whole():
        sentence = "it does not hold the words of its entries; run rebuild_search_index."
        yield Fault(code="search-index", where="search index", sentence=sentence)


def _waiting_faults() -> Iterator[Fault]:
    """What waits for a publication that no import is left to bring."""
    holding = ImportRun.objects.filter(is_held=True)
    stuck = Article.objects.filter(state=State.HELD).exclude(has_dump_of(holding))
    for pk in stuck.order_by("pk").values_list("pk", flat=True):
        sentence = "it is unpublished, and no import of it waits for publication."
        yield Fault(
            code="held-for-nothing", where=f"article {pk}", sentence=sentence, article_id=pk
        )
    left = Dump.objects.filter(article=None).exclude(run__in=holding)
    for pk in left.order_by("pk").values_list("pk", flat=True):
        sentence = "nothing was made of it, and its import does not wait for publication."
        yield Fault(code="dump-put-by", where=f"dump {pk}", sentence=sentence)


def _people_faults() -> Iterator[Fault]:
    """Comments of somebody who was merged into another commenter: imports follow a merge."""
    left = Comment.objects.filter(commenter__merged_into__isnull=False).order_by("pk")
    for pk, article_id, person in left.values_list("pk", "article_id", "commenter__merged_into"):
        sentence = f"its commenter was merged into commenter {person}, whose it ought to be."
        yield Fault(
            code="commenter-merged",
            where=f"comment {pk}",
            sentence=sentence,
            article_id=article_id,
        )


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
    yield from _unshown_faults(article)
    yield from _own_faults(article)
    for pk, _html in find_stale_html(article.pk):
        sentence = "its safe HTML is not what its text gives."
        yield Fault(code="comment-html", where=f"comment {pk}", sentence=sentence)
    if count := count_stale_entries(article.pk):
        sentence = f"{count} search entries are not as they ought to be."
        yield Fault(code="search-entries", where=where, sentence=sentence)


def find_stale_html(article_id: int) -> Iterator[tuple[int, str]]:
    """Comments whose stored HTML does not follow from their text, and the HTML that does."""
    comments = Comment.objects.filter(article=article_id).order_by("pk")
    for comment in comments.only("body_text", "body_html"):
        # Redactions are looked for only where the plain text does not explain it.
        if comment.body_html == render_comment(comment.body_text):
            continue
        if comment.body_html != (html := render_text(comment)):
            yield comment.pk, html


def _own_faults(article: Article) -> Iterator[Fault]:
    """Faults of an article's own columns, as far as they show without reading a dump again."""
    where = f"article {article.pk}"
    addresses = set(article.dumps.order_by().values_list("source_url", flat=True))
    # Of a page without an address only reading its dumps again gives the key.
    keys = set(map(address_key, addresses))
    if addresses and all(addresses) and article.source_key not in keys:
        sentence = "its source key is that of none of its dumps' addresses."
        yield Fault(code="source-key", where=where, sentence=sentence)
    # Headings and lists are told by the dump alone; the words between the tags are the text's.
    shown = letters(unescape(strip_tags(article.body_html)))
    if shown != letters(article.body_text) and article.body_html != render_text(article):
        sentence = "its safe HTML does not say what its text says."
        yield Fault(code="article-html", where=where, sentence=sentence)


def _run_faults() -> Iterator[Fault]:
    """More dumps than an import counted; fewer are left where articles were erased."""
    finished = ImportRun.objects.filter(status=ImportRun.Status.FINISHED)
    for run in finished.annotate(kept=Count("dumps")).order_by("pk"):
        counted = run.created + run.updated + run.held
        if run.kept > counted:
            sentence = f"it counted {counted} new dumps and {run.kept} are kept of it."
            yield Fault(code="run-count", where=f"import {run.pk}", sentence=sentence)


def _unshown_faults(article: Article) -> Iterator[Fault]:
    """Comments that were read, that no dump shows, and of which no ledger says so."""
    of_comment = {"comment": OuterRef("pk")}
    told = LedgerEntry.objects.filter(code=UNSHOWN, **of_comment)
    unshown = (
        Comment.objects.filter(article=article)
        # What moderators made by hand has no marks, and no dump could show it.
        .exclude(read_marks="")
        .exclude(Exists(Excerpt.objects.filter(**of_comment)))
        .exclude(Exists(told))
    )
    for pk in unshown.order_by("pk").values_list("pk", flat=True):
        sentence = "no dump shows it, and no ledger says so."
        yield Fault(code="comment-not-shown", where=f"comment {pk}", sentence=sentence)
    elsewhere = Excerpt.objects.filter(comment__article=article).exclude(dump__article=article)
    for pk, dump in elsewhere.order_by("pk").values_list("comment_id", "dump_id"):
        sentence = f"it is said to stand in dump {dump}, which is of another article."
        yield Fault(code="excerpt-elsewhere", where=f"comment {pk}", sentence=sentence)


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
    expected = dump.rewritten_sha256 or dump.sha256
    if hashlib.sha256(bytes(dump.content)).hexdigest() != expected:
        yield Fault(code="checksum", where=where, sentence="its bytes are not those imported.")
    lines = len(split_lines(dump.text))
    if lines != dump.line_count:
        sentence = f"{dump.line_count} lines are noted and {lines} are kept."
        yield Fault(code="line-count", where=where, sentence=sentence)
    yield from _section_faults(where, dump)
    # What a moderator split off was not recovered by itself.
    split_off = SplitPassage.objects.values("comment")
    found = dump.excerpts.exclude(comment__in=split_off)
    excerpts = set(found.values_list("first_line", "last_line"))
    recovered = len({section[3] for section in dump.sections} - {None})
    if recovered != dump.recovered_count:
        sentence = f"{dump.recovered_count} comments are noted and its lines hold {recovered}."
        yield Fault(code="recovered-count", where=where, sentence=sentence)
    # Fewer are no fault: a moderator may have erased a comment for good.
    if len(excerpts) > dump.recovered_count:
        sentence = f"{dump.recovered_count} comments were recovered and {len(excerpts)} are linked."
        yield Fault(code="excerpt-count", where=where, sentence=sentence)
    if (entries := dump.ledger.count()) < dump.ledger_count:
        sentence = f"its ledger had {dump.ledger_count} entries and {entries} are kept."
        yield Fault(code="ledger-count", where=where, sentence=sentence)


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
