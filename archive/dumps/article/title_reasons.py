"""The reasons for which a reader takes a line for the title, each with its weight.

A reason either holds or does not. The weights were fitted to pages with known titles, one
set for all dialects, held close to a first guess by hand, and rounded; "full-stop"
and "in-discussion" were then sharpened by hand, at no cost on the measured pages.
On sites left out of the fit, though not out of sight when the reasons were written, the
title is right on 93 of 100 full dumps by resiliparse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice

from archive.dumps.article.body import (
    LONGEST_HEADING,
    find_body,
    has_furniture,
    is_listed,
    is_prose,
    is_text,
)
from archive.dumps.article.words import CHROME, COUNT_WORD, FURNITURE
from archive.dumps.rows.reading import Row
from archive.dumps.vocabulary.patterns import DIGIT
from archive.dumps.vocabulary.row_openings import may_count

LONGEST = 220
"""No title is longer, in characters; the longest of the measured pages has 150."""

MOST_ROWS = 2000
"""Rows looked at from the top; menus above a title were at most 350 rows long."""

SHORT_LINE = 60
"""No line that counts the comments is longer."""

LONGEST_PAGE = 200_000
"""Characters in which a title is looked for again."""

PARAGRAPHS = 20
"""Paragraphs of the text, and of the discussion, that are asked for a title's words."""

FIRST_POST = 12
"""Rows of a discussion in which a forum may show the title, beside its first post."""

LAST_ROWS = 15
"""Rows at the end of a page in which a site repeats its name."""

FEWEST_WORDS = 3
"""Fewer words stand in another line by chance."""

STEM = 5
"""Letters of a word that are compared."""

# "12 Responses to “A title”"
QUOTED = re.compile(r"[“„\"«»‘‚《「]\s*(.{4,200}?)\s*[”“\"»«’‘》」](?!\w)")
# "photo-12.jpg", "[icon]", "<iframe"
NO_WORDS = re.compile(
    r"(?<=\S)\.(?:jpe?g|png|gif|webp|pdf|html?|php)\b|</?[a-z]+\b|iframe|https?:|^[(\[<]",
    re.IGNORECASE,
)
# "[ ] Search titles only", "____________", "(BUTTON) Go"
FORM = re.compile(r"\[[ x*_]*\]|_{3}|[━─]{3}|\(BUTTON\)|IFRAME:", re.IGNORECASE)
# "Home | About", "@example"
MENU_SIGN = re.compile("[|©@»›>]")
# "« An earlier article", "A later article →"
ARROW = re.compile(r"^[«‹←<]\s|\s[»›→>]$")
# "A title – Example News", "Example News: A title"
JOINED = re.compile(r"\s+[|–—·•»«:/>-]+\s+|\s*[|»«]\s*|:\s+|(?<=\S)\s+—")
# "Home / News / A title"
PATH = re.compile(r"[^\S\n][/>»›:→|][^\S\n].*[^\S\n][/>»›:→|][^\S\n]\S")
# "PolicyLinking": menu entries that lost the space between them
GLUED = re.compile(r"[a-zäöüß?!][A-ZÄÖÜ]")

_EDGE_MARKS = " \t.,:;!?…'\"“”„‘’«»()[]–—-|·•"

WORDING = {
    "one-word": -1.9,  # a menu entry or the site's name
    "few-words": -1.2,
    "as-long-as-titles": 1.5,  # five to fourteen words
    "many-words": -1.1,
    "full-stop": -1.7,
    "small-letter": -1.3,  # begins in the middle of something
    "menu-signs": -0.7,  # “|”, “»”, “@”
    "file-or-markup": -0.7,
    "glued-words": -1.0,
    "furniture": -0.9,  # “Subscribe”, “Log in”
    "much-furniture": -1.3,  # “New posts Search forums”
    "form": -1.5,  # “[ ] Search titles only”
    "arrow": -2.2,  # “« An earlier article” leads to another
    "part": -2.2,  # only a part of a row
}

