"""A batch of dumps, from what was read to what became of each; in this process or a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import OperationalError

from archive.dumps.records import ParsedPage
from archive.importing.captures import Capture
from archive.importing.loader import Outcome
from archive.importing.outages import describe_outage, is_outage
from archive.importing.reading import Options, Reading

Keep = Callable[[list[Capture]], Sequence[Outcome | Exception]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a dump, small enough to be sent from process to process.

    `page` and `text` are there only for whoever wants to see them; `defects` are codes.
    With `is_outage` the database failed, and the dump was not to blame.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    is_outage: bool = False
    declared: int = 0
    recovered: int = 0
    defects: tuple[str, ...] = ()
    names_site: bool = True
    waits: bool = False
    page: ParsedPage | None = None
    text: str = ""


def load_readings(readings: Iterable[Reading], keep: Keep, options: Options) -> list[Result]:
    """Write what could be read and is new; a result for each reading, in their order."""
    readings = list(readings)
    new = [reading for reading in readings if reading.capture and not reading.known]
    kept = iter(keep([reading.capture for reading in new]) if new else ())
    is_new = {id(reading) for reading in new}
    return [
        _result(reading, next(kept) if id(reading) in is_new else Outcome.UNCHANGED, options)
        for reading in readings
    ]


def _result(reading: Reading, kept: Outcome | Exception, options: Options) -> Result:
    reason = _sentence(kept) if isinstance(kept, Exception) else reading.reason
    page = reading.capture.page if reading.capture else None
    shown = page if options.wants_pages else None
    if reason:
        return Result(
            path=reading.path,
            outcome=Outcome.FAILED,
            reason=reason,
            is_outage=isinstance(kept, Exception) and is_outage(kept),
            page=shown,
            text=reading.text,
        )
    if page:
        return Result(
            path=reading.path,
            outcome=Outcome(kept),
            declared=page.declared_count or 0,
            recovered=len(page.comments),
            defects=tuple(defect.code for defect in page.defects),
            names_site=bool(options.site_name or page.site_name),
            waits=_waits(reading),
            page=shown,
            text=reading.text,
        )
    return Result(
        path=reading.path,
        outcome=Outcome(kept),
        declared=(reading.known and reading.known.declared_count) or 0,
        recovered=reading.known.recovered_count if reading.known else 0,
        waits=_waits(reading),
    )


def _waits(reading: Reading) -> bool:
    """Whether the archive has the dump already, and holds it."""
    return reading.known is not None and reading.known.run.is_held


def _sentence(error: Exception) -> str:
    if is_outage(error):
        return describe_outage(error)
    if isinstance(error, OperationalError) and "database is locked" in str(error):
        return (
            "another process held the SQLite database for too long. Run the same command again; "
            "for several importers at once, use PostgreSQL."
        )
    return f"{type(error).__name__}: {error}"
