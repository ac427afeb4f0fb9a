"""Bytes out of files, decompressed, with a bound on everything."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any, BinaryIO

import zstandard

MAX_BYTES = 256 * 1024 * 1024
"""The largest dump that is read, in bytes: whole pages are a few MB, and one is held in memory."""

MAX_RATIO = 200
"""Text shrinks to a twentieth at best; what grows more than this is made to fill memories."""

HARMLESS = 4 * 1024 * 1024
"""Below this many bytes nobody asks how small they were."""

PIECE = 1024
"""Bytes unpacked at a time: so few become 32 MB at worst, in blocks of one repeated byte."""


class SourceError(Exception):
    """A dump that cannot be read; the text says why, for the person who named it."""


def open_stream(path: Path) -> BinaryIO:
    """The file's bytes, decompressed as its name says. The caller closes it."""
    name = path.name.lower()
    if name.endswith((".gz", ".tgz")):
        if path.is_file() and not path.stat().st_size:  # No page, but gzip does not mind.
            raise SourceError("it is empty.")
        return gzip.open(path)
    if name.endswith(".zst"):
        return io.BufferedReader(_Frames(path.open("rb")))
    return path.open("rb")


class _Frames(io.RawIOBase):
    """Zstandard's frames one after the other (RFC 8878), unpacked.

    The library's own reader takes a file that breaks off for one that ends. Raises EOFError.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self.packed = packed
        self.frame = zstandard.ZstdDecompressor().decompressobj()
        self.is_begun = False
        self.rest = b""
        self.ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.ready and (piece := self.rest or self.packed.read(PIECE)):
            if self.frame.eof:
                self.frame = zstandard.ZstdDecompressor().decompressobj()
            self.ready = memoryview(self.frame.decompress(piece))
            self.rest, self.is_begun = self.frame.unused_data, True
        if not self.ready and not (self.is_begun and self.frame.eof):
            raise EOFError("Compressed file ended before the end of a frame")
        count = min(len(buffer), len(self.ready))
        buffer[:count] = self.ready[:count]
        self.ready = self.ready[count:]
        return count

    def close(self) -> None:
        self.packed.close()
        super().close()


def read_bounded(stream: BinaryIO, *, packed: int | None = None) -> bytes:
    """All of a stream that is one dump; `packed` is what it took when compressed.

    Raises SourceError with a sentence for the user if it is too large to be one.
    """
    limit = MAX_BYTES
    if packed is not None:
        limit = min(limit, max(HARMLESS, packed * MAX_RATIO))
    content = stream.read(limit + 1)
    if len(content) <= limit:
        return content
    if limit < MAX_BYTES:
        raise SourceError(f"it grows to more than {MAX_RATIO} times its size when unpacked.")
    raise SourceError(f"more than {MAX_BYTES:,} bytes, the most that a dump may have.")


def read_line(stream: BinaryIO) -> bytes | None:
    """The next line, b"" at the end; None for one too long, which is passed over in pieces."""
    line = stream.readline(MAX_BYTES + 1)
    if len(line) <= MAX_BYTES:
        return line
    while line and not line.endswith(b"\n"):
        line = stream.readline(1024 * 1024)
    return None
