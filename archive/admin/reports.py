"""Readers' reports: the queue, and one report beside the comment that it is about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.comment_cells import CommentCells
from archive.admin.context import read_context
from archive.admin.display import link_to
from archive.admin.lists import ReadOnlyAdmin
from comments.models import Comment, Report
from comments.reporting import ACTS, settle_reports
from comments.reports import Result

SHOWN = 50
"""Reports about one comment that its page prints."""


class SettleForm(forms.Form):
    result = forms.ChoiceField(
        choices=Result.choices, widget=forms.RadioSelect, label=gettext_lazy("Outcome")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Kept in the log; readers may be shown it. Name no private facts."),
    )

    def __init__(self, *args: Any, may_moderate: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_moderate:
            allowed = [choice for choice in Result.choices if choice[0] not in ACTS]
            self.fields["result"].choices = allowed


class OpenFilter(admin.SimpleListFilter):
    title = gettext_lazy("settled")
    parameter_name = "settled_at__isnull"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("True", _("open")), ("False", _("settled"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in ("True", "False"):
            return queryset
        return queryset.filter(settled_at__isnull=self.value() == "True")


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ("about", "cause", "made_at", "settled_at", "result")
    list_display_links = None
    list_filter = (OpenFilter, "cause")
    search_fields = ("=comment__id",)
    change_form_template = "admin/report_entry.html"
    fields = (("of_comment", "cause"), "words", "email", ("made_at", "settled_at", "result"))

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.settle_view)
        return [
            path("<int:pk>/settle/", view, name="comments_report_settle"),
            *super().get_urls(),
        ]

    def has_settle_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("comments.settle_report")

    def has_view_permission(self, request: HttpRequest, obj: Report | None = None) -> bool:
        return super().has_view_permission(request, obj) or self.has_settle_permission(request)

    def for_list(self, queryset: QuerySet) -> QuerySet:
        return queryset.defer("words")

    @admin.display(description=gettext_lazy("report"))
    def about(self, report: Report) -> SafeString:
        name = "change" if report.settled_at else "settle"
        return format_html(
            '<a href="{}">{}</a>',
            reverse(f"admin:comments_report_{name}", args=[report.pk]),
            report,
        )

    @admin.display(description=gettext_lazy("comment"))
    def of_comment(self, report: Report) -> SafeString:
        return link_to(report.comment)

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_settle_permission(request):
            raise PermissionDenied
        report = get_object_or_404(Report, pk=pk)
        comment = Comment.objects.for_permalink().get(pk=report.comment_id)
        may_moderate = request.user.has_perm("comments.moderate_comment")
        form = SettleForm(request.POST or None, may_moderate=may_moderate)
        if form.is_bound and form.is_valid():
            count = settle_reports(comment, moderator=request.user, **form.cleaned_data)
            self.report_settled(request, count)
            return HttpResponseRedirect(self.next_address())
        if report.settled_at:
            self.message_user(request, _("This report has been settled."), messages.WARNING)
            return HttpResponseRedirect(reverse("admin:comments_report_change", args=[pk]))
        reports = comment.reports.in_queue()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Report about comment %(id)s") % {"id": comment.pk},
            "opts": self.opts,
            "comment": comment,
            "status": CommentCells().status(comment),
            "context": read_context(comment),
            "reports": reports[:SHOWN],
            "form": form,
            "waiting": Report.objects.open().exclude(comment=comment).count(),
            "may_change": request.user.has_perm("comments.change_comment"),
            "may_redact": request.user.has_perm("comments.redact_passage"),
        }
        return TemplateResponse(request, "admin/report_settle.html", context)

    def next_address(self) -> str:
        """The report that has waited longest, or the list if none waits."""
        waiting = Report.objects.in_queue().first()
        if waiting:
            return reverse("admin:comments_report_settle", args=[waiting.pk])
        return reverse("admin:comments_report_changelist")

    def report_settled(self, request: HttpRequest, count: int) -> None:
        words = ngettext("%(count)s report settled.", "%(count)s reports settled.", count)
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, words % {"count": f"{count:,}"}, level)
