"""Scars in a text: putting them in, taking them out, finding them again after a correction.

Pure: texts and rows in, texts and changed rows out. Writing them is `comments.redacting`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from comments.redactions import Redaction


class Cut(NamedTuple):
    """A stretch of a text to be replaced, with the older redactions that lie within it."""

    start: int
    end: int
    inner: list[Redaction]


def scar_words(reason: str) -> str:
    """The words that stand for what was taken out, in the archive's own language."""
    with translation.override(settings.LANGUAGE_CODE):
        return gettext("[redacted: %(reason)s]") % {"reason": reason}


def plan_cuts(spans: Iterable[tuple[int, int]], scars: Sequence[Redaction]) -> list[Cut]:
    """What to replace so that each span goes and no scar is torn: one that is touched goes whole.

    A span that lies within a scar already is left alone.
    """
    cuts: list[Cut] = []
    for start, end in spans:
        touched = [scar for scar in scars if scar.place < end and start < scar.end]
        if len(touched) == 1 and touched[0].place <= start and end <= touched[0].end:
            continue
        start = min([start, *(scar.place for scar in touched)])
        end = max([end, *(scar.end for scar in touched)])
        if cuts and start < cuts[-1].end:
            first = cuts.pop()
            touched = [*first.inner, *(scar for scar in touched if scar not in first.inner)]
            start, end = min(start, first.start), max(end, first.end)
        cuts.append(Cut(start, end, touched))
    return cuts


def clear_words(text: str, start: int, inner: Sequence[Redaction]) -> str:
    """A stretch that begins at `start` of its text with what its scars stand for."""
    parts, at = [], 0
    for scar in sorted(inner, key=lambda scar: scar.place):
        parts += [text[at : scar.place - start], scar.passage]
        at = scar.end - start
    return "".join([*parts, text[at:]])


def replace_stretch(text: str, start: int, end: int, words: str, scars: Iterable[Redaction]) -> str:
    """The text with other words there; scars that follow are moved along, in place."""
    for scar in scars:
        if scar.place >= end:
            scar.place += len(words) - (end - start)
    return text[:start] + words + text[end:]


def find_scars(text: str, scars: Iterable[Redaction]) -> list[Redaction]:
    """Give scars their places in a text that was edited, in place; those that stand in it.

    One that is not found has lost its place: its text was edited away.
    """
    at = 0
    standing = []
    for scar in sorted(scars, key=lambda scar: scar.place or 0):
        found = text.find(scar.scar, at)
        scar.place = found if found >= 0 else None
        if found >= 0:
            standing.append(scar)
            at = scar.end
    return standing


def places(scars: Iterable[Redaction]) -> list[tuple[int, int]]:
    """Where scars stand, in order, as rendering wants it."""
    return sorted((scar.place, scar.end) for scar in scars if scar.place is not None)
