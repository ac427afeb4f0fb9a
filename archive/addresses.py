"""Where a request comes from, as far as it can be trusted."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

NETWORK_OF_A_HOME = 64
"""Bits of an IPv6 address that name a connection; the rest its machines choose anew at will."""


def client_address(request: HttpRequest) -> str:
    """The visitor's address; of an IPv6 one the network, which is what a home or office has.

    Behind a proxy (ARCHIVE_BEHIND_PROXY) it is the last entry of X-Forwarded-For, the one
    that the proxy itself added: what stands before it is the visitor's own claim. Without
    that header, or if it is no address, all visitors share the proxy's.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        address = forwarded if _read(forwarded) else address
    found = _read(address)
    if found is None:
        return ""
    if found.version == 6 and found.ipv4_mapped:
        return str(found.ipv4_mapped)
    if found.version == 6:
        network = ipaddress.ip_network((found, NETWORK_OF_A_HOME), strict=False)
        return str(network.network_address)
    return str(found)


def _read(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address, or None; a proxy may give the port with it."""
    host = text.rpartition(":")[0] if text.count(":") == 1 else text.strip("[]")
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
