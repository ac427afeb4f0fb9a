"""One draft read: its author, its time and its text, each cleaned of the theme's words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from archive.dumps.candidates.beside_names import (
    answered_beside,
    bare_names,
    whom_answered,
    without_captions,
    without_genitive,
)
from archive.dumps.dates.times import FoundTime, join_times
from archive.dumps.discussion.glued_badges import without_badges
from archive.dumps.discussion.handles import part_badges
from archive.dumps.discussion.signatures import drop_signatures
from archive.dumps.discussion.subjects import read_subjects
from archive.dumps.learning.anchors import Anchor
from archive.dumps.learning.dated import heads_named
from archive.dumps.learning.drafts import Draft
from archive.dumps.learning.layout import Layout
from archive.dumps.learning.places import Place
from archive.dumps.learning.sheet import Sheet, untimed
from archive.dumps.records import Time
from archive.dumps.vocabulary.names import Affixes, clean_name
from archive.dumps.vocabulary.patterns import (
    CAPTIONED,
    COMMENT_FROM,
    DOUBLED,
    IN_REPLY_NUMBER,
    IN_REPLY_TO,
    WORDS,
)

CLOCK_LENGTH = 30
"""A row that is a clock and little else."""

CARD_LENGTH = 40
"""Characters of a row in a member's card: a rank, a town."""

_EDGE = " \t:,;|·•–—-()"
"""What may stand around a date beside a name."""

ECHO_LENGTH = 12
"""Characters that tell an echo of the text from a name that opens a sentence."""


REFERENCE_LENGTH = 160
"""Characters of a row with the number of the comment that is answered."""

COPY_WORDS = 8
"""Fewer words may be said twice on purpose."""

COPY_MISSES = 0.1
"""The share of words by which a text and its source may differ: signs for links and quotes."""


@dataclass(slots=True)
class Reading:
    """A draft with its fields read; `reply_to` is the name after "in reply to".

    `reply_to_number` is a number there.
    """

    draft: Draft
    author: str | None
    author_text: str | None
    reply_to: str | None
    posted: Time | None
    body: str
    subject: str | None = None
    reply_to_number: int | None = None


def read_drafts(sheet: Sheet, layout: Layout, drafts: list[Draft]) -> list[Reading]:
    """Read each draft; words that all authors' rows share belong to the theme."""
    anchors = layout.series.anchors
    texts = [
        _author_text(sheet, layout, anchor, draft)
        for anchor, draft in zip(anchors, drafts, strict=True)
    ]
    theme = Affixes([text or "" for text in texts])
    own = without_genitive([theme.strip(text) if text else None for text in texts])
    own = without_captions(own)
    known = {text: read_author(text) for text in own}
    drop_signatures(sheet, drafts, [known[text][0] for text in own])
    readings = [
        _read_draft(sheet, layout, anchor, draft, text, known[text])
        for anchor, draft, text in zip(anchors, drafts, own, strict=True)
    ]
    names = bare_names([reading.author for reading in readings])
    names = part_badges(without_badges(names))
    for reading, (name, whom) in zip(readings, answered_beside(names), strict=True):
        reading.author = name
        reading.reply_to = reading.reply_to or whom
    subjects = read_subjects(sheet, layout, drafts, [reading.author for reading in readings])
    for reading, subject in zip(readings, subjects, strict=True):
        reading.subject = subject
    _answer_named(sheet, readings)
    return readings


def _answer_named(sheet: Sheet, readings: list[Reading]) -> None:
    """Let a comment answer the one whose head it names below its own."""
    authors = {reading.draft.anchor: reading.author for reading in readings}
    named = heads_named(sheet)
    for reading in readings if named else ():
        heads = (named.get(row) for row in range(reading.draft.first, reading.draft.last + 1))
        head = next((head for head in heads if head in authors), None)
        if head is not None:
            reading.reply_to = reading.reply_to or authors[head]


def _read_draft(
    sheet: Sheet,
    layout: Layout,
    anchor: Anchor,
    draft: Draft,
    text: str | None,
    named: tuple[str | None, str | None],
) -> Reading:
    author, reply_to = named
    if draft.answered is not None:
        reply_to = clean_name(COMMENT_FROM.sub("", sheet.rows[draft.answered].text))
    reply_to = reply_to or _answered_in_head(sheet, draft)
    rows = _without_card(sheet, draft.body, author)
    rows = [row for row in rows if not _is_echo(sheet, draft, row, author)]
    rows = _without_copy(sheet, rows)
    if rows:
        whom = whom_answered(sheet.rows[rows[0]].text)
        if whom and len(rows) > 1:
            reply_to = reply_to or whom
            rows = rows[1:]
    number = _answered_number(sheet, draft, rows)
    if len(rows) > 1 and _is_reference(sheet.rows[rows[0]].text):
        rows = rows[1:]
    return Reading(
        draft=draft,
        author=author,
        author_text=text,
        reply_to=reply_to,
        posted=_posted(sheet, layout, anchor, draft),
        body=_join(sheet, rows, own=_own_item(sheet, draft)),
        reply_to_number=number,
    )


def _answered_number(sheet: Sheet, draft: Draft, rows: list[int]) -> int | None:
    """Read "in reply to #3" from the head of a comment, or from the first row of its text."""
    head = range(draft.first, rows[0] + 1 if rows else draft.anchor + 1)
    for row in head:
        found = IN_REPLY_NUMBER.search(sheet.rows[row].text[:REFERENCE_LENGTH])
        if found and (row != head[-1] or _is_reference(sheet.rows[row].text)):
            return int(found["number"])
    return None


