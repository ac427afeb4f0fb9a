"""The pages on which two spellings of a name become one person, and two again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.admin.choosing import SHOWN, sought_words
from archive.admin.restructuring import RestructuredAdmin, WhyForm, refusal_of
from archive.restructuring.people import (
    find_merge,
    merge_commenters,
    refuse_people,
    undo_merge_commenters,
)
from comments.models import Comment, Commenter

SAMPLE = 5


class MergeForm(WhyForm):
    into = forms.CharField(widget=forms.HiddenInput)


def merge_page(
    model_admin: RestructuredAdmin, request: HttpRequest, commenter: Commenter
) -> HttpResponse:
    """Choosing the one that stays, then a look at what both wrote, then the reason."""
    data = request.POST if request.method == "POST" else request.GET
    into = _read_choice(commenter, data.get("into", ""))
    form = MergeForm(request.POST if request.method == "POST" and into else None)
    form.initial = {"into": into and into.pk}

    def act() -> None:
        reason = form.cleaned_data["reason"]
        merge_commenters(commenter, into=into, moderator=request.user, reason=reason)

    if form.is_bound and form.is_valid() and model_admin.try_act(form, act):
        message = _("“%(name)s” was merged into “%(other)s”.")
        names = {"name": commenter.name, "other": into.name}
        return model_admin.done(request, message % names, commenter.pk)
    words = sought_words(request)
    context = {
        "title": _("Merge %(name)s with another commenter") % {"name": commenter},
        "act": model_admin.acts["merge"],
        "form": form,
        "own": _about(commenter),
        "into": into and _about(into),
        "is_missing": bool(data.get("into")) and into is None,
        "refusal": refusal_of(lambda: refuse_people(commenter, into)) if into else "",
        "words": words,
        "choices": find_people(commenter, words),
    }
    return model_admin.act_page(request, "merge_commenters.html", commenter, context)


def part_page(
    model_admin: RestructuredAdmin, request: HttpRequest, commenter: Commenter
) -> HttpResponse:
    """What goes back to a spelling that was merged, and the reason."""
    action = find_merge(commenter)
    form = WhyForm(request.POST if request.method == "POST" and action else None)
    moved: list[int] = []

    def act() -> None:
        reason = form.cleaned_data["reason"]
        moved.append(undo_merge_commenters(action, moderator=request.user, reason=reason))

    if form.is_bound and form.is_valid() and model_admin.try_act(form, act):
        message = ngettext(
            "Parted again: %(count)s comment went back.",
            "Parted again: %(count)s comments went back.",
            moved[0],
        )
        return model_admin.done(request, message % {"count": f"{moved[0]:,}"}, commenter.pk)
    if action is None:
        return HttpResponseRedirect("../change/")
    moved_then = len(action.words.after.get("comments", ()))
    context = {
        "title": _("Part %(name)s again") % {"name": commenter},
        "act": model_admin.acts["part"],
        "form": form,
        "own": _about(commenter),
        "into": _about(commenter.merged_into),
        "count": moved_then,
        "action": action,
    }
    return model_admin.act_page(request, "part_commenters.html", commenter, context)


def find_people(commenter: Commenter, words: str) -> list[dict[str, Any]]:
    """Others of the same site by a part of their name; without one, those of a similar name."""
    people = _others(commenter)
    if words.strip():
        people = people.filter(name__icontains=words.strip())
    else:
        parts = [part for part in commenter.name.split() if len(part) > 2] or [commenter.name]
        wanted = Q()
        for part in parts:
            wanted |= Q(name__icontains=part)
        people = people.filter(wanted)
    found = people.order_by("name")[:SHOWN]
    counts = _counts([person.pk for person in found])
    return [
        {"pk": person.pk, "name": person.name, "count": counts.get(person.pk, 0)}
        for person in found
    ]


def _counts(ids: list[int]) -> dict[int, int]:
    rows = Comment.objects.filter(commenter__in=ids).order_by().values_list("commenter")
    return dict(rows.annotate(count=Count("pk")))


def _others(commenter: Commenter) -> Any:
    others = Commenter.objects.filter(site_id=commenter.site_id, merged_into=None)
    return others.exclude(pk=commenter.pk)


def _read_choice(commenter: Commenter, given: str) -> Commenter | None:
    if not given.isascii() or not given.isdecimal() or len(given) > 18:
        return None
    return _others(commenter).filter(pk=int(given)).first()


def _about(commenter: Commenter) -> dict[str, Any]:
    """A person with how much they wrote and their latest comments."""
    written = Comment.objects.filter(commenter=commenter)
    newest = written.select_related("article__site").defer("body_html", "article__body_html")
    return {
        "pk": commenter.pk,
        "name": commenter.name,
        "state": commenter.get_state_display(),
        "count": written.count(),
        "articles": written.order_by().values("article").distinct().count(),
        "sample": [
            {"words": " ".join(each.body_text.split())[:160], "article": str(each.article)}
            for each in newest.defer("article__body_text").order_by("-pk")[:SAMPLE]
        ],
    }
