from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import path, register_converter
from django.urls.converters import IntConverter

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


register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(IdConverter, "id")

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("articles/", lists.article_list, name="articles"),
    path("articles/feed/", feeds.ArticleFeed(), name="articles-feed"),
    path("articles/<id:pk>/<str:slug>.json", data.article_json, name="article-json"),
    path("articles/<id:pk>/<str:slug>.txt", data.article_text, name="article-text"),
    path("articles/<id:pk>/<str:slug>/", articles.article, name="article"),
    path("articles/<id:pk>/<str:slug>/source/", provenance.source, name="source"),
    path("articles/<id:pk>/<str:slug>/ledger/", provenance.ledger, name="ledger"),
    path(
        "articles/<id:pk>/<str:slug>/feed/",
        answers_gone(feeds.DiscussionFeed()),
        name="article-feed",
    ),
    path("articles/<id:pk>/<str:slug>/statistics/", provenance.statistics, name="statistics"),
    path("comments/<id:pk>/", comments.comment, name="comment"),
    path("comments/<id:pk>/report/", reporting.report, name="report"),
    path("comments/<id:pk>/report/thanks/", reporting.thanks, name="report-thanks"),
    path("comments/<id:pk>/thread/", comments.thread, name="thread"),
    path("commenters/<id:pk>/<str:slug>/", comments.commenter, name="commenter"),
    path(
        "commenters/<id:pk>/<str:slug>/feed/",
        answers_gone(feeds.CommenterFeed()),
        name="commenter-feed",
    ),
    path("tags/<str:slug>/feed/", feeds.TagFeed(), name="tag-feed"),
    path("tags/<str:slug>/", lists.tag, name="tag"),
    path("years/", lists.years, name="years"),
    path("<year:year>/", lists.year, name="year"),
    path("<year:year>/<month:month>/", lists.month, name="month"),
    path("moderation/", moderation.log, name="moderation"),
    path("moderation/feed/", feeds.LogFeed(), name="moderation-feed"),
    path("search/", search.search, name="search"),
    path("search/feed/", search.feed, name="search-feed"),
    path("search.json", search.data, name="search-data"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap-section"),
    path("favicon.ico", service.favicon, name="favicon"),
    path("robots.txt", service.robots, name="robots"),
    path("healthz", service.healthz, name="healthz"),
    path("admin/", admin.site.urls),
]

handler400 = service.bad_request
handler403 = service.permission_denied
handler404 = service.not_found
handler500 = service.server_error