REPETITION = {
    "discussion-quotes-it": 3.2,  # 12 Responses to “A title”
    "stands-again": 0.9,  # a head line and its heading, a breadcrumb
    "stands-inside-another": 1.1,  # “Re: A title”, “A title – Example News”
    "first-line-joins-it": 1.4,  # “A title – Example News”, the page's own title line
    "holds-a-line": -1.5,  # a part of that line stands again alone
    "other-part-above": 2.1,  # of that line, the site's name stands above the title
    "ends-a-path": 2.0,  # “Home / News / A title”
    "ends-page": -0.8,  # “© Example News”
    "abridges-neighbour": -2.0,  # “Town Bridge” beside “Town Closes Its Old Bridge”
    "text-has-a-word": 0.8,  # the article speaks of it
    "text-has-half": 1.1,
    "text-has-all": 0.7,
    "comments-have-a-word": 0.5,
    "comments-have-two": 1.4,
}

LAYOUT = {
    "gap-above": 1.0,
    "gap-below": 2.3,
    "alone": 1.6,
    "outdented": 1.5,  # lynx and w3m set headings left of the text
    "heading": 2.3,
    "first-heading": 0.6,
    "first-flat": 2.4,  # flat text begins with the page's own title line
}

NEIGHBOURS = {
    "date-below": 1.2,
    "date-soon": 1.1,
    "date-later": 0.6,
    "first-date": 0.8,  # the page's first date is the article's
    "date-above": 2.4,  # a blog's date line heads each entry
    "byline-below": 1.0,
    "byline-soon": 1.2,
    "count-soon": 0.9,  # “with 12 comments”
    "text-right-below": 1.0,
    "below-shorter": -1.0,  # a kicker or the title itself stands above
}

PLACE = {
    "first": 1.3,
    "text-above": -1.5,  # subheadings stand below text, titles above it
    "more-text-above": -0.9,
    "much-text-above": -1.6,
    "near-body": 0.9,
    "in-body": -1.4,
    "tagline": -5.1,  # stands under the site's name, at the top
    "in-discussion": -2.0,  # forums show it beside the first post
}

MOST_OF_WORDS = sum(max(0.0, weight) for weight in (WORDING | REPETITION).values())
"""What the words of a title, and where they stand again, add at most."""

