"""Choosing another comment of the same article: by number, address or words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.admin.display import when
from comments.models import Comment, MergedComment

# "123", "#123", "#c-123", "/comments/123/" and any address that ends so.
COMMENT_ADDRESS = re.compile(r"^(?:\S*(?:#c-|/comments/)|#)?(\d{1,18})/?$")
SHOWN = 20
"""How many comments a search offers."""


def sought_words(request: HttpRequest) -> str:
    """What a page's search was asked for, without the NUL that PostgreSQL refuses."""
    return request.GET.get("q", "").replace("\x00", "")


def find_choices(comment: Comment, words: str) -> list[Comment]:
    """The article's other comments with these words or this address, in reading order."""
    words = words.strip()
    if not words:
        return []
    address = COMMENT_ADDRESS.match(words)
    wanted = Q(body_text__icontains=words) | Q(author_name__icontains=words)
    if address:
        pk = int(address[1])
        merged = MergedComment.objects.filter(pk=pk).values("comment")
        by_number = Q(pk=pk) | Q(pk__in=merged)
        # Bare digits may be a number or words.
        wanted = wanted | by_number if words.isdecimal() else by_number
    return list(others(comment).filter(wanted).order_by("position")[:SHOWN])


def others(comment: Comment) -> Any:
    """The article's other comments, as far as a line about each shows them."""
    rows = Comment.objects.filter(article_id=comment.article_id).exclude(pk=comment.pk)
    return rows.select_related("commenter").defer("body_html")


def read_choice(comment: Comment, data: QueryDict, name: str) -> Comment | None:
    """The comment that a parameter names, if it is one of the article's others."""
    given = data.get(name, "")
    if not given.isascii() or not given.isdecimal() or len(given) > 18:
        return None
    return others(comment).filter(pk=int(given)).first()


def line_about(comment: Comment, zone: Any) -> dict[str, Any]:
    """What a list of choices shows of a comment."""
    return {
        "pk": comment.pk,
        "level": comment.level,
        "name": comment.author_name or f"[{_('author not in the saved page')}]",
        "time": when(comment.posted_at, comment.posted_precision, zone) or comment.posted_text,
        "words": Truncator(" ".join(comment.body_text.split())).chars(200),
        "state": "" if comment.state == "visible" else comment.get_state_display(),
    }


def lines_about(comments: Iterable[Comment | None], zone: Any) -> list[dict[str, Any]]:
    return [line_about(comment, zone) for comment in comments if comment is not None]
