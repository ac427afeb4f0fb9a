"""Comments in their threads."""

from __future__ import annotations

import re
import zoneinfo
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import F, Model, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.clock import SiteClockAdmin
from archive.admin.comment_cells import EXCERPT_LENGTH, CommentCells
from archive.admin.doors import hide_door, restore_door
from archive.admin.erasing import ErasableAdmin
from archive.admin.filters import DefectFilter, UnknownFilter, related_filter
from archive.admin.forms import CorrectionForm, KeptText, one_line
from archive.admin.lists import LargeTableAdmin
from archive.admin.moderating import ModeratedAdmin
from archive.search.indexing import index_comments
from archive.search.staff import find_comment_ids
from articles.models import Article
from comments.models import Comment
from comments.moderation import (
    correct_comment,
    erase_comment,
    hide_comments,
    restore_comments,
)

# "123", "#123", "#c-123", "/comments/123/" and any address that ends so.
COMMENT_ADDRESS = re.compile(r"^(?:\S*(?:#c-|/comments/)|#)?(\d{1,18})/?$")
ARTICLE_PARAMETER = "article__id__exact"
LIST_COLUMNS = (
    "article_id", "article__title", "article__site__time_zone", "parent_id", "level",
    "parent__author_name", "parent_certainty", "author_name", "posted_at", "posted_precision",
    "posted_text", "kind", "state",
)  # fmt: skip


class CommentForm(CorrectionForm):
    time_field = "posted_at"
    precision_field = "posted_precision"

    class Meta:
        widgets = {"author_name": one_line(), "subject": one_line()}
        field_classes = {"body_text": KeptText}


@admin.register(Comment)
class CommentAdmin(CommentCells, ModeratedAdmin, SiteClockAdmin, ErasableAdmin, LargeTableAdmin):
    """Newest first over the whole archive; one article's comments as the page has them."""

    form = CommentForm
    doors = {"hide": hide_door(hide_comments), "restore": restore_door(restore_comments)}
    moderate_permission = "comments.moderate_comment"
    change_list_template = "admin/comment_list.html"
    list_display = ("words",)
    list_display_links = None
    list_select_related = ("article__site", "parent")
    list_filter = (
        "state",
        UnknownFilter,
        "parent_certainty",
        DefectFilter,
        related_filter("article", "title"),
        related_filter("commenter", "name"),
    )
    search_fields = ("author_name", "body_text")
    search_help_text = gettext_lazy("Words of the text or the author, a number or an address.")
    readonly_fields = (
        "status", "state_reason", "place", "found_defects", "author_as_written",
        "posted_as_written", "by_commenter", "clock", "saved_lines", "shown_as",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("status", "state_reason", "place", "found_defects")}),
        (
            gettext_lazy("As read, beside the words of the saved page"),
            {
                "fields": (
                    ("author_name", "author_as_written"),
                    "by_commenter",
                    ("posted_at", "posted_precision", "posted_as_written"),
                    "clock",
                    "kind",
                    "subject",
                )
            },
        ),
        (gettext_lazy("Text"), {"fields": ("body_text", "saved_lines", "shown_as")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def zone_of(self, obj: Comment) -> zoneinfo.ZoneInfo:
        return obj.article.zone

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("article__site", "parent", "commenter")

    def for_list(self, queryset: QuerySet) -> QuerySet:
        return (
            queryset.select_related(None)
            .select_related(*self.list_select_related)
            .only(*LIST_COLUMNS)
            .annotate(excerpt=Left("body_text", EXCERPT_LENGTH + 1))
            .prefetch_related("ledger")
        )

    def get_ordering(self, request: HttpRequest) -> tuple:
        if request.GET.get(ARTICLE_PARAMETER):
            return ("article", F("position").asc(), "pk")
        return ("-pk",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By the search index, unless too many have these words for a list of ids.

        A comment's address finds that comment; bare digits may be its number or words.
        """
        address = COMMENT_ADDRESS.match(search_term.strip())
        ids = find_comment_ids(search_term) if search_term.strip() else None
        if ids is None:
            found, duplicates = super().get_search_results(request, queryset, search_term)
        else:
            found, duplicates = queryset.filter(pk__in=ids), False
        if address is None:
            return found, duplicates
        by_number = queryset.filter(pk=int(address[1]))
        return (found | by_number if address[0].isdecimal() else by_number), duplicates

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        chosen = request.GET.get(ARTICLE_PARAMETER, "")
        article = (
            chosen.isdecimal()
            and Article.objects.defer("body_text", "body_html").filter(pk=chosen[:18]).first()
        )
        return super().changelist_view(request, {**(extra_context or {}), "article": article})

    def save_model(
        self, request: HttpRequest, obj: Comment, form: forms.Form, change: bool
    ) -> None:
        correct_comment(obj, {name: form.cleaned_data[name] for name in form.changed_data})
        if form.changed_data:
            index_comments([obj.pk])

    def delete_model(self, request: HttpRequest, obj: Comment) -> None:
        pk = obj.pk
        erase_comment(obj)
        index_comments([pk])

    def explain_refusal(self, obj: Model) -> list[str]:
        count = obj.replies.count()
        if not count:
            return []
        sentence = ngettext(
            "%(count)s reply, which would lose its place. Hide the comment instead: that "
            "withholds its words and keeps the conversation whole.",
            "%(count)s replies, which would lose their place. Hide the comment instead: that "
            "withholds its words and keeps the conversation whole.",
            count,
        )
        return [sentence % {"count": f"{count:,}"}]

    def describe(self, row: Comment) -> str:
        return f"{row}: {self.shortened(row)}"
