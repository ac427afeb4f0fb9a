"""Hide and restore, from a list or from one object's page, by way of a page that asks why."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.doors import Door, ReasonForm, describe_kept
from articles.moderation import Outcome

SAMPLE = 10
"""How many of the chosen rows the page in between names."""


class ModeratedAdmin(admin.ModelAdmin):
    """Acts on rows that have a state. Subclasses set `doors` and `moderate_permission`."""

    actions = ("hide_selected", "restore_selected")
    change_form_template = "admin/moderated_change_form.html"
    doors: dict[str, Door]
    moderate_permission: str

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.moderate_permission)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody can moderate what they may not see, so that one permission is enough."""
        return super().has_view_permission(request, obj) or self.has_moderate_permission(request)

    @admin.action(
        permissions=["moderate"],
        description=gettext_lazy("Hide selected %(verbose_name_plural)s"),
    )
    def hide_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self.moderate(request, queryset, self.doors["hide"])

    @admin.action(
        permissions=["moderate"],
        description=gettext_lazy("Restore selected %(verbose_name_plural)s"),
    )
    def restore_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self.moderate(request, queryset, self.doors["restore"])

    def get_urls(self) -> list:
        info = self.opts.app_label, self.opts.model_name
        own = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(self.moderate_one_view),
                {"door": name},
                name="{}_{}_{}".format(*info, name),
            )
            for name in self.doors
        ]
        return own + super().get_urls()

    def moderate_one_view(self, request: HttpRequest, object_id: int, door: str) -> HttpResponse:
        if not self.has_moderate_permission(request):
            raise PermissionDenied
        get_object_or_404(self.model, pk=object_id)
        chosen = self.model._base_manager.filter(pk=object_id)
        page = self.moderate(request, chosen, self.doors[door])
        return page or HttpResponseRedirect(
            reverse(admin_urlname(self.opts, "change"), args=[object_id])
        )

    def moderate(
        self, request: HttpRequest, queryset: QuerySet, door: Door
    ) -> TemplateResponse | None:
        """The page that asks for the reason, or None once the act is done."""
        chosen = self.model._base_manager.filter(pk__in=queryset.order_by().values("pk"))
        counts = Counter(dict(chosen.values_list("state").annotate(Count("pk")).order_by()))
        total = counts.total()
        form = ReasonForm(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            if form.cleaned_data["expected"] == total:
                reason = form.cleaned_data["reason"]
                outcome = door.perform(chosen, moderator=request.user, reason=reason)
                self.report(request, door, outcome)
                return None
            form.add_error(None, _("The selection has changed meanwhile. Look at it again."))
        return self.ask_for_reason(request, door, form, chosen, counts)

    def ask_for_reason(
        self,
        request: HttpRequest,
        door: Door,
        form: ReasonForm,
        chosen: QuerySet,
        counts: Counter[str],
    ) -> TemplateResponse:
        acting = sum(counts[state] for state in door.act.acts_on)
        kept = sum(counts.values()) - acting
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(verb)s %(items)s")
            % {"verb": door.verb, "items": self.count_of(sum(counts.values()))},
            "opts": self.opts,
            "door": door,
            "form": form,
            "acting": self.count_of(acting) if acting else "",
            "kept": describe_kept(self.opts, door, counts),
            "sample": [self.describe(row) for row in self.for_list(chosen.order_by("pk"))[:SAMPLE]],
            "more": max(acting + kept - SAMPLE, 0),
            "total": acting + kept,
            # From one object's page the act has an address of its own, one step below it.
            "back": request.get_full_path() if request.POST.get("action") else "../change/",
            # The list's action form is sent again, whole, with the reason.
            "repeated": [
                (name, value)
                for name in ("action", "select_across", ACTION_CHECKBOX_NAME)
                for value in request.POST.getlist(name)
            ],
        }
        return TemplateResponse(request, "admin/moderate.html", context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        obj = kwargs.get("obj")
        if obj is not None and self.has_moderate_permission(request):
            context["doors"] = [
                {"verb": door.verb, "url": f"../{name}/"}
                for name, door in self.doors.items()
                if obj.state in door.act.acts_on
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def describe(self, row: Model) -> str:
        return str(row)

    def count_of(self, count: int) -> str:
        return f"{count:,} {model_ngettext(self.opts, count)}"

    def report(self, request: HttpRequest, door: Door, outcome: Outcome) -> None:
        done = _("%(items)s %(done)s.") % {
            "items": self.count_of(len(outcome.changed)),
            "done": door.done,
        }
        level = messages.SUCCESS if outcome.changed else messages.WARNING
        kept = describe_kept(self.opts, door, outcome.left_alone)
        self.message_user(request, " ".join([done, *kept]), level)
