"""Redacting a passage from the page of a comment or article, and what was redacted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.display import link_to, preformatted
from archive.admin.forms import KeptText
from archive.admin.lists import ReadOnlyAdmin
from archive.redaction import preview_redaction, put_back, redact_passage
from comments.models import Redaction
from comments.redacting import (
    LONGEST_REASON,
    Outcome,
    PassageError,
    check_passage,
    count_in,
    fields_of,
)

REDACT = "comments.redact_passage"
READ = "comments.read_redacted"


class PassageForm(forms.Form):
    passage = KeptText(
        label=gettext_lazy("Passage"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Select it in the text above, or paste it here."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy("Readers see it in place of the words. Name no private facts."),
    )
    is_standing = forms.BooleanField(
        label=gettext_lazy("Wherever it is repeated in this article"),
        required=False,
        initial=True,
        help_text=gettext_lazy(
            "In the article, in other comments and quotes, and in what later imports bring."
        ),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors:
            reason = " ".join(values["reason"].split())
            try:
                check_passage(values["passage"], reason, is_standing=values["is_standing"])
            except PassageError as error:
                self.add_error(None, str(error))
        return values


class RedactingAdmin(admin.ModelAdmin):
    """Adds the page that redacts a passage of one object's text."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_redact"
        view = self.admin_site.admin_view(self.redact_view)
        return [path("<int:object_id>/redact/", view, name=name), *super().get_urls()]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_view_permission(request, obj) or request.user.has_perm(REDACT)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        if kwargs.get("obj") is not None and request.user.has_perm(REDACT):
            door = {"verb": _("Redact a passage"), "url": "../redact/"}
            response.context_data["doors"] = [*response.context_data.get("doors", ()), door]
        return response

    def redact_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Three steps at one address: the form, what it would do, and done."""
        if not request.user.has_perm(REDACT):
            raise PermissionDenied
        text = get_object_or_404(self.model, pk=object_id)
        form = PassageForm(request.POST or None)
        preview = None
        if form.is_bound and form.is_valid():
            try:
                if "confirmed" in request.POST:
                    return self._redacted(request, text, form.cleaned_data)
                preview = self._preview(text, form.cleaned_data)
            except PassageError as error:
                form.add_error(None, str(error))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Redact a passage: %(name)s") % {"name": text},
            "opts": self.opts,
            "object": text,
            "texts": [getattr(text, name) for name in fields_of(text) if getattr(text, name)],
            "form": form,
            "preview": preview,
            "has_more": preview and form.cleaned_data["is_standing"],
        }
        return TemplateResponse(request, "admin/redact.html", context)

    def _preview(self, text: Model, values: dict[str, Any]) -> object:
        if not count_in(text, values["passage"]):
            raise PassageError(
                _(
                    "The passage does not stand in this text. Copy it from there: line ends, "
                    "spaces and case may differ, words may not."
                )
            )
        return preview_redaction(text, values["passage"])

    def _redacted(self, request: HttpRequest, text: Model, values: dict[str, Any]) -> HttpResponse:
        outcome = redact_passage(text, moderator=request.user, **values)
        self.message_user(request, describe(outcome), messages.SUCCESS)
        return HttpResponseRedirect(reverse(admin_urlname(self.opts, "change"), args=[text.pk]))


def describe(outcome: Outcome) -> str:
    count = len(outcome.redactions)
    return ngettext("%(count)s passage redacted.", "%(count)s passages redacted.", count) % {
        "count": f"{count:,}"
    }


class RestoreForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Kept in the log; readers may be shown it. Name no private facts."),
    )


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin):
    """What was taken out, for those who may read it."""

    change_form_template = "admin/moderated_change_form.html"
    list_display = ("__str__", "about", "in_article", "reason", "is_standing", "at")
    list_filter = ("owner", "is_standing")
    search_fields = ("=pk", "reason")
    fields = ("about", "in_article", "field", "reason", "is_standing", "at", "shown_passage")
    readonly_fields = ("about", "in_article", "shown_passage")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(READ)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(READ)

    def for_list(self, queryset: QuerySet) -> QuerySet:
        rows = queryset.select_related("article", "comment").defer("words", "passage")
        return rows.defer("article__body_text", "article__body_html", "comment__body_html")

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.restore_view)
        own = path("<int:object_id>/restore/", view, name="comments_redaction_restore")
        return [own, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        if request.user.has_perm(REDACT):
            context["doors"] = [{"verb": _("Restore the passage"), "url": "../restore/"}]
        return super().render_change_form(request, context, *args, **kwargs)

    def restore_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        if not (request.user.has_perm(READ) and request.user.has_perm(REDACT)):
            raise PermissionDenied
        redaction = get_object_or_404(Redaction.objects.select_related("comment"), pk=object_id)
        form = RestoreForm(request.POST or None)
        if form.is_bound and form.is_valid():
            put_back(redaction, moderator=request.user, reason=form.cleaned_data["reason"])
            self.message_user(request, _("The passage is back."), messages.SUCCESS)
            text = redaction.comment or redaction.article
            return HttpResponseRedirect(
                reverse(admin_urlname(text._meta, "change"), args=[text.pk])
            )
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restore the passage"),
            "opts": self.opts,
            "object": redaction,
            "form": form,
        }
        return TemplateResponse(request, "admin/restore_passage.html", context)

    @admin.display(description=gettext_lazy("text of"))
    def about(self, redaction: Redaction) -> SafeString | str:
        return link_to(redaction.comment) or redaction.get_owner_display()

    @admin.display(description=gettext_lazy("article"))
    def in_article(self, redaction: Redaction) -> SafeString | str:
        return link_to(redaction.article)

    @admin.display(description=gettext_lazy("passage"))
    def shown_passage(self, redaction: Redaction) -> SafeString:
        return preformatted(redaction.passage)
