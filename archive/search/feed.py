"""Results for machines: an Atom feed and JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.atom import Atom, unknown_author
from archive.search.question import Question
from archive.search.results import Answer
from archive.search.rows import Row

Absolute = Callable[[str], str]


def as_atom(question: Question, rows: Sequence[Row], absolute: Absolute) -> str:
    """The feed as XML; entries without a known time are dated by their import."""
    page = absolute(reverse("search") + question.address(sort=None))
    feed = Atom(
        title=_("“%(query)s” in %(archive)s")
        % {"query": question.query.text, "archive": settings.ARCHIVE_NAME},
        link=page,
        description="",
        feed_url=absolute(reverse("search-feed") + question.address(sort=None)),
        feed_guid=page,
    )
    for row in rows:
        feed.add_item(
            title=_title(row),
            link=absolute(row.address),
            description=_text(row.parts),
            unique_id=absolute(row.address),
            author_name=row.author.name or unknown_author(),
            pubdate=row.moment,
            updateddate=row.moment or row.article.imported_at,
        )
    return feed.writeString("utf-8")


def as_json(
    question: Question, rows: Sequence[Row], found: Answer | None, absolute: Absolute
) -> dict[str, Any]:
    following = found and found.following
    return {
        "query": question.query.text,
        "read_as": question.query.readings,
        "ignored": question.query.ignored,
        "count": len(found.newest) if found else 0,
        "is_more_than_count": found.is_capped if found else False,
        "sort": question.order.value,
        "results": [_row(row, absolute) for row in rows],
        "next": absolute(reverse("search-data") + question.address(after=str(following)))
        if following
        else None,
    }


def _row(row: Row, absolute: Absolute) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "url": absolute(row.address),
        "article": {"title": row.article.title or None, "url": absolute(row.article_address)},
        "site": row.site or None,
        "author": row.author.name or None,
        "time": row.time.machine if row.time else None,
        "time_text": row.time_text or None,
        "replies_to": [person.name or None for person in row.ancestors],
        "replies": row.reply_count,
        "snippet": [{"text": part.text, "marked": part.is_marked} for part in row.parts],
    }


def _title(row: Row) -> str:
    title = row.article.title or _("[title not in the saved page]")
    if row.kind == "article":
        return title
    author = row.author.name or unknown_author()
    return _("%(author)s on %(title)s") % {"author": author, "title": title}


def _text(parts: Sequence) -> str:
    return "".join(part.text for part in parts)
