"""What the newest hits have in common: sites, years, tags and authors, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from archive.search.documents import year_of
from archive.search.question import Question
from archive.search.results import Hit
from articles.models import ArticleTag, Site, Tag
from comments.models import Commenter

MOST_CHOICES = 8


class Choice(NamedTuple):
    """One value that hits share; `address` is the search narrowed to it."""

    value: int
    label: str
    count: int
    address: str = ""


class Facet(NamedTuple):
    """`parameter` of the address takes the value of a choice."""

    parameter: str
    title: str
    choices: list[Choice]


def count_facets(question: Question, hits: Sequence[Hit]) -> list[Facet]:
    """The facets of these hits, most frequent first, but for those that narrow already."""
    facets = [
        _named("site", _("Site"), Site, Counter(hit.site_id for hit in hits)),
        _years(Counter(year_of(hit.place) for hit in hits)),
        _named("tag", _("Tag"), Tag, _count_tags(Counter(hit.article_id for hit in hits))),
        _authors(Counter(hit.commenter_id for hit in hits)),
    ]
    return [
        _addressed(question, facet)
        for facet in facets
        if facet.choices and facet.parameter not in question.narrowing
    ]


def _addressed(question: Question, facet: Facet) -> Facet:
    choices = [
        choice._replace(address=question.address(**{facet.parameter: choice.value}))
        for choice in facet.choices
    ]
    return facet._replace(choices=choices)


def _named(parameter: str, title: str, model: type, counts: Counter[int | None]) -> Facet:
    counts.pop(None, None)
    top = _top(counts)
    names = dict(model.objects.filter(pk__in=[pk for pk, _n in top]).values_list("pk", "name"))
    return Facet(parameter, title, [Choice(pk, names[pk], n) for pk, n in top if pk in names])


def _authors(counts: Counter[int | None]) -> Facet:
    """A name on two sites is two commenters; where that shows, the site is named."""
    counts.pop(None, None)
    top = _top(counts)
    rows = Commenter.objects.filter(pk__in=[pk for pk, _n in top]).select_related("site")
    people = {person.pk: person for person in rows}
    names = Counter(person.name for person in people.values())

    def label(person: Commenter) -> str:
        return f"{person.name} ({person.site.name})" if names[person.name] > 1 else person.name

    choices = [Choice(pk, label(people[pk]), count) for pk, count in top if pk in people]
    return Facet("author", _("Author"), choices)


def _years(counts: Counter[int | None]) -> Facet:
    counts.pop(None, None)
    return Facet("year", _("Year"), [Choice(year, str(year), n) for year, n in _top(counts)])


def _count_tags(articles: Counter[int]) -> Counter[int | None]:
    counts: Counter[int | None] = Counter()
    links = ArticleTag.objects.filter(article_id__in=list(articles)).order_by()
    for article_id, tag_id in links.values_list("article_id", "tag_id"):
        counts[tag_id] += articles[article_id]
    return counts


def _top(counts: Counter[int]) -> list[tuple[int, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_CHOICES]
