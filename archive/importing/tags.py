"""A page's keywords to tags."""

from __future__ import annotations

import hashlib
import re

from django.utils.text import slugify

from archive.dumps.records import Defect, ParsedPage
from articles.models import NAME_LENGTH, Article, ArticleTag, Tag

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


def load_tags(article: Article, page: ParsedPage, defects: list[Defect]) -> None:
    """Give the article the page's tags, behind those it has, in the page's order."""
    names = [name for name in page.tags if len(name) <= NAME_LENGTH]
    if len(names) < len(page.tags):
        decision = "A keyword of more than 200 characters is no keyword; it was left out."
        defects.append(Defect(code="tag-too-long", first_line=1, last_line=1, decision=decision))
    slugs = {tag_slug(name): name for name in reversed(names)}
    if not slugs:
        return
    # By name, so that two importers cannot wait for each other.
    Tag.objects.bulk_create(
        [Tag(name=slugs[slug], slug=slug) for slug in sorted(slugs)], ignore_conflicts=True
    )
    tags = Tag.objects.in_bulk(list(slugs), field_name="slug")
    has = set(ArticleTag.objects.filter(article=article).values_list("tag__slug", flat=True))
    new = [slug for slug in reversed(slugs) if slug not in has]
    ArticleTag.objects.bulk_create(
        ArticleTag(article=article, tag=tags[slug], position=len(has) + index)
        for index, slug in enumerate(new)
    )
