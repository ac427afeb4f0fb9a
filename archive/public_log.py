"""The moderation log as anybody may read it: what was done, when and why, not to which words.

Titles of articles that are not shown stay unsaid, and so do the names of commenters who are
withheld. Whether moderators are named is a setting, ARCHIVE_LOG_NAMES.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from articles.log import Kind, ModerationAction, Verb
from articles.models import Article
from articles.states import State
from comments.models import Comment, Commenter

LENGTH = 100
"""Acts that one page reads; those done in one go become one entry."""

GROUP = attrgetter("batch", "verb", "kind")
"""What acts that make one entry have in common."""

COUNTED = {
    Kind.ARTICLE: ngettext_lazy("%(count)s article", "%(count)s articles", "count"),
    Kind.COMMENT: ngettext_lazy("%(count)s comment", "%(count)s comments", "count"),
    Kind.COMMENTER: ngettext_lazy("%(count)s commenter", "%(count)s commenters", "count"),
    Kind.PERSON: ngettext_lazy("%(count)s person", "%(count)s persons", "count"),
    Kind.DUMP: ngettext_lazy("%(count)s dump", "%(count)s dumps", "count"),
    Kind.REPORT: ngettext_lazy("%(count)s report", "%(count)s reports", "count"),
    Kind.IMPORT_RUN: ngettext_lazy("%(count)s import", "%(count)s imports", "count"),
}
COMMAND_LINE = gettext_lazy("command line")


class Link(NamedTuple):
    """Words, and where they lead; nowhere where that is not shown."""

    text: str
    address: str = ""


class Entry(NamedTuple):
    """Acts of one kind done in one go. `pk` is the latest one's number."""

    pk: int
    at: datetime
    act: str
    is_undoing: bool
    target: Link
    article: Link | None
    reason: str
    is_erased: bool
    moderator: str


class LogPage(NamedTuple):
    """`following` is the number that the next page's acts lie below, None on the last one."""

    entries: Sequence[Entry]
    following: int | None


def read_log(*, verb: str = "", before: int | None = None) -> LogPage:
    """The latest acts below a number, all or those of one verb."""
    acts = ModerationAction.objects.select_related("words").order_by("-pk")
    if verb:
        acts = acts.filter(verb=verb)
    if before is not None:
        acts = acts.filter(pk__lt=before)
    rows = list(acts[: LENGTH + 1])
    rows, rest = rows[:LENGTH], rows[LENGTH:]
    following, total = rows[-1].pk if rest else None, 0
    if rest and GROUP(rest[0]) == GROUP(rows[-1]):
        following, total = _end_of_batch(rows[-1])
        if not acts.filter(pk__lt=following).exists():
            following = None
    groups = [list(group) for _key, group in groupby(rows, GROUP)]
    sizes = [len(group) for group in groups]
    if total:
        sizes[-1] += total
    return LogPage(_entries(groups, sizes), following)


def _end_of_batch(last: ModerationAction) -> tuple[int, int]:
    """Below which number the page after a batch begins, and how many acts it passes over.

    Only if nobody else's acts lie in between, which would be passed over too.
    """
    rest = ModerationAction.objects.filter(
        batch=last.batch, verb=last.verb, kind=last.kind, pk__lt=last.pk
    ).aggregate(first=Min("pk"), count=Count("pk"))
    if last.pk - rest["first"] != rest["count"]:
        return last.pk, 0
    return rest["first"], rest["count"]


def _entries(groups: Sequence[Sequence[ModerationAction]], sizes: Sequence[int]) -> list[Entry]:
    singles = [group[0] for group, size in zip(groups, sizes, strict=True) if size == 1]
    articles = _shown_articles(row.article_id for group in groups for row in group)
    comments = set(
        Comment.objects.filter(pk__in=_targets(singles, Kind.COMMENT), article__in=articles)
        .order_by()
        .values_list("pk", flat=True)
    )
    people = (
        Commenter.objects.known()
        .filter(state=State.VISIBLE)
        .in_bulk(_targets(singles, Kind.COMMENTER))
    )
    return [
        _entry(group, size, articles, comments, people)
        for group, size in zip(groups, sizes, strict=True)
    ]


def _targets(rows: Iterable[ModerationAction], kind: Kind) -> list[int]:
    return [row.target_id for row in rows if row.kind == kind]


def _shown_articles(ids: Iterable[int | None]) -> dict[int, Article]:
    rows = Article.objects.visible().only("title", "slug")
    return rows.in_bulk({pk for pk in ids if pk is not None})


def _entry(
    group: Sequence[ModerationAction],
    size: int,
    articles: dict[int, Article],
    comments: set[int],
    people: dict[int, Commenter],
) -> Entry:
    first = group[0]
    kind = Kind(first.kind)
    if size > 1:
        target = Link(COUNTED[kind] % {"count": size})
    elif kind == Kind.COMMENTER and first.target_id in people:
        person = people[first.target_id]
        target = Link(person.name, person.get_absolute_url())
    else:
        address = reverse("comment", args=[first.target_id]) if kind == Kind.COMMENT else ""
        number = _("%(kind)s %(id)s") % {"kind": kind.label, "id": first.target_id}
        target = Link(number, address if first.target_id in comments else "")
    places = {row.article_id for row in group}
    article = articles.get(first.article_id) if len(places) == 1 else None
    name = first.moderator_name or str(COMMAND_LINE)
    return Entry(
        pk=first.pk,
        at=first.at,
        act=Verb(first.verb).label,
        is_undoing=first.undoes is not None,
        target=target,
        article=Link(str(article), article.get_absolute_url()) if article else None,
        reason=first.words.reason,
        is_erased=first.words.erased_at is not None,
        moderator=name if settings.ARCHIVE_LOG_NAMES else "",
    )
