"""Writing the index: in the transaction that changed what is indexed, and in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import transaction

from archive.models import SearchEntry
from archive.search.backends import backend
from archive.search.documents import (
    CommentRow,
    Document,
    article_document,
    comment_document,
    surroundings_of,
)
from articles.models import Article, ArticleTag
from comments.models import Comment

BATCH = 500
COLUMNS = ("pk", "commenter_id", "author_name", "posted_at", "subject", "body_text")


def index_article(article_id: int) -> None:
    """Index an article anew with all its comments: its title, site and tags find them too."""
    with transaction.atomic():
        SearchEntry.objects.filter(article_id=article_id).delete()
        for batch in in_batches(article_documents(article_id)):
            backend().insert(batch)


class NewArticle(NamedTuple):
    """An article as it was just written, with its tags and comments in their order."""

    article: Article
    tag_ids: Sequence[int]
    comments: Iterable[CommentRow]


def index_new_articles(articles: Iterable[NewArticle]) -> None:
    """Index articles that are not indexed yet from what was written, without reading it."""
    with transaction.atomic():
        for batch in in_batches(_documents_of_new(articles)):
            backend().insert(batch)


def _documents_of_new(articles: Iterable[NewArticle]) -> Iterator[Document]:
    for article, tag_ids, comments in articles:
        around = surroundings_of(article, tag_ids)
        yield article_document(article, around)
        for row in comments:
            yield comment_document(row, around)


def index_comments(comment_ids: Iterable[int]) -> None:
    """Index these comments anew; those that are gone from the archive go from the index."""
    ids = sorted(set(comment_ids))
    with transaction.atomic():
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            SearchEntry.objects.filter(comment_id__in=batch).delete()
            backend().insert(list(_comments_of_many(batch)))


def settle_index() -> None:
    """Tidy up after many changes, such as an import, so that searches find little to merge."""
    backend().settle()


def article_documents(article_id: int) -> Iterator[Document]:
    """The documents of an article and its comments, as they ought to be indexed."""
    article = Article.objects.select_related("site").get(pk=article_id)
    around = surroundings_of(article, _tag_ids(article_id))
    yield article_document(article, around)
    rows = Comment.objects.filter(article_id=article_id).order_by("position")
    for row in rows.values_list(*COLUMNS).iterator():
        yield comment_document(CommentRow(*row), around)


def _comments_of_many(ids: Sequence[int]) -> Iterator[Document]:
    comments = Comment.objects.filter(pk__in=ids).order_by("article_id", "position")
    around = None
    for article_id, *row in comments.values_list("article_id", *COLUMNS):
        if around is None or around.article_id != article_id:
            article = Article.objects.select_related("site").get(pk=article_id)
            around = surroundings_of(article, _tag_ids(article_id))
        yield comment_document(CommentRow(*row), around)


def _tag_ids(article_id: int) -> list[int]:
    links = ArticleTag.objects.filter(article_id=article_id)
    return list(links.order_by("position").values_list("tag_id", flat=True))


def in_batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents as many at a time as are held in memory."""
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
