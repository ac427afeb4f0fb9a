"""Articles that the archive does not have yet, many at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from archive.importing.captures import Capture, find_defects, site_name_of
from archive.importing.keys import comment_keys
from archive.importing.people import load_commenters
from archive.importing.restructured import refuse_merged_commenters
from archive.importing.rows import (
    COMMENT_COLUMNS,
    EXCERPT_COLUMNS,
    LEDGER_COLUMNS,
    article_values,
    comment_row,
    excerpt_rows,
    ledger_rows,
    new_dump_values,
)
from archive.importing.shared_rows import load_sites
from archive.importing.tags import load_tags, tag_ids_of
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from archive.search.documents import CommentRow
from archive.search.indexing import NewArticle
from articles.bulk import insert_rows
from articles.identifiers import reserve_ids
from articles.models import Article, ArticleTag, Site
from articles.states import State
from comments.models import Comment
from comments.tree import number_discussion

ROW_COLUMNS = (
    "id", "article_id", "source_key", "position", "tree_id", "lft", "rght", "level",
    *COMMENT_COLUMNS,
)  # fmt: skip
SAID = [ROW_COLUMNS.index("id" if name == "pk" else name) for name in CommentRow._fields]
INDEXED = ("title", "body_text", "image_caption", "image_credit", "author_name", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One new article with the rows it hangs on and the ids that were reserved for it."""

    capture: Capture
    article_id: int
    dump_id: int
    comment_ids: list[int]
    site: Site | None
    commenters: dict[str, int]

    @property
    def zone(self) -> ZoneInfo:
        return self.site.zone if self.site else self.capture.zone


def insert_articles(
    captures: Sequence[Capture], *, run: ImportRun, state: State = State.VISIBLE
) -> list[NewArticle]:
    """Insert one new article for each capture, whole; as the index wants them.

    Call it in a transaction. Raises IntegrityError if another importer was faster with one
    of them. Every importer locks sites, tags, people and articles in this order, each kind
    by its key, so that no two wait for each other.
    """
    captures = sorted(captures, key=lambda capture: capture.key)
    sites = load_sites(
        {
            name: capture.zone.key
            for capture in captures
            if (name := site_name_of(capture, capture.page))
        }
    )
    tags = load_tags(capture.page for capture in captures)
    entries = _entries(captures, sites)
    articles = [_article_row(entry, tags, state) for entry in entries]
    _insert(Article, iter(articles))
    insert_rows(
        ArticleTag,
        ("article_id", "tag_id", "position"),
        (
            (entry.article_id, tag_id, position)
            for entry in entries
            for position, tag_id in enumerate(tag_ids_of(entry.capture.page, tags))
        ),
    )
    said = [list(_comment_rows(entry)) for entry in entries]
    insert_rows(Comment, ROW_COLUMNS, chain.from_iterable(said))
    ledgers = [
        ledger_rows(entry.dump_id, list(find_defects(entry.capture, entry.zone)), entry.comment_ids)
        for entry in entries
    ]
    _insert(
        Dump,
        (
            {
                "id": entry.dump_id,
                "article_id": entry.article_id,
                "run_id": run.pk,
                "ledger_count": len(rows),
                **new_dump_values(entry.capture),
            }
            for entry, rows in zip(entries, ledgers, strict=True)
        ),
    )
    insert_rows(
        Excerpt,
        EXCERPT_COLUMNS,
        (
            row
            for entry in entries
            for row in excerpt_rows(entry.dump_id, entry.capture.page, entry.comment_ids)
        ),
    )
    insert_rows(LedgerEntry, LEDGER_COLUMNS, chain.from_iterable(ledgers))
    article_ids = [entry.article_id for entry in entries]
    refuse_merged_commenters([site.pk for site in sites.values()], article_ids)
    return [
        NewArticle(_as_article(row, entry.site), tag_ids_of(entry.capture.page, tags), _said(rows))
        for entry, row, rows in zip(entries, articles, said, strict=True)
    ]


def _entries(captures: Sequence[Capture], sites: dict[str, Site]) -> list[Entry]:
    named = [sites.get(site_name_of(capture, capture.page) or "") for capture in captures]
    names: dict[int, set[str]] = {}
    for capture, site in zip(captures, named, strict=True):
        if site:
            authors = (comment.author for comment in capture.page.comments)
            names.setdefault(site.pk, set()).update(filter(None, authors))
    people = {pk: load_commenters(pk, names[pk]) for pk in sorted(names)}
    article_ids = reserve_ids(Article, len(captures), using="default")
    dump_ids = reserve_ids(Dump, len(captures), using="default")
    total = sum(len(capture.page.comments) for capture in captures)
    comment_ids = iter(reserve_ids(Comment, total, using="default"))
    return [
        Entry(
            capture=capture,
            article_id=article_id,
            dump_id=dump_id,
            comment_ids=[next(comment_ids) for _ in capture.page.comments],
            site=site,
            commenters=people[site.pk] if site else {},
        )
        for capture, site, article_id, dump_id in zip(
            captures, named, article_ids, dump_ids, strict=True
        )
    ]


def _insert(model: type, rows: Iterator[dict[str, Any]]) -> None:
    """Insert rows given as dicts of the same keys."""
    first = next(rows, None)
    if first is not None:
        insert_rows(model, tuple(first), _values(first, rows))


def _values(first: dict[str, Any], rest: Iterator[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    yield tuple(first.values())
    for row in rest:
        yield tuple(row.values())


def _article_row(entry: Entry, tags: dict[str, int], state: State) -> dict[str, Any]:
    now = timezone.now()
    page = entry.capture.page
    values = article_values(
        page,
        site_id=entry.site.pk if entry.site else None,
        zone=entry.zone,
        tag_ids=tag_ids_of(page, tags),
    )
    del values["tag_ids"]
    return {
        "id": entry.article_id,
        **values,
        "source_key": entry.capture.key,
        "source_url": entry.capture.source_url,
        "comment_count": len(entry.comment_ids),
        "state": state.value,
        "imported_at": now,
        "changed_at": now,
    }


def _comment_rows(entry: Entry) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of ROW_COLUMNS. The tree is numbered in one pass over the page's order."""
    comments, ids = entry.capture.page.comments, entry.comment_ids
    zone, commenters, article_id = entry.zone, entry.commenters, entry.article_id
    places = number_discussion([comment.parent for comment in comments])
    keys = comment_keys(comments)
    for comment, pk, key, place in zip(comments, ids, keys, places, strict=True):
        parent_id = None if comment.parent is None else ids[comment.parent]
        position, root, lft, rght, level = place
        row = comment_row(comment, zone, commenters, parent_id)
        yield (pk, article_id, key, position, ids[root], lft, rght, level, *row)


def _said(rows: Sequence[tuple[Any, ...]]) -> Iterator[CommentRow]:
    return (CommentRow(*row) for row in map(itemgetter(*SAID), rows))


def _as_article(row: dict[str, Any], site: Site | None) -> Article:
    """What was inserted, as far as the index looks at it."""
    return Article(pk=row["id"], site=site, **{name: row[name] for name in INDEXED})
