"""A page spread out for the rules: its rows, their dates, their shapes and the borders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import Any, TypeVar

from archive.dumps.dates.times import FoundTime
from archive.dumps.rows.dialects import Dialect
from archive.dumps.rows.reading import Row
from archive.dumps.vocabulary import row_openings as may
from archive.dumps.vocabulary.patterns import (
    AFTERWORD,
    BADGE_ROW,
    BUTTON_ROW,
    COUNT_AFTER,
    COUNTER_ROW,
    DIGITS,
    DISCUSSION_HEADING,
    FOLD,
    HIGHLIGHTS_HEADING,
    PAGER,
    REPLY_FORM,
    RIGHTS,
    SIGNED_COUNT,
    TITLE_END,
    TITLED_COUNT,
    WORD_CHARACTER,
)
from archive.dumps.vocabulary.row_openings import may_be

MASK_LENGTH = 240
"""Rows longer than this are somebody's text, not furniture; they have no mask."""

BORDER_LENGTH = 160
"""A heading or the first line of a form is not longer."""


class Border(StrEnum):
    """What a row may begin or end."""

    NONE = ""
    START = "start"
    FORM = "form"
    AFTER = "after"
    PAGER = "pager"


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One entry a row in each list. `repeats` counts the masks of the page.

    `kept` holds what `once` makes of a sheet; nobody else touches it.
    """

    dialect: Dialect
    rows: list[Row]
    times: tuple[tuple[FoundTime, ...], ...]
    masks: list[str]
    repeats: Counter[str]
    borders: list[Border]
    counts: dict[int, int]
    buttons: frozenset[str]
    folds: frozenset[str]
    badges: frozenset[str]
    kept: dict[Any, Any] = field(default_factory=dict)


Made = TypeVar("Made")


def once(make: Callable[[Sheet], Made]) -> Callable[[Sheet], Made]:
    """Make a thing once for each sheet, since every candidate asks for it again."""

    def get(sheet: Sheet) -> Made:
        if make not in sheet.kept:
            sheet.kept[make] = make(sheet)
        made: Made = sheet.kept[make]
        return made

    return get


def untimed(sheet: Sheet, row: int) -> str:
    """Give the text of a row with blanks in place of its times; what is left keeps its place."""
    text = sheet.rows[row].text
    for time in sheet.times[row]:
        if time.kind != "partial":
            text = text[: time.start] + " " * (time.end - time.start) + text[time.end :]
    return text


@once
def text_sums(sheet: Sheet) -> list[int]:
    """Give the characters of all rows above each row, and of all rows at the end."""
    return list(accumulate([len(row.text) for row in sheet.rows], initial=0))


@once
def rows_by_mask(sheet: Sheet) -> dict[str, list[int]]:
    """Give the rows of each mask, in page order."""
    found: dict[str, list[int]] = defaultdict(list)
    for row, mask in enumerate(sheet.masks):
        found[mask].append(row)
    return dict(found)


@once
def border_rows(sheet: Sheet) -> list[tuple[int, int]]:
    """Give the rows that may begin or end something, each with the repeats of its mask."""
    return [
        (row, sheet.repeats[sheet.masks[row]])
        for row, border in enumerate(sheet.borders)
        if border is not Border.NONE
    ]


@once
def heading_rows(sheet: Sheet) -> list[int]:
    """Give the rows that may be the heading of a discussion."""
    return [
        row
        for row, repeats in border_rows(sheet)
        if repeats <= 3 and sheet.borders[row] is Border.START
    ]


@once
def marked_rows(sheet: Sheet) -> list[int]:
    return [index for index, row in enumerate(sheet.rows) if row.marker]


MOST_HEADINGS = 2
"""Times that a heading with its count stands on a page: above and below the discussion."""


def spread(rows: list[Row], times: tuple[tuple[FoundTime, ...], ...], dialect: Dialect) -> Sheet:
    """Look at every row once."""
    masks = masks_of([row.text for row in rows])
    repeats = Counter(masks)
    flags = {mask: may_be(mask) for mask in repeats}
    borders = []
    counts: dict[int, int] = {}
    for index, mask in enumerate(masks):
        if not (flags[mask] & may.BORDER or "0" in mask):
            borders.append(Border.NONE)
            continue
        border, count = border_of(rows[index].text, mask, flags[mask])
        if border is Border.START and times[index] and SIGNED_COUNT.match(rows[index].text):
            border, count = Border.NONE, None
        # "Messages" over "3" on every member's card counts what that member wrote.
        if border is Border.START and count is None and repeats[mask] <= MOST_HEADINGS:
            count = _count_beside(rows, index)
        if count is not None:
            counts[index] = count
        borders.append(border)
    buttons = frozenset(mask for mask in repeats if flags[mask] & may.BUTTON and is_button(mask))
    folds = frozenset(mask for mask in repeats if flags[mask] & may.FOLD and FOLD.fullmatch(mask))
    badges = frozenset(
        mask for mask in repeats if flags[mask] & may.BADGE and BADGE_ROW.fullmatch(mask)
    )
    for index, mask in enumerate(masks):
        if borders[index] is not Border.NONE and repeats[mask] > _most_borders(
            borders[index], is_button=mask in buttons, is_counted="0" in mask
        ):
            borders[index] = Border.NONE
    return Sheet(dialect, rows, times, masks, repeats, borders, counts, buttons, folds, badges)


def _most_borders(border: Border, *, is_button: bool, is_counted: bool) -> int:
    """Say how often a row stands on a page that begins or ends something."""
    if is_button and not is_counted:
        return 1  # "Reply" under each of two comments.
    return 2 if is_button or border is Border.AFTER else 4


def is_button(mask: str) -> bool:
    """Tell a row of nothing but buttons, or of counters beside them."""
    half = len(mask) // 2
    if mask[:half] == mask[half:]:
        mask = mask[:half]
    return bool(BUTTON_ROW.fullmatch(mask) or COUNTER_ROW.fullmatch(mask))


def masks_of(texts: Sequence[str]) -> list[str]:
    """Give the shapes of short texts: digits as 0, case folded; "" for what is long.

    The engine is asked once for all of them, since no text holds a newline.
    """
    short = [text if len(text) <= MASK_LENGTH else "" for text in texts]
    masks = DIGITS.sub("0", "\n".join(short)).casefold().split("\n") if short else []
    return ["http:" if mask.startswith("http") and " " not in mask else mask for mask in masks]


def border_of(text: str, mask: str, flags: int) -> tuple[Border, int | None]:
    """Tell whether a row may open or end a discussion, and the count that it states."""
    if len(text) > BORDER_LENGTH:
        return Border.NONE, None
    if flags & may.FORM and REPLY_FORM.match(mask):
        return Border.FORM, None
    if flags & may.HEADING and (heading := DISCUSSION_HEADING.match(text)):
        is_heading, count = _read_heading(heading["before"], heading["rest"])
        if is_heading:
            return Border.START, count
    if flags & may.HEADING and HIGHLIGHTS_HEADING.fullmatch(mask):
        return Border.START, None
    if "0" in mask and TITLE_END.search(text) and (titled := TITLED_COUNT.fullmatch(text)):
        return Border.START, _number(titled["count"])
    if flags & may.PAGER and PAGER.fullmatch(text):
        return Border.PAGER, None
    if flags & may.AFTER and AFTERWORD.match(mask) and not _is_sentence(text):
        return Border.AFTER, None
    return Border.NONE, None


HEADING_WORDS = 6


def _is_sentence(text: str) -> bool:
    """Tell "About us you are quite right, I fear." from the heading of what stands below."""
    is_told = text[-1] in ".?!…" and len(text.split()) > HEADING_WORDS
    return is_told and "©" not in text and RIGHTS.search(text) is None


def _read_heading(before: str | None, rest: str) -> tuple[bool, int | None]:
    if before is not None:
        return not rest[:1].isalnum(), _number(before)
    after = COUNT_AFTER.fullmatch(rest)
    if after:
        return True, _number(after[1])
    after = COUNT_AFTER.match(rest)
    if after and rest[0] in " ([:" and ("(" in rest or "[" in rest):
        return True, _number(after[1])
    is_bare = WORD_CHARACTER.search(rest) is None
    return is_bare or REPLY_FORM.match(rest.casefold()) is not None, None


def _number(digits: str) -> int:
    return int("".join(char for char in digits if char.isdigit()))


def _count_beside(rows: list[Row], index: int) -> int | None:
    """Find a count in a piece of its own, as flat text has it: "52" over "Comments"."""
    for other in (index - 1, index + 1, index + 2):
        if 0 <= other < len(rows) and rows[other].first - rows[index].last in (-2, -1, 0, 1, 2):
            digits = rows[other].text.strip("()[] :")
            if digits.isdecimal() and len(digits) < 7:
                if digits == "0" and abs(rows[other].first - rows[index].last) > 1:
                    continue  # The votes of the article, more likely.
                return int(digits)
    return None
