"""Where an article came from: its dump line by line, and the ledger of what was decided."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.provenance import LENGTH, page_of_line, read_ledger, read_passages, section_label
from archive.statistics import read_statistics
from archive.views.access import answers_gone, find, keep_private, lead_on
from archive.views.keeping import keep
from archive.views.lists import asked_page, number_or_404
from articles.models import Article


@answers_gone
def source(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    article = find(Article.objects.select_related("site"), pk, reader=request.user)
    if slug != article.slug:
        return lead_on(request, reverse("source", args=[article.pk, article.slug]))
    dumps = list(article.dumps.defer("content", "sections"))
    if not dumps:
        raise Http404(_("No dump of this article is kept."))
    chosen = number_or_404(request.GET.get("dump", str(dumps[-1].pk)))
    dump = get_object_or_404(article.dumps, pk=chosen)
    number = asked_page(request)
    pages = page_of_line(dump.line_count)
    if not 1 <= number <= pages:
        raise Http404(_("There is no such page."))
    context = {
        "article": article,
        "dumps": dumps,
        "dump": dump,
        "passages": read_passages(dump, number),
        "number": number,
        "pages": pages,
        "length": LENGTH,
    }
    return keep_private(article, render(request, "articles/source.html", context))


@answers_gone
def statistics(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    article = find(Article.objects.select_related("site"), pk, reader=request.user)
    if slug != article.slug:
        return lead_on(request, reverse("statistics", args=[article.pk, article.slug]))

    def make() -> HttpResponse:
        context = {"article": article, "statistics": read_statistics(article)}
        return render(request, "articles/statistics.html", context)

    return keep(request, article, ("statistics",), make)


@answers_gone
def ledger(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    article = find(Article.objects.select_related("site"), pk, reader=request.user)
    if slug != article.slug:
        return lead_on(request, reverse("ledger", args=[article.pk, article.slug]))
    dumps = [
        {
            "dump": dump,
            "entries": read_ledger(dump),
            "parts": [
                {"label": section_label(kind), "lines": lines}
                for kind, lines in dump.lines_by_section().items()
            ],
        }
        for dump in article.dumps.defer("content").order_by("-pk")
    ]
    context = {"article": article, "dumps": dumps}
    return keep_private(article, render(request, "articles/ledger.html", context))
