"""Builders of rows with defaults, for tests that start from what is already archived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.utils.text import slugify

from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from articles.models import Article, ArticleTag, Site, Tag
from articles.rendering import render_comment
from articles.states import Precision
from comments.models import Comment, Commenter
from comments.tree import number_discussion

NOON = datetime(2015, 9, 30, 11, 0, tzinfo=UTC)

_numbers = count(1)


def make_site(name: str = "Harbour Courier", time_zone: str = "Europe/London") -> Site:
    return Site.objects.get_or_create(name=name, defaults={"time_zone": time_zone})[0]


def make_article(*, tags: Iterable[str] = (), **values: Any) -> Article:
    """An article of Harbour Courier, published at noon of 30 September 2015 there."""
    number = next(_numbers)
    title = values.get("title", "A bridge over the brook")
    defaults: dict[str, Any] = {
        "site": values["site"] if "site" in values else make_site(),
        "title": title,
        "slug": slugify(title, allow_unicode=True)[:80].strip("-") or "article",
        "source_key": f"article-{number}",
        "published": NOON,
        "published_precision": Precision.MINUTE,
        "body_text": "It was built.",
        "body_html": "<p>It was built.</p>",
    }
    article = Article.objects.create(**{**defaults, **values})
    for position, name in enumerate(tags):
        slug = slugify(name, allow_unicode=True) or f"tag-{number}"
        tag = Tag.objects.get_or_create(slug=slug, defaults={"name": name})[0]
        ArticleTag.objects.create(article=article, tag=tag, position=position)
    return article


def make_commenter(name: str = "Ann", site: Site | None = None, **values: Any) -> Commenter:
    return Commenter.objects.get_or_create(site=site or make_site(), name=name, defaults=values)[0]


def make_comments(article: Article, parents: Sequence[int | None], **values: Any) -> list[Comment]:
    """A whole discussion, in order: `parents` index the same sequence, None for a thread.

    A value that is a list has one entry a comment; any other one is for all of them.
    """
    places = number_discussion(parents)
    first = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    comments = []
    for index, (parent, place) in enumerate(zip(parents, places, strict=True)):
        own = {k: v[index] if isinstance(v, list) else v for k, v in values.items()}
        text = own.setdefault("body_text", f"Words of {index}.")
        defaults: dict[str, Any] = {
            "author_name": "Ann",
            "posted_at": NOON + timedelta(minutes=index),
            "body_html": render_comment(text),
        }
        comments.append(
            Comment(
                pk=first + index,
                article=article,
                parent_id=None if parent is None else first + parent,
                position=place.position,
                tree_id=first + place.root,
                lft=place.lft,
                rght=place.rght,
                level=place.level,
                source_key=f"comment-{first + index}",
                **_with_precision({**defaults, **own}),
            )
        )
    Comment.objects.bulk_create(comments, batch_size=500)
    Article.objects.filter(pk=article.pk).update(comment_count=article.comments.count())
    _move_sequence()
    return list(article.comments.order_by("pk"))


def make_dump(
    article: Article,
    lines: Sequence[str],
    *,
    excerpts: Sequence[tuple[Comment, int, int]] = (),
    **values: Any,
) -> Dump:
    """A dump of these lines, all of them body but for the excerpts `(comment, first, last)`."""
    content = "\n".join(lines).encode() + b"\n"
    sections: list[list[object]] = []
    line = 1
    for index, (_comment, first, last) in enumerate(excerpts):
        if line < first:
            sections.append(["body", line, first - 1, None, ""])
        sections.append(["comment", first, last, index, ""])
        line = last + 1
    if line <= len(lines):
        sections.append(["body", line, len(lines), None, ""])
    defaults: dict[str, Any] = {
        "run": ImportRun.objects.create(),
        "path": "saved/bridge.txt",
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
        "encoding": "utf-8",
        "dialect": "resiliparse",
        "parser_version": "1",
        "line_count": len(lines),
        "recovered_count": len(excerpts),
        "confidence": 1.0,
        "sections": sections,
    }
    dump = Dump.objects.create(article=article, **{**defaults, **values})
    Excerpt.objects.bulk_create(
        Excerpt(dump=dump, comment=comment, first_line=first, last_line=last)
        for comment, first, last in excerpts
    )
    return dump


def make_entry(dump: Dump, **values: Any) -> LedgerEntry:
    defaults = {"code": "odd", "first_line": 1, "last_line": 1, "decision": "It was kept."}
    return LedgerEntry.objects.create(dump=dump, **{**defaults, **values})


def _with_precision(values: dict[str, Any]) -> dict[str, Any]:
    if values["posted_at"] is not None:
        values.setdefault("posted_precision", Precision.MINUTE)
    return values


def _move_sequence() -> None:
    """Let PostgreSQL's next id follow those that were given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(statement)
