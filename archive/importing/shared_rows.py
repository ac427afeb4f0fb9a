"""Rows that many dumps share (sites, tags, people), made without races."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import models

from articles.bulk import insert_rows
from articles.models import Site

BATCH = 500


def find_or_make(
    rows: models.QuerySet,
    column: str,
    keys: Iterable[str],
    others: Sequence[str],
    make: Callable[[str], tuple[Any, ...]],
) -> dict[str, int]:
    """Ids by key, of rows that are there and of those that had to be made.

    `make` gives the values of the `others` columns of a new row. Another importer may make
    the same ones: its row is then taken. New rows are inserted in the order of their keys,
    so that two importers cannot wait for each other.
    """
    missing = sorted(keys)
    found = _find(rows, column, missing)
    missing = [key for key in missing if key not in found]
    if missing:
        values = ((key, *make(key)) for key in missing)
        insert_rows(rows.model, (column, *others), values, or_ignore=True)
        found.update(_find(rows, column, missing))
    return found


def load_sites(zones: dict[str, str]) -> dict[str, Site]:
    """Sites by name; new ones get the clock that `zones` gives by name."""
    find_or_make(Site.objects.all(), "name", zones, ("time_zone",), lambda name: (zones[name],))
    return {site.name: site for site in Site.objects.filter(name__in=list(zones))}


def _find(rows: models.QuerySet, column: str, keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), BATCH):
        part = rows.filter(**{f"{column}__in": keys[start : start + BATCH]})
        found.update(part.order_by().values_list(column, "pk"))
    return found
