"""Pages of their own for acts that need more than a reason: what all of these share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from archive.admin.doors import ReasonForm
from archive.admin.moderating import ModeratedAdmin
from comments.refusals import Refused


class WhyForm(ReasonForm):
    """The reason for an act on one row, of which there is nothing to count."""

    expected = None


class Act(NamedTuple):
    """An act with a page of its own. `page` answers the request for one object.

    `is_offered` says whether the object's page leads there.
    """

    verb: str
    page: Callable[[RestructuredAdmin, HttpRequest, Any], HttpResponse]
    is_offered: Callable[[Any], bool] = lambda obj: True


class RestructuredAdmin(ModeratedAdmin):
    """Rows that can be moved, split and merged. Subclasses set the acts and the permission."""

    acts: dict[str, Act]
    restructure_permission: str

    def has_restructure_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.restructure_permission)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        may_restructure = self.has_restructure_permission(request)
        return super().has_view_permission(request, obj) or may_restructure

    def get_urls(self) -> list:
        info = self.opts.app_label, self.opts.model_name
        own = [
            path(
                f"<int:object_id>/{name}/",
                self.admin_site.admin_view(self.act_view),
                {"act": name},
                name="{}_{}_{}".format(*info, name),
            )
            for name in self.acts
        ]
        return own + super().get_urls()

    def act_view(self, request: HttpRequest, object_id: int, act: str) -> HttpResponse:
        if not self.has_restructure_permission(request):
            raise PermissionDenied
        obj = get_object_or_404(self.get_queryset(request), pk=object_id)
        return self.acts[act].page(self, request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> TemplateResponse:
        """The acts stand beside the doors; those that are not offered are left out."""
        obj = kwargs.get("obj")
        response = super().render_change_form(request, context, *args, **kwargs)
        if obj is not None and self.has_restructure_permission(request):
            response.context_data["doors"] = [
                *response.context_data.get("doors", []),
                *(
                    {"verb": act.verb, "url": f"../{name}/"}
                    for name, act in self.acts.items()
                    if act.is_offered(obj)
                ),
            ]
        return response

    def act_page(
        self, request: HttpRequest, template: str, obj: Model, context: dict[str, Any]
    ) -> TemplateResponse:
        return TemplateResponse(
            request,
            f"admin/{template}",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "object": obj,
                **context,
            },
        )

    def try_act(self, form: forms.Form, act: Callable[[], Any]) -> bool:
        """Whether the act was done; if it was refused, the form says why."""
        try:
            act()
        except Refused as refused:
            form.add_error(None, str(refused))
            return False
        return True

    def done(self, request: HttpRequest, message: str, pk: int) -> HttpResponse:
        """Back to the object's page, saying what was done."""
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(reverse(admin_urlname(self.opts, "change"), args=[pk]))


def refusal_of(check: Callable[[], None]) -> str:
    """Why something cannot be done; empty if it can."""
    try:
        check()
    except Refused as refused:
        return str(refused)
    return ""
