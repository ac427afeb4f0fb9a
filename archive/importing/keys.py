"""Source keys: the same content gives the same key, whoever imports it and when."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from archive.dumps.records import ParsedComment, ParsedPage


def article_key(page: ParsedPage, *, site_name: str | None, checksum: str) -> str:
    """Recognises another capture of a page by its site, title and body.

    A page with neither title nor body is itself alone: nothing tells it from another.
    """
    body = "\n".join(block.text for block in page.body)
    if not page.title and not body:
        return _digest("dump", checksum)
    return _digest("page", site_name or "", _words(page.title or ""), _words(body))


def comment_keys(comments: Iterable[ParsedComment]) -> list[str]:
    """One key a comment, from author, time, text and occurrence, unique within the page.

    A relative time ("3 hours ago") differs from capture to capture, so only a time with a
    value counts.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    keys = []
    for comment in comments:
        time = comment.posted.isoformat() if comment.posted else None
        words = (
            comment.author or "",
            time or "",
            _words(comment.subject or ""),
            _words(comment.body),
        )
        keys.append(_digest("comment", *words, str(seen[words])))
        seen[words] += 1
    return keys


def _words(text: str) -> str:
    return " ".join(text.split())


def _digest(*parts: str) -> str:
    joined = "\x1f".join(part.replace("\x1f", " ") for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
