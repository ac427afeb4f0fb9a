"""Imports, dumps, excerpts and the ledger: records to read, never to edit."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Case, QuerySet, When
from django.db.models.functions import Length
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.display import (
    as_json,
    badge,
    joined,
    link_to,
    link_to_list,
    preformatted,
    unknown,
)
from archive.admin.filters import LedgerCodeFilter, related_filter
from archive.admin.lists import ReadOnlyAdmin
from archive.admin.run_acts import RunActsAdmin
from archive.importing.liveness import find_runs_at_work, is_at_work
from archive.masking import ShownLines
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from articles.models import Article
from articles.states import State


@admin.register(ImportRun)
class ImportRunAdmin(RunActsAdmin, ReadOnlyAdmin):
    list_display = (
        "__str__", "started_at", "finished_at", "shown_status", "publication", "created",
        "updated", "held", "unchanged", "failed", "comments_declared", "comments_recovered",
    )  # fmt: skip
    list_filter = ("status", "is_held")
    search_fields = ("=pk",)
    fields = (
        ("shown_status", "publication", "started_at", "finished_at"),
        ("created", "updated", "held", "unchanged", "failed"),
        ("comments_declared", "comments_recovered"),
        "contents",
        "shown_options",
        "shown_report",
    )

    def for_list(self, queryset: QuerySet) -> QuerySet:
        at_work = Case(When(pk__in=find_runs_at_work(), then=True), default=False)
        return queryset.defer("options", "report").annotate(at_work=at_work)

    @admin.display(description=gettext_lazy("status"))
    def shown_status(self, run: ImportRun) -> str:
        """As it is: looking changes nothing, so the next import notes what was killed."""
        if run.status != ImportRun.Status.RUNNING:
            return run.get_status_display()
        # The list has asked for all of its runs at once.
        if run.at_work if hasattr(run, "at_work") else is_at_work(run):
            return run.get_status_display()
        return _("interrupted; its process is gone")

    @admin.display(description=gettext_lazy("publication"))
    def publication(self, run: ImportRun) -> SafeString | str:
        return badge(State.HELD) if run.is_held else ""

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, run: ImportRun) -> SafeString:
        return joined(
            [
                link_to_list(Article, _("its articles"), dumps__run__id__exact=run.pk),
                link_to_list(Dump, _("dumps first read by this import"), run__id__exact=run.pk),
            ]
        )

    @admin.display(description=gettext_lazy("options"))
    def shown_options(self, run: ImportRun) -> SafeString:
        return as_json(run.options)

    @admin.display(description=gettext_lazy("report"))
    def shown_report(self, run: ImportRun) -> SafeString:
        return as_json(run.report)


@admin.register(Dump)
class DumpAdmin(ReadOnlyAdmin):
    list_display = (
        "path", "in_article", "size", "line_count", "dialect", "comments", "confidence",
    )  # fmt: skip
    list_filter = (related_filter("article", "title"), related_filter("run", "pk"))
    search_fields = ("path", "sha256")
    fields = (
        "path",
        ("in_article", "from_run"),
        ("size", "line_count", "encoding"),
        ("sha256", "rewritten_sha256"),
        ("dialect", "parser_version", "confidence", "captured_at"),
        ("comments", "entries"),
        "found_sections",
        "shown_text",
    )

    def for_list(self, queryset: QuerySet) -> QuerySet:
        rows = queryset.select_related("article").annotate(content_size=Length("content"))
        return rows.defer("content", "sections", "article__body_text", "article__body_html")

    def view_on_site(self, obj: Dump) -> str | None:
        return obj.get_absolute_url() if obj.article_id else None

    @admin.display(description=gettext_lazy("article"))
    def in_article(self, dump: Dump) -> SafeString:
        return link_to(dump.article) if dump.article else unknown(_("waits for publication"))

    @admin.display(description=gettext_lazy("import"))
    def from_run(self, dump: Dump) -> SafeString:
        return link_to(dump.run)

    @admin.display(description=gettext_lazy("size"))
    def size(self, dump: Dump) -> str:
        """Counted by the database in lists, which do not load the bytes."""
        counted = getattr(dump, "content_size", None)
        return filesizeformat(len(dump.content) if counted is None else counted)

    @admin.display(description=gettext_lazy("comments"))
    def comments(self, dump: Dump) -> str:
        if dump.declared_count is None:
            return f"{dump.recovered_count:,}"
        counts = {"recovered": dump.recovered_count, "declared": dump.declared_count}
        return _("%(recovered)s of %(declared)s") % counts

    @admin.display(description=gettext_lazy("ledger"))
    def entries(self, dump: Dump) -> SafeString:
        return link_to_list(LedgerEntry, _("ledger of this dump"), dump__id__exact=dump.pk)

    @admin.display(description=gettext_lazy("lines by section"))
    def found_sections(self, dump: Dump) -> SafeString:
        counts = dump.lines_by_section().items()
        return format_html_join(" ", '<span class="code">{} {}</span>', counts)

    @admin.display(description=gettext_lazy("text"))
    def shown_text(self, dump: Dump) -> SafeString:
        return preformatted(ShownLines(dump).plain())


@admin.register(Excerpt)
class ExcerptAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "dump", "comment")
    list_filter = (related_filter("dump", "path"),)
    fields = ("in_dump", "of_comment", ("first_line", "last_line"))

    def for_list(self, queryset: QuerySet) -> QuerySet:
        return queryset.select_related("dump", "comment").only(
            "first_line", "last_line", "dump__path", "comment__author_name"
        )

    @admin.display(description=gettext_lazy("dump"))
    def in_dump(self, excerpt: Excerpt) -> SafeString:
        return link_to(excerpt.dump)

    @admin.display(description=gettext_lazy("comment"))
    def of_comment(self, excerpt: Excerpt) -> SafeString:
        return link_to(excerpt.comment)


@admin.register(LedgerEntry)
class LedgerEntryAdmin(ReadOnlyAdmin):
    list_display = ("code", "lines", "decision", "dump", "about_comment")
    list_filter = (LedgerCodeFilter, related_filter("dump", "path"))
    search_fields = ("code", "decision")
    fields = ("code", "in_dump", ("first_line", "last_line"), "about_comment", "decision")

    def for_list(self, queryset: QuerySet) -> QuerySet:
        return queryset.select_related("dump", "comment").only(
            "code", "first_line", "last_line", "decision", "dump__path", "comment__author_name"
        )

    def lookup_allowed(self, lookup: str, value: str, request=None) -> bool:
        return lookup == "dump__article__id__exact" or super().lookup_allowed(
            lookup, value, request
        )

    @admin.display(description=gettext_lazy("lines"))
    def lines(self, entry: LedgerEntry) -> str:
        return f"{entry.first_line}–{entry.last_line}"

    @admin.display(description=gettext_lazy("dump"))
    def in_dump(self, entry: LedgerEntry) -> SafeString:
        return link_to(entry.dump)

    @admin.display(description=gettext_lazy("comment"))
    def about_comment(self, entry: LedgerEntry) -> SafeString | str:
        return link_to(entry.comment)
