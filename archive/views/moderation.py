"""The public log of moderation."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from archive.public_log import read_log
from archive.views.lists import number_or_404
from articles.log import Verb


def log(request: HttpRequest) -> HttpResponse:
    """What moderators did, the latest first; `?act=` one kind of it, `?before=` older ones."""
    verb, before = request.GET.get("act", ""), request.GET.get("before")
    if verb and verb not in Verb:
        raise Http404(_("There is no such act."))
    page = read_log(verb=verb, before=number_or_404(before) if before else None)
    context = {"page": page, "verbs": Verb.choices, "verb": verb, "is_later": bool(before)}
    return render(request, "moderation.html", context)
