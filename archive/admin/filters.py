"""Filters beside the lists; none of them loads a whole table to offer its choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.models import LedgerEntry


class RelatedFilter(admin.SimpleListFilter):
    """Choosing one related object by typing, as among thousands of articles.

    Its parameter is the one that a plain link `?article__id__exact=7` has.
    """

    template = "admin/related_filter.html"
    field_name: str

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[Model],
        model_admin: admin.ModelAdmin,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        field = model._meta.get_field(self.field_name)
        self.title = field.verbose_name
        self.field = forms.ModelChoiceField(
            field.related_model._default_manager.only(*self.label_columns),
            widget=AutocompleteSelect(field, model_admin.admin_site),
            required=False,
            label=field.verbose_name,
        )

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> tuple:
        return ()

    def has_output(self) -> bool:
        return True

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        if not self.value().isdecimal() or len(self.value()) > 18:
            raise IncorrectLookupParameters(f"{self.parameter_name} is not a number.")
        return queryset.filter(**{self.parameter_name: int(self.value())})

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:
        """One choice only, that of no filter; and what the template's form has to carry."""
        self.kept_parameters = [
            (name, value)
            for name, value in changelist.get_filters_params().items()
            if name != self.parameter_name
        ]
        if changelist.query:
            self.kept_parameters.append(("q", changelist.query))
        yield {
            "selected": not self.value(),
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("All"),
        }

    @property
    def widget(self) -> str:
        attributes = {"id": f"filter-{self.field_name}", "data-width": "100%"}
        return self.field.widget.render(self.parameter_name, self.value(), attributes)


def related_filter(name: str, *label_columns: str) -> type[RelatedFilter]:
    """A filter by the foreign key `name`, whose objects' labels need these columns."""
    attributes = {
        "field_name": name,
        "parameter_name": f"{name}__id__exact",
        "title": name,
        "label_columns": label_columns,
    }
    return type(f"{name.title()}Filter", (RelatedFilter,), attributes)


class DefectFilter(admin.SimpleListFilter):
    """By the code of a defect in the ledger. `ledger` leads from the listed model to it."""

    title = _("defect")
    parameter_name = "code"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(code, code) for code in LedgerEntry.objects.codes()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        # A subquery and no join: a comment with the same defect twice is listed once.
        return queryset.filter(self.having(LedgerEntry.objects.filter(code=self.value())))

    def having(self, entries: QuerySet) -> Q:
        return Q(pk__in=entries.exclude(comment=None).values("comment"))


class ArticleDefectFilter(DefectFilter):
    def having(self, entries: QuerySet) -> Q:
        return Q(pk__in=entries.values("dump__article"))


class LedgerCodeFilter(DefectFilter):
    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(code=self.value()) if self.value() else queryset


class UnknownFilter(admin.SimpleListFilter):
    """By what the saved page does not tell; unknown authors and times stay unknown."""

    title = _("what is unknown")
    parameter_name = "unknown"
    conditions = {"author": Q(author_name=""), "time": Q(posted_at=None)}

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("author", _("No author")), ("time", _("No time"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        condition = self.conditions.get(self.value())
        return queryset.filter(condition) if condition else queryset
