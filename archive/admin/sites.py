"""Sites and tags: the names under which articles stand."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext
from django.db import models
from django.db.models import Model
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.display import joined, link_to_list
from archive.admin.erasing import ErasableAdmin
from archive.admin.lists import LargeTableAdmin
from articles.models import Article, Site, Tag
from articles.moderation import touch_articles
from comments.models import Commenter

# Indexing all articles anew can take minutes, which is no work for a web request.
SEARCHED = frozenset({"name", "time_zone", "language"})
REBUILD = gettext_lazy("Search goes by the old value until rebuild_search_index has run.")


@admin.register(Site)
class SiteAdmin(ErasableAdmin, LargeTableAdmin):
    list_display = ("name", "home_page", "time_zone", "content")
    search_fields = ("name", "home_page")
    fields = ("name", "home_page", "time_zone", "language")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: Site | None = None) -> tuple:
        """The name is part of every article's source key: renamed, later imports double them."""
        return ("name",) if obj else ()

    @admin.display(description=gettext_lazy("content"))
    def content(self, site: Site) -> SafeString:
        return joined(
            [
                link_to_list(Article, _("articles"), site__id__exact=site.pk),
                link_to_list(Commenter, _("commenters"), site__id__exact=site.pk),
            ]
        )

    def save_model(self, request: HttpRequest, obj: Site, form: forms.Form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        touch_articles(obj.articles.values_list("pk", flat=True))
        if change and SEARCHED.intersection(form.changed_data):
            self.message_user(request, REBUILD, messages.WARNING)

    def explain_refusal(self, obj: Model) -> list[str]:
        counts = [(obj.articles.count(), Article), (obj.commenters.count(), Commenter)]
        return [f"{count:,} {model_ngettext(model, count)}" for count, model in counts if count]


@admin.register(Tag)
class TagAdmin(ErasableAdmin, LargeTableAdmin):
    list_display = ("name", "slug", "content")
    search_fields = ("name", "slug")
    fields = ("name", "slug")

    def get_readonly_fields(self, request: HttpRequest, obj: Tag | None = None) -> tuple:
        """The slug is the tag's address, and what later imports know it by."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Tag | None = None) -> dict:
        return {} if obj else {"slug": ("name",)}

    @admin.display(description=gettext_lazy("content"))
    def content(self, tag: Tag) -> SafeString:
        return link_to_list(Article, _("articles"), tags__id__exact=tag.pk)

    def save_model(self, request: HttpRequest, obj: Tag, form: forms.Form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        touch_articles(obj.articles.values_list("pk", flat=True))
        if change and SEARCHED.intersection(form.changed_data):
            self.message_user(request, REBUILD, messages.WARNING)

    def count_taken_along(self, obj: Model) -> dict[str, int]:
        return {_("places at articles"): obj.articles.count()}

    def delete_model(self, request: HttpRequest, obj: Tag) -> None:
        articles = list(obj.articles.values_list("pk", flat=True))
        super().delete_model(request, obj)
        touch_articles(articles)
