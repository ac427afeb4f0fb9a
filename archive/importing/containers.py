"""Files that hold many dumps: zip, tar, JSON Lines, Common Crawl's WET.

Nothing is unpacked to disk and one record is in memory at a time. A record that cannot be
read is named and does not stop the rest; a container that breaks off is named with it.
"""

from __future__ import annotations

import json
import re
import stat
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from archive.importing.corpora import find_address, find_text, find_time, read_address, read_time
from archive.importing.records import Dropped, Record, Unreadable, printable
from archive.importing.streams import SourceError, open_stream, read_bounded, read_line

PIECE = 1024 * 1024

NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
"""As JSON writes it: after an odd backslash, not after one that is itself written."""

Found = Iterator[Record | Unreadable | Dropped]


def read_zip(path: Path) -> Found:
    with zipfile.ZipFile(path) as container:
        for member in container.infolist():
            if member.is_dir():
                continue
            name = printable(f"{path}:{member.filename}")
            is_link = stat.S_ISLNK(member.external_attr >> 16)
            if reason := "a link or a device" if is_link else _why_not(member.filename):
                yield reason_record(name, reason)
                continue
            try:
                with container.open(member) as stream:
                    content = read_bounded(stream, packed=member.compress_size)
            except SourceError as error:
                yield Unreadable(path=name, reason=str(error))
            except Exception as error:  # Whatever the library makes of a broken or locked member.
                yield Unreadable(path=name, reason=f"it cannot be unpacked: {error}")
            else:
                yield _member(path, member.filename, content)


class _TarMember(tarfile.TarInfo):
    """The library takes a broken header, and the lack of an end mark, for the end of a tar."""

    @classmethod
    def fromtarfile(cls, container: tarfile.TarFile) -> tarfile.TarInfo:
        try:
            return super().fromtarfile(container)
        except tarfile.EOFHeaderError:
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(f"{error} at byte {container.offset:,}") from error


def read_tar(path: Path) -> Found:
    with open_stream(path) as stream:
        yield from _read_members(stream, path)
        # What it is packed in is whole only if its end can be read.
        while stream.read(PIECE):
            pass


def _read_members(stream: BinaryIO, path: Path) -> Found:
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarMember) as container:
        for member in container:
            if member.isdir():
                continue
            name = printable(f"{path}:{member.name}")
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
        path=printable(f"{path}:{name}"),
        content=content,
        provenance={"container": printable(path), "member": printable(name)},
    )


def read_json_lines(stream: BinaryIO, path: Path) -> Found:
    number = 0
    while (line := read_line(stream)) != b"":
        number += 1
        name = printable(f"{path}:{number}")
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
        text = find_text(record) if isinstance(record, dict) else None
        if text is None:
            raise SourceError("no object with a text.")
        fields = _storable({key: value for key, value in record.items() if value is not text})
    except (ValueError, RecursionError) as error:
        raise SourceError(f"not a line of JSON: {error}") from error
    return Record(
        path=name,
        content=text.encode("utf-8", "replace"),
        source_url=find_address(record),
        captured_at=find_time(record),
        provenance={"container": printable(path), "line": number, "fields": fields},
    )


def _storable(value: Any) -> Any:
    """Without NUL, half characters and infinite numbers, which databases' JSON refuses."""
    text = NUL.sub(r"\1", json.dumps(value, ensure_ascii=False))
    return json.loads(text.encode("utf-8", "replace"), parse_constant=str)


def read_wet(path: Path) -> Found:
    with path.open("rb") as stream:
        records = ArchiveIterator(stream)
        for record in records:
            found = _wet_record(record, path)
            if fault := _wet_fault(record, records):
                yield Unreadable(path=found.path if found else printable(path), reason=fault)
            elif isinstance(found, Record):
                found.provenance["offset"] = records.get_record_offset()
                yield found
            elif found:
                yield found
        # The library takes whatever it cannot read for the end of the file.
        if records.known_format is None or records.offset < path.stat().st_size:
            yield Unreadable(
                path=printable(path), reason=f"no record begins at byte {records.offset:,}."
            )


def _wet_record(record: ArcWarcRecord, path: Path) -> Record | Unreadable | None:
    if record.rec_type != "conversion":
        return None
    headers = dict(record.rec_headers.headers)
    address = headers.get("WARC-Target-URI", "")
    name = printable(f"{path}:{address}")
    try:
        content = read_bounded(record.content_stream())
    except SourceError as error:
        return Unreadable(path=name, reason=str(error))
    return Record(
        path=name,
        content=content,
        source_url=read_address(address),
        captured_at=read_time(headers.get("WARC-Date")),
        provenance={"container": printable(path), "fields": _storable(headers)},
    )


def _wet_fault(record: ArcWarcRecord, records: ArchiveIterator) -> str:
    """What is wrong with a record's length, which the library only mutters about."""
    noted = records.err_count
    with redirect_stderr(StringIO()):
        records.read_to_end()
    if not (record.rec_headers.get_header("Content-Length") or "").isdecimal():
        return "it does not say how long it is."
    if record.raw_stream.limit:
        return f"it ends {record.raw_stream.limit:,} bytes before it ought to."
    return "it goes on where it ought to end." if records.err_count > noted else ""
