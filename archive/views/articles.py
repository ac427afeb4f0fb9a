"""An article with its discussion."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.provenance import articles_with_dump, source_links
from archive.views.access import answers_gone, find
from archive.views.lists import number_or_404
from articles.models import Article
from articles.times import Clock
from comments.discussion import lay_out
from comments.paging import DEPTH, Slice, page_starts, read_all, read_page
from comments.writing import Surroundings


@answers_gone
def article(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    article = find(articles_with_dump(), pk)
    if slug != article.slug:
        return redirect(article, permanent=True)
    is_whole = request.GET.get("page") == "all"
    starts = [0] if is_whole else page_starts(article.pk)
    number = 1 if is_whole else number_or_404(request.GET.get("page", "1"))
    if not 1 <= number <= len(starts):
        raise Http404(_("There is no such page."))
    part = read_all(article.pk) if is_whole else read_page(article.pk, starts, number)
    context = {
        "article": article,
        "tags": article.tags_in_order(),
        "discussion": lay_out(
            part,
            surroundings(article, part, fold=request.GET.get("fold", "none")),
            last_level=None if is_whole else DEPTH - 1,
        ),
        "number": number,
        "pages": len(starts),
        "is_whole": is_whole,
    }
    return render(request, "articles/article.html", context)


def surroundings(article: Article, part: Slice, **more: object) -> Surroundings:
    """What the discussion of an article takes from it; one query for the lines in its dumps."""
    return Surroundings(
        clock=Clock(article.zone),
        ledger_url=reverse("ledger", args=[article.pk, article.slug]),
        source=source_links(article, part.rows),
        article_author=article.author_name.casefold(),
        **more,
    )
