"""A dump read and parsed: from bytes to everything the loader needs, without a database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from archive.decoding import decode, find_encoding
from archive.dumps.page import parse_page
from archive.dumps.records import Defect, ParsedPage
from archive.importing.keys import article_key
from archive.importing.times import is_on_clock
from archive.names import ErasedNames
from articles.models import NAME_LENGTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A dump read and parsed, ready to be kept.

    `site_name` is the one that the user named, which goes before the one on the page;
    `zone` is the clock of a site that the archive does not know. `provenance` is what the
    container of the dump says of it, as it says it. `sha256` is that of the bytes as they
    came; where somebody was erased from them, `rewritten_sha256` is that of `content`.
    """

    path: str
    content: bytes
    sha256: str
    encoding: str
    page: ParsedPage
    site_name: str | None
    zone: ZoneInfo
    source_url: str = ""
    captured_at: datetime | None = None
    provenance: dict[str, Any] = field(default_factory=dict)
    rewritten_sha256: str = ""

    @property
    def key(self) -> str:
        """Recognises the article."""
        return article_key(
            self.page,
            site_name=site_name_of(self, self.page),
            checksum=self.sha256,
            address=self.source_url,
        )


def read_capture(
    content: bytes,
    *,
    path: str,
    site_name: str | None,
    zone: ZoneInfo,
    dialect: str | None = None,
    declared_encoding: str | None = None,
    source_url: str = "",
    captured_at: datetime | None = None,
    provenance: dict[str, Any] | None = None,
    erased: ErasedNames | None = None,
) -> tuple[Capture, str]:
    """Decode and parse the bytes of a dump; the capture, and the text as the parser read it.

    The names of people who were `erased` give way to their pseudonyms before anything of
    the dump is kept.
    """
    options: dict[str, Any] = {
        "path": path,
        "source_url": source_url,
        "provenance": provenance or {},
    }

    def read(content: bytes, options: dict[str, Any]) -> tuple[Capture, str]:
        return _read(
            content,
            site_name=site_name,
            zone=zone,
            dialect=dialect,
            declared_encoding=declared_encoding,
            captured_at=captured_at,
            **options,
        )

    capture, text = read(content, options)
    names = erased and erased.for_site(site_name_of(capture, capture.page))
    if not names:
        return capture, text
    authors = names.own(comment.author for comment in capture.page.comments)
    rewritten = names.replace_bytes(content, capture.encoding, authors)
    renamed = {
        name: names.replace_in(value, is_address=name != "provenance")
        for name, value in options.items()
    }
    if rewritten == content and renamed == options:
        return capture, text
    again, text = read(rewritten, renamed)
    mark = again.sha256 if rewritten != content else ""
    return replace(again, sha256=capture.sha256, rewritten_sha256=mark), text


def _read(
    content: bytes,
    *,
    path: str,
    site_name: str | None,
    zone: ZoneInfo,
    dialect: str | None,
    declared_encoding: str | None,
    source_url: str,
    captured_at: datetime | None,
    provenance: dict[str, Any],
) -> tuple[Capture, str]:
    encoding, is_certain = find_encoding(content, declared=declared_encoding)
    text = decode(content, encoding)
    page = parse_page(text, dialect=dialect, captured_at=captured_at)
    title = provenance.get("fields", {}).get("title")
    if not page.title and isinstance(title, str):
        page = replace(page, title=title, title_text=title)
    if not is_certain:
        page = _with_defect(page, encoding)
    capture = Capture(
        path=path,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        encoding=encoding,
        page=page,
        site_name=site_name,
        zone=zone,
        source_url=source_url,
        captured_at=captured_at,
        provenance=provenance,
    )
    return capture, text


def site_name_of(capture: Capture, page: ParsedPage) -> str | None:
    """The site's name: as the user said, as the page says, else the host of its address."""
    name = capture.site_name or page.site_name or _host(capture.source_url)
    return name if name and len(name) <= NAME_LENGTH else None


def _host(address: str) -> str | None:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def find_defects(capture: Capture, zone: ZoneInfo) -> Iterator[Defect]:
    """What is odd about a capture: the page's own defects and what only its site can show."""
    yield from capture.page.defects
    name = capture.site_name or capture.page.site_name
    if name and len(name) > NAME_LENGTH:
        sentence = f"{len(name)} characters are no name; left unknown."
        yield Defect(code="site-name-too-long", first_line=1, last_line=1, decision=sentence)
    if any(len(tag) > NAME_LENGTH for tag in capture.page.tags):
        sentence = "A keyword of more than 200 characters is no keyword; it was left out."
        yield Defect(code="tag-too-long", first_line=1, last_line=1, decision=sentence)
    for index, comment in enumerate(capture.page.comments):
        if comment.posted and not is_on_clock(comment.posted, zone):
            yield Defect(
                code="time-not-on-clock",
                first_line=comment.first_line,
                last_line=comment.last_line,
                decision=f"{zone.key} skipped this hour for summer time; kept as the moment after.",
                comment=index,
            )


def _with_defect(page: ParsedPage, encoding: str) -> ParsedPage:
    """The page with the doubt about its encoding on record."""
    defect = Defect(
        code="encoding-guessed",
        first_line=1,
        last_line=page.line_count,
        decision=f"The bytes are not UTF-8 and declare nothing else; read as {encoding}.",
    )
    return replace(page, defects=(*page.defects, defect))
