"""One doubtful comment at a time, its lines in the dump beside it as readers see it."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms.widgets import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.back import BACK
from archive.admin.comment_cells import CommentCells
from archive.admin.context import read_context
from archive.admin.display import link_to
from archive.admin.lists import ReadOnlyAdmin
from archive.masking import Piece, ShownLines
from archive.models import Acceptance, Dump, Excerpt, LedgerEntry
from archive.queues import QUEUES, Queue, accept_reading
from articles.models import Article
from comments.models import Comment

AROUND = 8
"""Lines shown of a dump before and after those of the comment."""

MOST_LINES = 200
"""Of a comment's own lines; a longer one is cut."""


class Line(NamedTuple):
    number: int
    pieces: tuple[Piece, ...]
    is_own: bool


class Passage(NamedTuple):
    """A part of a dump: lines that a comment or a ledger entry is about, among others."""

    dump: Dump
    lines: list[Line]


@admin.register(Acceptance)
class AcceptanceAdmin(ReadOnlyAdmin):
    """What was accepted, and the queues out of which it went."""

    list_display = ("__str__", "at")
    list_filter = ("doubt",)
    search_fields = ("=comment__id", "=article__id")
    list_select_related = ("comment", "article")
    fields = ("doubt", "in_article", "of_comment", "at")

    @property
    def media(self) -> Media:
        return super().media + Media(js=["js/queue.js"])

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        return [
            path("queue/<str:name>/", view(self.queue_view), name="archive_queue"),
            path("queue/<str:name>/<int:pk>/", view(self.one_view), name="archive_queue_one"),
            *super().get_urls(),
        ]

    def for_list(self, queryset):
        return queryset.only("doubt", "at", "comment__author_name", "article__title")

    def has_queue_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("archive.accept_reading")

    @admin.display(description=gettext_lazy("article"))
    def in_article(self, acceptance: Acceptance) -> SafeString:
        return link_to(acceptance.article)

    @admin.display(description=gettext_lazy("comment"))
    def of_comment(self, acceptance: Acceptance) -> SafeString | str:
        return link_to(acceptance.comment)

    def queue_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """The first that waits, or that nothing does."""
        queue = self.find_queue(request, name)
        first = queue.first_pk()
        if first is not None:
            return HttpResponseRedirect(_address(name, first))
        context = {
            **self.admin_site.each_context(request),
            "title": queue.label,
            "opts": self.opts,
            "is_empty": True,
        }
        return TemplateResponse(request, "admin/queue.html", context)

    def one_view(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        queue = self.find_queue(request, name)
        following = queue.next_pk(pk)
        after = (
            _address(name, following) if following else reverse("admin:archive_queue", args=[name])
        )
        if request.method == "POST":
            if not accept_reading(queue, pk, moderator=request.user):
                self.message_user(request, _("It is not in this queue any more."), messages.WARNING)
            return HttpResponseRedirect(after)
        row = queue.waiting().filter(pk=pk).first()
        if row is None:
            # It was corrected, withheld or accepted: on to the next.
            return HttpResponseRedirect(after)
        previous = queue.previous_pk(pk)
        is_comment = queue.model is Comment
        context = {
            **self.admin_site.each_context(request),
            "title": queue.label,
            "opts": self.opts,
            "media": self.media,
            "left": queue.count(),
            "following": _address(name, following) if following else "",
            "previous": _address(name, previous) if previous else "",
            "passage": read_passage(row),
            "correct": _act_on(request, row, "change", after),
            "hide": _act_on(request, row, "hide", after),
            **(_comment_context(pk) if is_comment else {"article": row}),
        }
        return TemplateResponse(request, "admin/queue.html", context)

    def find_queue(self, request: HttpRequest, name: str) -> Queue:
        if not self.has_queue_permission(request):
            raise PermissionDenied
        if name not in QUEUES:
            raise Http404
        return QUEUES[name]


def _address(name: str, pk: int) -> str:
    return reverse("admin:archive_queue_one", args=[name, pk])


def _act_on(request: HttpRequest, row: Model, page: str, after: str) -> str:
    """The address of the row's own page, leading back here, if this user may act there."""
    admins = admin.site.get_model_admin(type(row))
    may = {
        "change": admins.has_change_permission(request, row),
        "hide": admins.has_moderate_permission(request),
    }
    if not may[page]:
        return ""
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}"
    return f"{reverse(name, args=[row.pk])}?{urlencode({BACK: after})}"


def _comment_context(pk: int) -> dict:
    comment = Comment.objects.for_permalink().get(pk=pk)
    return {
        "comment": comment,
        "article": comment.article,
        "status": CommentCells().status(comment),
        "context": read_context(comment),
    }


def read_passage(row: Comment | Article) -> Passage | None:
    """The lines of the latest dump that has the comment; of an article, where it says its count."""
    if isinstance(row, Comment):
        rows = Excerpt.objects.filter(comment=row)
    else:
        rows = LedgerEntry.objects.filter(dump__article=row, code="count-differs")
    found = rows.select_related("dump").defer("dump__sections").order_by("-dump", "pk").first()
    if found is None:
        return None
    first = max(1, found.first_line - AROUND)
    last = min(found.last_line, found.first_line + MOST_LINES) + AROUND
    own = range(found.first_line, found.last_line + 1)
    pieces = ShownLines(found.dump).pieces(first, last)
    lines = [Line(n, each, n in own) for n, each in enumerate(pieces, first)]
    return Passage(found.dump, lines)