WEIGHTS = WORDING | REPETITION | LAYOUT | NEIGHBOURS | PLACE


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be the title: a whole row or, with `rest`, what a separator leaves of one."""

    row: int
    text: str
    key: str
    rest: str = ""


def title_key(text: str) -> str:
    """Fold a title, so that "A Title" and "“A title”:" are the same."""
    return text.lower().strip(_EDGE_MARKS)


class Page:
    """What is asked about every candidate, counted once for the page.

    `end` is the first row of the discussion; `dated` and `signed` tell for each row whether
    a date or a byline stands in it, `datelines` whether it says when and nothing else in numbers.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        end: int,
        *,
        dated: Sequence[bool],
        datelines: Sequence[bool],
        signed: Sequence[bool],
        is_flat: bool,
    ) -> None:
        self.rows, self.is_flat = rows, is_flat
        self.dated, self.datelines, self.signed = dated, datelines, signed
        self.end = min(end, MOST_ROWS)
        self.last = _first_post(rows, self.end, len(dated))
        lines = [row.text.lower() for row in rows[: 2 * MOST_ROWS] if len(row.text) <= 2 * LONGEST]
        self.counts = Counter(lines)
        self.words = "\n".join(lines)[:LONGEST_PAGE]
        prose = [
            len(row.text) if is_prose(row) and not row.marker else 0 for row in rows[: self.last]
        ]
        self.head = [title_key(row.text) for row in rows[:40]]
        self.foot = {title_key(row.text.strip("© 0123456789")) for row in rows[-LAST_ROWS:]}
        self.paths = [title_key(line) for line in _paths(lines[:400])]
        self.lines = lines
        self.joined = dict(_joined(rows[:3]))
        self.prose_above = [0, *accumulate(min(length, 1000) for length in prose)]
        self.indent = _main_indent(rows, prose)
        self.article = _words(rows[: self.end])
        self.discussion = _words(rows[end : end + 5 * PARAGRAPHS])
        self.body = find_body(rows, self.end)
        self.first_date = next((i for i, d in enumerate(dated[: self.end]) if d), self.end + 99)
        self.first_heading = next((i for i in range(self.end) if rows[i].is_heading), -1)
        self.counted = _counted_titles(rows[max(0, end - 6) : end + 3])

    def score(self, candidate: Candidate, least: float) -> float | None:
        """Sum the weights of the reasons that hold; None for what cannot come to `least`."""
        total = sum([WEIGHTS[reason] for reason in self._surroundings(candidate)])
        if total + self._most_of_words(candidate) < least:
            return None
        return total + sum([WEIGHTS[reason] for reason in self._words(candidate)])

    def _surroundings(self, candidate: Candidate) -> Iterator[str]:
        """Name the reasons for which nobody has to read the candidate itself."""
        yield from self._layout(candidate)
        yield from self._neighbours(candidate.row)
        yield from self._place(candidate.row)

    def _words(self, candidate: Candidate) -> Iterator[str]:
        yield from self._wording(candidate)
        yield from self._repetition(candidate)

    def _most_of_words(self, candidate: Candidate) -> float:
        """Bound what its words can add; most of it takes what few pages have."""
        most = MOST_OF_WORDS
        if not self.counted:
            most -= WEIGHTS["discussion-quotes-it"]
        if not self.paths:
            most -= WEIGHTS["ends-a-path"]
        if candidate.key not in self.joined:
            most -= WEIGHTS["first-line-joins-it"] + WEIGHTS["other-part-above"]
        return most

    def _wording(self, candidate: Candidate) -> Iterator[str]:
        text = candidate.text
        words = word_count(text)
        if words < 4 and len(text) < 25:
            yield "one-word" if words == 1 else "few-words"
        elif 5 <= words <= 14:
            yield "as-long-as-titles"
        elif words > 22:
            yield "many-words"
        if text[-1] in ".,;。":
            yield "full-stop"
        if text[0].islower():
            yield "small-letter"
        if MENU_SIGN.search(text):
            yield "menu-signs"
        if has_no_words(text):
            yield "file-or-markup"
        if len(GLUED.findall(text)) > 1:
            yield "glued-words"
        chrome = [word for word in text.lower().split() if word in CHROME]
        if not FURNITURE.isdisjoint(chrome):
            yield "furniture"
        if len(chrome) > 1:
            yield "much-furniture"
        if FORM.search(text):
            yield "form"
        if ARROW.search(self.rows[candidate.row].text):
            yield "arrow"
        if candidate.rest:
            yield "part"

    def _repetition(self, candidate: Candidate) -> Iterator[str]:
        key = candidate.key
        if key in self.counted:
            yield "discussion-quotes-it"
        exact = self.counts[candidate.text.lower()] - (not candidate.rest)
        if 0 < exact <= 3:
            yield "stands-again"
        if len(key) > 7 and self.words.count(key) > exact + 1:
            yield "stands-inside-another"
        if not candidate.rest and key in self.joined:
            yield "first-line-joins-it"
            if self.joined[key] in self.head[: candidate.row]:
                yield "other-part-above"
        if not candidate.rest and self._holds_a_line(candidate):
            yield "holds-a-line"
        if len(key) > 7 and any(path.endswith(" " + key) for path in self.paths):
            yield "ends-a-path"
        if key in self.foot and candidate.row < len(self.rows) - LAST_ROWS:
            yield "ends-page"
        if not candidate.rest and self._abridges_neighbour(candidate):
            yield "abridges-neighbour"
        words = _stems(key.split())
        spoken = len(words & self.article)
        if spoken:
            yield "text-has-a-word"
        if 2 * spoken >= max(2, len(words)):
            yield "text-has-half"
        if spoken and spoken == len(words) > 1:
            yield "text-has-all"
        answered = len(words & self.discussion)
        if answered:
            yield "comments-have-a-word"
        if answered > 1:
            yield "comments-have-two"

    def _holds_a_line(self, candidate: Candidate) -> bool:
        if candidate.row > 2:
            return False
        parts = {part for part, _ in _joined([self.rows[candidate.row]])}
        return any(title_key(line) in parts for line in self.lines) if parts else False

    def _abridges_neighbour(self, candidate: Candidate) -> bool:
        """Tell the caption of a picture, which is made of words of the title beside it.

        A line that stands whole in its neighbour is no caption: the neighbour adds the site.
        """
        words = candidate.key.split()
        if len(words) < FEWEST_WORDS:
            return False
        beside = filter(self._is_titlelike, (candidate.row - 1, candidate.row + 1))
        keys = [title_key(self.rows[index].text) for index in beside]
        return any(candidate.key not in key and _are_in_order(words, key.split()) for key in keys)

    def _layout(self, candidate: Candidate) -> Iterator[str]:
        index, row = candidate.row, self.rows[candidate.row]
        gap_below = index + 1 < len(self.rows) and self.rows[index + 1].gap > 0
        if row.gap:
            yield "gap-above"
        if gap_below:
            yield "gap-below"
        is_top = _opens_page(candidate) and not self._holds_a_line(candidate)
        if gap_below and (row.gap or is_top):
            yield "alone"
        if row.indent < self.indent:
            yield "outdented"
        if row.is_heading:
            yield "heading"
        if index == self.first_heading:
            yield "first-heading"
        if self.is_flat and index == 0:
            yield "first-flat"

    def _neighbours(self, index: int) -> Iterator[str]:
        dated = self.dated
        if dated[index + 1 : index + 2] == [True]:
            yield "date-below"
        if any(dated[index + 1 : index + 4]):
            yield "date-soon"
        if any(dated[index + 1 : index + 9]):
            yield "date-later"
        if 0 < self.first_date - index <= 8:
            yield "first-date"
        if index and self.datelines[index - 1]:
            yield "date-above"
        if not self.is_flat and self.signed[index + 1 : index + 2] == [True]:
            yield "byline-below"
        if any(self.signed[index + 1 : index + 4]):
            yield "byline-soon"
        below = self.rows[index + 1 : index + 4]
        if any(len(row.text) < SHORT_LINE and _is_counted(row.text) for row in below):
            yield "count-soon"
        if below and not below[0].marker and is_prose(below[0]):
            yield "text-right-below"
        is_longer = len(self.rows[index].text) >= len(self.rows[index - 1].text)
        if is_longer and self._is_titlelike(index - 1):
            yield "below-shorter"

    def _place(self, index: int) -> Iterator[str]:
        if index == 0:
            yield "first"
        if self._is_tagline(index):
            yield "tagline"
        if index >= self.end:
            yield "in-discussion"
        above = self.prose_above[index]
        if above > 150:
            yield "text-above"
        if above > 600:
            yield "more-text-above"
        if above > 1600:
            yield "much-text-above"
        if self.body is None:
            return
        distance = self.body[0] - index
        if 0 < distance <= 10:
            yield "near-body"
        elif distance < 0:
            yield "in-body"

    def _is_tagline(self, index: int) -> bool:
        """Tell what a site says of itself: below its name, on top, and nowhere else.

        Another line stands between it and the text, which is then the title.
        """
        if not 0 < index <= 3 or self.counts[self.rows[index].text.lower()] > 1:
            return False
        name = self.rows[index - 1].text
        is_on_top = index == 1 or self.counts[name.lower()] > 1
        if not is_on_top or self.rows[index - 1].marker or word_count(name) > 4:
            return False
        text = self.body[0] if self.body else 0
        return any(self._is_line(between) for between in range(index + 1, text + 1))

    def _is_line(self, index: int) -> bool:
        """Tell a line that may be a heading from menus, dates and names."""
        row = self.rows[index]
        if is_listed(row) or self.dated[index] or self.signed[index]:
            return False
        return 3 < len(row.text) <= LONGEST_HEADING and not _is_counted(row.text)

    def _is_titlelike(self, index: int) -> bool:
        if not 0 <= index < len(self.dated):
            return False
        row = self.rows[index]
        if is_listed(row) or self.dated[index]:
            return False
        return 18 < len(row.text) < 150 and row.text[-1] not in ".,;"


