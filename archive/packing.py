"""Answers made small for whoever can unpack them."""

from __future__ import annotations

import brotli
from django.http import HttpRequest

ENCODING = "br"
QUALITY = 4
"""Brotli's: a tenth of the time of gzip's default at about the same size (DESIGN.md)."""


def accepts_packed(request: HttpRequest) -> bool:
    offered = request.headers.get("Accept-Encoding", "").split(",")
    return any(offer.strip().lower() == ENCODING for offer in offered)


def pack(content: bytes) -> bytes:
    return brotli.compress(content, quality=QUALITY)
