"""Reading the stored dumps again with today's parser."""

from __future__ import annotations

from django.db import transaction

from archive.importing.changes import Changes
from archive.importing.reconciling import prepare, reconcile, try_again
from archive.search.indexing import index_article


def reread_article(article_id: int, *, is_dry_run: bool = False) -> Changes:
    """Bring one article to what today's parser reads in its dumps, and say what that changed.

    A comment that the parser does not find any more is named as vanished and kept. Raises
    Article.DoesNotExist, and StaleError if imports change the article again and again.
    """
    return try_again(lambda: _reread(article_id, is_dry_run))


def _reread(article_id: int, is_dry_run: bool) -> Changes:
    prepared = prepare(article_id)
    with transaction.atomic():
        changes = reconcile(prepared, run=None)
        if changes and not is_dry_run:
            index_article(article_id)
        transaction.set_rollback(is_dry_run)
    return changes
