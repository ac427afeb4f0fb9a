"""The way back to where somebody came from, given in the address as `?back=`."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

BACK = "back"


def way_back(request: HttpRequest) -> str:
    """An address of this site, or an empty string: others may have written the link."""
    address = request.GET.get(BACK, "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else ""
