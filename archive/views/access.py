"""Who may be shown: withheld things are not found, withdrawn ones are gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from articles.states import State

M = TypeVar("M", bound=Model)
View = Callable[..., HttpResponse]


class Withdrawn(Exception):
    """What was asked for has been taken out on purpose, and will not come back by itself."""


def answers_gone(view: View) -> View:
    """Turn Withdrawn into 410, which tells search engines to forget the address."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Withdrawn:
            return render(request, "410.html", status=410)

    return wrapper


def find(queryset: QuerySet[M], pk: int) -> M:
    """The row, if it may be shown. Raises Http404 or Withdrawn."""
    found = get_object_or_404(queryset, pk=pk)
    require_shown(found)
    return found


def require_shown(moderated: Model) -> None:
    """Raises Withdrawn for an article or commenter that was removed, Http404 for a hidden one."""
    if moderated.state == State.REMOVED:
        raise Withdrawn
    if moderated.state != State.VISIBLE:
        raise Http404(_("This is not shown at present."))
