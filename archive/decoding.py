"""Bytes to text: UTF-8 first, then what the bytes themselves declare, then Windows-1252."""

from __future__ import annotations

import codecs

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "cp1252"


def find_encoding(content: bytes, *, declared: str | None = None) -> tuple[str, bool]:
    """The name of the encoding, and whether it is certain rather than a guess."""
    for mark, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return (name, True) if _is(content, name) else (FALLBACK, False)
    if _is(content, "utf-8"):
        return "utf-8", True
    if declared and _is(content, declared):
        return declared, True
    return FALLBACK, False


def decode(content: bytes, encoding: str) -> str:
    """The text of the bytes; a byte that has no meaning becomes U+FFFD, never an error."""
    return content.decode(encoding, errors="replace")


def _is(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
