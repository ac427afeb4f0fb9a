"""A parsed page as a short text that a person can check, for cases and FORMAT.md."""

from __future__ import annotations

from collections.abc import Iterator

from archive.dumps.records import ParsedComment, ParsedPage


def outline(page: ParsedPage) -> str:
    return "\n".join(_lines(page)) + "\n"


def _lines(page: ParsedPage) -> Iterator[str]:
    yield f"dialect {page.dialect}"
    yield f"title {page.title}"
    yield f"declared {page.declared_count}"
    for number, comment in enumerate(page.comments, 1):
        yield _head(number, comment)
        yield from (f"    {line}".rstrip() for line in comment.body.split("\n"))
    codes = sorted({defect.code for defect in page.defects} - {"ignored"})
    yield "defects " + (", ".join(codes) or "none")


def _head(number: int, comment: ParsedComment) -> str:
    posted = comment.posted
    time = (posted.isoformat() or f"“{posted.text}”") if posted else "unknown"
    head = f"{number} depth {comment.depth} by {comment.author} at {time}"
    if comment.parent is not None and comment.parent_certainty:
        head += f" answers {comment.parent + 1} ({comment.parent_certainty.value})"
    elif comment.parent_certainty:
        head += f" ({comment.parent_certainty.value})"
    return head + ("" if comment.kind == "comment" else f" [{comment.kind.value}]")
