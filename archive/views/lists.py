"""Lists of articles: all of them, or those of a site, a tag, a year or a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.views.filters import narrow, read_filters
from articles.models import Article, ArticleQuerySet, Tag

PAGE = 30


def article_list(request: HttpRequest) -> HttpResponse:
    """All articles, or those of `?site=`, `?tag=` and `?year=`, any of which may be left out."""
    filters = read_filters(request.GET)
    site = next((each.value for each in filters if each.name == "site"), None)
    title = _("Articles of %(site)s") % {"site": site} if site else _("Articles")
    context = {"filters": filters, "is_filtered": any(each.value for each in filters)}
    return _render_list(request, narrow(Article.objects.for_list(), filters), title, context)


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = get_object_or_404(Tag.objects.known(), slug=slug)
    return _render_list(
        request,
        tag.articles.for_list(),
        tag.name,
        {"kind": _("Tag"), "feed": reverse("tag-feed", args=[tag.slug])},
    )


def year(request: HttpRequest, year: int) -> HttpResponse:
    articles = Article.objects.published_from(date(year, 1, 1), date(year + 1, 1, 1))
    months = bars(
        articles.by_period(ExtractMonth),
        name=lambda number: MONTHS[number],
        address=lambda number: reverse("month", args=[year, number]),
    )
    context = {"kind": _("Published in"), "months": months, "year": year}
    return _render_list(request, articles.for_list(), str(year), context)


def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    first = date(year, month, 1)
    until = date(year + month // 12, month % 12 + 1, 1)
    articles = Article.objects.published_from(first, until).for_list()
    title = date_format(first, "YEAR_MONTH_FORMAT")
    return _render_list(request, articles, title, {"kind": _("Published in"), "year": year})


def years(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/years.html", {"years": bars_of_years()})


def bars_of_years() -> list[dict[str, object]]:
    return bars(
        Article.objects.by_period(ExtractYear),
        name=str,
        address=lambda number: reverse("year", args=[number]),
    )


def bars(
    periods: Iterable[dict[str, int]],
    *,
    name: Callable[[int], object],
    address: Callable[[int], str],
) -> list[dict[str, object]]:
    """Rows of `ArticleQuerySet.by_period()` with what a bar of each needs."""
    rows = list(periods)
    longest = max((row["comments"] for row in rows), default=0) or 1
    return [
        {
            **row,
            "name": name(row["number"]),
            "address": address(row["number"]),
            "share": round(100 * row["comments"] / longest, 1),
        }
        for row in rows
    ]


def number_or_404(text: str) -> int:
    """A number from an address. Raises Http404 for anything else, however it is written."""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise Http404(_("Not a number."))
    return int(text)


def asked_page(request: HttpRequest) -> int:
    """The number in `?page=`, 1 if there is none. Raises Http404 for anything else."""
    return number_or_404(request.GET.get("page") or "1")


def page_or_404(request: HttpRequest, rows: QuerySet, length: int):
    """The page that `?page=` names, the first without it. Raises Http404 beyond the last."""
    try:
        return Paginator(rows, length).page(asked_page(request))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404(_("There is no such page.")) from error


def _render_list(
    request: HttpRequest, articles: ArticleQuerySet, title: str, context: dict
) -> HttpResponse:
    page = page_or_404(request, articles, PAGE)
    return render(
        request,
        "articles/list.html",
        {"title": title, "page": page, "feed": reverse("articles-feed"), **context},
    )
