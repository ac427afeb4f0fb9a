"""Articles: what was read beside what the saved page says."""

from __future__ import annotations

import copy
import zoneinfo

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import F, Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.clock import SiteClockAdmin
from archive.admin.display import (
    badge,
    joined,
    link_to_list,
    preformatted,
    quoted,
    unknown,
    when,
)
from archive.admin.doors import hide_door, restore_door, withdraw_door
from archive.admin.erasing import ErasableAdmin
from archive.admin.filters import ArticleDefectFilter, related_filter
from archive.admin.forms import CorrectionForm, KeptText, one_line
from archive.admin.lists import LargeTableAdmin
from archive.admin.moderating import ModeratedAdmin
from archive.admin.redacting import RedactingAdmin
from archive.models import Dump, LedgerEntry
from archive.search.indexing import index_article
from articles.models import Article, ArticleTag, Tag
from articles.moderation import (
    correct_article,
    erase_article,
    hide_articles,
    restore_articles,
    withdraw_articles,
)
from comments.models import Comment

# What search finds an article's comments by, beside their own words.
FOUND_BY = frozenset({"title", "author_name", "site", "keywords", "published"})


class ArticleForm(CorrectionForm):
    time_field = "published"
    precision_field = "published_precision"
    keywords = forms.ModelMultipleChoiceField(
        Tag.objects.none(),
        required=False,
        label=gettext_lazy("Tags"),
        widget=AutocompleteSelectMultiple(Article._meta.get_field("tags"), admin.site),
    )

    class Meta:
        widgets = {
            "title": one_line(),
            "author_name": one_line(),
            "source_url": one_line(),
            "image_credit": one_line(),
            "image_caption": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }
        field_classes = {"image_caption": KeptText}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        place = ArticleTag.objects.filter(article=self.instance, tag=OuterRef("pk"))
        in_order = Tag.objects.annotate(place=Subquery(place.values("position")[:1])).order_by(
            F("place").asc(nulls_last=True), "slug"
        )
        self.fields["keywords"].queryset = in_order
        self.initial["keywords"] = list(
            in_order.filter(articles=self.instance).values_list("pk", flat=True)
        )


@admin.register(Article)
class ArticleAdmin(RedactingAdmin, ModeratedAdmin, SiteClockAdmin, ErasableAdmin, LargeTableAdmin):
    form = ArticleForm
    actions = ("hide_selected", "withdraw_selected", "restore_selected")
    doors = {
        "hide": hide_door(hide_articles),
        "withdraw": withdraw_door(withdraw_articles),
        "restore": restore_door(restore_articles),
    }
    moderate_permission = "articles.moderate_article"
    list_display = ("name", "site", "published_on_site", "comments", "status")
    list_select_related = ("site",)
    list_filter = ("state", related_filter("site", "name"), ArticleDefectFilter)
    search_fields = ("title", "author_name", "source_url")
    autocomplete_fields = ("site",)
    readonly_fields = (
        "status", "state_reason", "contents", "title_as_written", "published_as_written", "clock",
        "tag_names", "slug", "body", "declared_count", "comment_count", "imported_at", "changed_at",
    )  # fmt: skip
    fieldsets = (
        (None, {"fields": ("status", "state_reason", "contents")}),
        (
            gettext_lazy("As read, beside the words of the saved page"),
            {
                "fields": (
                    ("title", "title_as_written"),
                    ("published", "published_precision", "published_as_written"),
                    "clock",
                    "author_name", "site", "keywords",
                )
            },
        ),
        (gettext_lazy("Image"), {"fields": ("image_caption", "image_credit")}),
        (gettext_lazy("Body"), {"fields": ("body",)}),
        (
            gettext_lazy("Where it came from"),
            {
                "fields": (
                    "source_url", "slug", ("declared_count", "comment_count"),
                    ("imported_at", "changed_at"),
                )
            },
        ),
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> tuple:
        """Who may not choose tags reads their names: the widget's field has nothing to show."""
        if self.has_change_permission(request, obj):
            return self.fieldsets
        named = copy.deepcopy(self.fieldsets)
        fields = named[1][1]["fields"]
        named[1][1]["fields"] = tuple("tag_names" if f == "keywords" else f for f in fields)
        return named

    def for_list(self, queryset: QuerySet) -> QuerySet:
        return queryset.defer("body_text", "body_html")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        of_import = lookup == "dumps__run__id__exact"
        return of_import or super().lookup_allowed(lookup, value, request)

    def zone_of(self, obj: Article) -> zoneinfo.ZoneInfo:
        return obj.zone

    @admin.display(description=gettext_lazy("article"))
    def name(self, article: Article) -> str:
        return article.title or unknown(_("title not in the saved page"))

    @admin.display(description=gettext_lazy("published"))
    def published_on_site(self, article: Article) -> str | None:
        return when(article.published, article.published_precision, article.zone)

    @admin.display(description=gettext_lazy("comments"))
    def comments(self, article: Article) -> SafeString:
        count = f"{article.comment_count:,}"
        if article.declared_count not in (None, article.comment_count):
            count = _("%(recovered)s of %(declared)s") % {
                "recovered": count,
                "declared": f"{article.declared_count:,}",
            }
        return link_to_list(Comment, count, article__id__exact=article.pk)

    @admin.display(description=gettext_lazy("state"))
    def status(self, article: Article) -> SafeString:
        return badge(article.state)

    @admin.display(description=gettext_lazy("contents"))
    def contents(self, article: Article) -> SafeString:
        return joined(
            [
                link_to_list(Comment, _("discussion"), article__id__exact=article.pk),
                link_to_list(Dump, _("dumps"), article__id__exact=article.pk),
                link_to_list(LedgerEntry, _("ledger"), dump__article__id__exact=article.pk),
            ]
        )

    @admin.display(description=gettext_lazy("title as written"))
    def title_as_written(self, article: Article) -> SafeString:
        return quoted(article.title_text)

    @admin.display(description=gettext_lazy("published, as written"))
    def published_as_written(self, article: Article) -> SafeString:
        return quoted(article.published_text)

    @admin.display(description=gettext_lazy("tags"))
    def tag_names(self, article: Article) -> str:
        return ", ".join(tag.name for tag in article.tags_in_order())

    @admin.display(description=gettext_lazy("body"))
    def body(self, article: Article) -> SafeString:
        return preformatted(article.body_text, "body-text")

    def save_model(
        self, request: HttpRequest, obj: Article, form: forms.Form, change: bool
    ) -> None:
        """Write the columns that were edited and no others: an import may be at work."""
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        tags = changes.pop("keywords", None)
        correct_article(obj, changes, tags=tags, moderator=request.user)
        if FOUND_BY.intersection(form.changed_data):
            index_article(obj.pk)

    @admin.action(
        permissions=["moderate"],
        description=gettext_lazy("Withdraw selected %(verbose_name_plural)s"),
    )
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self.moderate(request, queryset, self.doors["withdraw"])

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        erase_article(obj, moderator=request.user)

    def count_taken_along(self, obj: Model) -> dict[str, int]:
        return {
            Comment._meta.verbose_name_plural: obj.comments.count(),
            Dump._meta.verbose_name_plural: obj.dumps.count(),
        }
