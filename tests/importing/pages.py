"""Builders of parser records with defaults."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from archive.dumps.records import (
    Block,
    BlockKind,
    Certainty,
    ParsedComment,
    ParsedPage,
    Precision,
    Section,
    SectionKind,
    Time,
)
from archive.importing.captures import Capture


def at(text: str) -> Time:
    """A time from "2015-09-30T16:52", or a day from "2015-09-30"."""
    precision = Precision.MINUTE if "T" in text else Precision.DAY
    return Time(text=f"on {text}", value=datetime.fromisoformat(text), precision=precision)


def a_comment(body: str = "Words.", **values: Any) -> ParsedComment:
    parent = values.get("parent")
    defaults: dict[str, Any] = {
        "author": "Ann",
        "author_text": "Ann says:",
        "posted": at("2015-09-30T16:52"),
        "body": body,
        "depth": 0 if parent is None else 1,
        "parent": None,
        "parent_certainty": None if parent is None else Certainty.INDENT,
        "first_line": 1,
        "last_line": 1,
    }
    return ParsedComment(**{**defaults, **values})


def a_page(*comments: ParsedComment, **values: Any) -> ParsedPage:
    """A page whose comments have a line each, the first line being the title's."""
    placed = tuple(
        replace(comment, first_line=index + 2, last_line=index + 2)
        for index, comment in enumerate(comments)
    )
    sections = [Section(kind=SectionKind.TITLE, first_line=1, last_line=1)]
    for index, comment in enumerate(placed):
        line = comment.first_line
        sections.append(
            Section(kind=SectionKind.COMMENT, first_line=line, last_line=line, comment=index)
        )
    defaults: dict[str, Any] = {
        "dialect": "resiliparse",
        "line_count": len(placed) + 1,
        "title": "A bridge over the brook",
        "title_text": "A bridge over the brook – Harbour Courier",
        "site_name": "Harbour Courier",
        "author": None,
        "published": None,
        "tags": ("Bridges", "Brooks"),
        "image": None,
        "body": (Block(kind=BlockKind.PARAGRAPH, text="It was built.", first_line=1, last_line=1),),
        "declared_count": len(placed),
        "comments": placed,
        "sections": tuple(sections),
        "defects": (),
        "confidence": 1.0,
    }
    return ParsedPage(**{**defaults, **values})


PAGES: dict[str, ParsedPage] = {}
"""The pages that `a_capture` made, by the text of their dump, for whoever reads it again."""


def a_capture(page: ParsedPage, **values: Any) -> Capture:
    """A capture whose bytes have as many lines as the page says, and are read as that page."""
    content = values.pop("content", None)
    if content is None:
        mark = hashlib.sha256(repr(page).encode()).hexdigest()[:8]
        bodies = [comment.body.replace("\n", " ") for comment in page.comments]
        content = "\n".join([f"{page.title} {mark}", *bodies]).encode()
    PAGES[content.decode()] = page
    defaults: dict[str, Any] = {
        "path": "a.txt",
        "content": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "encoding": "utf-8",
        "page": page,
        "site_name": None,
        "zone": ZoneInfo("Europe/London"),
    }
    return Capture(**{**defaults, **values})
