"""The moderation log as the admin shows it: to read, to look up, to take back, never to edit."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.display import as_json
from archive.admin.doors import ReasonForm
from archive.admin.lists import ReadOnlyAdmin
from archive.log_table import write_log
from archive.undoing import ChangedMeanwhileError, Undone, acts_of, may_undo, preview_undo, undo
from articles.log import Kind, ModerationAction

COUNT_LIMIT = 100_000


@admin.register(ModerationAction)
class ModerationActionAdmin(ReadOnlyAdmin):
    change_list_template = "admin/log_list.html"
    change_form_template = "admin/log_entry.html"
    list_display = ("__str__", "at", "moderator_name", "reason")
    list_filter = ("verb", "kind")
    search_fields = ("target_id", "article_id")
    search_help_text = gettext_lazy("The number of a comment, article or commenter.")
    fields = (
        ("verb", "kind", "target_id"),
        ("at", "moderator_name", "moderator_id"),
        ("batch", "article_id", "undoes"),
        "reason", "before", "after",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("words")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By number; the kinds are named because the index begins with them."""
        term = search_term.strip().removeprefix("#")
        if not term:
            return queryset, False
        if not term.isdecimal() or len(term) > 18:
            return queryset.none(), False
        found = Q(kind__in=Kind.values, target_id=int(term)) | Q(article_id=int(term))
        return queryset.filter(found), False

    def get_urls(self) -> list:
        view = self.admin_site.admin_view
        name = "articles_moderationaction_{}".format
        return [
            path("table.csv", view(self.table_view), name=name("table")),
            path("<int:pk>/undo/", view(self.undo_view), name=name("undo")),
            path("batch/<uuid:batch>/undo/", view(self.undo_view), name=name("undo_batch")),
            *super().get_urls(),
        ]

    def table_view(self, request: HttpRequest) -> StreamingHttpResponse:
        """The whole log, for superusers: it holds what was corrected and by whom."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return StreamingHttpResponse(
            write_log(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="moderation-log.csv"'},
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context=None
    ) -> HttpResponse:
        return super().change_view(
            request,
            object_id,
            form_url,
            {**self.ways_back(request, object_id), **(extra_context or {})},
        )

    def ways_back(self, request: HttpRequest, object_id: str) -> dict[str, Any]:
        """Whether this act can be undone by this user, and how many were done with it."""
        if not object_id.isdecimal() or len(object_id) > 18:
            return {}
        act = ModerationAction.objects.filter(pk=object_id).first()
        if act is None or not may_undo(request.user, acts_of(act.batch)):
            return {}
        together = acts_of(act.batch).order_by().values("pk")[: COUNT_LIMIT + 1].count()
        return {
            "undo": reverse("admin:articles_moderationaction_undo", args=[act.pk]),
            "undo_batch": together > 1
            and reverse("admin:articles_moderationaction_undo_batch", args=[act.batch]),
            "together": f"{COUNT_LIMIT:,}+" if together > COUNT_LIMIT else f"{together:,}",
        }

    def undo_view(
        self, request: HttpRequest, pk: int | None = None, batch: uuid.UUID | None = None
    ) -> HttpResponse:
        acts = acts_of(batch) if batch else ModerationAction.objects.filter(pk=pk)
        first = acts.order_by("-pk").first()
        if first is None:
            raise Http404
        if not self.has_view_permission(request) or not may_undo(request.user, acts):
            raise PermissionDenied
        form = ReasonForm(request.POST or None)
        back = reverse("admin:articles_moderationaction_change", args=[first.pk])
        if form.is_bound and form.is_valid():
            try:
                self.report(request, undo(acts, moderator=request.user, **form.cleaned_data))
                return HttpResponseRedirect(back)
            except ChangedMeanwhileError:
                form.add_error(None, _("This has changed meanwhile. Look at it again."))
        preview = preview_undo(acts)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo: %(act)s") % {"act": first},
            "opts": self.opts,
            "act": first,
            "form": form,
            "preview": preview,
            "kept": sorted(preview.kept.items()),
            "back": back,
        }
        return TemplateResponse(request, "admin/undo.html", context)

    def report(self, request: HttpRequest, outcome: Undone) -> None:
        done = ngettext("%(count)s act undone.", "%(count)s acts undone.", outcome.count)
        kept = sum(outcome.kept.values())
        left = ngettext("%(count)s was left as it is.", "%(count)s were left as they are.", kept)
        words = [done % {"count": f"{outcome.count:,}"}]
        words += [left % {"count": f"{kept:,}"}] * bool(kept)
        level = messages.SUCCESS if outcome.count else messages.WARNING
        self.message_user(request, " ".join(words), level)

    @admin.display(description=gettext_lazy("reason"))
    def reason(self, action: ModerationAction) -> str:
        return action.words.reason

    @admin.display(description=gettext_lazy("before"))
    def before(self, action: ModerationAction) -> SafeString:
        return as_json(action.words.before)

    @admin.display(description=gettext_lazy("after"))
    def after(self, action: ModerationAction) -> SafeString:
        return as_json(action.words.after)
