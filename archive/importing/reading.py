"""Reading dumps: from records to captures, one by one."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from archive.importing.captures import Capture, read_capture
from archive.importing.records import Record, Unreadable
from archive.importing.refusals import why_no_dump
from archive.models import Dump
from archive.names import ErasedNames

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user asked for. `zone` is for sites that the archive does not know yet."""

    site_name: str | None = None
    zone: ZoneInfo
    dialect: str | None = None
    is_dry_run: bool = False
    wants_pages: bool = False
    workers: int = 1
    is_held: bool = False
    erased: ErasedNames | None = None


@dataclass(slots=True, kw_only=True)
class Reading:
    """A dump on its way: what is known of it, or its capture, or why there is none."""

    path: str
    known: Dump | None = None
    capture: Capture | None = None
    text: str = ""
    reason: str = ""


Batch = Sequence[tuple[Record | Unreadable, Dump | None]]


def read_record(record: Record | Unreadable, options: Options) -> Reading:
    """Decode and parse one dump; whatever goes wrong is the reading's reason."""
    reading = Reading(path=record.path)
    if isinstance(record, Unreadable):
        reading.reason = record.reason
        return reading
    if reason := why_no_dump(record.content):
        reading.reason = reason
        return reading
    try:
        reading.capture, text = read_capture(
            record.content,
            path=record.path,
            site_name=options.site_name,
            zone=options.zone,
            dialect=options.dialect,
            declared_encoding=record.encoding,
            source_url=record.source_url,
            captured_at=record.captured_at,
            provenance=record.provenance,
            erased=options.erased,
        )
        if options.wants_pages:
            reading.text = text
    except Exception as error:  # One bad dump never stops the rest.
        logger.info("Reading %s failed", record.path, exc_info=True)
        reading.reason = f"{type(error).__name__}: {error}"
    return reading


def read_here(batches: Iterable[Batch], options: Options) -> Iterator[Iterator[Reading]]:
    """Each batch's readings, made as they are asked for."""
    for batch in batches:
        yield readings_of(batch, options, lambda record: read_record(record, options))


def readings_of(
    batch: Batch, options: Options, read: Callable[[Record | Unreadable], Reading]
) -> Iterator[Reading]:
    """A reading for each record; `read` is asked only for what is not known."""
    for record, known in batch:
        if is_wanted(known, options):
            reading = read(record)
            reading.known = known
            yield reading
        else:
            yield Reading(path=record.path, known=known)


def is_wanted(known: Dump | None, options: Options) -> bool:
    """A dump that the archive has is read again only for whoever wants to see its page."""
    return known is None or options.wants_pages
