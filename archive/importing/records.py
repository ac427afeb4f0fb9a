"""What sources give: dumps, and what is said about those that could not be had."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
