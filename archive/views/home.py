from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive.views.lists import bars_of_years
from articles.models import Article, Site

FEW = 6


def home(request: HttpRequest) -> HttpResponse:
    """What this archive holds, and where to begin."""
    return render(
        request,
        "home.html",
        {
            "totals": Article.objects.totals(),
            "sites": Site.objects.with_counts().order_by("-comment_count")[:12],
            "years": bars_of_years(),
            "discussed": Article.objects.most_discussed()[:FEW],
            "latest": Article.objects.latest_imported()[:FEW],
        },
    )


def about(request: HttpRequest) -> HttpResponse:
    """What this archive is, how to read it, and whom to ask."""
    return render(request, "about.html", {"contact": settings.ARCHIVE_CONTACT})
