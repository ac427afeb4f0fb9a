"""Who may be shown: withheld things are not found, withdrawn ones are gone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from articles.models import Article
from articles.states import State
from comments.models import Commenter

M = TypeVar("M", bound=Model)
View = Callable[..., HttpResponse]
Reader = AbstractBaseUser | AnonymousUser


class Withdrawn(Exception):
    """What was asked for has been taken out on purpose, and will not come back by itself."""

    def __init__(self, moderated: Model | None = None) -> None:
        super().__init__(moderated)
        self.reason = getattr(moderated, "state_reason", "")
        self.is_legal_demand = getattr(moderated, "is_legal_demand", False)


class MovedOn(Exception):
    """What was asked for is part of something else by now, which has this address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def lead_on(request: HttpRequest, address: str) -> HttpResponse:
    """To the present address of what was asked for, with the page and order that were.

    It may move back, and a browser that took the way for settled would go round in a circle.
    """
    query = request.GET.urlencode()
    response = redirect(f"{address}?{query}" if query else address, permanent=True)
    response["Cache-Control"] = "no-cache"
    return response


def answers_gone(view: View) -> View:
    """Turn Withdrawn into 410, which tells search engines to forget the address.

    On a legal demand it is 451 (RFC 7725), which says that the law and not the archive
    withholds it. MovedOn is 301.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except MovedOn as moved:
            return lead_on(request, moved.address)
        except Withdrawn as withdrawn:
            status = 451 if withdrawn.is_legal_demand else 410
            context = {"reason": withdrawn.reason}
            return render(request, f"{status}.html", context, status=status)

    return wrapper


def find(queryset: QuerySet[M], pk: int, *, reader: Reader | None = None) -> M:
    """The row, if it may be shown to this reader, or to anybody. Raises Http404 or Withdrawn."""
    found = get_object_or_404(queryset, pk=pk)
    require_shown(found, reader=reader)
    return found


def find_commenter(pk: int, name: str) -> Commenter:
    """The commenter, if readers may know of them. Raises Http404, Withdrawn or MovedOn.

    The last to the same page, by its `name`, of the one that a spelling was merged into.
    """
    commenters = Commenter.objects.known().select_related("site", "merged_into")
    found = get_object_or_404(commenters, pk=pk)
    if found.merged_into:
        raise MovedOn(reverse(name, args=[found.merged_into_id, found.merged_into.slug]))
    require_shown(found)
    return found


def require_shown(moderated: Model, *, reader: Reader | None = None) -> None:
    """Raises Withdrawn for an article or commenter that was removed, Http404 for a hidden one.

    What waits for publication is shown to those who may publish it or moderate it. Who reads
    is looked at for nothing else, so that pages of what is public are the same for everybody.
    """
    if moderated.state == State.REMOVED:
        raise Withdrawn(moderated)
    if moderated.state == State.HELD and reader is not None and may_preview(reader):
        return
    if moderated.state != State.VISIBLE:
        raise Http404(_("This is not shown at present."))


def may_preview(reader: Reader) -> bool:
    return reader.has_perm("archive.publish_importrun") or reader.has_perm(
        "articles.moderate_article"
    )


def keep_private(article: Article, response: HttpResponse) -> HttpResponse:
    """A page of an article that waits for publication is for nobody's cache."""
    if article.is_held:
        add_never_cache_headers(response)
    return response
