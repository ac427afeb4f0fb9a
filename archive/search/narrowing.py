"""What narrows a search, in words, and ways out where it finds nothing."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from archive.search.question import Question
from archive.search.stemming import is_stem
from articles.models import Article, Site, Tag
from articles.states import State
from comments.models import Commenter


class Narrowed(NamedTuple):
    """One thing that narrows; `address` is the search without it."""

    name: str
    value: int
    label: str
    address: str


class Suggestion(NamedTuple):
    label: str
    address: str


def describe_narrowing(question: Question) -> list[Narrowed]:
    return [
        Narrowed(name, number, _label(name, number), question.address(**{name: None}))
        for name, number in question.narrowing.items()
    ]


def _label(name: str, number: int) -> str:
    """The name of what an id stands for; the bare id where there is none to be read."""
    if name == "year":
        return _("Year: %s") % number
    label, rows, column = {
        "article": (_("Article: %s"), Article.objects.visible(), "title"),
        "site": (_("Site: %s"), Site.objects.known(), "name"),
        "tag": (_("Tag: %s"), Tag.objects.known(), "name"),
        "author": (_("Author: %s"), Commenter.objects.known().filter(state=State.VISIBLE), "name"),
    }[name]
    found = rows.filter(pk=number).values_list(column, flat=True).first()
    return label % (found or f"#{number}")


def suggest(question: Question) -> list[Suggestion]:
    """Wider searches, the nearest first."""
    ways = []
    if question.narrowing:
        without = dict.fromkeys(question.narrowing)
        ways.append(Suggestion(_("Search everywhere"), question.address(**without)))
    words = [
        " ".join(phrase.words)
        for phrase in question.query.phrases
        if len(phrase.words[0]) > 1 and not is_stem(phrase)
    ]
    if len(words) > 1:
        anything = " OR ".join(f'"{word}"' if " " in word else word for word in words)
        ways.append(Suggestion(_("Any of these words"), question.address(q=anything)))
    if words and not any(phrase.is_prefix for phrase in question.query.phrases):
        begin = " ".join(f'"{word}"*' if " " in word else f"{word}*" for word in words)
        ways.append(Suggestion(_("Words that begin like these"), question.address(q=begin)))
    return ways
