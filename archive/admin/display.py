"""What cells and read-only fields show. Whatever comes from a dump is escaped here."""

from __future__ import annotations

import json
import zoneinfo
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.states import Precision, State

SHOWN_CHARACTERS = 20_000
"""Longest text that a page of the admin prints; the rest is counted."""


def link_to(obj: Model | None, text: str | None = None) -> SafeString | str:
    """A link to the object's own page in the admin."""
    if obj is None:
        return ""
    url = reverse(admin_urlname(obj._meta, "change"), args=[obj.pk])
    return format_html('<a href="{}">{}</a>', url, obj if text is None else text)


def link_to_list(model: type[Model], text: str, **filters: Any) -> SafeString:
    """A link to the model's list, filtered."""
    url = reverse(admin_urlname(model._meta, "changelist"))
    return format_html('<a href="{}?{}">{}</a>', url, urlencode(filters), text)


def badge(state: str) -> SafeString:
    return format_html('<span class="badge badge-{}">{}</span>', state, State(state).label)


def unknown(words: str) -> SafeString:
    """Unknown is said in a style of its own, which no name or title can imitate."""
    return format_html('<span class="unknown">[{}]</span>', words)


def when(time: datetime | None, precision: str | None, zone: zoneinfo.ZoneInfo) -> str | None:
    """The time on the clock of its page, no finer than it was written."""
    if time is None:
        return None
    local = time.astimezone(zone)
    if precision == Precision.DAY:
        return local.date().isoformat()
    timespec = "seconds" if precision == Precision.SECOND else "minutes"
    return local.replace(tzinfo=None).isoformat(" ", timespec)


def quoted(words: str) -> SafeString:
    """Words as the page has them."""
    return format_html("<q>{}</q>", words) if words else unknown(_("nothing in the saved page"))


def preformatted(text: str, css_class: str = "saved-text") -> SafeString:
    """Text with its lines kept, cut where it is too long for a page, which is then said."""
    if len(text) <= SHOWN_CHARACTERS:
        return format_html('<pre class="{}">{}</pre>', css_class, text)
    note = _("The first %(shown)s of %(all)s characters.") % {
        "shown": f"{SHOWN_CHARACTERS:,}",
        "all": f"{len(text):,}",
    }
    return format_html(
        '<p class="cut-note">{}</p><pre class="{}">{}</pre>',
        note,
        css_class,
        text[:SHOWN_CHARACTERS],
    )


def as_json(value: Any) -> SafeString:
    return preformatted(json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True))


def joined(parts: Iterable[SafeString | str]) -> SafeString:
    return format_html_join(" · ", "{}", ((part,) for part in parts))
