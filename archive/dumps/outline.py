"""A parsed page for tools and for people: as a prediction, and line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from archive.dumps.records import Defect, ParsedComment, ParsedPage
from archive.dumps.rows.lines import split_lines


def as_prediction(page: ParsedPage, file: str) -> dict[str, Any]:
    """Give the corpus' prediction format, extended with defects and line ranges."""
    return {
        "file": file,
        "dialect": page.dialect,
        "title": page.title,
        "site_name": page.site_name,
        "author": page.author,
        "published": page.published.isoformat() if page.published else None,
        "tags": list(page.tags),
        "declared_count": page.declared_count,
        "confidence": page.confidence,
        "lines": page.line_count,
        "comments": [_comment(comment) for comment in page.comments],
        "defects": [_defect(defect) for defect in page.defects],
    }


def _comment(comment: ParsedComment) -> dict[str, Any]:
    certainty = comment.parent_certainty
    return {
        "author": comment.author,
        "posted_at": comment.posted.isoformat() if comment.posted else None,
        "posted_text": comment.posted.text if comment.posted else None,
        "parent": comment.parent,
        "parent_certainty": certainty.value if certainty else None,
        "depth": comment.depth,
        "kind": comment.kind.value,
        "subject": comment.subject,
        "body": comment.body,
        "first_line": comment.first_line,
        "last_line": comment.last_line,
    }


def _defect(defect: Defect) -> dict[str, Any]:
    return {
        "code": defect.code,
        "first_line": defect.first_line,
        "last_line": defect.last_line,
        "decision": defect.decision,
        "comment": defect.comment,
    }


def explain(page: ParsedPage, text: str) -> Iterator[str]:
    """Give each line of the dump with its section, comment number, depth and rule."""
    lines = split_lines(text)
    for section in page.sections:
        label = section.kind.value
        if section.comment is not None:
            label += f" {section.comment + 1} depth {page.comments[section.comment].depth}"
        for number in range(section.first_line, section.last_line + 1):
            yield f"{number:6} {label:22} {section.rule:18} | {lines[number - 1]}"
