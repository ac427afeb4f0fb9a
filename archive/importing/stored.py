"""A dump that the archive keeps, read again as it was read when it came in."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from django.conf import settings

from archive.importing.captures import Capture, read_capture
from archive.models import Dump


def stored_capture(dump: Dump) -> Capture:
    """Parse a stored dump with today's parser, under the options of its import."""
    options = dump.run.options
    capture, _text = read_capture(
        bytes(dump.content),
        path=dump.path,
        site_name=options.get("site"),
        zone=ZoneInfo(options.get("timezone") or settings.TIME_ZONE),
        dialect=options.get("dialect"),
        declared_encoding=dump.provenance.get("encoding"),
        source_url=dump.source_url,
        captured_at=dump.captured_at,
        provenance=dump.provenance,
    )
    # Its bytes may be rewritten; what it is known by is the checksum of those that came.
    return replace(capture, sha256=dump.sha256, rewritten_sha256=dump.rewritten_sha256)
