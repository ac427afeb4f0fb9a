"""Source keys: the same content gives the same key, whoever imports it and when."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from archive.dumps.records import ParsedComment, ParsedPage


def article_key(
    page: ParsedPage, *, site_name: str | None, checksum: str, address: str | None = None
) -> str:
    """Recognises another capture of a page by its address, else by site, title and body.

    The two kinds never meet: a page without an address cannot be told from a second page of
    the same words elsewhere. One with neither title nor body is itself alone.
    """
    if address:
        return address_key(address)
    body = "\n".join(block.text for block in page.body)
    if not page.title and not body:
        return _digest("dump", checksum)
    return _digest("page", site_name or "", words(page.title or ""), words(body))


def address_key(address: str) -> str:
    """Recognises a page by its address alone."""
    return _digest("address", normal_address(address))


def normal_address(address: str) -> str:
    """An address without what does not choose the page: scheme, case of the host, fragment."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return address.strip()
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def comment_keys(comments: Iterable[ParsedComment]) -> list[str]:
    """One key a comment, from author, time, text and occurrence, unique within the page.

    A relative time ("3 hours ago") differs from capture to capture, so only a time with a
    value counts.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    keys = []
    for comment in comments:
        content = (words(comment.author or ""), time_words(comment), *said(comment))
        occurrence = seen[content]
        seen[content] = occurrence + 1
        keys.append(_digest("comment", *content, str(occurrence)))
    return keys


def comment_key(comment: ParsedComment, *, time: str, occurrence: int) -> str:
    """The key of one comment that captures of a page together show to be at this place."""
    return _digest("comment", words(comment.author or ""), time, *said(comment), str(occurrence))


def said(comment: ParsedComment) -> tuple[str, str]:
    """The words of a comment, however they are broken into lines."""
    return words(comment.subject or ""), words(comment.body)


def time_words(comment: ParsedComment) -> str:
    return (comment.posted.isoformat() if comment.posted else None) or ""


def words(text: str) -> str:
    """The text with its white space evened out; the parts of a key are joined by \\x1f, which
    counts as white space."""
    return " ".join(text.split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
