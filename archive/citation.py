"""How to refer to an article: as a sentence, as BibTeX, and as schema.org's data."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import Article, Site
from articles.times import Moment
from comments.models import Comment

NOT_IN_BIBTEX = re.compile(r"[{}\\\x00-\x1f]+")
# What TeX takes for a command of its own; a percent sign would hide the rest of the line.
TEX = str.maketrans(
    {c: f"\\{c}" for c in "&%$#_"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


class Citation(NamedTuple):
    text: str
    bibtex: str


def cite(article: Article, address: str) -> Citation:
    return _cite(
        f"article{article.pk}",
        author=article.author_name,
        title=str(article),
        named=f"“{article}”",
        site=article.site,
        moment=article.moment,
        time_text=article.published_text,
        address=address,
    )


def cite_comment(comment: Comment, address: str) -> Citation:
    title = _("comment on “%(title)s”") % {"title": comment.article}
    return _cite(
        f"comment{comment.pk}",
        author=comment.author_name,
        title=title,
        named=title,
        site=comment.article.site,
        moment=comment.moment,
        time_text=comment.posted_text,
        address=address,
    )


def _cite(
    key: str,
    *,
    author: str,
    title: str,
    named: str,
    site: Site | None,
    moment: Moment | None,
    time_text: str,
    address: str,
) -> Citation:
    """What is unknown is left out, not made up; the archive is named as where it was read."""
    organization = site.name if site else ""
    archived = _("archived by %(archive)s") % {"archive": settings.ARCHIVE_NAME}
    read_there = _("archived by %(archive)s, %(address)s") % {
        "archive": settings.ARCHIVE_NAME,
        "address": address,
    }
    parts = [author, named, organization, moment.text if moment else time_text, read_there]
    fields = {
        "title": _tex(title),
        "author": _tex(author),
        "organization": _tex(organization),
        "date": moment.machine[:10] if moment else "",
        "url": address,
        "note": _tex(archived),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return Citation(
        ", ".join(part for part in parts if part) + ".",
        "\n".join([f"@online{{{key},", *lines, "}"]),
    )


def _tex(text: str) -> str:
    """Words that neither end a field nor are a command in it."""
    return NOT_IN_BIBTEX.sub(" ", text).translate(TEX)


def article_data(article: Article, address: str, tags: list[str]) -> dict[str, Any]:
    """schema.org's Article. Without what the saved page does not say."""
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": article.title,
        "url": address,
        "datePublished": article.moment.machine if article.moment else None,
        "author": _person(article.author_name),
        "isPartOf": {"@type": "WebSite", "name": article.site.name} if article.site else None,
        "inLanguage": article.language,
        "keywords": tags,
        "commentCount": article.comment_count,
    }
    return {name: value for name, value in data.items() if value}


def comment_data(comment: Comment, address: str, article_address: str) -> dict[str, Any] | None:
    """schema.org's Comment; None for one that may not be read."""
    if not comment.is_public:
        return None
    data = {
        "@context": "https://schema.org",
        "@type": "Comment",
        "url": address,
        "text": comment.body_text,
        "author": _person(comment.author_name),
        "dateCreated": comment.moment.machine if comment.moment else None,
        "about": {"@type": "Article", "url": article_address, "headline": comment.article.title},
    }
    return {name: value for name, value in data.items() if value}


def _person(name: str) -> dict[str, str] | None:
    return {"@type": "Person", "name": name} if name else None
