"""Pages that are made once and kept until what they show changes.

A page's tag is made of everything it depends on, `Article.changed_at` first, which every
import and every moderation moves. A page under another tag is never served, so nothing
that was taken out can come back from here, from a proxy or from a browser: all of them have
to ask whether their tag still holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

from archive.packing import ENCODING, accepts_packed, pack
from archive.views.access import keep_private
from articles.models import Article

LARGEST = 16_000_000
"""Bytes of a page that is still kept; one that is larger is made anew each time."""


def keep(
    request: HttpRequest,
    article: Article,
    parts: tuple[object, ...],
    make: Callable[[], HttpResponse],
) -> HttpResponse:
    """The page of an article that `parts` tells from its other pages: kept, or made and kept.

    Whoever asks with the tag of the present page is told that nothing changed. What waits
    for publication is made anew each time, for whoever may see it.
    """
    if article.is_held:
        return keep_private(article, make())
    is_packed = accepts_packed(request)
    tag = _tag(request, article, (*parts, is_packed))
    response = get_conditional_response(request, etag=f'"{tag}"')
    if response is None:
        response = _kept(tag, is_packed, make)
    if response.status_code in (200, 304):
        response["ETag"] = f'"{tag}"'
        # Anyone may keep it, and has to ask before showing it again.
        response["Cache-Control"] = "public, no-cache"
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _kept(tag: str, is_packed: bool, make: Callable[[], HttpResponse]) -> HttpResponse:
    pages = caches["pages"]
    kept = pages.get(tag)
    if kept is None:
        made = make()
        if made.status_code != 200:
            return made
        content = pack(made.content) if is_packed else made.content
        kept = content, made["Content-Type"]
        if len(content) <= LARGEST:
            pages.set(tag, kept)
    response = HttpResponse(kept[0], content_type=kept[1])
    if is_packed:
        response["Content-Encoding"] = ENCODING
    return response


def _tag(request: HttpRequest, article: Article, parts: tuple[object, ...]) -> str:
    """A digest of all that decides how the page looks."""
    site = article.site
    own = (site.name, site.time_zone, site.language) if site else None
    depends_on = (
        article.pk,
        article.changed_at.isoformat(),
        own,
        settings.ARCHIVE_NAME,
        get_language(),
        request.get_host(),
        request.is_secure(),
        release(),
        *parts,
    )
    return hashlib.sha256(repr(depends_on).encode()).hexdigest()[:32]


@cache
def release() -> str:
    """A digest of the code and templates that this process began with."""
    digest = hashlib.sha256()
    for folder in ("templates", "static", "archive", "articles", "comments", "locale"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".html", ".py", ".css", ".js", ".mo"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
