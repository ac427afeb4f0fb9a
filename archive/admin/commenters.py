"""The people who wrote comments."""

from __future__ import annotations

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.display import link_to_list
from archive.admin.filters import related_filter
from archive.admin.lists import ReadOnlyAdmin
from comments.models import Comment, Commenter


@admin.register(Commenter)
class CommenterAdmin(ReadOnlyAdmin):
    """Commenters follow from their comments: whoever corrects an author changes these."""

    list_display = ("name", "site", "state", "written")
    list_select_related = ("site",)
    list_filter = ("state", related_filter("site", "name"))
    search_fields = ("name",)
    fields = ("name", "site", "state", "written")
    readonly_fields = ("written",)

    @admin.display(description=gettext_lazy("comments"))
    def written(self, commenter: Commenter) -> SafeString:
        return link_to_list(Comment, _("comments"), commenter__id__exact=commenter.pk)
