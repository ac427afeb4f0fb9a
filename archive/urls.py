from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter, StringConverter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from archive import feeds
from archive.sitemaps import SITEMAPS
from archive.views import (
    articles,
    comments,
    data,
    home,
    lists,
    moderation,
    provenance,
    reporting,
    search,
    service,
)
from archive.views.access import answers_gone


class YearConverter(IntConverter):
    regex = "[12][0-9]{3}"


class MonthConverter(IntConverter):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        return f"{value:02d}"


class IdConverter(IntConverter):
    """Row ids: no more digits than a database key has, so that no address overflows it."""

    regex = "[0-9]{1,18}"


class TextConverter(StringConverter):
    """What may be looked for in the database: PostgreSQL refuses NUL."""

    regex = r"[^/\x00]+"


register_converter(TextConverter, "text")
register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(IdConverter, "id")


def page(route: str, view: Callable[..., HttpResponse], *more: Any, **named: Any) -> URLPattern:
    """An address that is only read. Whatever is sent there is refused, not looked at."""
    return path(route, csrf_exempt(require_safe(view)), *more, **named)


urlpatterns = [
    page("", home.home, name="home"),
    page("about/", home.about, name="about"),
    page("articles/", lists.article_list, name="articles"),
    page("articles/feed/", feeds.ArticleFeed(), name="articles-feed"),
    page("articles/<id:pk>/<str:slug>.json", data.article_json, name="article-json"),
    page("articles/<id:pk>/<str:slug>.txt", data.article_text, name="article-text"),
    # Shortened by hand or by a mail program: it leads to the whole address.
    page("articles/<id:pk>/", articles.article, {"slug": ""}),
    page("articles/<id:pk>/<str:slug>/", articles.article, name="article"),
    page("articles/<id:pk>/<str:slug>/source/", provenance.source, name="source"),
    page("articles/<id:pk>/<str:slug>/ledger/", provenance.ledger, name="ledger"),
    page(
        "articles/<id:pk>/<str:slug>/feed/",
        answers_gone(feeds.DiscussionFeed()),
        name="article-feed",
    ),
    page("articles/<id:pk>/<str:slug>/statistics/", provenance.statistics, name="statistics"),
    page("comments/<id:pk>/", comments.comment, name="comment"),
    path("comments/<id:pk>/report/", reporting.report, name="report"),
    page("comments/<id:pk>/report/thanks/", reporting.thanks, name="report-thanks"),
    page("comments/<id:pk>/thread/", comments.thread, name="thread"),
    page("commenters/<id:pk>/", comments.commenter, {"slug": ""}),
    page("commenters/<id:pk>/<str:slug>/", comments.commenter, name="commenter"),
    page(
        "commenters/<id:pk>/<str:slug>/feed/",
        answers_gone(feeds.CommenterFeed()),
        name="commenter-feed",
    ),
    page("tags/<text:slug>/feed/", feeds.TagFeed(), name="tag-feed"),
    page("tags/<text:slug>/", lists.tag, name="tag"),
    page("years/", lists.years, name="years"),
    page("<year:year>/", lists.year, name="year"),
    page("<year:year>/<month:month>/", lists.month, name="month"),
    page("moderation/", moderation.log, name="moderation"),
    page("moderation/feed/", feeds.LogFeed(), name="moderation-feed"),
    page("search/", search.search, name="search"),
    page("search/feed/", search.feed, name="search-feed"),
    page("search.json", search.data, name="search-data"),
    page(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"},
        name="sitemap",
    ),
    page("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    page("favicon.ico", service.favicon, name="favicon"),
    page("robots.txt", service.robots, name="robots"),
    page("healthz", service.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]

handler400 = service.bad_request
handler403 = service.permission_denied
handler404 = service.not_found
handler500 = service.server_error
