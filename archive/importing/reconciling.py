"""An article that the archive has, brought to what all its captures together show.

A new capture and a better parser are the same case: all captures are read by today's
parser, merged, and what differs is written. Rows keep their ids, nothing is taken away,
and what a moderator decided stays (`marks`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.utils import timezone

from archive.dumps.records import Defect
from archive.importing.captures import Capture, find_defects, site_name_of
from archive.importing.changes import Changes, StaleError
from archive.importing.discussion import Discussion, load_discussion
from archive.importing.marks import ARTICLE_FOLLOWERS, ARTICLE_GROUPS, own_changes
from archive.importing.merging import Merged, Reading, merge_readings
from archive.importing.people import load_commenters
from archive.importing.provenance import add_dump, refresh_dump
from archive.importing.restructured import refuse_merged_commenters
from archive.importing.rows import article_values
from archive.importing.shared_rows import load_sites
from archive.importing.stored import stored_capture
from archive.importing.tags import kept_tag_ids, load_tags, tag_ids_of, write_tags
from archive.masking import mask_sentence
from archive.models import Dump, ImportRun
from articles.models import Article, Site
from comments.models import Redaction
from comments.redacting import redact_again

T = TypeVar("T")

TRIES = 5
"""How often a dump is tried when other importers change its article meanwhile."""


def try_again(attempt: Callable[[], T]) -> T:
    """Do something that other importers may come in the way of, a few times.

    Raises what the last try raised. An attempt reads anew whatever it decides by.
    """
    for _ in range(TRIES - 1):
        try:
            return attempt()
        except (DatabaseError, StaleError, Article.DoesNotExist):
            continue
    return attempt()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article's captures read and merged, outside of any transaction."""

    article_id: int
    new: Capture | None
    stored: dict[int, Capture]
    merged: Merged
    before: Merged | None

    @property
    def captures(self) -> list[Capture]:
        return [*self.stored.values(), *([self.new] if self.new else [])]


def prepare(article_id: int, new: Capture | None = None) -> Prepared:
    """Read all captures of an article with today's parser and merge them."""
    dumps = Dump.objects.filter(article_id=article_id).select_related("run").order_by("pk")
    stored = {dump.pk: stored_capture(dump) for dump in dumps}
    readings = [_reading(capture) for capture in stored.values()]
    return Prepared(
        article_id=article_id,
        new=new,
        stored=stored,
        merged=merge_readings([*readings, *([_reading(new)] if new else [])]),
        before=merge_readings(readings) if len(readings) > 1 else None,
    )


def _reading(capture: Capture) -> Reading:
    return Reading(name=capture.sha256, page=capture.page, captured_at=capture.captured_at)


def reconcile(prepared: Prepared, *, run: ImportRun | None) -> Changes:
    """Write what differs; `run` is needed for a new capture. Call it in a transaction.

    Raises StaleError if the article has other captures by now than were prepared, or
    somebody was erased from one of them.
    """
    page = prepared.merged.page
    base = _base(prepared)
    site = _site(prepared, base)
    tags = load_tags([page])
    commenters = (
        load_commenters(site.pk, [comment.author for comment in page.comments]) if site else {}
    )
    article = Article.objects.select_for_update(of=("self",)).get(pk=prepared.article_id)
    dumps = {dump.pk: dump for dump in article.dumps.defer("content")}
    read = {pk: capture.rewritten_sha256 for pk, capture in prepared.stored.items()}
    if {pk: dump.rewritten_sha256 for pk, dump in dumps.items()} != read:
        raise StaleError
    zone = site.zone if site else base.zone
    changes = Changes()
    loaded = load_discussion(
        Discussion(article=article, zone=zone, commenters=commenters, dumps=dumps),
        prepared.merged,
        before=prepared.before,
        changes=changes,
    )
    redactions = list(Redaction.objects.filter(article=article))

    def known_of(capture: Capture) -> dict[str, Any]:
        places = prepared.merged.places[capture.sha256]
        return {
            "ids": [loaded.ids[place] for place in places],
            "restructured": loaded.restructured,
            "defects": _defects(prepared, capture, zone, redactions),
            "unshown": changes.unshown if capture is base else (),
        }

    for pk, capture in prepared.stored.items():
        changes.dumps += refresh_dump(dumps[pk], capture, **known_of(capture))
    if prepared.new:
        add_dump(prepared.new, article.pk, run=run, **known_of(prepared.new))
        changes.dumps += 1
    if site:
        refuse_merged_commenters([site.pk], [article.pk])
    wanted = article_values(
        page,
        site_id=site.pk if site else None,
        zone=zone,
        tag_ids=tag_ids_of(page, tags),
    )
    _write_article(article, wanted, _address(prepared.captures), changes)
    redact_again(
        article.pk,
        comment_ids=[*changes.added, *changes.changed],
        has_article=bool(changes.fields),
    )
    return changes


def _base(prepared: Prepared) -> Capture:
    """The capture that decides what a page does not say: the same in whatever order."""
    return min(
        prepared.captures,
        key=lambda capture: (
            -len(capture.page.comments),
            capture.captured_at is None,
            str(capture.captured_at),
            capture.sha256,
        ),
    )


def _site(prepared: Prepared, base: Capture) -> Site | None:
    """As the user named it in any import; else as the merged page or the address names it."""
    given = sorted(filter(None, (capture.site_name for capture in prepared.captures)))
    if given:
        name: str | None = given[0]
    else:
        name = site_name_of(base, prepared.merged.page)
    return load_sites({name: base.zone.key})[name] if name else None


def _defects(
    prepared: Prepared, capture: Capture, zone: ZoneInfo, redactions: Sequence[Redaction]
) -> list[Defect]:
    """What the ledger is to say of a capture, without the words that were redacted."""
    found = [*find_defects(capture, zone), *prepared.merged.contradictions[capture.sha256]]
    if not redactions:
        return found
    return [
        replace(defect, decision=mask_sentence(defect.decision, redactions)) for defect in found
    ]


def _write_article(
    article: Article, wanted: dict[str, Any], address: str, changes: Changes
) -> None:
    kept = {name: getattr(article, name, None) for name in wanted}
    kept["tag_ids"] = kept_tag_ids(article.pk)
    values = own_changes(kept, wanted, ARTICLE_GROUPS, ARTICLE_FOLLOWERS)
    if "tag_ids" in values:
        write_tags(article.pk, values["tag_ids"])
    derived = {
        "declared_count": wanted["declared_count"],
        "comment_count": article.comments.count(),
        "source_url": address,
    }
    values |= {name: value for name, value in derived.items() if getattr(article, name) != value}
    changes.fields = sorted(values.keys() - {"read_marks", "comment_count"})
    values.pop("tag_ids", None)
    if values or changes:
        Article.objects.filter(pk=article.pk).update(**values, changed_at=timezone.now())


def _address(captures: Sequence[Capture]) -> str:
    return min((capture.source_url for capture in captures if capture.source_url), default="")
