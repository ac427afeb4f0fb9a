"""Acts on rows, from a list or from one object's page, by way of a page that asks why."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import model_ngettext, unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.back import way_back
from archive.admin.doors import Door, ReasonForm, describe_kept
from articles.log import ModerationAction
from articles.moderation import Outcome

HISTORY = 200
"""How many acts on one row its history names, the latest first."""

SAMPLE = 10
"""How many of the chosen rows the page in between names."""


class ModeratedAdmin(admin.ModelAdmin):
    """Acts on rows that have a state. Subclasses set `doors` and `moderate_permission`."""

    actions = ("hide_selected", "remove_selected", "restore_selected")
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
        description=gettext_lazy("Remove selected %(verbose_name_plural)s"),
    )
    def remove_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self.moderate(request, queryset, self.doors["remove"])

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
            way_back(request) or reverse(admin_urlname(self.opts, "change"), args=[object_id])
        )

    def response_post_save_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        back = way_back(request)
        return (
            HttpResponseRedirect(back) if back else super().response_post_save_change(request, obj)
        )

    def moderate(
        self, request: HttpRequest, queryset: QuerySet, door: Door
    ) -> TemplateResponse | None:
        """The page that asks for the reason, or None once the act is done."""
        chosen = self.model._base_manager.filter(pk__in=queryset.order_by().values("pk"))
        chosen = door.reach(chosen)
        counts = Counter(dict(chosen.values_list("state").annotate(Count("pk")).order_by()))
        total = counts.total()
        form = door.form(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            values = dict(form.cleaned_data)
            if values.pop("expected") == total:
                outcome = door.perform(chosen, moderator=request.user, **values)
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
            "concerned": self.count_concerned(chosen),
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
                if self.is_offered(name, door, obj)
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def is_offered(self, name: str, door: Door, obj: Model) -> bool:
        """Whether the object's own page leads to this act."""
        return obj.state in door.act.acts_on

    def log_change(self, request: HttpRequest, obj: Model, message: object) -> None:
        """Whoever does the act writes it into the moderation log, in the same transaction."""

    def log_deletions(self, request: HttpRequest, queryset: QuerySet) -> None:
        """As with `log_change`."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What the moderation log holds of this row."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        acts = ModerationAction.objects.filter(kind=self.opts.model_name, target_id=obj.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History: %(name)s") % {"name": obj},
            "opts": self.opts,
            "object": obj,
            "acts": acts.select_related("words")[:HISTORY],
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/moderation_history.html", context)

    def describe(self, row: Model) -> str:
        return str(row)

    def count_concerned(self, chosen: QuerySet) -> str:
        """In how many articles the chosen rows stand, where they stand in any."""
        return ""

    def count_of(self, count: int) -> str:
        return f"{count:,} {model_ngettext(self.opts, count)}"

    def report(self, request: HttpRequest, door: Door, outcome: Outcome) -> None:
        done = _("%(items)s %(done)s.") % {
            "items": self.count_of(len(outcome.changed)),
            "done": door.done,
        }
        level = messages.SUCCESS if outcome.changed else messages.WARNING
        kept = describe_kept(self.opts, door, outcome.left_alone)
        words = " ".join([done, *kept])
        if outcome.batch and request.user.has_perm("articles.view_moderationaction"):
            address = reverse("admin:articles_moderationaction_undo_batch", args=[outcome.batch])
            words = format_html('{} <a href="{}">{}</a>', words, address, _("Undo"))
        self.message_user(request, words, level)
