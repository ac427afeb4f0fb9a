"""Records to rows: the one place that knows both the parser's records and the models."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from archive.dumps.records import PARSER_VERSION, Defect, ParsedPage
from archive.importing.discussion import load_discussion
from archive.importing.keys import article_key
from archive.importing.tags import load_tags
from archive.importing.times import to_moment
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from archive.search.indexing import index_article
from articles.models import NAME_LENGTH, Article, Site
from articles.rendering import render_blocks

BATCH = 500


class Outcome(StrEnum):
    """What an import did with a dump."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A dump read and parsed, ready to be kept.

    `site_name` is the one that the user named, which goes before the one on the page.
    """

    path: str
    content: bytes
    sha256: str
    encoding: str
    page: ParsedPage
    site_name: str | None
    zone: ZoneInfo


def find_dump(sha256: str) -> Dump | None:
    """The dump with these very bytes, without them, if it was imported before."""
    return Dump.objects.filter(sha256=sha256).only("declared_count", "recovered_count").first()


def load_capture(capture: Capture, *, run: ImportRun) -> Outcome:
    """Keep one dump, whole or not at all: its article, comments, excerpts and ledger.

    A page that is known gets what is new in this capture; nothing is taken away, and what
    a moderator decided is not touched. UNCHANGED if another importer was faster.
    """
    try:
        with transaction.atomic():
            return _load(capture, run)
    except IntegrityError:
        if find_dump(capture.sha256):
            return Outcome.UNCHANGED
        raise


def _load(capture: Capture, run: ImportRun) -> Outcome:
    page = capture.page
    defects = list(page.defects)
    site = _site(capture, defects)
    article, created = _article(capture, site)
    load_tags(article, page, defects)
    comment_ids = load_discussion(
        article, page, site=site, zone=_zone(capture, site), defects=defects
    )
    dump = _keep_dump(capture, article, run)
    _keep_excerpts(dump, page, comment_ids)
    _keep_ledger(dump, defects, comment_ids)
    article.comment_count = article.comments.count()
    article.save(update_fields=["comment_count", "changed_at"])
    index_article(article.pk)
    return Outcome.CREATED if created else Outcome.UPDATED


def _zone(capture: Capture, site: Site | None) -> ZoneInfo:
    return site.zone if site else capture.zone


def _site(capture: Capture, defects: list[Defect]) -> Site | None:
    name = capture.site_name or capture.page.site_name
    if not name:
        return None
    if len(name) > NAME_LENGTH:
        defects.append(
            _page_defect("site-name-too-long", f"{len(name)} characters are no name; left unknown.")
        )
        return None
    return Site.objects.get_or_create(name=name, defaults={"time_zone": capture.zone.key})[0]


def _page_defect(code: str, decision: str) -> Defect:
    return Defect(code=code, first_line=1, last_line=1, decision=decision)


def _article(capture: Capture, site: Site | None) -> tuple[Article, bool]:
    """The page's article, locked until the transaction ends, and whether it is new."""
    key = article_key(capture.page, site_name=site.name if site else None, checksum=capture.sha256)
    values = _article_values(capture, site)
    article, created = Article.objects.select_for_update(of=("self",)).get_or_create(
        source_key=key, defaults=values
    )
    if not created:
        _fill_in(article, values)
    return article, created


def _fill_in(article: Article, values: dict[str, object]) -> None:
    """Give an article what an earlier capture lacked, and the highest count that was declared."""
    changed = []
    for name, value in values.items():
        is_better = getattr(article, name) in (None, "") and value not in (None, "")
        if name == "declared_count" and None not in (value, article.declared_count):
            is_better = value > article.declared_count
        if is_better:
            setattr(article, name, value)
            changed.append(name)
    # A time and its precision stand or fall together.
    if changed:
        article.save(update_fields=changed)


def _article_values(capture: Capture, site: Site | None) -> dict[str, object]:
    page = capture.page
    published = to_moment(page.published, _zone(capture, site))
    return {
        "site": site,
        "title": page.title or "",
        "title_text": page.title_text or "",
        "slug": slugify(page.title or "", allow_unicode=True)[:80].strip("-") or "article",
        "author_name": page.author or "",
        "published": published.value,
        "published_precision": published.precision,
        "published_text": published.text,
        "image_caption": (page.image and page.image.caption) or "",
        "image_credit": (page.image and page.image.credit) or "",
        "body_text": "\n\n".join(block.text for block in page.body),
        "body_html": render_blocks((block.kind.value, block.text) for block in page.body),
        "declared_count": page.declared_count,
    }


def _keep_dump(capture: Capture, article: Article, run: ImportRun) -> Dump:
    page = capture.page
    return Dump.objects.create(
        article=article,
        run=run,
        path=capture.path,
        sha256=capture.sha256,
        content=capture.content,
        encoding=capture.encoding,
        dialect=page.dialect,
        parser_version=PARSER_VERSION,
        line_count=page.line_count,
        declared_count=page.declared_count,
        recovered_count=len(page.comments),
        confidence=page.confidence,
        sections=[
            [s.kind.value, s.first_line, s.last_line, s.comment, s.rule] for s in page.sections
        ],
    )


def _keep_excerpts(dump: Dump, page: ParsedPage, comment_ids: list[int]) -> None:
    Excerpt.objects.bulk_create(
        (
            Excerpt(
                dump=dump, comment_id=pk, first_line=comment.first_line, last_line=comment.last_line
            )
            for pk, comment in zip(comment_ids, page.comments, strict=True)
        ),
        batch_size=BATCH,
    )


def _keep_ledger(dump: Dump, defects: list[Defect], comment_ids: list[int]) -> None:
    LedgerEntry.objects.bulk_create(
        (
            LedgerEntry(
                dump=dump,
                comment_id=None if defect.comment is None else comment_ids[defect.comment],
                code=defect.code,
                first_line=defect.first_line,
                last_line=defect.last_line,
                decision=defect.decision,
            )
            for defect in defects
        ),
        batch_size=BATCH,
    )
