"""An article for programs and terminals: JSON and plain text."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from archive.transcripts import to_data, to_text
from archive.views.access import answers_gone, find, lead_on
from archive.views.keeping import keep
from articles.models import Article


@answers_gone
def article_json(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    def write(article: Article, address: str) -> HttpResponse:
        options = {"ensure_ascii": False, "indent": 1}
        return JsonResponse(to_data(article, address), json_dumps_params=options)

    return _answer(request, "article-json", pk, slug, write)


@answers_gone
def article_text(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    def write(article: Article, address: str) -> HttpResponse:
        return HttpResponse(to_text(article, address), content_type="text/plain; charset=utf-8")

    return _answer(request, "article-text", pk, slug, write)


def _answer(
    request: HttpRequest,
    name: str,
    pk: int,
    slug: str,
    write: Callable[[Article, str], HttpResponse],
) -> HttpResponse:
    article = find(Article.objects.select_related("site"), pk, reader=request.user)
    if slug != article.slug:
        return lead_on(request, reverse(name, args=[article.pk, article.slug]))
    address = request.build_absolute_uri(article.get_absolute_url())
    return keep(request, article, (name,), lambda: write(article, address))
