"""The fields of the query language: those that are terms, and those that bound the search."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.search import documents
from archive.search.documents import minute_of, place_at
from archive.search.normalising import Phrase, fold, read_phrase, split_words
from archive.search.stemming import stem_phrases
from articles.models import Site, Tag

MOST_TAGS = 5_000
"""Tags compared by name where none has the very slug; beyond them only the slug counts."""

DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class Term(NamedTuple):
    """One thing to look for: any of its phrases. `field` is "" for the text itself."""

    field: str
    phrases: tuple[Phrase, ...]
    reading: str


class Reader(NamedTuple):
    """How a field finds its phrases, and what it is called."""

    phrases: Callable[[str, bool], tuple[Phrase, ...]]
    label: str


def read_term(name: str, value: str, *, is_prefix: bool, is_quoted: bool) -> Term | None:
    """The term that a field and its value stand for; None if nothing could be looked for."""
    value = value.strip().rstrip("*") if is_prefix else value.strip()
    # A tag may be a picture alone; a word or a name may not.
    if not (value if name == "tag" else split_words(value)):
        return None
    if name:
        reader = TERMS[name]
        phrases = reader.phrases(value, is_prefix)
        reading = f"{reader.label} “{value}{'*' if is_prefix else ''}”"
        return Term(name, phrases, reading if phrases else _("%s, which is not here") % reading)
    phrase = read_phrase(value, is_prefix=is_prefix)
    stems = () if is_quoted else stem_phrases(phrase)
    reading = _words_reading(value, phrase, is_prefix, is_quoted, bool(stems))
    return Term("", (phrase, *stems), reading)


def _words_reading(
    value: str, phrase: Phrase, is_prefix: bool, is_quoted: bool, has_stems: bool
) -> str:
    if has_stems:
        return _("the word “%s” or another form of it") % value
    if is_prefix:
        return _("words that begin with “%s”") % value
    if is_quoted and len(phrase.words) > 1:
        return _("the phrase “%s”") % value
    return _("the word “%s”") % value


def _marked(mark: str) -> Callable[[str, bool], tuple[Phrase, ...]]:
    def phrases(value: str, is_prefix: bool) -> tuple[Phrase, ...]:
        phrase = read_phrase(value, is_prefix=is_prefix)
        return (phrase._replace(words=tuple(mark + word for word in phrase.words)),)

    return phrases


def site_phrases(value: str, is_prefix: bool) -> tuple[Phrase, ...]:
    """Sites that have these words in their name or the address of their home page."""
    wanted = split_words(value)
    found = []
    for pk, name, home_page in Site.objects.values_list("pk", "name", "home_page"):
        if _contains(split_words(name), wanted) or _contains(split_words(home_page), wanted):
            found.append(Phrase((f"=s{pk}",)))
    return tuple(found)


def tag_phrases(value: str, is_prefix: bool) -> tuple[Phrase, ...]:
    """Tags of this name, case and accents aside."""
    slug = slugify(value, allow_unicode=True)
    found = list(Tag.objects.filter(slug__in=[slug, value.lower()]).values_list("pk", flat=True))
    if not found:
        wanted = split_words(value) or fold(value)
        tags = Tag.objects.order_by("pk").values_list("pk", "name")[:MOST_TAGS]
        found = [pk for pk, name in tags if (split_words(name) or fold(name)) == wanted]
    return tuple(Phrase((f"=g{pk}",)) for pk in found)


def _contains(words: list[str], wanted: list[str]) -> bool:
    """Whether the wanted words stand side by side among the words."""
    last = len(words) - len(wanted)
    return any(words[start : start + len(wanted)] == wanted for start in range(last + 1))


TERMS = {
    "author": Reader(_marked(documents.AUTHOR), gettext_lazy("author")),
    "title": Reader(_marked(documents.TITLE), gettext_lazy("article title")),
    "site": Reader(site_phrases, gettext_lazy("site")),
    "tag": Reader(tag_phrases, gettext_lazy("tag")),
}
IN = {
    "articles": documents.ARTICLE,
    "article": documents.ARTICLE,
    "comments": documents.COMMENT,
    "comment": documents.COMMENT,
}


def is_field(name: str) -> bool:
    return name in TERMS


def is_setting(name: str) -> bool:
    return name in {"before", "after", "year", "in", "is"}


def apply_setting(query: Any, piece: Any, *, may_see_removed: bool) -> None:
    """Bound the query by one of the settings, or note why not."""
    value = piece.value.strip().lower()
    if piece.field in ("before", "after", "year"):
        _bound(query, piece, value)
    elif piece.field == "in" and value in IN:
        _require(query, IN[value], _("in articles") if "art" in value else _("in comments"))
    elif (piece.field, value) == ("is", "unknown-author"):
        _require(query, documents.NOBODY, _("author unknown"))
    elif (piece.field, value) == ("is", "removed") and may_see_removed:
        query.wants_removed = True
        query.readings.append(_("hidden or removed"))
    elif (piece.field, value) == ("is", "removed"):
        query.ignored.append(_("%s: for moderators only") % piece.text)
    else:
        query.ignored.append(_("%s: not a value of this field") % piece.text)


def _require(query: Any, fact: str, reading: str) -> None:
    query.groups.append([Term("fact", (Phrase((fact,)),), reading)])


def _bound(query: Any, piece: Any, value: str) -> None:
    period = read_period(value)
    if period is None or (piece.field == "year" and not re.fullmatch(r"\d{4}", value)):
        query.ignored.append(_("%s: not a date such as 2015, 2015-09 or 2015-09-30") % piece.text)
        return
    first, after_it = period
    if piece.field != "before":
        query.first = max(query.first or 0, first)
    if piece.field == "before":
        query.last = min(query.last or first - 1, first - 1)
    elif piece.field == "year":
        query.last = min(query.last or after_it - 1, after_it - 1)
    # A bound on time leaves out what has no known time.
    query.first = max(query.first or 0, 0)
    reading = {
        "before": _("before %s"), "after": _("from %s on"), "year": _("in %s"),
    }[piece.field]  # fmt: skip
    query.readings.append(reading % value)


def read_period(value: str) -> tuple[int, int] | None:
    """The first place of a year, month or day, and that of what follows; None if it is none."""
    match = DATE.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        start = datetime(year, month or 1, day or 1)
    except ValueError:
        return None
    first = minute_of(start)
    if day:
        minutes = 1440
    elif month:
        minutes = _days_in(year, month) * 1440
    else:
        minutes = sum(_days_in(year, each) for each in range(1, 13)) * 1440
    return place_at(first), place_at(first + minutes)


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
