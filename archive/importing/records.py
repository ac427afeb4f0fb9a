"""What sources give: dumps, and what is said about those that could not be had."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What moves a terminal's cursor, and what turns the direction of the text around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One dump, read. What its container says of it stands beside the bytes."""

    path: str
    content: bytes
    source_url: str = ""
    captured_at: datetime | None = None
    encoding: str | None = None
    provenance: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A dump that could not be read, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something in a container that is no dump, and what it is instead."""

    path: str
    reason: str


def printable(path: Path | str) -> str:
    """A file's name as text for databases and terminals; names are bytes and may be no text."""
    text = str(path).encode("utf-8", "backslashreplace").decode()
    return CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
