"""Taking acts back by what the log holds of them: each value that is still as the act left it.

A plan is made twice, once to be shown and once under the locks of the act itself, and what
somebody changed meanwhile is left alone and named. `archive.undoing` knows which of these
functions undoes what.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.log import Done, Kind, ModerationAction, Verb
from articles.models import Article, Site, Tag
from articles.moderation import set_tags
from articles.states import State

GONE = _("It is no longer there.")
CHANGED = _("It was changed again since.")
DONE_BEFORE = _("It was undone before.")
ERASED = _("The log no longer holds what it was.")
RELATED_GONE = _("What it referred to is no longer there.")

REDACT_ANEW = _("A passage that is back has to be redacted anew.")
STATE_FIELDS = frozenset({"state", "state_reason", "is_legal_demand"})

VERB_TO = {State.VISIBLE: Verb.RESTORE, State.HIDDEN: Verb.HIDE, State.REMOVED: Verb.REMOVE}
"""What undoing a change of state amounts to, by the state that it leads back to."""


class Step(NamedTuple):
    """What becomes of one act: `values` to write back, or in `why_not` why nothing is.

    `done` is what the log will hold of it and `verb` under which name.
    """

    act: ModerationAction
    row: models.Model | None = None
    values: Mapping[str, Any] = {}
    done: Done | None = None
    verb: str = ""
    why_not: str = ""


def plan_states(rows: models.QuerySet, acts: Sequence[ModerationAction]) -> list[Step]:
    """Back to the state before, if the act's is still the last word on it."""
    return [_plan_state(act, row, why) for act, row, why in match_rows(rows, acts)]


def _plan_state(act: ModerationAction, row: models.Model | None, why: str) -> Step:
    before, after = act.words.before, act.words.after
    if not why and not before.keys() <= STATE_FIELDS:
        why = REDACT_ANEW
    if not why and any(as_logged(getattr(row, name)) != after[name] for name in after):
        why = CHANGED
    if why:
        return Step(act, row, why_not=why)
    done = Done(act.kind, act.target_id, act.article_id, after, before, act.pk)
    verb = VERB_TO[before["state"]] if "state" in before else act.verb
    if verb == Verb.REMOVE and act.kind == Kind.ARTICLE:
        verb = Verb.WITHDRAW
    return Step(act, row, before, done, verb)


def write_states(rows: models.QuerySet, steps: Sequence[Step]) -> None:
    """One statement for all rows that get the same values, which are mostly all of them."""
    alike: dict[str, list[Step]] = {}
    for step in steps:
        alike.setdefault(json.dumps(step.values, sort_keys=True), []).append(step)
    for group in alike.values():
        rows.filter(pk__in=[step.act.target_id for step in group]).update(**group[0].values)


def plan_fields(
    rows: models.QuerySet,
    acts: Sequence[ModerationAction],
    *,
    together: Sequence[tuple[str, ...]] = (),
) -> list[Step]:
    """Back to the values before of those fields that still have the act's.

    Fields that are named `together` go back together or not at all.
    """
    return [
        _plan_fields(act, row, why, together)
        for act, row, why in match_rows(rows, acts, whole=False)
    ]


def _plan_fields(
    act: ModerationAction,
    row: models.Model | None,
    why: str,
    together: Sequence[tuple[str, ...]],
) -> Step:
    if why:
        return Step(act, row, why_not=why)
    before, after = act.words.before, act.words.after
    now = {name: current_value(row, name) for name in after}
    changed = {name for name in after if now[name] != after[name]}
    for group in together:
        if changed.intersection(group):
            changed.update(group)
    back = [name for name in before if name in after and name not in changed]
    if not back:
        return Step(act, row, why_not=CHANGED)
    values = {name: _from_log(row, name, before[name]) for name in back}
    if _MISSING in values.values():
        return Step(act, row, why_not=RELATED_GONE)
    done = Done(
        act.kind,
        act.target_id,
        act.article_id,
        {name: after[name] for name in back},
        {name: before[name] for name in back},
        act.pk,
    )
    return Step(act, row, values, done, act.verb)


def write_article_fields(steps: Sequence[Step]) -> None:
    for step in steps:
        values = dict(step.values)
        tags = values.pop("tags", None)
        if values:
            Article.objects.filter(pk=step.act.target_id).update(**values)
        if tags is not None:
            set_tags(step.row, tags)


def match_rows(
    rows: models.QuerySet, acts: Sequence[ModerationAction], *, whole: bool = True
) -> Iterable[tuple[ModerationAction, models.Model | None, str]]:
    """Each act with its row, and why it cannot be undone or an empty string.

    With `whole`, a later act on any of the same fields stands against it; without, the
    fields are looked at one by one by whoever asks.
    """
    kept = rows.in_bulk([act.target_id for act in acts])
    undone = set(
        ModerationAction.objects.filter(undoes__in=[act.pk for act in acts]).values_list(
            "undoes", flat=True
        )
    )
    later = _later_fields(acts) if whole else {}
    for act in acts:
        row, why = kept.get(act.target_id), ""
        if act.pk in undone:
            why = DONE_BEFORE
        elif act.words.erased_at is not None:
            why = ERASED
        elif row is None:
            why = GONE
        elif any(
            pk > act.pk and fields.intersection(act.words.after)
            for pk, fields in later.get(act.target_id, ())
        ):
            why = CHANGED
        yield act, row, why


def _later_fields(acts: Sequence[ModerationAction]) -> dict[int, list[tuple[int, set[str]]]]:
    """By target, the fields that acts since the first of these changed, with their numbers."""
    found: dict[int, list[tuple[int, set[str]]]] = {}
    if not acts:
        return found
    since = ModerationAction.objects.filter(
        kind=acts[0].kind,
        target_id__in={act.target_id for act in acts},
        pk__gt=min(act.pk for act in acts),
    )
    for pk, target, after in since.order_by().values_list("pk", "target_id", "words__after"):
        found.setdefault(target, []).append((pk, set(after or ())))
    return found


def as_logged(value: Any) -> Any:
    """A value as the log gives it back: times, for example, as text."""
    value = value.pk if isinstance(value, models.Model) else value
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def current_value(row: models.Model, name: str) -> Any:
    """A field as the log holds it; the tags of an article are their names in order."""
    if name == "tags":
        return [tag.name for tag in row.tags_in_order()]
    return as_logged(getattr(row, name))


_MISSING = object()


def _from_log(row: models.Model, name: str, value: Any) -> Any:
    """A value out of the log as the row's column takes it."""
    if name == "tags":
        by_name = {tag.name: tag for tag in Tag.objects.filter(name__in=value)}
        return [by_name[each] for each in value] if len(by_name) == len(set(value)) else _MISSING
    if name == "site":
        site = Site.objects.filter(pk=value).first() if value is not None else None
        return _MISSING if value is not None and site is None else site
    return row._meta.get_field(name).to_python(value)
