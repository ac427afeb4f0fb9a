"""Reads the article around a discussion: title, byline, tags, image and text.

It is given the page's rows and where the discussion stands, and accounts for every line
outside of it, so that what was taken for a menu can be looked up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.dumps.article.body import body_rows, is_prose, is_text, read_blocks
from archive.dumps.article.sections import Label, defect, label_lines, report_ignored
from archive.dumps.article.tags import (
    NONE,
    Tags,
    bare_tags,
    labelled_tags,
    read_lines,
    tags_in_line,
)
from archive.dumps.article.title_reasons import FIRST_POST
from archive.dumps.article.titles import Title, find_title
from archive.dumps.article.words import BEFORE_DATE, BYLINE, IMAGE_CREDIT
from archive.dumps.dates.times import FoundTime, PageTimes
from archive.dumps.records import Block, Defect, Image, Section, SectionKind, Time
from archive.dumps.rows.reading import Row

BYLINE_REACH = 8
"""Rows below the title, at most, in which its author and date stand."""

LONGEST_BYLINE = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleParts:
    """What `ParsedPage` says about the article. `sections` leaves out the discussion's lines."""

    title: str | None
    title_text: str | None
    site_name: str | None
    author: str | None
    published: Time | None
    tags: tuple[str, ...]
    image: Image | None
    body: tuple[Block, ...]
    sections: tuple[Section, ...]
    defects: tuple[Defect, ...]


def read_article(
    rows: Sequence[Row],
    times: PageTimes,
    *,
    line_count: int,
    discussion: tuple[int, int] | None,
    count_line: int | None = None,
    is_flat: bool = False,
) -> ArticleParts:
    """Read the article. `times` holds the dates of the rows' texts, one entry a row.

    `discussion` is the first and last line of the discussion, None without one; `count_line`
    states the number of comments. Never raises.
    """
    return _Reading(rows, times, line_count, discussion, is_flat).parts(count_line)


