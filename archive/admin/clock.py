"""Times in forms are shown and read on the clock of the page that they come from."""

from __future__ import annotations

import zoneinfo

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SiteClockAdmin(admin.ModelAdmin):
    """A change form whose times can be compared with the words beside them."""

    def zone_of(self, obj: Model) -> zoneinfo.ZoneInfo:
        raise NotImplementedError

    @admin.display(description=gettext_lazy("clock"))
    def clock(self, obj: Model) -> str:
        return _("Times here are on the page's clock, %(zone)s.") % {"zone": self.zone_of(obj)}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args, **kwargs
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        if obj is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with timezone.override(self.zone_of(obj)):
            response = super().changeform_view(request, object_id, *args, **kwargs)
            # The form reads the clock while it is rendered, which must not be later.
            return response.render() if hasattr(response, "render") else response
