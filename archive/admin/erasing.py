"""Hard deletion: for superusers, one object at a time, with counts and no endless lists."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class ErasableAdmin(admin.ModelAdmin):
    """Django lists every row that a deletion takes along; here it counts them.

    It also asks for the permission to delete each of them by itself, which nobody has for
    the records of an import; whoever erases an article erases these with it.
    """

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.is_active and request.user.is_superuser

    def get_actions(self, request: HttpRequest) -> dict:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(self, objs: Sequence[Model], request: HttpRequest) -> tuple:
        (obj,) = objs
        counts = {self.opts.verbose_name_plural: 1, **self.count_taken_along(obj)}
        return [str(obj)], counts, set(), self.explain_refusal(obj)

    def count_taken_along(self, obj: Model) -> dict[str, int]:
        """What else would go, as a number under its plural name."""
        return {}

    def explain_refusal(self, obj: Model) -> list[str]:
        """Why it cannot go, or an empty list."""
        return []