def _are_in_order(words: Sequence[str], all_words: Sequence[str]) -> bool:
    """Tell whether the words stand among the others, in the same order."""
    rest = iter(all_words)
    return all(word in rest for word in words)


def _opens_page(candidate: Candidate) -> bool:
    """Tell a first row, above which nothing stands, from a site's name and a cookie notice."""
    is_whole = candidate.row == 0 and not candidate.rest
    return is_whole and 5 <= word_count(candidate.text) <= 14 and ". " not in candidate.text


def has_no_words(text: str) -> bool:
    """Tell file names, addresses and markup."""
    lower = text.lower()
    is_possible = text[0] in "([<" or "." in text or "<" in text or "iframe" in lower
    return (is_possible or "http" in lower) and NO_WORDS.search(text) is not None


def _paths(lines: Sequence[str]) -> Iterator[str]:
    """Give lines like "Home / News / A title"; all lines are searched in one go."""
    page = "\n".join(lines)
    for path in PATH.finditer(page):
        start, end = page.rfind("\n", 0, path.start()) + 1, page.find("\n", path.end())
        yield page[start : end if end >= 0 else None]


@lru_cache(maxsize=1024)
def _is_counted(text: str) -> bool:
    """Tell "with 12 comments", by a number and a word."""
    folded = text.casefold()
    if DIGIT.search(text) is None or not may_count(folded):
        return False
    return COUNT_WORD.search(folded) is not None


