"""The addresses that search engines are told of: articles, and where each continues."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Article, Tag


class ArticleSitemap(Sitemap):
    limit = 5000

    def items(self) -> QuerySet[Article]:
        return Article.objects.visible().only("slug", "changed_at").order_by("pk")

    def lastmod(self, item: Article) -> datetime:
        return item.changed_at


class TagSitemap(Sitemap):
    limit = 5000

    def items(self) -> QuerySet[Tag]:
        return Tag.objects.in_use().order_by("pk")


class PageSitemap(Sitemap):
    def items(self) -> list[str]:
        return ["home", "articles", "years"]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"articles": ArticleSitemap, "tags": TagSitemap, "pages": PageSitemap}
