"""Files that hold many dumps: zip, tar, JSON Lines, Common Crawl's WET.

Nothing is unpacked to disk and one record is in memory at a time. A record that cannot be
read is named and does not stop the rest; a container that breaks off is named with it.
"""

from __future__ import annotations

import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator

from archive.importing.corpora import find_address, find_text, find_time, read_time
from archive.importing.records import Dropped, Record, Unreadable
from archive.importing.streams import SourceError, open_stream, read_bounded, read_line

Found = Iterator[Record | Unreadable | Dropped]


def read_zip(path: Path) -> Found:
    with zipfile.ZipFile(path) as container:
        for member in container.infolist():
            if member.is_dir():
                continue
            name = f"{path}:{member.filename}"
            if reason := _why_not(member.filename):
                yield reason_record(name, reason)
                continue
            try:
                with container.open(member) as stream:
                    content = read_bounded(stream, packed=member.compress_size)
            except (SourceError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
                yield Unreadable(path=name, reason=str(error))
            else:
                yield _member(path, member.filename, content)


def read_tar(path: Path) -> Found:
    with open_stream(path) as stream, tarfile.open(fileobj=stream, mode="r|") as container:
        for member in container:
            if member.isdir():
                continue
            name = f"{path}:{member.name}"
            reason = "a link or a device" if not member.isfile() else _why_not(member.name)
            if reason:
                yield reason_record(name, reason)
                continue
            try:
                content = read_bounded(container.extractfile(member))
            except SourceError as error:
                yield Unreadable(path=name, reason=str(error))
            else:
                yield _member(path, member.name, content)


def reason_record(name: str, reason: str) -> Unreadable | Dropped:
    """A name that leads out is somebody's attempt, not merely another kind of file."""
    if reason.startswith("its name"):
        return Unreadable(path=name, reason=reason)
    return Dropped(path=name, reason=reason)


def _why_not(name: str) -> str:
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts:
        return "its name leads out of the container."
    return "" if parts.suffix.lower() == ".txt" else "not a .txt file"


def _member(path: Path, name: str, content: bytes) -> Record:
    return Record(
        path=f"{path}:{name}",
        content=content,
        provenance={"container": str(path), "member": name},
    )


def read_json_lines(stream: BinaryIO, path: Path) -> Found:
    number = 0
    while (line := read_line(stream)) != b"":
        number += 1
        name = f"{path}:{number}"
        if line is None:
            yield Unreadable(path=name, reason="a line too long to be a page.")
        elif line.strip():
            try:
                yield _json_record(line, name, path, number)
            except SourceError as error:
                yield Unreadable(path=name, reason=str(error))


def _json_record(line: bytes, name: str, path: Path, number: int) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"not a line of JSON: {error}") from error
    text = find_text(record) if isinstance(record, dict) else None
    if text is None:
        raise SourceError("no object with a text.")
    rest = {key: value for key, value in record.items() if value is not text}
    return Record(
        path=name,
        content=text.encode("utf-8", "replace"),
        source_url=find_address(record),
        captured_at=find_time(record),
        provenance={"container": str(path), "line": number, "fields": _storable(rest)},
    )


def _storable(value: Any) -> Any:
    """Without NUL and half characters, which PostgreSQL's JSON refuses."""
    text = json.dumps(value, ensure_ascii=False).replace("\\u0000", "")
    return json.loads(text.encode("utf-8", "replace"))


def read_wet(path: Path) -> Found:
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        for record in records:
            if record.rec_type != "conversion":
                continue
            headers = dict(record.rec_headers.headers)
            address = headers.get("WARC-Target-URI", "")
            name = f"{path}:{address}"
            try:
                content = read_bounded(record.content_stream())
            except SourceError as error:
                yield Unreadable(path=name, reason=str(error))
                continue
            yield Record(
                path=name,
                content=content,
                source_url=address,
                captured_at=read_time(headers.get("WARC-Date")),
                provenance={
                    "container": str(path),
                    "offset": records.get_record_offset(),
                    "fields": _storable(headers),
                },
            )
