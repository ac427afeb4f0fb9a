"""Making anew what is derived, where `verification` found it wrong.

Truth is never touched: bytes of dumps, parents, the order of comments, moderators' words.
"""

from __future__ import annotations

from django.db import transaction

from archive.importing.holding import release_articles
from archive.importing.rereading import reread_article
from archive.search.indexing import index_article
from archive.verification import Fault, find_stale_html
from articles.models import Article
from comments.models import Comment
from comments.tree import renumber_discussion

FROM_ROWS = frozenset(
    {
        "comment-count",
        "comment-html",
        "tree-numbers",
        "tree-shared",
        "search-entries",
        "held-for-nothing",
    }
)
"""Faults of what follows from an article's rows."""

FROM_DUMPS = frozenset(
    {
        "line-count",
        "line-sections",
        "recovered-count",
        "excerpt-count",
        "ledger-count",
        "comment-not-shown",
    }
)
"""Faults of what follows from reading its dumps."""

DAMAGED = "checksum"


def is_repairable(fault: Fault) -> bool:
    return fault.code in FROM_ROWS | FROM_DUMPS


def repair_article(article_id: int, *, codes: set[str]) -> None:
    """Make anew what these faults say is wrong with one article.

    What follows from its dumps stays as it is while the bytes of one are not those imported:
    it may be all that is left of them.
    """
    if codes & FROM_DUMPS and DAMAGED not in codes:
        reread_article(article_id)
    with transaction.atomic():
        Article.objects.select_for_update(of=("self",)).get(pk=article_id)
        renumber_discussion(article_id)
        count = Comment.objects.filter(article_id=article_id).count()
        Article.objects.filter(pk=article_id).exclude(comment_count=count).update(
            comment_count=count
        )
        for pk, html in find_stale_html(article_id):
            Comment.objects.filter(pk=pk).update(body_html=html)
        index_article(article_id)
        release_articles([article_id])
