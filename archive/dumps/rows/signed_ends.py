"""Texts that end with their signature: "… and nobody asks me. Ann (talk) 14:30, 12 May 2010".

Wikis and old guest books write so. Where several rows of a page end like this, each is parted
into its text and a row of its own for who and when, as other pages have it (FORMAT.md, "Text").
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from archive.dumps.dates.times import FoundTime
from archive.dumps.rows.reading import Row
from archive.dumps.vocabulary.patterns import (
    AFTER_SIGNING_DATE,
    BRACKETED,
    INITIALS,
    SENTENCE_END,
    SENTENCE_GAP,
    TITLE_OF_NAME,
    WORD_CHARACTER,
)

FEWEST = 3
"""Rows without which a date at the end of a text is what somebody told."""

MOST = 0.4
"""Where fewer of the rows with a date end with it, they are something else."""

PROSE_LENGTH = 40
"""Characters of most texts; what is shorter is a number or a label."""

BRACKETS = 0.5
"""Where more of them end with a bracket, they are no texts."""

SIGN_WORDS = 6

LONGEST = 80
"""Characters of a name and what stands between it and its date."""


def part_signatures(
    rows: Sequence[Row], times: Sequence[tuple[FoundTime, ...]]
) -> list[Row] | None:
    """Give the rows with signatures parted from texts; None where the page signs otherwise."""
    dated = {
        index: start for index in range(len(rows)) if (start := _date_at_end(rows, times, index))
    }
    cuts = {index: cut for index, start in dated.items() if (cut := _cut(rows[index].text[:start]))}
    if len(cuts) < max(FEWEST, MOST * sum(map(bool, times))):
        return None
    if median(cuts.values()) < PROSE_LENGTH:
        return None
    # "By Ann (not verified) on May 5, 2010" is no text, though few texts end with a bracket.
    if sum(rows[index].text[:cut].rstrip().endswith(")") for index, cut in cuts.items()) > (
        BRACKETS * len(cuts)
    ):
        return None
    signs = {rows[index].text[cut : dated[index]] for index, cut in cuts.items()}
    for index in dated.keys() - cuts.keys():
        cut = _known_cut(rows[index].text[: dated[index]], signs)
        if cut:
            cuts[index] = cut
    parted: list[Row] = []
    for index, row in enumerate(rows):
        if index not in cuts:
            parted.append(row)
            continue
        text, sign = row.text[: cuts[index]].rstrip(), row.text[cuts[index] :]
        parted.append(row._replace(text=text))
        parted.append(row._replace(first=row.last, marker="", gap=0, text=sign))
    return parted


def _date_at_end(
    rows: Sequence[Row], times: Sequence[tuple[FoundTime, ...]], index: int
) -> int | None:
    """Give where the date begins that ends a row, but for a zone."""
    if not times[index] or times[index][-1].kind != "absolute":
        return None
    last = times[index][-1]
    if last.clock is None:
        return None  # "… and it was closed on 4 May 1904" is what somebody tells.
    is_end = AFTER_SIGNING_DATE.fullmatch(rows[index].text, last.end)
    return last.start if is_end else None


def _cut(before: str) -> int | None:
    """Find where the signature begins: behind the last sentence, but not behind an initial."""
    for gap in reversed(list(SENTENCE_GAP.finditer(before, max(0, len(before) - LONGEST)))):
        sign = before[gap.end() :]
        if len(sign.split()) > SIGN_WORDS:
            return None
        word = before[: gap.start()].rsplit(" ", 1)[-1]
        has_name = WORD_CHARACTER.search(BRACKETED.sub("", sign)) is not None
        if has_name and not (INITIALS.fullmatch(word) or TITLE_OF_NAME.fullmatch(word)):
            return gap.end()
    return None


def _known_cut(before: str, signs: set[str]) -> int | None:
    """Find a signature of the page's behind a text that ends no sentence."""
    place = len(before.rstrip())
    for _ in range(SIGN_WORDS):
        place = before.rfind(" ", 0, place)
        if place < 0:
            return None
        if before[place + 1 :] in signs:
            return place + 1
    return None


def is_parted(rows: Sequence[Row], row: int, *, tabs: bool) -> bool:
    """Tell a signature that stands on the last line of the text above it.

    So do the cells of a table that `tabs` part, but few of them hold a sentence.
    """
    is_on_line = row > 0 and rows[row].first == rows[row - 1].last
    if is_on_line and tabs:
        return SENTENCE_END.search(rows[row - 1].text) is not None
    return is_on_line
