"""Rows for the admin's tests, each with defaults that a test can replace."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db import transaction

from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from articles.models import Article, ArticleTag, Site, Tag
from articles.rendering import render_comment
from comments.identifiers import reserve_ids
from comments.models import Comment, Commenter
from comments.tree import number_discussion

_number = itertools.count(1)
THREADED = (None, 0, 1, 1, 0, None, 5)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def build_user(*permissions: str, **values: Any) -> User:
    """A member of staff with permissions such as "comments.view_comment"."""
    user = User.objects.create_user(f"user{next(_number)}", is_staff=True, **values)
    for permission in permissions:
        app_label, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app_label, codename=codename)
        )
    return user


def build_site(**values: Any) -> Site:
    return Site.objects.create(
        **{"name": f"Site {next(_number)}", "time_zone": "Europe/Berlin", **values}
    )


def build_article(**values: Any) -> Article:
    number = next(_number)
    defaults = {
        "title": f"Article {number}",
        "slug": f"article-{number}",
        "source_key": f"article {number}",
        "body_text": "A body.",
    }
    return Article.objects.create(**{**defaults, **values})


def build_tag(article: Article | None = None, **values: Any) -> Tag:
    number = next(_number)
    tag = Tag.objects.create(**{"name": f"Tag {number}", "slug": f"tag-{number}", **values})
    if article:
        place = ArticleTag.objects.filter(article=article).count()
        ArticleTag.objects.create(article=article, tag=tag, position=place)
    return tag


def build_discussion(
    article: Article, parents: Sequence[int | None] = THREADED, **values: Any
) -> list[Comment]:
    """Comments in reading order, each answering the one at its index in `parents`."""
    with transaction.atomic():
        ids = reserve_ids(Comment, len(parents), using="default")
        text = values.pop("body_text", "First line\nsecond line\n\nNext paragraph")
        rows = [
            Comment(
                **{
                    "pk": pk,
                    "article": article,
                    "parent_id": None if parent is None else ids[parent],
                    "position": place.position,
                    "tree_id": ids[place.root],
                    "lft": place.lft,
                    "rght": place.rght,
                    "level": place.level,
                    "author_name": f"Reader {index}",
                    "author_text": f"Reader {index} says:",
                    "posted_at": datetime(2015, 9, 30, 14, 52, tzinfo=UTC),
                    "posted_precision": "minute",
                    "posted_text": "September 30, 2015 at 4:52 pm",
                    "body_text": text,
                    "body_html": render_comment(text),
                    "source_key": f"comment {pk}",
                    **values,
                }
            )
            for index, (pk, parent, place) in enumerate(
                zip(ids, parents, number_discussion(parents), strict=True)
            )
        ]
        Comment.objects.bulk_create(rows)
        Article.objects.filter(pk=article.pk).update(comment_count=len(rows))
    return list(article.comments.in_reading_order())


def build_commenter(site: Site, **values: Any) -> Commenter:
    return Commenter.objects.create(**{"site": site, "name": f"Reader {next(_number)}", **values})


def build_run(**values: Any) -> ImportRun:
    return ImportRun.objects.create(**{"status": "finished", **values})


def build_dump(article: Article, text: str = "Title\n\nBody\n", **values: Any) -> Dump:
    content = text.encode()
    lines = text.count("\n") or 1
    defaults = {
        "run": values.get("run") or build_run(),
        "path": f"dumps/{next(_number)}.txt",
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
        "encoding": "utf-8",
        "dialect": "resiliparse",
        "parser_version": "1",
        "line_count": lines,
        "recovered_count": 1,
        "confidence": 0.9,
        "sections": [["body", 1, lines, None, "rule"]],
    }
    return Dump.objects.create(article=article, **{**defaults, **values})


def build_ledger_entry(dump: Dump, comment: Comment | None = None, **values: Any) -> LedgerEntry:
    defaults = {"code": "no-author", "first_line": 1, "last_line": 2, "decision": "Left unknown."}
    return LedgerEntry.objects.create(dump=dump, comment=comment, **{**defaults, **values})


def build_excerpt(dump: Dump, comment: Comment, first: int = 1, last: int = 2) -> Excerpt:
    return Excerpt.objects.create(dump=dump, comment=comment, first_line=first, last_line=last)
