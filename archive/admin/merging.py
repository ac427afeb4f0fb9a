"""The page on which a comment takes in another one that the parser parted from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.choosing import (
    find_choices,
    line_about,
    lines_about,
    others,
    read_choice,
    sought_words,
)
from archive.admin.forms import KeptText
from archive.admin.restructuring import RestructuredAdmin, WhyForm, refusal_of
from archive.restructuring.merges import joined_text, merge_comments, refuse_merge
from comments.models import Comment


class MergeForm(WhyForm):
    second = forms.CharField(widget=forms.HiddenInput)
    seen = KeptText(widget=forms.HiddenInput, required=False)
    text = KeptText(
        label=gettext_lazy("Text of both"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
    )

    field_order = ["text", "reason"]


def merge_page(
    model_admin: RestructuredAdmin, request: HttpRequest, comment: Comment
) -> HttpResponse:
    """Choosing the one that goes, then the text of both, then the reason."""
    data = request.POST if request.method == "POST" else request.GET
    second = read_choice(comment, data, "second")
    refusal = refusal_of(lambda: refuse_merge(comment, second)) if second else ""
    form = MergeForm(request.POST if request.method == "POST" and second else None)
    if second:
        joined = joined_text(comment, second)
        form.initial = {"second": second.pk, "seen": joined, "text": joined}
    if form.is_bound and form.is_valid() and _do(model_admin, request, comment, second, form):
        return model_admin.done(request, _("The comments were merged."), comment.pk)
    zone = comment.article.zone
    words = sought_words(request)
    context = {
        "title": _("Merge %(comment)s with another") % {"comment": comment},
        "act": model_admin.acts["merge"],
        "form": form,
        "own": line_about(comment, zone),
        "second": second and line_about(second, zone),
        "replies": second.get_descendant_count() if second else 0,
        "is_missing": bool(data.get("second")) and second is None,
        "refusal": refusal,
        "words": words,
        "choices": lines_about(find_choices(comment, words) or _near(comment), zone),
    }
    return model_admin.act_page(request, "merge_comments.html", comment, context)


def _near(comment: Comment) -> list[Comment]:
    """The comments before and after it in the page, which a parser parts most often."""
    near = range(comment.position - 2, comment.position + 3)
    return list(
        others(comment).filter(position__in=[n for n in near if n >= 0]).order_by("position")
    )


def _do(
    model_admin: RestructuredAdmin,
    request: HttpRequest,
    comment: Comment,
    second: Comment,
    form: MergeForm,
) -> bool:
    values: dict[str, Any] = form.cleaned_data

    def act() -> None:
        merge_comments(
            comment,
            second,
            moderator=request.user,
            reason=values["reason"],
            text=values["text"],
            seen=values["seen"],
        )

    return model_admin.try_act(form, act)
