"""What bringing an article up to date did."""

from __future__ import annotations

from dataclasses import dataclass, field


class StaleError(Exception):
    """Somebody changed what an article's captures were read for: read them again."""


@dataclass(slots=True, kw_only=True)
class Changes:
    """Comment ids by what became of them; `fields` are the article's that were written.

    A vanished comment is one that no capture shows any more; it is kept all the same.
    `unshown` are all such, those that vanished before included.
    """

    added: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    vanished: list[int] = field(default_factory=list)
    unshown: list[int] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    dumps: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.moved or self.fields or self.dumps)