class _Reading:
    """One pass over a page. `labels` says for each row what it was taken for, and by which rule."""

    def __init__(
        self,
        rows: Sequence[Row],
        times: PageTimes,
        line_count: int,
        discussion: tuple[int, int] | None,
        is_flat: bool,
    ) -> None:
        self.rows, self.times, self.is_flat = rows, times, is_flat
        self.line_count, self.discussion = line_count, discussion
        self.end = _first_row_at(rows, discussion[0]) if discussion else len(rows)
        last = self.end + FIRST_POST
        above = list(zip(rows[:last], times.found[:last], strict=True))
        self.dated = [is_dated(row, found) for row, found in above]
        self.datelines = [
            is_dated and _says_only_when(row, found)
            for is_dated, (row, found) in zip(self.dated, above, strict=True)
        ]
        self.signed = [_is_signed(row) for row, _ in above]
        self.labels: dict[int, Label] = {}

    def parts(self, count_line: int | None) -> ArticleParts:
        title = find_title(
            self.rows,
            self.end,
            dated=self.dated,
            datelines=self.datelines,
            signed=self.signed,
            is_flat=self.is_flat,
        )
        if title:
            self._label(title.rows, SectionKind.TITLE, "title")
        start = title.rows[-1] + 1 if title else 0
        published, author = self._read_byline(title, start)
        tags = self._read_tags(title, start)
        chosen = [
            index for index in body_rows(self.rows, start, self.end) if index not in self.labels
        ]
        image, chosen = self._read_image(title, chosen)
        self._label(chosen, SectionKind.BODY, "body")
        if count_line is not None:
            # A byline or a sentence that mentions the count stays what it is.
            self._label(range(*_rows_at(self.rows, count_line)), SectionKind.COUNT, "count")
        sections = tuple(label_lines(self.rows, self.labels, self.line_count, self.discussion))
        return ArticleParts(
            title=title.text if title else None,
            title_text=title.written if title else None,
            site_name=title.site_name if title else None,
            author=author,
            published=published,
            tags=tags,
            image=image,
            body=read_blocks(self.rows, chosen, is_flat=self.is_flat),
            sections=sections,
            defects=(*self._doubts(title, chosen), *report_ignored(self.rows, sections)),
        )

    def _doubts(self, title: Title | None, chosen: Sequence[int]) -> Iterator[Defect]:
        last = max(1, self.line_count)
        if title is None:
            yield defect("no-title", 1, last, "No line reads as a title; the article has none.")
        elif title.is_guessed:
            line = self.rows[title.rows[-1]].first
            yield defect("title-guessed", line, line, "Another line reads nearly as well.")
        if not chosen:
            yield defect("no-body", 1, last, "No text was found beside the comments.")

    def _label(self, indexes: Sequence[int], kind: SectionKind, rule: str) -> None:
        for index in indexes:
            self.labels.setdefault(index, (kind, rule))

    def _read_byline(self, title: Title | None, start: int) -> tuple[Time | None, str | None]:
        """Read date and author beside the title: the rows below it, then the two above."""
        published, author = None, None
        below = range(start, min(self.end, start + BYLINE_REACH))
        above = range(max(0, title.rows[-1] - 2), title.rows[-1]) if title else range(0)
        for index in (*below, *above):
            if index in self.labels or not (self.dated[index] or self.signed[index]):
                continue
            time = next((one.time for one in self.times.found[index] if one.time.value), None)
            name = self._author(index)
            if (time and not published) or (name and not author):
                self._label([index], SectionKind.BYLINE, "byline")
            published, author = published or time, author or name
        return published, author

    def _author(self, index: int) -> str | None:
        text = _without(self.rows[index].text, self.times.found[index])
        match = BYLINE.match(text)
        if match is None or any(char.isdigit() for char in match[1]):
            return None
        return BEFORE_DATE.sub("", match[1].strip(" ,|·•-–—:")) or None

    def _read_tags(self, title: Title | None, start: int) -> tuple[str, ...]:
        """Read labelled tags, then a line of keywords under the title line or below the text."""
        after = read_lines(self.rows, range(start, self.end))
        found = labelled_tags(after)
        if not found.names:
            prose = " ".join(row.text for row in self.rows[start : self.end] if is_text(row))
            found = self._tags_under_title_line(title, prose)
            if not found.names:
                upwards = range(self.end - 1, start - 1, -1)
                last = next((i for i in upwards if is_prose(self.rows[i])), self.end)
                found = bare_tags([line for line in after if line.rows[0] > last], prose)
        self._label(found.rows, SectionKind.TAGS, "tags")
        return found.names

    def _tags_under_title_line(self, title: Title | None, prose: str) -> Tags:
        if title is None:
            return NONE
        between = range(title.rows[0] + 1, title.rows[-1])
        for index in between:
            text = self.rows[index].text
            if names := tags_in_line(text, prose, is_alone=len(between) == 1):
                return Tags(names, (index,))
        return NONE

    def _read_image(
        self, title: Title | None, chosen: Sequence[int]
    ) -> tuple[Image | None, list[int]]:
        """Take the caption and credit of the lead image out of the first rows of the text."""
        for position, index in enumerate(chosen[:12]):
            credit = IMAGE_CREDIT.match(self.rows[index].text)
            if credit is None or len(self.rows[index].text) > LONGEST_BYLINE:
                continue
            used = [index]
            if position and self._is_caption(chosen[position - 1], title):
                used.insert(0, chosen[position - 1])
            caption = self.rows[used[0]].text if len(used) > 1 else None
            self._label(used, SectionKind.IMAGE, "image-credit")
            image = Image(caption=caption, credit=self.rows[index].text)
            return image, [one for one in chosen if one not in used]
        return None, list(chosen)

    def _is_caption(self, index: int, title: Title | None) -> bool:
        row = self.rows[index]
        if title and _squash(row.text) == _squash(title.text):
            return True
        return not row.marker and len(row.text) < LONGEST_BYLINE and not is_text(row)


def _squash(text: str) -> str:
    """Letters and digits alone: a caption repeats a title with another dash."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _rows_at(rows: Sequence[Row], line: int) -> tuple[int, int]:
    """Give the row of a line, as the ends of a range; an empty one for a blank line."""
    index = bisect_right(rows, line, key=lambda row: row.first)
    return max(0, index - 1), index


def _first_row_at(rows: Sequence[Row], line: int) -> int:
    return next((index for index, row in enumerate(rows) if row.last >= line), len(rows))


def is_dated(row: Row, found: Sequence[FoundTime]) -> bool:
    """Tell a line that says when from one that mentions a date: the date fills a fifth of it."""
    length = len(row.text)
    return (
        bool(found)
        and length < LONGEST_BYLINE
        and any(
            one.kind in ("absolute", "relative")
            and (one.clock or 5 * (one.end - one.start) > length)
            for one in found
        )
    )


def _says_only_when(row: Row, found: Sequence[FoundTime]) -> bool:
    """Tell a blog's date line from "30 min. easy 05.05.2015 450 kcal", by its other numbers."""
    rest = _without(row.text, found)
    is_mostly = 3 * len(rest) < 2 * len(row.text)
    return is_mostly or not any(char.isdigit() for char in rest)


def _is_signed(row: Row) -> bool:
    return len(row.text) < LONGEST_BYLINE and BYLINE.match(row.text) is not None


def _without(text: str, found: Sequence[FoundTime]) -> str:
    """Cut the dates out of a line, with the punctuation that they leave at its ends."""
    for one in reversed(found):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text.strip(" ,|·•-–—/")
