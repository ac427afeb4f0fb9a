"""A pasted address or id leads to what it names, if that may be read."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse

from articles.models import Article
from comments.models import Comment

COMMENT_ID = re.compile(r"(?:#(?:c-)?|c-|comment\s+#?)(\d{1,18})", re.IGNORECASE)
FRAGMENT = re.compile(r"c-(\d{1,18})")
NUMBER = re.compile(r"\d{1,18}", re.ASCII)
OURS = re.compile(r"/(?:articles|comments)/\S+")


def find_target(text: str, *, host: str) -> str | None:
    """Our own address of what the text names: a comment's id or permalink, an article's
    address here or in its day. None where it names nothing that may be read."""
    if match := COMMENT_ID.fullmatch(text):
        return find_comment(match[1])
    if OURS.fullmatch(text):
        return _ours(text)
    if " " in text or not text.lower().startswith(("http://", "https://", "www.", host.lower())):
        return None
    address = text if "//" in text else f"//{text}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.netloc.lower() == host.lower():
        return _ours(f"{parts.path}#{parts.fragment}")
    return _article_then(text)


def find_comment(number: str) -> str | None:
    """The permalink of the comment with this id."""
    if not NUMBER.fullmatch(number):
        return None
    comment = Comment.objects.visible().filter(pk=int(number)).only("pk").first()
    return reverse("comment", args=[comment.pk]) if comment else None


def _ours(address: str) -> str | None:
    path, _hash, fragment = address.partition("#")
    if (match := FRAGMENT.fullmatch(fragment)) and (found := find_comment(match[1])):
        return found
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    if match.url_name in ("comment", "thread"):
        return find_comment(str(match.kwargs["pk"]))
    if match.url_name in ("article", "source", "ledger"):
        article = Article.objects.visible().filter(pk=match.kwargs["pk"]).first()
        return article.get_absolute_url() if article else None
    return None


def _article_then(address: str) -> str | None:
    """The article that had this address, with or without scheme, www. and last slash."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address, flags=re.IGNORECASE)
    bare = bare.partition("#")[0].rstrip("/")
    if not bare:
        return None
    forms = [
        f"{start}{bare}{end}"
        for start in ("https://", "http://", "https://www.", "http://www.")
        for end in ("", "/")
    ]
    article = Article.objects.visible().filter(source_url__in=forms).order_by("pk").first()
    return article.get_absolute_url() if article else None
