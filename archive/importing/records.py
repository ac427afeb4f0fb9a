"""What sources give: dumps, and what is said about those that could not be had."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


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
