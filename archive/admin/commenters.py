"""The people who wrote comments."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.display import joined, link_to, link_to_list
from archive.admin.doors import Door, hide_door, remove_door, restore_door
from archive.admin.filters import related_filter
from archive.admin.lists import ReadOnlyAdmin
from archive.admin.merging_people import merge_page, part_page
from archive.admin.restructuring import Act, RestructuredAdmin
from comments.models import Comment, Commenter
from comments.moderation import hide_commenters, remove_commenters, restore_commenters


@admin.register(Commenter)
class CommenterAdmin(RestructuredAdmin, ReadOnlyAdmin):
    """Commenters follow from their comments: whoever corrects an author changes these."""

    actions = RestructuredAdmin.actions
    doors = {
        "hide": hide_door(hide_commenters),
        "remove": remove_door(remove_commenters),
        "restore": restore_door(restore_commenters),
    }
    moderate_permission = "comments.moderate_commenter"
    acts = {
        "merge": Act(gettext_lazy("Merge with"), merge_page, lambda obj: not obj.merged_into_id),
        "part": Act(gettext_lazy("Part again"), part_page, lambda obj: bool(obj.merged_into_id)),
    }
    restructure_permission = "comments.merge_commenter"

    list_display = ("name", "site", "state", "written", "merged_into")
    list_select_related = ("site", "merged_into")
    list_filter = ("state", related_filter("site", "name"))
    search_fields = ("name",)
    fields = ("name", "site", "state", "state_reason", "written", "spellings")
    readonly_fields = ("written", "spellings")

    @admin.display(description=gettext_lazy("comments"))
    def written(self, commenter: Commenter) -> SafeString:
        return link_to_list(Comment, _("comments"), commenter__id__exact=commenter.pk)

    @admin.display(description=gettext_lazy("same person"))
    def spellings(self, commenter: Commenter) -> SafeString | str:
        """The person that this spelling belongs to, or the spellings that belong to this one."""
        if commenter.merged_into:
            return format_html(_("merged into {}"), link_to(commenter.merged_into))
        others = commenter.other_spellings.filter(site=commenter.site_id).order_by("name")
        return joined(link_to(other) for other in others) or _("no other spelling")

    def is_offered(self, name: str, door: Door, obj: Commenter) -> bool:
        """A merged spelling has no comments of its own to withhold."""
        return obj.merged_into_id is None and super().is_offered(name, door, obj)
