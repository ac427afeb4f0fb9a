"""Where dumps come from: files and folders, in a fixed order, and standard input."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.importing.containers import read_json_lines, read_tar, read_wet, read_zip
from archive.importing.records import Dropped, Record, Unreadable, printable
from archive.importing.streams import SourceError, open_stream, read_bounded

STANDARD_INPUT = Path("-")
TEXTS = (".txt", ".txt.gz", ".txt.zst")
JSON_LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst")
TARS = (".tar", ".tar.gz", ".tgz", ".tar.zst")
WETS = (".wet.gz", ".wet")
KNOWN = (*TEXTS, *JSON_LINES, *TARS, *WETS, ".zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to import, or standard input. `path` is as the user gave it or would have."""

    path: Path

    @property
    def is_container(self) -> bool:
        """Whether it may hold many dumps, so that nobody knows how many there are."""
        return self.path == STANDARD_INPUT or (not self._is(TEXTS) and self._is(KNOWN))

    def _is(self, suffixes: tuple[str, ...]) -> bool:
        return self.path.name.lower().endswith(suffixes)

    def read(self) -> Iterator[Record | Unreadable | Dropped]:
        """Its dumps, one in memory at a time. Nothing that a file holds makes this raise."""
        name = printable(self.path)
        try:
            yield from self._read()
        except SourceError as error:
            yield Unreadable(path=name, reason=str(error))
        except Exception as error:  # Whatever its library makes of a file that is broken.
            said = isinstance(error, OSError) and error.strerror
            reason = f"it breaks off or is not what its name says: {error}".strip()
            yield Unreadable(path=name, reason=f"cannot be read: {said}." if said else reason)

    def _read(self) -> Iterator[Record | Unreadable | Dropped]:
        if self.path == STANDARD_INPUT:
            yield from self._read_standard_input()
        elif self._is((".zip",)):
            yield from read_zip(self.path)
        elif self._is(TARS):
            yield from read_tar(self.path)
        elif self._is(WETS):
            yield from read_wet(self.path)
        elif self._is(JSON_LINES):
            with open_stream(self.path) as stream:
                yield from read_json_lines(stream, self.path)
        else:
            packed = self.path.stat().st_size if self._is((".gz", ".zst")) else None
            with open_stream(self.path) as stream:
                content = read_bounded(stream, packed=packed)
            yield Record(path=printable(self.path), content=content)

    def _read_standard_input(self) -> Iterator[Record | Unreadable | Dropped]:
        """One dump, or JSON Lines if it begins as an object does."""
        stream = sys.stdin.buffer
        if stream.peek(1)[:1] == b"{":
            yield from read_json_lines(stream, self.path)
        else:
            yield Record(path=printable(self.path), content=read_bounded(stream))


class Sources(Sequence[Source]):
    """Sources in order, kept as bare paths: a hundred thousand of them are a few megabytes."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = list(paths)

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return Sources(self._paths[index])
        return Source(path=Path(self._paths[index]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the named paths hold: dumps to read, in order, and files passed over, with why."""

    sources: Sources
    passed_over: tuple[tuple[Path, str], ...]


def find_sources(paths: Iterable[Path]) -> Found:
    """The files of known kinds in the folders and every file named outright, each once.

    Folders are read recursively and by name, so that two machines read in the same order.
    A link that leads out of the named folder is passed over: a dump must not make the
    importer read the rest of the disk. Raises SourceError for a path that is not there.
    """
    sources: list[str] = []
    # Digests of where the files really are: of a hundred thousand, the paths would be much more.
    known: set[bytes] = set()
    passed_over: list[tuple[Path, str]] = []
    for path in paths:
        if path == STANDARD_INPUT:
            if "-" not in sources:
                sources.append("-")
            continue
        if not os.path.exists(path):  # Never raises, as Path's own does.
            raise SourceError(f"There is no file or folder {path}.")
        for found in _walk(path) if path.is_dir() else [path]:
            reason = _why_not(found, path)
            if reason:
                passed_over.append((found, reason))
            elif (place := _digest(os.path.realpath(found))) not in known:
                known.add(place)
                sources.append(str(found))
    return Found(sources=Sources(sources), passed_over=tuple(passed_over))


def _digest(path: str) -> bytes:
    return hashlib.blake2b(os.fsencode(path), digest_size=16).digest()


def _walk(folder: Path) -> Iterator[Path]:
    """What is in a folder, and the folders that cannot be looked into, to be read in vain."""
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders.sort()
        # os.walk does not enter linked folders; they are named here so that it is said.
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in sorted(names + links))
    yield from (Path(error.filename) for error in closed)


def _why_not(found: Path, named: Path) -> str:
    """Why a file is not to be read. What cannot even be looked at is: that says why not."""
    is_link, is_folder = os.path.islink(found), os.path.isdir(found)
    if found == named or (is_folder and not is_link):
        return ""
    if is_folder:
        return "a linked folder"
    if not found.name.lower().endswith(KNOWN):
        return "not a kind of file that holds dumps"
    if is_link and not Path(os.path.realpath(found)).is_relative_to(os.path.realpath(named)):
        return "a link that leads out of the folder"
    if os.path.exists(found) and not os.path.isfile(found):
        return "not a regular file"
    return ""
