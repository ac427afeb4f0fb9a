"""Where a name stands, article by article: what is shown before an erasure and what it goes by.

A few articles at a time, so that the memory it takes does not grow with the archive. Most
texts are passed over at a glance (`Names.may_hold`); no dump is parsed for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from django.db import models

from archive.erasing.rewriting import in_portions, text_columns
from archive.models import Dump
from archive.names import Names
from articles.models import Article, Site
from comments.models import Comment, Commenter

ARTICLES = 50
"""Looked through at a time."""

Tell = Callable[[int, int], None]
"""Is told how many articles of how many are done."""


class Found(NamedTuple):
    """The rows that hold a name, by the article that they belong to."""

    comments: dict[int, int]
    articles: set[int]
    dumps: dict[int, int]
    written: dict[int, int]

    @property
    def concerned(self) -> list[int]:
        """The articles of any of these, in order."""
        belonging = (self.comments, self.dumps, self.written)
        return sorted(self.articles.union(*(rows.values() for rows in belonging)))


def articles_of(site: Site | None) -> models.QuerySet[Article]:
    return Article.objects.filter(site=site) if site else Article.objects.all()


def commenters_of(site: Site | None) -> models.QuerySet[Commenter]:
    return Commenter.objects.filter(site=site) if site else Commenter.objects.all()


def look_at_articles(
    articles: models.QuerySet[Article], names: Names, people: Collection[int], tell: Tell
) -> Iterator[Found]:
    """What holds a name in these articles; `people` are the ids of commenters called by it."""
    total, done = articles.count(), 0
    for portion in in_portions(articles, ARTICLES):
        yield look_at(portion, names, people)
        done += len(portion)
        tell(done, max(total, done))


def look_at(ids: Sequence[int], names: Names, people: Collection[int]) -> Found:
    """What holds a name in the articles of these ids."""
    found = Found({}, set(), {}, {})
    columns = text_columns(Comment)
    rows = Comment.objects.filter(article__in=ids).order_by()
    read = rows.values_list("pk", "article_id", "commenter_id", *columns)
    for pk, article, commenter, *values in read.iterator(chunk_size=500):
        if names.stands_in(*values):
            found.comments[pk] = article
        if commenter in people:
            found.written[pk] = article
    pages = Article.objects.filter(pk__in=ids).order_by()
    for pk, *values in pages.values_list("pk", *text_columns(Article)):
        if names.stands_in(*values):
            found.articles.add(pk)
    for dump in Dump.objects.filter(article__in=ids).order_by().iterator(chunk_size=20):
        if dump_holds(dump, names):
            found.dumps[dump.pk] = dump.article_id
    return found


def dump_holds(dump: Dump, names: Names) -> bool:
    """Whether the bytes of a dump or what is said of it have to be rewritten, or may have to."""
    said = (dump.path, dump.source_url, dump.provenance, dump.sections)
    return any(
        names.find(text) or names.may_be_glued(text) for text in texts_of(dump)
    ) or names.stands_in(*said)


def texts_of(dump: Dump) -> Iterator[str]:
    """The text as it is read, and as it is rewritten: they differ where bytes have no meaning."""
    yield dump.text
    if "\ufffd" in dump.text:
        with suppress(UnicodeError):
            yield bytes(dump.content).decode(dump.encoding, "surrogateescape")
