"""Rows as the admin's tests want them, made by the builders that all tests share."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Permission, User

from archive.models import Acceptance, Dump, Excerpt, ImportRun, LedgerEntry
from articles.log import Done, record_acts
from articles.models import Article, ArticleTag, ModerationAction, Site, Tag
from comments.models import Comment, Commenter, Redaction, Report
from comments.redacting import redact_comment
from tests.builders import (
    NOON,
    make_article,
    make_commenter,
    make_comments,
    make_dump,
    make_entry,
    make_site,
)

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


def build_site() -> Site:
    return make_site(f"Site {next(_number)}", "Europe/Berlin")


def build_article(**values: Any) -> Article:
    number = next(_number)
    return make_article(**{"title": f"Article {number}", "body_text": "A body.", **values})


def build_tag(article: Article | None = None) -> Tag:
    number = next(_number)
    tag = Tag.objects.create(name=f"Tag {number}", slug=f"tag-{number}")
    if article:
        place = ArticleTag.objects.filter(article=article).count()
        ArticleTag.objects.create(article=article, tag=tag, position=place)
    return tag


def build_discussion(
    article: Article, parents: Sequence[int | None] = THREADED, **values: Any
) -> list[Comment]:
    """Comments in reading order, whose words as written differ from what was read."""
    defaults = {
        "author_name": [f"Reader {index}" for index in range(len(parents))],
        "author_text": [f"Reader {index} says:" for index in range(len(parents))],
        "posted_at": datetime(2015, 9, 30, 14, 52, tzinfo=UTC),
        "posted_text": "September 30, 2015 at 4:52 pm",
        "body_text": "First line\nsecond line\n\nNext paragraph",
    }
    make_comments(article, parents, **{**defaults, **values})
    return list(article.comments.in_reading_order())


def build_commenter(site: Site) -> Commenter:
    return make_commenter(f"Reader {next(_number)}", site)


def build_dump(article: Article, text: str = "Title\n\nBody\n") -> Dump:
    run = ImportRun.objects.create(status="finished")
    return make_dump(article, text.splitlines(), path=f"dumps/{next(_number)}.txt", run=run)


def build_ledger_entry(dump: Dump, comment: Comment | None = None, **values: Any) -> LedgerEntry:
    return make_entry(dump, **{"comment": comment, "code": "no-author", **values})


def build_excerpt(dump: Dump, comment: Comment, first: int = 1, last: int = 2) -> Excerpt:
    return Excerpt.objects.create(dump=dump, comment=comment, first_line=first, last_line=last)


def build_act(comment: Comment) -> ModerationAction:
    """An entry of the log that hides a comment, with hostile words."""
    done = Done("comment", comment.pk, comment.article_id, {"state": HOSTILE}, {"state": "hidden"})
    batch = record_acts("hide", [done], moderator=None, reason=HOSTILE)
    return ModerationAction.objects.get(batch=batch)


def build_redaction(comment: Comment) -> Redaction:
    """One of "second line", as a comment of `build_discussion` has it."""
    outcome = redact_comment(comment, passage="second line", moderator=None, reason="private")
    return outcome.redactions[0]


def build_report(comment: Comment) -> Report:
    """A settled report, with hostile words."""
    return Report.objects.create(
        comment=comment, cause="spam", words=HOSTILE, settled_at=NOON, result="dismissed"
    )


def build_acceptance(comment: Comment) -> Acceptance:
    return Acceptance.objects.create(doubt="author", article=comment.article, comment=comment)
