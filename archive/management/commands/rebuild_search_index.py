"""Making the search index anew, after a restore or where verify_archive found it wrong."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from archive.search.indexing import index_article
from articles.models import Article


class Command(BaseCommand):
    help = (
        "Index every article and comment anew, one article a transaction. Searching goes on "
        "meanwhile. Needed only after a restore without the index, after the language or time "
        "zone of a site was changed, or if verify_archive asks."
    )

    def handle(self, **options: Any) -> None:
        ids = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        is_shown = options["verbosity"] > 0 and sys.stderr.isatty()
        for pk in tqdm(ids, unit="article", disable=not is_shown, leave=False):
            index_article(pk)
        if options["verbosity"] > 0:
            self.stdout.write(self.style.SUCCESS(f"{len(ids):,} articles indexed."))
