"""An article with its discussion as data and as plain text, in reading order.

Withheld comments keep their place, depth and number, and nothing that they said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from articles.times import Clock
from comments.models import Comment

INDENT = "    "
DEEPEST = 12
"""Levels that are indented in plain text; below it a line says what is answered."""


def to_data(article: Article, address: str) -> dict[str, Any]:
    """What the JSON of an article holds. Times are on its site's clock, null when unknown."""
    clock = Clock(article.zone)
    return {
        "id": article.pk,
        "url": address,
        "title": article.title or None,
        "site": article.site.name if article.site else None,
        "author": article.author_name or None,
        "published": article.moment.machine if article.moment else None,
        "published_text": article.published_text or None,
        "source_url": article.source_url or None,
        "tags": [tag.name for tag in article.tags_in_order()],
        "text": article.body_text,
        "comments_declared": article.declared_count,
        "comments_recovered": article.comment_count,
        "comments": [_comment_data(comment, clock) for comment in _comments(article)],
    }


def _comment_data(comment: Comment, clock: Clock) -> dict[str, Any]:
    place = {"id": comment.pk, "parent": comment.parent_id, "depth": comment.level}
    if not comment.is_public:
        return {**place, "state": "withheld"}
    posted = comment.posted_at and clock.show(comment.posted_at, comment.posted_precision)
    return {
        **place,
        "parent_certainty": comment.parent_certainty,
        "author": comment.author_name or None,
        "posted": posted.machine if posted else None,
        "posted_text": comment.posted_text or None,
        "subject": comment.subject or None,
        "kind": comment.kind,
        "text": comment.body_text,
    }


def to_text(article: Article, address: str) -> str:
    """The same to be read in a terminal, mailed or printed."""
    clock = Clock(article.zone)
    head = [str(article), "=" * min(len(str(article)), 78)]
    if article.site:
        head.append(article.site.name)
    if article.author_name:
        head.append(article.author_name)
    if article.moment:
        head.append(article.moment.text)
    counts = _("%(declared)s comments declared, %(recovered)s recovered") % {
        "declared": "?" if article.declared_count is None else article.declared_count,
        "recovered": article.comment_count,
    }
    blocks = ["\n".join([*head, address]), article.body_text, counts]
    blocks += [_comment_text(comment, clock) for comment in _comments(article)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _comment_text(comment: Comment, clock: Clock) -> str:
    indent = INDENT * min(comment.level, DEEPEST)
    lines = list(_comment_lines(comment, clock))
    return "\n".join(indent + line if line else "" for line in lines)


def _comment_lines(comment: Comment, clock: Clock) -> Iterator[str]:
    answers = f" ↳ #{comment.parent_id}" if comment.level > DEEPEST else ""
    if not comment.is_public:
        yield f"[{_('a withheld comment')}] #{comment.pk}{answers}"
        return
    name = comment.author_name or _("[author not in the saved page]")
    time = comment.posted_text or _("[time not in the saved page]")
    if comment.posted_at:
        time = clock.show(comment.posted_at, comment.posted_precision).text
    yield f"{name}, {time} #{comment.pk}{answers}"
    if comment.subject:
        yield comment.subject
    yield from comment.body_text.split("\n")


def _comments(article: Article) -> Iterator[Comment]:
    rows = article.comments.select_related("commenter").defer("body_html", "state_reason")
    return rows.order_by("position").iterator(chunk_size=2000)
