"""What web-text corpora call the parts of a page in their JSON, and how they write times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

# C4, FineWeb, RedPajama, Dolma, OSCAR, and what people write by hand.
TEXT = ("text", "raw_content", "content")
ADDRESS = ("url", "source_url", "uri", "warc_target_uri", "warc-target-uri")
TIME = ("timestamp", "captured_at", "date", "date_download", "crawl_date", "warc_date", "warc-date")
NESTED = ("metadata", "meta", "warc_headers")

COMPACT_TIME = re.compile(r"\d{14}")
"""20150930165200, as web archives write it."""


def find_text(record: dict[str, Any]) -> str | None:
    value = _find([record], TEXT)
    return value if isinstance(value, str) else None


def find_address(record: dict[str, Any]) -> str:
    return read_address(_find(_places(record), ADDRESS))


def read_address(value: Any) -> str:
    """The page's address, only if it is one of the web's; control characters are in none."""
    is_text = isinstance(value, str) and value.isprintable()
    return value if is_text and value.lower().startswith(("http://", "https://")) else ""


def find_time(record: dict[str, Any]) -> datetime | None:
    return read_time(_find(_places(record), TIME))


def read_time(value: Any) -> datetime | None:
    """A moment from ISO 8601, fourteen digits or seconds since 1970; UTC unless it says so."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if not isinstance(value, str):
            return None
        if COMPACT_TIME.fullmatch(value):
            return datetime.strptime(value, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        moment = datetime.fromisoformat(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _places(record: dict[str, Any]) -> list[dict[str, Any]]:
    nested = (record.get(name) for name in NESTED)
    return [record, *(place for place in nested if isinstance(place, dict))]


def _find(places: Sequence[dict[str, Any]], names: Sequence[str]) -> Any:
    return next(
        (place[name] for place in places for name in names if place.get(name) not in (None, "")),
        None,
    )
