"""The hits of one page with everything that is shown of them: four queries, however long."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from archive.search.normalising import Phrase
from archive.search.results import Hit
from archive.search.snippets import Part, cut_snippet, mark_all
from archive.search.stemming import is_for
from articles.models import Article
from articles.states import State
from articles.times import Clock, Moment
from comments.models import Comment

NEAREST = 3
"""Ancestors named; those above them are only counted."""

ANCESTOR = ("pk", "author_name", "state", "commenter__state")


class Person(NamedTuple):
    """Who wrote something: without a name unknown, or withheld."""

    name: str
    address: str = ""
    is_withheld: bool = False


class Row(NamedTuple):
    """One result. `state` is not "visible" only in what moderators see; times may be None."""

    key: str
    kind: str
    address: str
    article: Article
    article_address: str
    title: list[Part]
    site: str
    author: Person
    moment: datetime | None
    time: Moment | None
    time_text: str
    ancestors: list[Person]
    more_ancestors: int
    reply_count: int
    parts: list[Part]
    state: str


def show_hits(hits: Sequence[Hit], phrases: Sequence[Phrase]) -> list[Row]:
    """The hits as rows, in the same order; what has vanished meanwhile is left out."""
    articles = _articles(hits)
    comments = _comments(hits)
    ancestors = _ancestors(comments.values())
    rows = []
    for hit in hits:
        article = articles.get(hit.article_id)
        comment = comments.get(hit.comment_id)
        if article is None or (hit.comment_id and comment is None):
            continue
        marked = [phrase for phrase in phrases if is_for(phrase, article.language)]
        if comment is None:
            rows.append(_article_row(article, marked))
        else:
            rows.append(_comment_row(comment, article, ancestors.get(comment.pk, []), marked))
    return rows


def _articles(hits: Sequence[Hit]) -> dict[int, Article]:
    """Articles by id, with their text only where the article itself was found."""
    found = {hit.article_id for hit in hits if hit.comment_id is None}
    around = {hit.article_id for hit in hits} - found
    rows = Article.objects.select_related("site").defer("body_html")
    articles = {a.pk: a for a in rows.filter(pk__in=found)} if found else {}
    if around:
        articles |= {a.pk: a for a in rows.defer("body_html", "body_text").filter(pk__in=around)}
    return articles


def _comments(hits: Sequence[Hit]) -> dict[int, Comment]:
    ids = [hit.comment_id for hit in hits if hit.comment_id]
    if not ids:
        return {}
    return Comment.objects.select_related("commenter").defer("body_html").in_bulk(ids)


def _ancestors(comments: Iterable[Comment]) -> dict[int, list[Person]]:
    """The nearest comments above each, from the top down."""
    replies = [comment.pk for comment in comments if comment.parent_id]
    if not replies:
        return {}
    # Up along the parents' own keys: a condition for each reply costs more than all the rest.
    steps = ["__".join(["parent"] * count) for count in range(1, NEAREST + 1)]
    columns = [f"{step}__{column}" for step in steps for column in ANCESTOR]
    found = Comment.objects.filter(pk__in=replies).order_by().values_list("pk", *columns)
    head, tail = reverse("comment", args=[0]).rsplit("0", 1)
    width = len(ANCESTOR)
    ancestors = {}
    for pk, *values in found:
        above = [values[at : at + width] for at in range(0, len(values), width)]
        ancestors[pk] = [
            _person(name, state, commenter_state)._replace(address=f"{head}{id_}{tail}")
            for id_, name, state, commenter_state in reversed(above)
            if id_
        ]
    return ancestors


def _person(name: str, *states: str | None) -> Person:
    if {State.VISIBLE, None}.issuperset(states):
        return Person(name)
    return Person("", is_withheld=True)


def _article_row(article: Article, phrases: Sequence[Phrase]) -> Row:
    return Row(
        key=f"article-{article.pk}",
        kind="article",
        address=article.get_absolute_url(),
        article=article,
        article_address=article.get_absolute_url(),
        title=mark_all(article.title, phrases),
        site=article.site.name if article.site else "",
        author=Person(article.author_name),
        moment=article.published,
        time=article.moment,
        time_text=article.published_text,
        ancestors=[],
        more_ancestors=0,
        reply_count=article.comment_count,
        parts=cut_snippet(article.body_text, phrases),
        state=article.state,
    )


def _comment_row(
    comment: Comment, article: Article, ancestors: list[Person], phrases: Sequence[Phrase]
) -> Row:
    moment = comment.posted_at and Clock(article.zone).show(
        comment.posted_at, comment.posted_precision
    )
    text = f"{comment.subject}\n{comment.body_text}" if comment.subject else comment.body_text
    commenter = comment.commenter
    return Row(
        key=f"c-{comment.pk}",
        kind="comment",
        address=reverse("comment", args=[comment.pk]),
        article=article,
        article_address=article.get_absolute_url(),
        title=[Part(article.title)] if article.title else [],
        site=article.site.name if article.site else "",
        author=Person(comment.author_name, commenter.get_absolute_url() if commenter else ""),
        moment=comment.posted_at,
        time=moment,
        time_text=comment.posted_text,
        ancestors=ancestors,
        more_ancestors=comment.level - len(ancestors),
        reply_count=comment.get_descendant_count(),
        parts=cut_snippet(text, phrases),
        state=comment.state,
    )
