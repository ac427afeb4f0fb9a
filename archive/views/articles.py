"""An article with its discussion."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from archive.citation import article_data, cite
from archive.provenance import articles_with_dump, source_places
from archive.views.access import answers_gone, find, lead_on
from archive.views.keeping import keep
from archive.views.lists import asked_page
from articles.models import Article
from articles.rendering import render_linked_data
from articles.times import Clock
from comments.discussion import lay_out
from comments.orders import ORDERS, read_in_order
from comments.paging import Slice, read_parents
from comments.writing import FOLDS, Phrases, Surroundings


class Reading(NamedTuple):
    """How a reader asked to see a discussion. `number` is None for all on one page."""

    number: int | None
    order: str
    fold: str
    is_print: bool


@answers_gone
def article(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    article = find(articles_with_dump(), pk, reader=request.user)
    if slug != article.slug:
        return lead_on(request, article.get_absolute_url())
    reading = read_query(request)
    return keep(request, article, reading, lambda: _render(request, article, reading))


def read_query(request: HttpRequest) -> Reading:
    """Raises Http404 for a page that is no number; passes over other words without a meaning."""
    is_print = request.GET.get("view") == "print"
    order = request.GET.get("order")
    return Reading(
        number=None if is_print or request.GET.get("page") == "all" else asked_page(request),
        order=order if order in ORDERS else ORDERS[0],
        fold=FOLDS[0] if is_print else read_fold(request),
        is_print=is_print,
    )


def read_fold(request: HttpRequest) -> str:
    fold = request.GET.get("fold")
    return fold if fold in FOLDS else FOLDS[0]


def _render(request: HttpRequest, article: Article, reading: Reading) -> HttpResponse:
    page = read_in_order(article, reading.order, reading.number)
    if page is None:
        raise Http404(_("There is no such page."))
    around = surroundings(article, page.part, fold=reading.fold)
    address = request.build_absolute_uri(article.get_absolute_url())
    tags = list(article.tags_in_order())
    context = {
        "article": article,
        "address": address,
        "canonical": address + own_query(reading, page.pages),
        "citation": cite(article, address),
        "linked_data": render_linked_data(article_data(article, address, [t.name for t in tags])),
        "tags": tags,
        "discussion": lay_out(page.part, around, last_level=page.last_level),
        "reading": reading,
        "number": reading.number or 1,
        "pages": page.pages,
        "is_whole": reading.number is None,
        "orders": order_choices(),
    }
    return render(request, "articles/article.html", context)


def own_query(reading: Reading, pages: int) -> str:
    """What makes other contents: the page, and the order of what is cut into pages."""
    order = reading.order if pages > 1 and reading.order != ORDERS[0] else None
    number = reading.number if (reading.number or 1) > 1 else None
    values = {"order": order, "page": number}
    query = urlencode({name: value for name, value in values.items() if value})
    return f"?{query}" if query else ""


def order_choices() -> list[tuple[str, str]]:
    words = (_("by thread"), _("newest threads first"), _("by time, unthreaded"))
    return list(zip(ORDERS, words, strict=True))


def surroundings(article: Article, part: Slice, **more: object) -> Surroundings:
    """What the discussion of an article takes from it; two queries at most."""
    phrases = Phrases()
    return Surroundings(
        clock=Clock(article.zone),
        language=article.language,
        ledger_url=reverse("ledger", args=[article.pk, article.slug]),
        source_url=reverse("source", args=[article.pk, article.slug]),
        source=source_places(article, part.rows),
        names={row.id: phrases.name(row) for row in read_parents(part.rows)},
        article_author=article.author_name.casefold(),
        **more,
    )
