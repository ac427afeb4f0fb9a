"""The page on which a comment is given another place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from archive.admin.choosing import (
    find_choices,
    line_about,
    lines_about,
    read_choice,
    sought_words,
)
from archive.admin.restructuring import RestructuredAdmin, WhyForm, refusal_of
from comments.models import Comment
from comments.moves import find_neighbours, move_comment, refuse_move

TOP = "top"
"""What stands for no parent: the comment then begins a thread."""


class MoveForm(WhyForm):
    parent = forms.CharField(widget=forms.HiddenInput)
    was = forms.IntegerField(widget=forms.HiddenInput, required=False)


def move_page(
    model_admin: RestructuredAdmin, request: HttpRequest, comment: Comment
) -> HttpResponse:
    """Choosing the parent, then a look at the place, then the reason."""
    data = request.POST if request.method == "POST" else request.GET
    is_top = data.get("parent") == TOP
    parent = None if is_top else read_choice(comment, data, "parent")
    is_chosen = is_top or parent is not None
    refusal = refusal_of(lambda: refuse_move(comment, parent)) if is_chosen else ""
    form = MoveForm(request.POST if request.method == "POST" and is_chosen else None)
    form.initial = {"parent": data.get("parent"), "was": comment.parent_id}
    if form.is_bound and form.is_valid() and _do(model_admin, request, comment, parent, form):
        return model_admin.done(request, _("The comment was moved."), comment.pk)
    zone, words = comment.article.zone, sought_words(request)
    context = {
        "title": _("Move %(comment)s") % {"comment": comment},
        "act": model_admin.acts["move"],
        "form": form,
        "branch": comment.get_descendant_count(),
        "own": line_about(comment, zone),
        "parent_now": comment.parent and line_about(comment.parent, zone),
        "parent": parent and line_about(parent, zone),
        "is_chosen": is_chosen,
        "is_missing": bool(data.get("parent")) and not is_chosen,
        "refusal": refusal,
        "words": words,
        "choices": lines_about(find_choices(comment, words), zone),
        **(_preview(comment, parent) if is_chosen and not refusal else {}),
    }
    return model_admin.act_page(request, "move_comment.html", comment, context)


def _do(
    model_admin: RestructuredAdmin,
    request: HttpRequest,
    comment: Comment,
    parent: Comment | None,
    form: MoveForm,
) -> bool:
    if form.cleaned_data["was"] != comment.parent_id:
        form.add_error(None, _("The comment has been moved meanwhile. Look at it again."))
        return False

    def act() -> None:
        reason = form.cleaned_data["reason"]
        move_comment(comment, parent=parent, moderator=request.user, reason=reason)

    return model_admin.try_act(form, act)


def _preview(comment: Comment, parent: Comment | None) -> dict[str, Any]:
    """The comments around the new place, from the top of the thread down."""
    zone = comment.article.zone
    place = find_neighbours(comment, parent)
    path = Comment.objects.path_to(parent).select_related("commenter") if parent else ()
    return {
        "path": lines_about(path, zone),
        "beside": [
            {**line_about(each, zone), "is_own": each is comment}
            for each in (place.previous, comment, place.following)
            if each is not None
        ],
    }
