"""From the chosen drafts to the page's comments: fields, depth and parents."""

from __future__ import annotations

from dataclasses import dataclass

from archive.dumps.choosing import Candidate
from archive.dumps.cutting import Draft
from archive.dumps.dates import FoundTime, join_times
from archive.dumps.layout import Place
from archive.dumps.names import clean_name
from archive.dumps.patterns import DOUBLED, IN_REPLY_TO
from archive.dumps.records import Certainty, ParsedComment, Time
from archive.dumps.sheet import Sheet


@dataclass(slots=True)
class Reading:
    """A draft with its fields read."""

    draft: Draft
    author: str | None
    author_text: str | None
    reply_to: str | None
    posted: Time | None
    body: str
    level: int


def read_comments(sheet: Sheet, candidate: Candidate) -> tuple[ParsedComment, ...]:
    readings = [_read(sheet, candidate, index) for index in range(len(candidate.drafts))]
    readings = [reading for reading in readings if reading.body]
    return _threaded(sheet, readings)


def _read(sheet: Sheet, candidate: Candidate, index: int) -> Reading:
    draft = candidate.drafts[index]
    layout = candidate.layout
    anchor = layout.series.anchors[index]
    text = None
    if draft.author is not None:
        text = sheet.rows[draft.author].text
        if layout.place is Place.INLINE:
            row = sheet.rows[anchor.row].text
            if layout.author_right:
                text = layout.rights.strip(row[anchor.end :])
            else:
                text = layout.lefts.strip(row[: anchor.start])
    author, reply_to = _author(text)
    posted = _posted(sheet, anchor.row) if layout.series.kind == "time" else None
    body = [row for row in draft.body if sheet.rows[row].text != author]
    return Reading(
        draft, author, text, reply_to, posted, _body(sheet, body), _level(sheet, draft)
    )


def _author(text: str | None) -> tuple[str | None, str | None]:
    if not text:
        return None, None
    reply_to = None
    reply = IN_REPLY_TO.match(text)
    if reply:
        text, reply_to = reply["who"], clean_name(reply["whom"])
    name = clean_name(text)
    doubled = DOUBLED.match(name)
    if doubled:
        name = doubled[1]
    return name or None, reply_to


def _posted(sheet: Sheet, row: int) -> Time | None:
    found = [time for time in sheet.times[row] if time.kind != "clock"]
    if not found:
        return sheet.times[row][0].time if sheet.times[row] else None
    day = found[0]
    if day.clock is None:
        for other in (row + 1, row - 1, row + 2):
            clock = _clock_at(sheet, other)
            joined = join_times(day, clock) if clock else None
            if joined:
                return joined
    return day.time


def _clock_at(sheet: Sheet, row: int) -> FoundTime | None:
    if not 0 <= row < len(sheet.rows) or len(sheet.rows[row].text) > 30:
        return None
    return next((time for time in sheet.times[row] if time.kind == "clock"), None)


def _body(sheet: Sheet, rows: list[int]) -> str:
    parts: list[str] = []
    for index, row in enumerate(rows):
        if index:
            parts.append("\n\n" if sheet.rows[row].gap else "\n")
        parts.append(sheet.rows[row].text)
    return "".join(parts)


def _level(sheet: Sheet, draft: Draft) -> int:
    head = min(draft.anchor, draft.first if draft.author is None else draft.author)
    for row in (head, draft.anchor, head - 1, head - 2):
        if row >= 0 and sheet.rows[row].marker:
            return sheet.rows[row].level
    return sheet.rows[head].level


def _threaded(sheet: Sheet, readings: list[Reading]) -> tuple[ParsedComment, ...]:
    comments: list[ParsedComment] = []
    stack: list[tuple[int, int]] = []
    for index, reading in enumerate(readings):
        while stack and reading.level - stack[-1][0] < 2:
            stack.pop()
        parent = stack[-1][1] if stack else None
        stack.append((reading.level, index))
        certainty = Certainty.INDENT if parent is not None else None
        if reading.reply_to:
            named = _latest_by(comments, reading.reply_to)
            if named is not None:
                parent, certainty = named, Certainty.EXPLICIT
        depth = comments[parent].depth + 1 if parent is not None else 0
        comments.append(
            ParsedComment(
                author=reading.author,
                author_text=reading.author_text,
                posted=reading.posted,
                body=reading.body,
                depth=depth,
                parent=parent,
                parent_certainty=certainty,
                first_line=sheet.rows[reading.draft.first].first,
                last_line=sheet.rows[reading.draft.last].last,
            )
        )
    return tuple(comments)


def _latest_by(comments: list[ParsedComment], name: str) -> int | None:
    wanted = name.casefold()
    for index in range(len(comments) - 1, -1, -1):
        author = comments[index].author
        if author and author.casefold() == wanted:
            return index
    return None
