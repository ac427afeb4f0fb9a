"""Keywords to tags."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from archive.dumps.records import ParsedPage
from archive.importing.shared_rows import find_or_make
from articles.models import NAME_LENGTH, ArticleTag, Tag

SEPARATORS = re.compile(r"[\s_-]+")


def tag_slug(name: str) -> str:
    """The tag's address: its letters and digits, and a mark where others were left out.

    So "C" and "C++" stay two tags, while "Middle East" and "middle-east" are one.
    """
    base = slugify(name, allow_unicode=True)
    is_whole = SEPARATORS.sub("", name.casefold()) == SEPARATORS.sub("", base.casefold())
    if is_whole and len(base) <= NAME_LENGTH:
        return base
    mark = hashlib.sha256(name.casefold().encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{base[: NAME_LENGTH - 7]}-{mark}".lstrip("-")


def page_tags(page: ParsedPage) -> dict[str, str]:
    """The page's tags in its order: slug to name, as first written. Too long is no keyword."""
    tags: dict[str, str] = {}
    for name in page.tags:
        if len(name) <= NAME_LENGTH and (slug := tag_slug(name)):
            tags.setdefault(slug, name)
    return tags


def load_tags(pages: Iterable[ParsedPage]) -> dict[str, int]:
    """Ids by slug of all tags of the pages, made where there are none yet."""
    names: dict[str, str] = {}
    for page in pages:
        for slug, name in page_tags(page).items():
            names.setdefault(slug, name)
    return find_or_make(Tag.objects.all(), "slug", names, ("name",), lambda slug: (names[slug],))


def tag_ids_of(page: ParsedPage, ids: dict[str, int]) -> list[int]:
    """The page's tags in its order."""
    return [ids[slug] for slug in page_tags(page)]


def kept_tag_ids(article_id: int) -> list[int]:
    """The article's tags in its order."""
    rows = ArticleTag.objects.filter(article_id=article_id).order_by("position", "pk")
    return list(rows.values_list("tag_id", flat=True))


def write_tags(article_id: int, tag_ids: Sequence[int]) -> None:
    """Give the article these tags in this order."""
    ArticleTag.objects.filter(article_id=article_id).delete()
    ArticleTag.objects.bulk_create(
        ArticleTag(article_id=article_id, tag_id=tag_id, position=position)
        for position, tag_id in enumerate(tag_ids)
    )
