"""Lists that stay quick at a million rows (DESIGN.md, Lists and the admin at a million rows)."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IncorrectLookupParameters, ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.paginator import Page, Paginator
from django.db import DatabaseError
from django.db.models import QuerySet
from django.forms.widgets import Media
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst

LIST_LIMIT = 5_000
"""How many rows a list can be paged through; beyond, it says so and asks for a filter."""


class CappedPaginator(Paginator):
    """Pages over the first `LIST_LIMIT` rows.

    One walk along the ids gives both the count and the pages, so that a search reads the
    table once and not twice, and no count ever reads all of it.
    """

    @cached_property
    def _ids(self) -> list[int]:
        return list(self.object_list.values_list("pk", flat=True)[: LIST_LIMIT + 1])

    @property
    def is_capped(self) -> bool:
        return len(self._ids) > LIST_LIMIT

    @cached_property
    def count(self) -> int:
        return min(len(self._ids), LIST_LIMIT)

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        ids = self._ids[start : min(start + self.per_page, LIST_LIMIT)]
        return self._get_page(self.object_list.filter(pk__in=ids), number, self)


class PatientChangeList(ChangeList):
    """Takes a query string that means nothing for none."""

    def get_results(self, request: HttpRequest) -> None:
        """What only the database finds to be no value of a column is no filter either."""
        try:
            super().get_results(request)
        except (DatabaseError, OverflowError, TypeError, ValueError) as error:
            if not self.filter_params:
                raise
            raise IncorrectLookupParameters(error) from error


class LeanChangeList(PatientChangeList):
    """Loads the columns that the list shows, and leaves long texts in the database."""

    def get_queryset(self, request: HttpRequest, **kwargs) -> QuerySet:
        return self.model_admin.for_list(super().get_queryset(request, **kwargs))


class LargeTableAdmin(admin.ModelAdmin):
    """What every table that can grow to a million rows needs of its list."""

    list_per_page = 100
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    paginator = CappedPaginator
    ordering = ("-pk",)
    # Sorting by a column without an index would read the whole table.
    sortable_by = ()

    @property
    def media(self) -> Media:
        """The filters choose by typing; Django brings that widget's files to forms only."""
        any_field = LogEntry._meta.get_field("user")
        return super().media + AutocompleteSelect(any_field, self.admin_site).media

    def for_list(self, queryset: QuerySet) -> QuerySet:
        """The rows as the list needs them: joins, and long columns left out."""
        return queryset

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ChangeList]:
        return LeanChangeList


class ReadOnlyAdmin(LargeTableAdmin):
    """A record of what happened: nobody changes it by hand, superusers included."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return False
