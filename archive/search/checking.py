"""Whether the index equals what it was made from."""

from __future__ import annotations

from archive.models import SearchEntry
from archive.search.backends import backend
from archive.search.indexing import article_documents, in_batches


def count_stale_entries(article_id: int) -> int:
    """Entries of an article and its comments that are missing, superfluous or out of date."""
    expected = same = 0
    for batch in in_batches(article_documents(article_id)):
        expected += len(batch)
        same += len(backend().find_same(batch))
    kept = SearchEntry.objects.filter(article_id=article_id).count()
    return max(expected, kept) - same


def is_index_whole() -> bool:
    """Whether the database's own index agrees with the entries."""
    return backend().is_whole()
