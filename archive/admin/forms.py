"""Forms that correct what was read from a dump, and leave alone what was not touched."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext as _


class KeptText(forms.CharField):
    """Text that differs only where it was edited: browsers send every line end as CRLF."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\r\n", "\n")


def one_line() -> AdminTextInputWidget:
    return AdminTextInputWidget(attrs={"class": "vLargeTextField"})


class CorrectionForm(forms.ModelForm):
    """A time and its precision are both known or both unknown, as the database holds it."""

    time_field = ""
    precision_field = ""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.errors or self.time_field not in self.fields:
            return values
        time, precision = values.get(self.time_field), values.get(self.precision_field)
        if time and not precision:
            self.add_error(self.precision_field, _("Say how finely the page gives the time."))
        elif precision and not time:
            self.add_error(self.precision_field, _("An unknown time has no precision."))
        return values