def _is_reference(text: str) -> bool:
    """Tell a row that names the number of another comment, and says nothing else."""
    if len(text) > REFERENCE_LENGTH:
        return False
    found = IN_REPLY_NUMBER.search(text)
    return found is not None and not WORDS.search(text[: found.start()] + text[found.end() :])


def _answered_in_head(sheet: Sheet, draft: Draft) -> str | None:
    """Read "replying to Ann", perhaps behind a badge, from a row between a name and its date."""
    if draft.author is None:
        return None
    for row in range(draft.author + 1, draft.anchor):
        text = sheet.rows[row].text
        badged = IN_REPLY_TO.match(text)
        whom = whom_answered(text) or (clean_name(badged["whom"]) if badged else None)
        if whom and row not in draft.body:
            return whom
    return None


def _author_text(sheet: Sheet, layout: Layout, anchor: Anchor, draft: Draft) -> str | None:
    if draft.author is None:
        return None
    if layout.place is not Place.INLINE:
        return sheet.rows[draft.author].text
    text = untimed(sheet, draft.author)
    if layout.author_right:
        return layout.rights.strip(text[anchor.end :])
    return layout.lefts.strip(text[: anchor.start])


def read_author(text: str | None) -> tuple[str | None, str | None]:
    """Give the name, and the name of whom it answers where the same words say so."""
    if not text:
        return None, None
    reply_to = None
    reply = IN_REPLY_TO.match(text)
    if reply:
        text, reply_to = reply["who"], clean_name(reply["whom"])
    name = clean_name(text)
    captioned, doubled = CAPTIONED.fullmatch(name), DOUBLED.match(name)
    if captioned:
        name = captioned[1]
    elif doubled:
        name = doubled[1] or doubled[2]
    return name or None, reply_to


def _without_card(sheet: Sheet, rows: list[int], author: str | None) -> list[int]:
    """End a text where its author's name stands again, with nothing but short rows below it.

    Some forums print the member's card there: the name, the rank, the town.
    """
    for place in range(len(rows) - 2, 0, -1):
        if len(sheet.rows[rows[place + 1]].text) > CARD_LENGTH:
            break
        if sheet.rows[rows[place]].text == author:
            return rows[:place]
    return rows


def _without_copy(sheet: Sheet, rows: list[int]) -> list[int]:
    """Drop the second writing of a whole text, which stands in the form that edits it."""
    if len(rows) < 2:
        return rows
    texts = [sheet.rows[row].text for row in rows]
    all_words = WORDS.findall("\n".join(texts).casefold())
    total = len(all_words)
    # Of two writings of one text, nearly half of the words were said before.
    if total < COPY_WORDS or len(set(all_words)) > (1 + COPY_MISSES) / 2 * total:
        return rows
    words = [WORDS.findall(text.casefold()) for text in texts]
    above = 0
    for place, found in enumerate(words[:-1], 1):
        above += len(found)
        if abs(total - 2 * above) <= COPY_MISSES * total:
            first = Counter(word for part in words[:place] for word in part)
            second = Counter(word for part in words[place:] for word in part)
            if 2 * (first & second).total() >= (1 - COPY_MISSES) * total:
                return rows[:place]
    return rows


def _is_echo(sheet: Sheet, draft: Draft, row: int, author: str | None) -> bool:
    """Tell the author's name again, and "Ann: the first words" that is there to be shared."""
    text = sheet.rows[row].text
    if not author or not text.startswith(author):
        return False
    rest = text[len(author) :].lstrip(": ")
    times = sheet.times[row]
    if not rest or (
        times
        and not text[len(author) : times[0].start].strip(_EDGE)
        and not text[times[-1].end :].strip(_EDGE)
    ):
        return True
    opening = sheet.rows[draft.body[0]].text[:ECHO_LENGTH]
    return len(opening) > 3 and rest != text and rest.startswith(opening) and row != draft.body[0]


def _posted(sheet: Sheet, layout: Layout, anchor: Anchor, draft: Draft) -> Time | None:
    if layout.series.kind == "time":
        return time_at(sheet, anchor.row)
    body = set(draft.body)
    for row in range(draft.first, draft.last + 1):
        if row not in body and sheet.times[row] and len(sheet.rows[row].text) < 2 * CLOCK_LENGTH:
            return time_at(sheet, row)
    return None


def time_at(sheet: Sheet, row: int) -> Time | None:
    """Read the time of a row, joined with a clock of its own beside it."""
    found = [time for time in sheet.times[row] if time.kind != "clock"]
    if not found:
        return sheet.times[row][0].time if sheet.times[row] else None
    day = found[0]
    if day.clock is None:
        for other in (row, row + 1, row - 1, row + 2):
            clock = _clock_at(sheet, other)
            joined = join_times(day, clock) if clock else None
            if joined:
                return joined
    return day.time


def _clock_at(sheet: Sheet, row: int) -> FoundTime | None:
    if not 0 <= row < len(sheet.rows):
        return None
    text = sheet.rows[row].text
    for time in sheet.times[row]:
        if time.kind == "clock" and len(text) - (time.end - time.start) < CLOCK_LENGTH:
            return time
    return None


def _own_item(sheet: Sheet, draft: Draft) -> int:
    """Find the row whose bullet opens the comment itself; every later one is its text's."""
    rows = range(draft.first, draft.last + 1)
    return next((row for row in rows if sheet.rows[row].marker), draft.last)


def _join(sheet: Sheet, rows: list[int], *, own: int) -> str:
    parts: list[str] = []
    for index, number in enumerate(rows):
        row = sheet.rows[number]
        if index:
            parts.append("\n\n" if row.gap else "\n")
        parts.append(f"{row.marker} {row.text}" if row.marker and number > own else row.text)
    return "".join(parts).strip()
