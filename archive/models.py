"""Where content came from: imports, the dumps they read, and the ledger of what was decided."""

from __future__ import annotations

from django.db import connections, models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.acceptance import Acceptance
from archive.decoding import decode
from archive.fields import PlaceField, WordsField
from articles.models import Article
from comments.models import Comment

__all__ = [
    "Acceptance",
    "Dump",
    "Excerpt",
    "ImportRun",
    "LedgerEntry",
    "LedgerEntryQuerySet",
    "SearchEntry",
]


class ImportRun(models.Model):
    """One execution of an import, with its report."""

    class Status(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        INTERRUPTED = "interrupted", _("interrupted")

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=11, choices=Status.choices, default=Status.RUNNING
    )
    is_held = models.BooleanField(
        _("waits for publication"),
        default=False,
        help_text=_("Only moderators see what it brought, until it is published."),
    )
    options = models.JSONField(_("options"), default=dict)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    held = models.PositiveIntegerField(_("put by"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    comments_declared = models.PositiveIntegerField(_("comments declared"), default=0)
    comments_recovered = models.PositiveIntegerField(_("comments recovered"), default=0)
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        permissions = [
            ("publish_importrun", "Can publish imports"),
            ("roll_back_importrun", "Can take back imports"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["running", "finished", "interrupted"]),
                name="import_run_status_known",
            )
        ]

    def __str__(self) -> str:
        return _("import %(id)s") % {"id": self.pk}


class Dump(models.Model):
    """One saved text file, byte for byte, and how it was read.

    `sections` lists `[kind, first line, last line, comment, rule]`; lines count from 1,
    both ends included, and every line is in exactly one section. `comment` is the place
    of a comment in this dump's own reading order, or null. A dump without an article is
    put by: nothing that readers see was made of it (`importing.holding`).
    """

    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="dumps",
        null=True,
        blank=True,
        verbose_name=_("article"),
        help_text=_("None while a capture of a known page waits for publication."),
    )
    run = models.ForeignKey(
        ImportRun, models.PROTECT, related_name="dumps", verbose_name=_("import")
    )
    path = models.TextField(_("path"), help_text=_("As given to the importer."))
    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    rewritten_sha256 = models.CharField(
        _("SHA-256 since it was rewritten"),
        max_length=64,
        blank=True,
        default="",
        help_text=_("Somebody was erased from the bytes, which have this checksum since."),
    )
    content = models.BinaryField(_("bytes"))
    encoding = models.CharField(_("encoding"), max_length=40)
    dialect = models.CharField(_("dialect"), max_length=40)
    parser_version = models.CharField(_("parser version"), max_length=20)
    captured_at = models.DateTimeField(_("captured"), null=True, blank=True)
    source_url = models.TextField(_("address then"), blank=True, default="")
    provenance = models.JSONField(
        _("provenance"),
        default=dict,
        blank=True,
        help_text=_("What the container of the dump says of it."),
    )
    line_count = models.PositiveIntegerField(_("lines"))
    declared_count = models.PositiveIntegerField(_("comments declared"), null=True, blank=True)
    recovered_count = models.PositiveIntegerField(_("comments recovered"))
    ledger_count = models.PositiveIntegerField(_("ledger entries"), default=0)
    confidence = models.FloatField(_("confidence"))
    sections = models.JSONField(_("sections"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("dump")
        verbose_name_plural = _("dumps")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confidence__gte=0, confidence__lte=1),
                name="dump_confidence_from_0_to_1",
            )
        ]

    def __str__(self) -> str:
        return self.path

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.article_id, self.article.slug])

    @property
    def text(self) -> str:
        """The bytes as the parser read them; derived, so that the two cannot disagree."""
        return decode(bytes(self.content), self.encoding)

    @property
    def name(self) -> str:
        """The file's own name: the folders above it are the importing machine's business."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]

    def lines_by_section(self) -> dict[str, int]:
        """How many of its lines went to each kind of section."""
        counts: dict[str, int] = {}
        for kind, first, last, *_rest in self.sections:
            counts[kind] = counts.get(kind, 0) + last - first + 1
        return counts


class Excerpt(models.Model):
    """The lines of one dump in which one comment stands: every capture that contains it."""

    dump = models.ForeignKey(Dump, models.CASCADE, related_name="excerpts", verbose_name=_("dump"))
    comment = models.ForeignKey(
        Comment, models.CASCADE, related_name="excerpts", verbose_name=_("comment")
    )
    first_line = models.PositiveIntegerField(_("first line"))
    last_line = models.PositiveIntegerField(_("last line"))

    class Meta:
        verbose_name = _("excerpt")
        verbose_name_plural = _("excerpts")
        constraints = [
            models.UniqueConstraint(fields=["dump", "first_line"], name="excerpt_lines_once"),
            models.CheckConstraint(
                condition=models.Q(last_line__gte=models.F("first_line")),
                name="excerpt_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"L{self.first_line}-L{self.last_line}"


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def codes(self) -> list[str]:
        """The codes in use, by one look into their index a code: DISTINCT reads every row."""
        table = connections[self.db].ops.quote_name(self.model._meta.db_table)
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f"""
                WITH RECURSIVE found(code) AS (
                    SELECT MIN(code) FROM {table}
                    UNION ALL
                    SELECT (SELECT MIN(code) FROM {table} WHERE code > found.code)
                    FROM found WHERE found.code IS NOT NULL
                )
                SELECT code FROM found WHERE code IS NOT NULL
                """  # noqa: S608 - the table's own name
            )
            return [code for (code,) in cursor.fetchall()]


class LedgerEntry(models.Model):
    """What was odd in a dump and what was decided about it, for readers to see."""

    dump = models.ForeignKey(Dump, models.CASCADE, related_name="ledger", verbose_name=_("dump"))
    comment = models.ForeignKey(
        Comment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ledger",
        verbose_name=_("comment"),
    )
    code = models.CharField(_("code"), max_length=60, db_index=True)
    first_line = models.PositiveIntegerField(_("first line"))
    last_line = models.PositiveIntegerField(_("last line"))
    decision = models.TextField(_("decision"))

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        ordering = ["dump", "first_line", "pk"]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")

    def __str__(self) -> str:
        return f"{self.code} L{self.first_line}-L{self.last_line}"


class SearchEntry(models.Model):
    """The words of one article or comment, for `archive.search`, which writes all of it.

    In a table of its own, so that work on the tree never touches an index of text. `place`
    orders entries by the time that readers see (`archive.search.documents.place_at`).
    """

    place = PlaceField(_("place in time"), primary_key=True)
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="search_entries", verbose_name=_("article")
    )
    comment = models.OneToOneField(
        Comment,
        models.CASCADE,
        null=True,
        related_name="search_entry",
        verbose_name=_("comment"),
        help_text=_("None where the entry is the article's own."),
    )
    words = WordsField(_("words"))

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(comment__isnull=True),
                name="search_entry_once_an_article",
            )
        ]

    def __str__(self) -> str:
        return f"comment {self.comment_id}" if self.comment_id else f"article {self.article_id}"
