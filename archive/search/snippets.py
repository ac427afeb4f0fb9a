"""The passage of a text that shows why it was found, cut into plain and marked parts.

Parts are plain strings: the template escapes them and writes the `<mark>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from archive.search.normalising import Phrase, Span, locate_words
from archive.search.stemming import has_stem, is_stem

LENGTH = 280
LEAD = 60
"""Characters shown, and how many of them before the first mark."""

MOST_WORDS = 20_000

NEAR = 40
"""Characters within which an end of a word is looked for, rather than cutting one."""

WHITE = re.compile(r"\s+")


class Part(NamedTuple):
    text: str
    is_marked: bool = False


def cut_snippet(text: str, phrases: Sequence[Phrase], *, length: int = LENGTH) -> list[Part]:
    """The stretch of the text in which most of the phrases stand, or its beginning."""
    marks = find_marks(text, phrases)
    start, end = _window(text, marks, length)
    parts = [Part("… ")] if start else []
    at = start
    for _phrase, first, last in marks:
        if last <= at or first >= end:
            continue
        first, last = max(first, at), min(last, end)
        parts += [Part(text[at:first]), Part(text[first:last], is_marked=True)]
        at = last
    parts.append(Part(text[at:end]))
    if end < len(text):
        parts.append(Part(" …"))
    return [part for part in parts if part.text]


def mark_all(text: str, phrases: Sequence[Phrase]) -> list[Part]:
    """The whole text, as for a title."""
    return cut_snippet(text, phrases, length=max(len(text), 1))


def find_marks(text: str, phrases: Sequence[Phrase]) -> list[tuple[int, int, int]]:
    """Where phrases stand, `(index of the phrase, start, end)`, in order of the text."""
    spans = list(islice(locate_words(text), MOST_WORDS))
    marks = []
    for number, phrase in enumerate(phrases):
        if is_stem(phrase):
            marks += [(number, span.start, span.end) for span in spans if has_stem(span, phrase)]
            continue
        for index in range(len(spans) - len(phrase.words) + 1):
            if _stands_at(spans, index, phrase):
                last = spans[index + len(phrase.words) - 1]
                marks.append((number, spans[index].start, last.end))
    return sorted(marks, key=lambda mark: (mark[1], mark[2]))


def _stands_at(spans: Sequence[Span], index: int, phrase: Phrase) -> bool:
    *before, last = phrase.words
    for offset, word in enumerate(before):
        if spans[index + offset].word != word:
            return False
    found = spans[index + len(before)].word
    return found.startswith(last) if phrase.is_prefix else found == last


def _window(text: str, marks: Sequence[tuple[int, int, int]], length: int) -> tuple[int, int]:
    """Start and end of the passage, at ends of words where there are any."""
    if len(text) <= length:
        return 0, len(text)
    best, most = 0, 0
    for index, (_number, start, _end) in enumerate(marks[:500]):
        near = {m[0] for m in islice(marks, index, index + 50) if m[2] <= start + length - LEAD}
        if len(near) > most:
            best, most = start, len(near)
    start = max(0, min(best - LEAD, len(text) - length))
    if start:
        start = _word_start(text, start, best)
    end = min(len(text), start + length)
    return start, end if end == len(text) else word_end(text, end)


def _word_start(text: str, start: int, limit: int) -> int:
    """The next beginning of a word, if one is near and before `limit`."""
    space = WHITE.search(text, start - 1, max(min(start + NEAR, limit), start))
    return space.end() if space else start


def word_end(text: str, end: int) -> int:
    """The last end of a word, if one is near."""
    spaces = (place for place in range(end, max(end - NEAR, 0), -1) if text[place].isspace())
    return next(spaces, end)


def cut_text(text: str, length: int) -> str:
    """A text of so many characters at most; a longer one ends with a word and "…"."""
    return text if len(text) <= length else f"{text[: word_end(text, length - 1)].rstrip()}…"
