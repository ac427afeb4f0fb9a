"""What was published: the site, the article, its tags."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from datetime import date, datetime, time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Extract, Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.languages import Language
from articles.log import ModerationAction, ModerationWords
from articles.states import Precision, State, known_choice, time_has_precision
from articles.times import Clock, Moment

__all__ = [
    "Article",
    "ArticleTag",
    "ModerationAction",
    "ModerationWords",
    "Site",
    "Tag",
]

NAME_LENGTH = 200
"""Longest name of a site or tag, in characters; a longer one is no name (issue 2)."""

OPENING_LENGTH = 280
"""Characters of an article's beginning that a list shows."""


COUNT_DIFFERS = models.Q(declared_count__lt=models.F("comment_count")) | models.Q(
    declared_count__gt=models.F("comment_count")
)
"""The page declares another number of comments than was recovered; written as an index has it."""


def validate_time_zone(value: str) -> None:
    """Accept names of the IANA time zone database only."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("%(value)s is not a time zone, such as Europe/Berlin."), params={"value": value}
        )


def default_time_zone() -> str:
    return settings.TIME_ZONE


class SiteQuerySet(models.QuerySet["Site"]):
    def with_counts(self) -> SiteQuerySet:
        """Sites that have anything to read, with their numbers of articles and comments."""
        shown = models.Q(articles__state=State.VISIBLE)
        return self.annotate(
            article_count=models.Count("articles", filter=shown),
            comment_count=models.Sum("articles__comment_count", filter=shown, default=0),
        ).filter(article_count__gt=0)

    def known(self) -> SiteQuerySet:
        """Sites of which readers may know: not everything of them waits for publication."""
        published = Article.objects.filter(site=models.OuterRef("pk")).exclude(state=State.HELD)
        return self.filter(models.Exists(published))


class Site(models.Model):
    """Where articles were published. Its clock is the one on which its pages show times."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH, unique=True)
    home_page = models.URLField(_("home page"), blank=True, default="")
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default=default_time_zone,
        validators=[validate_time_zone],
        help_text=_("Times in its pages are read as this zone's. Later imports use a change."),
    )

    language = models.CharField(
        _("language"),
        max_length=8,
        choices=Language.choices,
        blank=True,
        default="",
        help_text=_("With a language, search also finds other forms of a word in its pages."),
    )

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(language__in=["", *Language.values]), name="site_language_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class TagQuerySet(models.QuerySet["Tag"]):
    def in_use(self) -> TagQuerySet:
        """Tags that have an article to read."""
        shown = ArticleTag.objects.filter(tag=models.OuterRef("pk"), article__state=State.VISIBLE)
        return self.filter(models.Exists(shown))

    def known(self) -> TagQuerySet:
        """Tags of which readers may know: not all their articles wait for publication."""
        links = ArticleTag.objects.filter(tag=models.OuterRef("pk"))
        return self.filter(models.Exists(links.exclude(article__state=State.HELD)))

    def most_used(self, *, slug: str = "") -> TagQuerySet:
        """Tags by the number of articles to read; the one of this slug goes before all."""
        is_shown = models.Q(articletag__article__state=State.VISIBLE)
        is_first = models.Case(models.When(slug=slug, then=0), default=1)
        return (
            self.annotate(article_count=models.Count("articletag", filter=is_shown))
            .filter(article_count__gt=0)
            .order_by(is_first, "-article_count", "slug")
        )


class Tag(models.Model):
    """A keyword. Tags that differ in case or accents only share a slug and so a page."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    slug = models.SlugField(_("slug"), max_length=NAME_LENGTH, unique=True, allow_unicode=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.slug])


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible(self) -> ArticleQuerySet:
        return self.filter(state=State.VISIBLE)

    def for_list(self) -> ArticleQuerySet:
        """What a list shows, newest first; articles without a date come last, latest first."""
        return (
            self.visible()
            .select_related("site")
            .defer("body_text", "body_html")
            .annotate(opening=Left("body_text", OPENING_LENGTH))
            .order_by(models.F("published").desc(nulls_last=True), "-pk")
        )

    def most_discussed(self) -> ArticleQuerySet:
        return self.for_list().filter(comment_count__gt=0).order_by("-comment_count", "-pk")

    def latest_imported(self) -> ArticleQuerySet:
        return self.for_list().order_by("-pk")

    def published_from(
        self, first: date, until: date, *, zones: Iterable[str] | None = None
    ) -> ArticleQuerySet:
        """Published on or after one day and before another, on each site's own calendar.

        `zones` are the names of all sites' time zones, if the caller knows them.
        """
        is_between = models.Q()
        for zone, is_there in _zones(zones):
            start, end = (datetime.combine(day, time(), zone) for day in (first, until))
            is_between |= is_there & models.Q(published__gte=start, published__lt=end)
        return self.filter(is_between)

    def by_period(
        self, period: type[Extract], *, zones: Iterable[str] | None = None
    ) -> ArticleQuerySet:
        """Rows of `number`, `articles` and `comments` for each year or month of the sites' own."""
        cases = [
            models.When(is_there, then=period("published", tzinfo=zone))
            for zone, is_there in _zones(zones)
        ]
        return (
            self.visible()
            .filter(published__isnull=False)
            .order_by()
            .annotate(number=models.Case(*cases, output_field=models.IntegerField()))
            .values("number")
            .annotate(articles=models.Count("pk"), comments=models.Sum("comment_count"))
            .order_by("number")
        )

    def totals(self) -> dict[str, int]:
        return self.visible().aggregate(
            articles=models.Count("pk"),
            comments=models.Sum("comment_count", default=0),
            declared=models.Sum("declared_count", default=0),
        )


