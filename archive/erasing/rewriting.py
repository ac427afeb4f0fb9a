"""Rows with a name in them to rows with a pseudonym: every text column of every model.

Columns are found, not listed, so that none is forgotten when a model gains one. The models
that need more than new words have functions of their own in `person` and `texts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models, transaction

from archive.models import Dump, SearchEntry
from archive.names import Names
from articles.log import Kind, ModerationAction, ModerationWords, forget_words
from articles.models import Article, Site, Tag
from comments.models import Comment, Commenter, ErasedName, ErasedPerson, Redaction

APPS = ("articles", "comments", "archive")
BATCH = 500

HANDLED = {Article, Comment, Commenter, Dump, Tag, ModerationWords, SearchEntry}
"""Rewritten elsewhere, because more follows from their words."""

KEPT = {Site, ModerationAction, ErasedPerson, ErasedName}
"""Not rewritten: a site's name is part of what its articles are known by, the log is
append-only, and digests hold no words."""

TEXTS = (models.CharField, models.TextField, models.JSONField)
DIGESTS = frozenset(
    {"checksum", "sha256", "rewritten_sha256", "source_key", "read_marks", "sender_digest"}
)
NOT_REWRITTEN = frozenset({("importrun", "options")})
"""What an import was told decides how its dumps are read again."""

Shield = Callable[[], AbstractContextManager[None]]
"""What is inside is not broken off by whoever asks to stop, but finished first."""

ADDRESSES = frozenset({"source_url", "home_page", "path", "slug", "email"})


def models_with_texts() -> list[type[models.Model]]:
    """Every model that may hold a name and is not handled elsewhere."""
    ours = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in (*ours, LogEntry) if model not in HANDLED | KEPT]


def text_columns(model: type[models.Model]) -> list[str]:
    """The columns that hold free words: no choices, no digests."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS)
        and not field.choices
        and not field.primary_key
        and field.name not in DIGESTS
        and (model._meta.model_name, field.name) not in NOT_REWRITTEN
    ]


def in_portions(rows: models.QuerySet, size: int = BATCH) -> Iterator[list[Any]]:
    """The keys of these rows in order, some at a time; rows may change meanwhile."""
    keys = rows.order_by("pk").values_list("pk", flat=True)
    portion = list(keys[:size])
    while portion:
        yield portion
        portion = list(keys.filter(pk__gt=portion[-1])[:size])


def find_rows(
    rows: models.QuerySet, columns: Sequence[str], names: Names
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The rows that hold a name: the key, and the new values of the columns that do."""
    found = rows.order_by().values_list("pk", *columns)
    for pk, *values in found.iterator(chunk_size=BATCH):
        if not names.stands_in(*values):
            continue
        changes = {}
        for column, value in zip(columns, values, strict=True):
            if value:
                new = names.replace_in(value, is_address=column in ADDRESSES)
                if new != value:
                    changes[column] = _fitting(rows.model, column, new)
        if changes:
            yield pk, changes


def _fitting(model: type[models.Model], column: str, value: Any) -> Any:
    """A pseudonym may be longer than the name was."""
    longest = getattr(model._meta.get_field(column), "max_length", None)
    return value[:longest] if longest and isinstance(value, str) else value


def find_holding(rows: models.QuerySet, columns: Sequence[str], names: Names) -> Iterator[Any]:
    """The keys of the rows that hold a name."""
    for portion in in_portions(rows):
        found = rows.model._base_manager.filter(pk__in=portion).values_list("pk", *columns)
        yield from (pk for pk, *values in found.order_by("pk") if names.stands_in(*values))


def rewrite_rows(rows: models.QuerySet, names: Names, shield: Shield) -> int:
    """Replace the names in every text column; the number of rows that held one."""
    columns, count = text_columns(rows.model), 0
    for portion in in_portions(rows) if columns else ():
        some = rows.model._base_manager.filter(pk__in=portion)
        with shield(), transaction.atomic():
            for pk, changes in list(find_rows(some.select_for_update(), columns, names)):
                rows.model._base_manager.filter(pk=pk).update(**changes)
                count += 1
    return count


def forget_acts(names: Names, shield: Shield, *, since: int = 0) -> int:
    """Empty the words of those acts in the log, later than `since`, that name the person."""
    words = ModerationWords.objects.filter(erased_at=None, pk__gt=since)
    count = 0
    for portion in in_portions(words):
        rows = words.filter(pk__in=portion).values_list("pk", "reason", "before", "after")
        holding = [pk for pk, *values in rows if names.stands_in(*values)]
        with shield():
            count += forget_words(holding)
    return count


def rewrite_sessions(names: Names) -> int:
    """Replace the name in what sessions of the admin were last told."""
    found = 0
    for session in list(Session.objects.all()):
        data = session.get_decoded()
        new = names.replace_in(data)
        if new != data:
            values = {"session_data": SessionStore().encode(new)}
            Session.objects.filter(pk=session.pk).update(**values)
            found += 1
    return found


def forget_comments(comment_ids: Sequence[int]) -> None:
    """Empty all that is kept of words that are taken out: redactions and the log's words."""
    for start in range(0, len(comment_ids), BATCH):
        batch = comment_ids[start : start + BATCH]
        Redaction.objects.filter(comment__in=batch).delete()
        acts = ModerationAction.objects.filter(kind=Kind.COMMENT, target_id__in=batch)
        forget_words(list(acts.values_list("pk", flat=True)))
