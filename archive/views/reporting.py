"""Reporting a comment, without an account."""

from __future__ import annotations

import time

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from archive.addresses import client_address
from archive.views.access import answers_gone, require_shown
from comments.models import Comment
from comments.reporting import TooManyReports, file_report
from comments.reports import WORDS_LENGTH, Cause

SOONEST, LATEST = 3, 24 * 60 * 60
"""Seconds between the form's opening and its sending that a person may take."""

SALT = "archive.views.reporting"


class ReportForm(forms.Form):
    """What a reader says of a comment. `website` is for programs that fill in everything."""

    cause = forms.ChoiceField(
        choices=Cause.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("What is wrong with it?"),
    )
    words = forms.CharField(
        required=False,
        max_length=WORDS_LENGTH,
        label=gettext_lazy("In your words, if you like"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    email = forms.EmailField(
        required=False,
        label=gettext_lazy("Your e-mail address, if you want an answer"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        required=False,
        max_length=200,
        label=gettext_lazy("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(max_length=200, widget=forms.HiddenInput)

    def clean_opened(self) -> str:
        """When the form was opened, as this site signed it."""
        stamp = self.cleaned_data["opened"]
        try:
            age = time.time() - signing.loads(stamp, salt=SALT)
        except signing.BadSignature:
            age = LATEST + 1
        if age > LATEST:
            raise ValidationError(_("This form is too old. Open it again."))
        if age < SOONEST:
            raise ValidationError(_("That was very quick. Please send it once more."))
        return stamp


@never_cache
@answers_gone
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and filing what was sent with it."""
    comment = get_object_or_404(Comment.objects.for_permalink(), pk=pk)
    require_shown(comment.article)
    if not comment.is_public:
        raise Http404(_("This comment is withheld already."))
    opened = {"opened": signing.dumps(time.time(), salt=SALT)}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=opened)
    status = 200
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        try:
            if not values["website"]:
                file_report(
                    comment,
                    cause=values["cause"],
                    words=values["words"],
                    email=values["email"],
                    address=client_address(request),
                )
            return redirect("report-thanks", pk=comment.pk)
        except TooManyReports:
            form.add_error(None, _("Too many reports were sent just now. Try again in an hour."))
            status = 429
    context = {"comment": comment, "article": comment.article, "form": form}
    return render(request, "comments/report.html", context, status=status)


def thanks(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "comments/report_thanks.html", {"number": pk})