def _main_indent(rows: Sequence[Row], prose: Sequence[int]) -> int:
    indents = Counter(row.indent for row, length in zip(rows, prose, strict=False) if length)
    return indents.most_common(1)[0][0] if indents else 0


def _first_post(rows: Sequence[Row], end: int, limit: int) -> int:
    """Give the row where the text of the first post begins: a forum's title stands above it."""
    for index in range(end, min(end + FIRST_POST, limit)):
        row = rows[index]
        is_question = not is_prose(row) and row.text[-1] in "?!…？！"
        if is_text(row) and not is_question and not has_furniture(row.text):
            return index
    return min(end + FIRST_POST, limit)


def _joined(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Give the parts of the page's title line, each with the other one."""
    for row in rows:
        if len(row.text) > 2 * LONGEST:
            continue
        for match in islice(JOINED.finditer(row.text), 6):
            head, tail = title_key(row.text[: match.start()]), title_key(row.text[match.end() :])
            if head and tail:
                yield from ((head, tail), (tail, head))


def _words(rows: Sequence[Row]) -> set[str]:
    """Give the words of the first paragraphs among these rows."""
    texts = islice((row.text[: 2 * LONGEST] for row in rows if is_prose(row)), PARAGRAPHS)
    words = " ".join(texts).lower().split()
    return _stems(words)


def _stems(words: Sequence[str]) -> set[str]:
    """Cut words to their first letters, so that a title's words are found inflected."""
    return {word.strip(_EDGE_MARKS)[:STEM] for word in set(words) if len(word) > 3}


def _counted_titles(rows: Sequence[Row]) -> set[str]:
    """Note the title that the heading of a discussion quotes."""
    found = set()
    for row in rows:
        quoted = QUOTED.search(row.text) if len(row.text) <= 2 * LONGEST else None
        if quoted and COUNT_WORD.search(row.text[: quoted.start()].casefold()):
            found.add(title_key(quoted[1]))
    return found


def word_count(text: str) -> int:
    """Count words; two characters of a script without spaces count as one."""
    if text.isascii():
        return len(text.split())
    wide = sum(1 for char in text if "\u3040" <= char <= "\ud7a3")
    return len(text.split()) + wide // 2
