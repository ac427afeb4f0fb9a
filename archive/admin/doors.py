"""The acts that the admin offers, the reason it asks for, and how it speaks of the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django import forms
from django.contrib.admin.utils import model_ngettext
from django.db.models.options import Options
from django.utils.translation import gettext_lazy, ngettext

from articles.moderation import HIDE, RESTORE, Act, Outcome
from articles.states import State


class Door(NamedTuple):
    """One act as the admin offers it; `perform` does it, `verb` and `done` name it."""

    name: str
    act: Act
    perform: Callable[..., Outcome]
    verb: str
    done: str


def hide_door(perform: Callable[..., Outcome]) -> Door:
    return Door("hide", HIDE, perform, gettext_lazy("Hide"), gettext_lazy("hidden"))


def restore_door(perform: Callable[..., Outcome]) -> Door:
    return Door("restore", RESTORE, perform, gettext_lazy("Restore"), gettext_lazy("restored"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField", "autofocus": True}),
        help_text=gettext_lazy("Kept in the log; readers may be shown it. Name no private facts."),
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)


def describe_kept(opts: Options, door: Door, counts: Mapping[str, int]) -> list[str]:
    """A sentence for each state that the act leaves alone."""
    return [
        ngettext(
            "%(count)s %(state)s %(items)s stays as it is.",
            "%(count)s %(state)s %(items)s stay as they are.",
            counts[state],
        )
        % {
            "count": f"{counts[state]:,}",
            "state": State(state).label,
            "items": model_ngettext(opts, counts[state]),
        }
        for state in sorted(counts)
        if state not in door.act.acts_on
    ]