def _zones(names: Iterable[str] | None = None) -> list[tuple[zoneinfo.ZoneInfo, models.Q]]:
    """Each time zone in use, with the articles whose times are told in it."""
    if names is None:
        names = Site.objects.order_by().values_list("time_zone", flat=True).distinct()
    zones = [(zoneinfo.ZoneInfo(name), models.Q(site__time_zone=name)) for name in names]
    return [*zones, (zoneinfo.ZoneInfo(settings.TIME_ZONE), models.Q(site=None))]


class Article(models.Model):
    """One archived page. Words as written stand beside what was read from them."""

    site = models.ForeignKey(
        Site,
        models.PROTECT,
        related_name="articles",
        null=True,
        blank=True,
        verbose_name=_("site"),
        help_text=_("Unknown where neither the saved page nor the import names it."),
    )
    title = models.TextField(_("title"), blank=True, default="")
    title_text = models.TextField(_("title as written"), blank=True, default="")
    slug = models.SlugField(_("slug"), max_length=80, allow_unicode=True)
    source_url = models.TextField(_("address then"), blank=True, default="")
    source_key = models.CharField(_("source key"), max_length=64, unique=True, editable=False)
    # Checksums of what the importer last wrote: where they differ, a moderator decided.
    read_marks = models.CharField(max_length=64, default="", blank=True, editable=False)
    author_name = models.TextField(_("author"), blank=True, default="")
    published = models.DateTimeField(_("published"), null=True, blank=True)
    published_precision = models.CharField(
        _("precision"), max_length=6, choices=Precision.choices, null=True, blank=True
    )
    published_text = models.TextField(_("published, as written"), blank=True, default="")
    image_caption = models.TextField(_("image caption"), blank=True, default="")
    image_credit = models.TextField(_("image credit"), blank=True, default="")
    body_text = models.TextField(_("body"), blank=True, default="")
    body_html = models.TextField(_("body as safe HTML"), blank=True, default="", editable=False)
    tags = models.ManyToManyField(
        Tag, through="ArticleTag", related_name="articles", blank=True, verbose_name=_("tags")
    )
    declared_count = models.PositiveIntegerField(
        _("comments declared"), null=True, blank=True, help_text=_("As the saved page states it.")
    )
    comment_count = models.PositiveIntegerField(_("comments recovered"), default=0, editable=False)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.VISIBLE, db_index=True
    )
    state_reason = models.TextField(_("reason"), blank=True, default="")
    is_legal_demand = models.BooleanField(
        _("withdrawn on a legal demand"),
        default=False,
        help_text=_("Its address answers 451 (RFC 7725) rather than 410."),
    )
    imported_at = models.DateTimeField(_("first imported"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        permissions = [("moderate_article", "Can hide, withdraw and restore articles")]
        indexes = [
            models.Index(fields=["-published", "-id"], name="article_newest_first"),
            models.Index(fields=["-id"], condition=COUNT_DIFFERS, name="article_count_differs"),
        ]
        constraints = [
            known_choice("state", State, "article_state_known"),
            known_choice("published_precision", Precision, "article_precision_known"),
            time_has_precision("published", "published_precision", "article_time_has_precision"),
            models.CheckConstraint(
                condition=models.Q(is_legal_demand=False) | models.Q(state=State.REMOVED),
                name="article_legal_demand_withdraws",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("[title not in the saved page]"))

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk, self.slug])

    @property
    def is_held(self) -> bool:
        """Whether it waits for the publication of the import that brought it."""
        return self.state == State.HELD

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The clock of its page: the site's, or the archive's own where the site is unknown."""
        return self.site.zone if self.site else zoneinfo.ZoneInfo(settings.TIME_ZONE)

    @property
    def language(self) -> str:
        """The code of the language that its site is set to; empty where none is."""
        return self.site.language if self.site else ""

    @property
    def moment(self) -> Moment | None:
        """When it was published, on the clock of its page; None where that is unknown."""
        if self.published is None:
            return None
        return Clock(self.zone).show(self.published, self.published_precision)

    def tags_in_order(self) -> models.QuerySet[Tag]:
        """Its tags as the page listed them."""
        return self.tags.order_by("articletag__position")


class ArticleTag(models.Model):
    """A tag at its place in the article's own order."""

    article = models.ForeignKey(Article, models.CASCADE)
    tag = models.ForeignKey(Tag, models.CASCADE)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["article", "tag"], name="article_tag_once")]

    def __str__(self) -> str:
        return str(self.tag)
