"""Erasing a person from the admin, for superusers; and the pseudonyms of those erased."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from archive.admin.lists import ReadOnlyAdmin
from archive.erasing.person import ErasureError, Preview, erase_person, preview_erasure
from archive.erasing.scrubbing import scrub_database
from archive.erasing.variants import Variant, suggest_variants
from articles.models import NAME_LENGTH, Site
from comments.models import ErasedPerson

ERASE = "comments.erase_person"


class PersonForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "autocomplete": "off"}),
        help_text=gettext_lazy("As the pages write it. Case, accents and spaces do not matter."),
    )
    site = forms.ModelChoiceField(
        Site.objects.all(),
        label=gettext_lazy("Site"),
        required=False,
        empty_label=gettext_lazy("all sites"),
    )


class ErasureForm(PersonForm):
    """The second step: which spellings, why, and that it is meant."""

    variants = forms.MultipleChoiceField(
        label=gettext_lazy("Also written"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Those that are not ticked may mean somebody else."),
    )
    more = forms.CharField(
        label=gettext_lazy("Other spellings"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text=gettext_lazy("One a line."),
    )
    pseudonym = forms.CharField(
        label=gettext_lazy("Pseudonym"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Without one, “Reader” and a number."),
    )
    takes_texts = forms.BooleanField(
        label=gettext_lazy("Take out what the person wrote as well"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy("For the log. It must not hold the name."),
    )
    is_meant = forms.BooleanField(
        label=gettext_lazy("I have looked at the places; this cannot be undone")
    )

    def __init__(self, *args: Any, variants: list[Variant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["readonly"] = True
        self.fields["variants"].choices = [(v.text, v.text) for v in variants[1:]]
        self.fields["variants"].initial = [v.text for v in variants[1:] if v.is_sure]

    def names(self) -> list[str]:
        values = self.cleaned_data
        return [values["name"], *values["variants"], *values["more"].splitlines()]


@admin.register(ErasedPerson)
class ErasedPersonAdmin(ReadOnlyAdmin):
    """What is known of them: what they are called now, and since when."""

    change_list_template = "admin/erased_people.html"
    list_display = ("pseudonym", "site", "at", "is_finished")
    list_select_related = ("site",)
    search_fields = ("pseudonym",)
    fields = ("pseudonym", "site", "at", "is_finished")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(ERASE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(ERASE)

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.erase_view)
        return [path("erase/", view, name="comments_erasedperson_erase"), *super().get_urls()]

    @method_decorator(sensitive_post_parameters())
    def erase_view(self, request: HttpRequest) -> HttpResponse:
        """The name; then where it stands and how else it is written; then it is done."""
        if not request.user.has_perm(ERASE):
            raise PermissionDenied
        first = PersonForm(request.POST or None)
        if not (first.is_bound and first.is_valid()):
            return self._page(request, first, None)
        variants = suggest_variants(first.cleaned_data["name"])
        if "step" not in request.POST:
            initial = {
                **first.cleaned_data,
                "variants": [v.text for v in variants[1:] if v.is_sure],
            }
            form = ErasureForm(variants=variants, initial=initial)
            names = [variants[0].text, *initial["variants"]]
        else:
            form = ErasureForm(request.POST, variants=variants)
            is_valid = form.is_valid()
            names = [first.cleaned_data["name"]]
            if {"variants", "more"} <= form.cleaned_data.keys():
                names = form.names()
            if is_valid and request.POST["step"] == "erase":
                try:
                    return self._erased(request, form)
                except ErasureError as error:
                    form.add_error(None, str(error))
        try:
            preview = preview_erasure(names, site=first.cleaned_data["site"])
        except ErasureError as error:
            first.add_error(None, str(error))
            return self._page(request, first, None)
        return self._page(request, form, preview)

    def _page(
        self, request: HttpRequest, form: forms.Form, preview: Preview | None
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Erase a person"),
            "opts": self.opts,
            "form": form,
            "preview": preview,
            "counts": preview.counts.most_common() if preview else [],
        }
        return TemplateResponse(request, "admin/erase_person.html", context)

    def _erased(self, request: HttpRequest, form: ErasureForm) -> HttpResponse:
        values = form.cleaned_data
        erased = erase_person(
            form.names(),
            site=values["site"],
            reason=values["reason"],
            moderator=request.user,
            pseudonym=values["pseudonym"],
            takes_texts=values["takes_texts"],
        )
        done = _("Erased; called %(pseudonym)s from now on.") % {"pseudonym": erased.person}
        self.message_user(request, done, messages.SUCCESS)
        for sentence in [*erased.left, *scrub_database()]:
            self.message_user(request, sentence, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:comments_erasedperson_changelist"))
