"""Comments in their threads."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import model_ngettext
from django.db.models import F, Model, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.choosing import COMMENT_ADDRESS
from archive.admin.clock import SiteClockAdmin
from archive.admin.comment_cells import EXCERPT_LENGTH, CommentCells
from archive.admin.doors import Door, hide_door, remove_door, restore_door
from archive.admin.erasing import ErasableAdmin
from archive.admin.filters import DefectFilter, UnknownFilter, related_filter
from archive.admin.forms import CorrectionForm, KeptText, one_line
from archive.admin.lists import LargeTableAdmin
from archive.admin.merging import merge_page
from archive.admin.moving import move_page
from archive.admin.redacting import RedactingAdmin
from archive.admin.restructuring import Act, RestructuredAdmin
from archive.admin.splitting import split_page
from archive.search.indexing import index_comments
from archive.search.staff import having_words
from articles.models import Article
from comments.models import Comment
from comments.moderation import (
    correct_comment,
    erase_comment,
    hide_comments,
    remove_comments,
    restore_comments,
)

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


def with_replies(chosen: QuerySet) -> QuerySet:
    """One comment with all that answers it, at any depth."""
    return Comment.objects.in_branch(chosen.get())


@admin.register(Comment)
class CommentAdmin(
    CommentCells,
    RedactingAdmin,
    RestructuredAdmin,
    SiteClockAdmin,
    ErasableAdmin,
    LargeTableAdmin,
):
    """Newest first over the whole archive; one article's comments as the page has them."""

    form = CommentForm
    doors = {
        "hide": hide_door(hide_comments),
        "remove": remove_door(remove_comments),
        "remove-branch": remove_door(remove_comments)._replace(
            verb=gettext_lazy("Remove with replies"), reach=with_replies
        ),
        "restore": restore_door(restore_comments),
        "restore-branch": restore_door(restore_comments)._replace(
            verb=gettext_lazy("Restore with replies"), reach=with_replies
        ),
    }
    moderate_permission = "comments.moderate_comment"
    acts = {
        "move": Act(gettext_lazy("Move"), move_page),
        "split": Act(gettext_lazy("Split"), split_page),
        "merge": Act(gettext_lazy("Merge with"), merge_page),
    }
    restructure_permission = "comments.restructure_comment"
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
        """By the search index where it can tell (`archive.search.staff`), else by the texts.

        A comment's address finds that comment; bare digits may be its number or words.
        """
        address = COMMENT_ADDRESS.match(search_term.strip())
        condition = having_words(search_term) if search_term.strip() else None
        if condition is None:
            found, duplicates = super().get_search_results(request, queryset, search_term)
        else:
            found, duplicates = queryset.filter(condition), False
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
        may_move = bool(article) and self.has_restructure_permission(request)
        context = {**(extra_context or {}), "article": article, "may_move": may_move}
        return super().changelist_view(request, context)

    def save_model(
        self, request: HttpRequest, obj: Comment, form: forms.Form, change: bool
    ) -> None:
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        correct_comment(obj, changes, moderator=request.user)
        if form.changed_data:
            index_comments([obj.pk])

    def delete_model(self, request: HttpRequest, obj: Comment) -> None:
        pk = obj.pk
        erase_comment(obj, moderator=request.user)
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

    def is_offered(self, name: str, door: Door, obj: Comment) -> bool:
        """A branch is more than its comment; what is below may have any state."""
        if door.reach is with_replies:
            return not obj.is_leaf_node()
        return super().is_offered(name, door, obj)

    def count_concerned(self, chosen: QuerySet) -> str:
        count = chosen.order_by().values("article").distinct().count()
        return f"{count:,} {model_ngettext(Article, count)}"

    def describe(self, row: Comment) -> str:
        return f"{row}: {self.shortened(row)}"
