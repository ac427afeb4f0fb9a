"""The acts that the admin offers, the reason it asks for, and how it speaks of the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django import forms
from django.contrib.admin.utils import model_ngettext
from django.db.models import QuerySet
from django.db.models.options import Options
from django.utils.translation import gettext_lazy, ngettext

from articles.moderation import HIDE, REMOVE, RESTORE, WITHDRAW, Act, Outcome
from articles.states import State


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField", "autofocus": True}),
        help_text=gettext_lazy("Kept in the log; readers may be shown it. Name no private facts."),
    )
    expected = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(ReasonForm):
    is_legal_demand = forms.BooleanField(
        label=gettext_lazy("A court or an authority demands it"),
        required=False,
        help_text=gettext_lazy("The address then answers 451 rather than 410."),
    )


def just_these(chosen: QuerySet) -> QuerySet:
    return chosen


class Door(NamedTuple):
    """One act as the admin offers it; `perform` does it, `verb` and `done` name it.

    `reach` says what the act takes in beside the chosen rows; fields of `form` other than
    those of ReasonForm are handed to `perform`.
    """

    act: Act
    perform: Callable[..., Outcome]
    verb: str
    done: str
    form: type[ReasonForm] = ReasonForm
    reach: Callable[[QuerySet], QuerySet] = just_these


def hide_door(perform: Callable[..., Outcome]) -> Door:
    return Door(HIDE, perform, gettext_lazy("Hide"), gettext_lazy("hidden"))


def remove_door(perform: Callable[..., Outcome]) -> Door:
    return Door(REMOVE, perform, gettext_lazy("Remove"), gettext_lazy("removed"))


def withdraw_door(perform: Callable[..., Outcome]) -> Door:
    verb, done = gettext_lazy("Withdraw"), gettext_lazy("withdrawn")
    return Door(WITHDRAW, perform, verb, done, form=WithdrawForm)


def restore_door(perform: Callable[..., Outcome]) -> Door:
    return Door(RESTORE, perform, gettext_lazy("Restore"), gettext_lazy("restored"))


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
