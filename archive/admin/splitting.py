"""The page on which a comment is split where another one begins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextInputWidget
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.forms import KeptText
from archive.admin.restructuring import RestructuredAdmin, WhyForm
from archive.restructuring.splits import (
    SecondComment,
    divide_text,
    find_beginning,
    split_comment,
)
from articles.rendering import render_comment
from articles.states import Precision
from comments.models import Comment
from comments.refusals import Refused


class SplitForm(WhyForm):
    text = KeptText(widget=forms.HiddenInput)
    begins_with = forms.CharField(
        label=gettext_lazy("The second begins with"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Its first words, as many as stand in the text only once."),
    )
    author_name = forms.CharField(
        label=gettext_lazy("Its author"),
        required=False,
        widget=AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        help_text=gettext_lazy("Leave it empty if the page does not tell."),
    )
    posted_at = forms.SplitDateTimeField(
        label=gettext_lazy("Posted"), required=False, widget=AdminSplitDateTime
    )
    posted_precision = forms.ChoiceField(
        label=gettext_lazy("Precision"),
        required=False,
        choices=[("", "---------"), *Precision.choices],
    )
    is_reply = forms.BooleanField(label=gettext_lazy("It answers the first"), required=False)
    takes_replies = forms.BooleanField(
        label=gettext_lazy("The replies below answer the second"), required=False
    )

    field_order = [
        "begins_with", "author_name", "posted_at", "posted_precision", "is_reply", "takes_replies",
        "reason", "text",
    ]  # fmt: skip

    def __init__(self, *args: Any, has_replies: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs.pop("autofocus")
        # The words beside these are no labels of theirs.
        date, time = self.fields["posted_at"].widget.widgets
        date.attrs["aria-label"], time.attrs["aria-label"] = _("Date posted"), _("Time posted")
        if not has_replies:
            del self.fields["takes_replies"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        time, precision = values.get("posted_at"), values.get("posted_precision")
        if time and not precision:
            self.add_error("posted_precision", _("Say how finely the page gives the time."))
        elif precision and not time and "posted_at" not in self.errors:
            self.add_error("posted_precision", _("An unknown time has no precision."))
        if not self.errors:
            try:
                values["at"] = find_beginning(values["text"], values["begins_with"])
                values["parts"] = divide_text(values["text"], values["at"])
            except Refused as refused:
                self.add_error("begins_with", str(refused))
        return values

    @property
    def second(self) -> SecondComment:
        values = self.cleaned_data
        return SecondComment(
            author_name=values["author_name"],
            posted_at=values["posted_at"],
            posted_precision=values["posted_precision"] or None,
            is_reply=values["is_reply"],
            takes_replies=values.get("takes_replies", False),
        )


def split_page(
    model_admin: RestructuredAdmin, request: HttpRequest, comment: Comment
) -> HttpResponse:
    """Where the second begins and whose it is; then a look at both; then it is done."""
    zone = comment.article.zone
    with timezone.override(zone):
        form = SplitForm(
            request.POST or None,
            initial={"text": comment.body_text},
            has_replies=not comment.is_leaf_node(),
        )
        parts = form.cleaned_data.get("parts") if form.is_bound and form.is_valid() else None
        if parts and "confirmed" in request.POST and _do(model_admin, request, comment, form):
            return model_admin.done(request, _("The comment was split."), comment.pk)
        context = {
            "title": _("Split %(comment)s") % {"comment": comment},
            "act": model_admin.acts["split"],
            "form": form,
            "media": model_admin.media + form.media,
            "text": form["text"].value() or comment.body_text,
            "zone": zone,
            "parts": [render_comment(part) for part in parts or ()],
        }
        # Times are shown on the page's clock, which holds only here.
        return model_admin.act_page(request, "split_comment.html", comment, context).render()


def _do(
    model_admin: RestructuredAdmin, request: HttpRequest, comment: Comment, form: SplitForm
) -> bool:
    values = form.cleaned_data

    def act() -> None:
        split_comment(
            comment,
            at=values["at"],
            second=form.second,
            moderator=request.user,
            reason=values["reason"],
            text=values["text"],
        )

    return model_admin.try_act(form, act)
