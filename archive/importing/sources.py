"""Where dumps come from: files and folders, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

MAX_BYTES = 256 * 1024 * 1024
"""The largest dump that is read, in bytes: whole pages are a few MB, and one is held in memory."""


class SourceError(Exception):
    """A dump that cannot be read; the text says why, for the person who named it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to import. `path` is as the user gave or would have given it."""

    path: Path

    def read(self) -> bytes:
        """The file's bytes. Raises SourceError with a sentence for the user."""
        try:
            size = self.path.stat().st_size
            if size > MAX_BYTES:
                raise SourceError(
                    f"{size:,} bytes; the largest dump that is read has {MAX_BYTES:,}."
                )
            return self.path.read_bytes()
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror}.") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One dump, read. What its container says of it beside the bytes, as far as it says so."""

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


def read_records(source: Source) -> Iterator[Record | Unreadable]:
    """The dumps of a source, one in memory at a time."""
    try:
        yield Record(path=str(source.path), content=source.read())
    except SourceError as error:
        yield Unreadable(path=str(source.path), reason=str(error))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the named paths hold: dumps to read, in order, and files passed over, with why."""

    sources: tuple[Source, ...]
    passed_over: tuple[tuple[Path, str], ...]


def find_sources(paths: Iterable[Path]) -> Found:
    """The `.txt` files in the folders and every file named outright, each once.

    Folders are read recursively and by name, so that two machines read in the same order.
    A link that leads out of the named folder is passed over: a dump must not make the
    importer read the rest of the disk. Raises SourceError for a path that is not there.
    """
    sources: dict[str, Source] = {}
    passed_over: list[tuple[Path, str]] = []
    for path in paths:
        if not path.exists():
            raise SourceError(f"There is no file or folder {path}.")
        for found in _walk(path) if path.is_dir() else [path]:
            reason = _why_not(found, path)
            if reason:
                passed_over.append((found, reason))
            else:
                sources.setdefault(os.path.realpath(found), Source(path=found))
    return Found(sources=tuple(sources.values()), passed_over=tuple(passed_over))


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        # os.walk does not enter linked folders; they are named here so that it is said.
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in sorted(names + links))


def _why_not(found: Path, named: Path) -> str:
    if found == named:
        return ""
    if found.is_symlink() and found.is_dir():
        return "a linked folder"
    if found.suffix.lower() != ".txt":
        return "not a .txt file"
    if found.is_symlink() and not found.resolve().is_relative_to(named.resolve()):
        return "a link that leads out of the folder"
    if not found.is_file():
        return "not a regular file"
    return ""
