"""Bytes to text: UTF-8 first, then what is declared, then what their statistics suggest."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FALLBACK = "cp1252"
# What pages were written in before UTF-8. A detector free to choose finds Klingon.
LIKELY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2", "koi8_r",
    "koi8_u", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
ENOUGH = 40
"""Fewer bytes beyond ASCII than this prove nothing."""
SAMPLE = 200_000


def find_encoding(content: bytes, *, declared: str | None = None) -> tuple[str, bool]:
    """The name of the encoding, and whether it is certain rather than a guess."""
    for mark, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return (name, True) if _is(content, name) else (FALLBACK, False)
    if _is(content, "utf-8"):
        return "utf-8", True
    if declared and _is(content, declared):
        return declared, True
    return _guess(content), False


def _guess(content: bytes) -> str:
    foreign = sum(1 for byte in content[:SAMPLE] if byte > 127)
    if foreign < ENOUGH or b"\x00" in content:
        return FALLBACK
    best = from_bytes(content[:SAMPLE], cp_isolation=LIKELY).best()
    return best.encoding if best and _is(content, best.encoding) else FALLBACK


def decode(content: bytes, encoding: str) -> str:
    """The text of the bytes; a byte that has no meaning becomes U+FFFD, never an error."""
    return content.decode(encoding, errors="replace")


def _is(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
