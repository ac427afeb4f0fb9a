"""The order of the admin's index, and the lists that moderators come for."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db.models import Model, Q
from django.template import Context
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from archive.models import ImportRun
from articles.models import Article
from articles.states import State
from comments.models import Certainty, Comment

register = template.Library()

ORDER = ("comments", "articles", "archive", "auth")
COUNT_LIMIT = 999
QUEUES = (
    (
        _("Hidden comments, undecided"),
        Comment,
        Q(state=State.HIDDEN),
        {"state__exact": State.HIDDEN},
    ),
    (
        _("Hidden articles, undecided"),
        Article,
        Q(state=State.HIDDEN),
        {"state__exact": State.HIDDEN},
    ),
    (
        _("Comments whose place was decided, not read"),
        Comment,
        Q(parent_certainty=Certainty.GUESSED),
        {"parent_certainty__exact": Certainty.GUESSED},
    ),
    (_("Comments without an author"), Comment, Q(author_name=""), {"unknown": "author"}),
    (_("Comments without a time"), Comment, Q(posted_at=None), {"unknown": "time"}),
    (
        _("Interrupted imports"),
        ImportRun,
        Q(status=ImportRun.Status.INTERRUPTED),
        {"status__exact": ImportRun.Status.INTERRUPTED},
    ),
)


@register.filter
def moderation_first(apps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Comments, articles, where they came from, accounts; anything else last."""
    rank = {label: place for place, label in enumerate(ORDER)}
    return sorted(apps, key=lambda app: rank.get(app["app_label"], len(ORDER)))


@register.simple_tag(takes_context=True)
def work_queues(context: Context) -> list[dict[str, str]]:
    """The lists that wait for a moderator, as far as this user may see them.

    An index stands behind every one of them, and the counts stop at a limit.
    """
    return [
        {"label": label, "count": _count(model, condition), "url": _list_url(model, parameters)}
        for label, model, condition, parameters in QUEUES
        if admin.site.get_model_admin(model).has_view_permission(context["request"])
    ]


def _count(model: type[Model], condition: Q) -> str:
    rows = model._base_manager.filter(condition).order_by("-pk")
    count = rows.values("pk")[: COUNT_LIMIT + 1].count()
    return f"{COUNT_LIMIT}+" if count > COUNT_LIMIT else str(count)


def _list_url(model: type[Model], parameters: dict[str, str]) -> str:
    return f"{reverse(admin_urlname(model._meta, 'changelist'))}?{urlencode(parameters)}"
