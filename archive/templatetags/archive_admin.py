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

from archive.models import Acceptance, ImportRun
from archive.queues import QUEUES
from articles.models import Article, ModerationAction
from articles.states import State
from comments.models import Comment, Report

register = template.Library()

ORDER = ("comments", "articles", "archive", "auth")
COUNT_LIMIT = 999
LATEST = 10
LISTS = (
    (_("Reports by readers"), Report, Q(settled_at=None), {"settled_at__isnull": "True"}),
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
        _("Imports that wait for publication"),
        ImportRun,
        Q(is_held=True),
        {"is_held__exact": 1},
    ),
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
    request = context["request"]
    lists = [
        {"label": label, "count": _count(model, condition), "url": _list_url(model, parameters)}
        for label, model, condition, parameters in LISTS
        if admin.site.get_model_admin(model).has_view_permission(request)
    ]
    if not admin.site.get_model_admin(Acceptance).has_queue_permission(request):
        return lists
    return lists + [
        {
            "label": queue.label,
            "count": queue.count(),
            "url": reverse("admin:archive_queue", args=[name]),
        }
        for name, queue in QUEUES.items()
    ]


@register.simple_tag(takes_context=True)
def latest_acts(context: Context) -> list[ModerationAction]:
    """The last acts of moderation, the latest first; none for who may not read the log."""
    if not admin.site.get_model_admin(ModerationAction).has_view_permission(context["request"]):
        return []
    return list(ModerationAction.objects.select_related("words")[:LATEST])


def _count(model: type[Model], condition: Q) -> str:
    rows = model._base_manager.filter(condition).order_by("-pk")
    count = rows.values("pk")[: COUNT_LIMIT + 1].count()
    return f"{COUNT_LIMIT}+" if count > COUNT_LIMIT else str(count)


def _list_url(model: type[Model], parameters: dict[str, str]) -> str:
    return f"{reverse(admin_urlname(model._meta, 'changelist'))}?{urlencode(parameters)}"
