"""Parser records to the values of rows, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from archive.dumps.records import PARSER_VERSION, Defect, ParsedComment, ParsedPage
from archive.importing.captures import Capture
from archive.importing.marks import ARTICLE_GROUPS, mark, mark_comment
from archive.importing.times import to_moment
from articles.rendering import render_blocks, render_comment

COMMENT_COLUMNS = (
    "parent_id", "parent_certainty", "commenter_id", "author_name", "author_text", "posted_at",
    "posted_precision", "posted_text", "subject", "body_text", "body_html", "kind", "read_marks",
)  # fmt: skip
EXCERPT_COLUMNS = ("dump_id", "comment_id", "first_line", "last_line")
LEDGER_COLUMNS = ("dump_id", "code", "first_line", "last_line", "decision", "comment_id")

UNSHOWN = "comment-not-found"
UNSHOWN_SENTENCE = "No dump of this page shows this comment any more; it was kept."


def article_values(
    page: ParsedPage, *, site_id: int | None, zone: ZoneInfo, tag_ids: Sequence[int]
) -> dict[str, Any]:
    """An article's columns as far as its page says them, and the `tag_ids` beside them."""
    published = to_moment(page.published, zone)
    values = {
        "site_id": site_id,
        "title": page.title or "",
        "title_text": page.title_text or "",
        "slug": slugify(page.title or "", allow_unicode=True)[:80].strip("-") or "article",
        "author_name": page.author or "",
        "published": published.value,
        "published_precision": published.precision,
        "published_text": published.text,
        "image_caption": (page.image and page.image.caption) or "",
        "image_credit": (page.image and page.image.credit) or "",
        "body_text": "\n\n".join(block.text for block in page.body),
        "body_html": render_blocks((block.kind.value, block.text) for block in page.body),
        "declared_count": page.declared_count,
        "tag_ids": list(tag_ids),
    }
    return {**values, "read_marks": mark(values, ARTICLE_GROUPS)}


def comment_values(
    comment: ParsedComment,
    *,
    zone: ZoneInfo,
    commenters: dict[str, int],
    parent_id: int | None,
) -> dict[str, Any]:
    """A comment's columns as far as its page says them."""
    row = comment_row(comment, zone, commenters, parent_id)
    return dict(zip(COMMENT_COLUMNS, row, strict=True))


def comment_row(
    comment: ParsedComment, zone: ZoneInfo, commenters: dict[str, int], parent_id: int | None
) -> tuple[Any, ...]:
    """The same in the order of COMMENT_COLUMNS; an import asks for it once a comment."""
    posted_at, precision, posted_text = to_moment(comment.posted, zone)
    certainty = comment.parent_certainty
    author = comment.author or ""
    commenter_id = commenters.get(author)
    subject = comment.subject or ""
    body, kind = comment.body, comment.kind.value
    marks = mark_comment(author, commenter_id, posted_at, precision, subject, body, kind, parent_id)
    return (
        parent_id,
        certainty.value if certainty else None,
        commenter_id,
        author,
        comment.author_text or "",
        posted_at,
        precision,
        posted_text,
        subject,
        body,
        render_comment(body),
        kind,
        marks,
    )


def dump_values(capture: Capture) -> dict[str, Any]:
    """What today's parser made of a dump."""
    page = capture.page
    return {
        "encoding": capture.encoding,
        "dialect": page.dialect,
        "parser_version": PARSER_VERSION,
        "line_count": page.line_count,
        "declared_count": page.declared_count,
        "recovered_count": len(page.comments),
        "confidence": page.confidence,
        "sections": [
            [s.kind.value, s.first_line, s.last_line, s.comment, s.rule] for s in page.sections
        ],
    }


def new_dump_values(capture: Capture) -> dict[str, Any]:
    """All of a dump that its content decides."""
    return {
        "path": capture.path,
        "sha256": capture.sha256,
        "rewritten_sha256": capture.rewritten_sha256,
        "content": capture.content,
        "captured_at": capture.captured_at,
        "source_url": capture.source_url,
        "provenance": capture.provenance,
        **dump_values(capture),
    }


def excerpt_rows(
    dump_id: int, page: ParsedPage, ids: list[int | None]
) -> list[tuple[int, int, int, int]]:
    """Where each comment stands, in the order of EXCERPT_COLUMNS; erased ones have no row."""
    return [
        (dump_id, pk, comment.first_line, comment.last_line)
        for pk, comment in zip(ids, page.comments, strict=True)
        if pk is not None
    ]


def ledger_rows(
    dump_id: int,
    defects: list[Defect],
    ids: list[int | None],
    *,
    unshown: Iterable[int] = (),
) -> list[tuple[int, str, int, int, str, int | None]]:
    """What was odd, in the order of LEDGER_COLUMNS, and which comments no dump shows."""
    rows: list[tuple[int, str, int, int, str, int | None]] = [
        (
            dump_id,
            defect.code,
            defect.first_line,
            defect.last_line,
            defect.decision,
            None if defect.comment is None else ids[defect.comment],
        )
        for defect in defects
    ]
    return rows + [(dump_id, UNSHOWN, 1, 1, UNSHOWN_SENTENCE, pk) for pk in unshown]
