"""What narrows the list of articles: a site, a tag and a year, alone or together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models.functions import ExtractYear
from django.http import Http404
from django.utils.translation import gettext as _

from articles.models import Article, ArticleQuerySet, Site, Tag

MOST_TAGS = 100
"""Tags to choose from, those with the most articles; an address may name any other."""


class Choice(NamedTuple):
    key: str
    label: str
    value: Any


class Filter(NamedTuple):
    """One parameter of the address with its choices; `value` is None where none is made."""

    name: str
    label: str
    any_label: str
    choices: list[Choice]
    chosen: Choice | None

    @property
    def value(self) -> Any:
        return self.chosen.value if self.chosen else None


def read_filters(query: Mapping[str, str]) -> list[Filter]:
    """The filters with what the address chose; three queries. Raises Http404 for no choice."""
    # PostgreSQL refuses a NUL; no slug holds one.
    wanted = {name: query.get(name, "").replace("\0", "?") for name in ("site", "tag", "year")}
    sites = list(Site.objects.with_counts())
    zones = {site.time_zone for site in sites}
    years = Article.objects.by_period(ExtractYear, zones=zones).values_list("number", flat=True)
    tags = Tag.objects.most_used(slug=wanted["tag"])[:MOST_TAGS]
    site_choices = [Choice(str(site.pk), site.name, site) for site in sites]
    tag_choices = sorted(Choice(tag.slug, tag.name, tag) for tag in tags)
    year_choices = [Choice(str(year), str(year), (year, zones)) for year in sorted(years)[::-1]]
    return [
        _choose("site", _("Published by"), _("any site"), site_choices, wanted),
        _choose("tag", _("Tag"), _("any tag"), tag_choices, wanted),
        _choose("year", _("Published in"), _("any year"), year_choices, wanted),
    ]


def narrow(articles: ArticleQuerySet, filters: list[Filter]) -> ArticleQuerySet:
    """The articles that every choice holds for."""
    chosen = {each.name: each.value for each in filters}
    if chosen["site"]:
        articles = articles.filter(site=chosen["site"])
    if chosen["tag"]:
        articles = articles.filter(tags=chosen["tag"])
    if chosen["year"]:
        year, zones = chosen["year"]
        articles = articles.published_from(date(year, 1, 1), date(year + 1, 1, 1), zones=zones)
    return articles


def _choose(
    name: str, label: str, any_label: str, choices: list[Choice], wanted: Mapping[str, str]
) -> Filter:
    key = wanted[name]
    chosen = next((choice for choice in choices if choice.key == key), None)
    if key and chosen is None:
        raise Http404(_("Nothing here has that to choose."))
    return Filter(name, label, any_label, choices, chosen)
