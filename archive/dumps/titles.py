"""Finds the line that names the article, by the reasons that a reader would give.

The same words head the page again in a breadcrumb, in the page's own title line or in
"12 Responses to “…”"; a byline or a date stands beside them; the text begins below them
and speaks of the same things. Each reason has a weight; the candidate with the most
weight is the title.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from archive.dumps.article_words import FURNITURE, NOT_A_TITLE, SHARING
from archive.dumps.article_body import find_body
from archive.dumps.rows import Row
from archive.dumps.words import COMMENTS

LONGEST = 220
"""No title is longer, in characters; the longest of the measured pages has 150."""

BELOW = 40
"""The text of an article begins within so many rows below its title."""

# " | ", " – ", " » ", ": " between a title and the name of its site
SEPARATOR = re.compile(r"\s+[|–—·•»«:/>-]\s+|\s*[|»]\s*|:\s+|(?<=\S)\s+—")
# "Re: A title", "Topic: A title"
REPLY_TITLE = re.compile(
    r"(?:re|aw|antw|thema|topic|thread|betreff|subject|sujet|tema)\s*:\s*(.+)", re.I
)
# "12 Responses to “A title”"
QUOTED = re.compile(r"[“„\"«»‘‚《「]\s*(.{4,200}?)\s*[”“\"»«’‘》」](?!\w)")
# "photo-12.jpg"
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|pdf|html?|php)\b", re.I)
REPLY_PREFIX = re.compile("^(?:re|aw|antw)")
COUNT_WORD = re.compile(rf"(?:{COMMENTS})", re.I)
MARKUP = re.compile(r"</?[a-z]{1,8}\b[^>]*>?|iframe|https?:", re.I)
NOT_WORD = re.compile(r"[\W_]+")
WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be the title: a whole row or, `is_part`, what a separator leaves of one."""

    row: int
    text: str
    key: str
    is_part: bool = False
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The title; `rows` are the rows that show it, the page's own title line first.

    `written` is the title line as it stands, with the site's name if it has one.
    """

    text: str
    written: str
    site_name: str | None
    rows: tuple[int, ...]
    is_guessed: bool


def find_title(
    rows: Sequence[Row], end: int, dated: Sequence[bool], signed: Sequence[bool]
) -> Title | None:
    """Find the title among the rows before `end`, the first of the discussion."""
    search = TitleSearch(rows, end, dated, signed)
    ranked = search.ranked()
    if not ranked:
        return None
    best_score, best = ranked[0]
    rival = next((score for score, other in ranked if other.key != best.key), best_score - 9)
    written, site, head = best.text, best.rest or None, best.row
    if best.is_part:
        written = rows[best.row].text
    for index in range(min(3, best.row)):
        if found := _site_beside(rows[index].text, best.key):
            written, site, head = rows[index].text, found, index
            break
    shown = [i for i in range(head, best.row) if search.keys[i] == best.key]
    return Title(
        best.text, written, site, tuple(sorted({head, *shown, best.row})), best_score - rival < 0.5
    )


def _site_beside(text: str, key: str) -> str | None:
    """Give the site's name if this line is the title with one: "A title – Example News"."""
    for head, tail in _splits(text[: 2 * LONGEST]):
        if squash(head) == key:
            return tail
        if squash(tail) == key:
            return head
    return None


def squash(text: str) -> str:
    """Letters and digits alone, folded: two writings of one title are equal."""
    return NOT_WORD.sub("", text).casefold()


class TitleSearch:
    """What is asked about every candidate, counted once for the page.

    `end` is the first row of the discussion; `dated` and `signed` tell for each row whether
    a date or a byline stands in it.
    """

    def __init__(
        self, rows: Sequence[Row], end: int, dated: Sequence[bool], signed: Sequence[bool]
    ) -> None:
        self.rows, self.end, self.dated, self.signed = rows, end, dated, signed
        self.keys = [squash(row.text) if len(row.text) <= 2 * LONGEST else "" for row in rows]
        self.counts = Counter(
            key for key, row in zip(self.keys, rows, strict=True) if not row.marker
        )
        self.listed = Counter(key for key, row in zip(self.keys, rows, strict=True) if row.marker)
        self.prose = [_prose_length(row) for row in rows[:end]]
        self.quoted: set[str] = set()
        self.counted: set[str] = set()
        self.sorted_keys = sorted(REPLY_PREFIX.sub("", key) for key in self.keys if key)
        self.body = find_body(rows, end)
        self.first_date = next((i for i, d in enumerate(dated[:end]) if d), -99)
        self.first_heading = next((i for i in range(end) if rows[i].is_heading), -99)
        self.replied: Counter[str] = Counter()
        self.tails: Counter[str] = Counter()
        self.heads: Counter[str] = Counter()
        self.first_heads = {
            squash(h) for row in rows[:3] for h, _ in _splits(row.text[: 2 * LONGEST])
        }
        self.first_tails = {
            squash(t) for row in rows[:3] for _, t in _splits(row.text[: 2 * LONGEST])
        }
        self._note_names()
        self.words = Counter(
            word
            for row in islice(rows, BELOW * 50)
            if len(row.text) > 80
            for word in set(WORD.findall(row.text.lower()[:2000]))
        )
        self.indent = self._main_indent()

    def _note_names(self) -> None:
        """Note what the page itself quotes, answers or breadcrumbs as a title."""
        for row in self.rows:
            if len(row.text) > 2 * LONGEST:
                continue
            if quoted := QUOTED.search(row.text):
                key = squash(quoted[1])
                if len(squash(row.text)) > len(key) + 3:
                    self.quoted.add(key)
                    if COUNT_WORD.search(row.text[:40]):
                        self.counted.add(key)
            if reply := REPLY_TITLE.match(row.text):
                self.replied[squash(reply[1])] += 1
            for head, tail in _splits(row.text):
                self.heads[squash(head)] += 1
                self.tails[squash(tail)] += 1

    def _main_indent(self) -> int:
        indents = Counter(
            row.indent for row, length in zip(self.rows, self.prose, strict=False) if length
        )
        return indents.most_common(1)[0][0] if indents else 0

    def candidates(self) -> Iterator[Candidate]:
        for index in range(self.end):
            text = self.rows[index].text
            if not 2 < len(text) <= LONGEST or NOT_A_TITLE.match(text):
                continue
            if len(self.keys[index]) > 2:
                yield Candidate(index, text, self.keys[index])
            for head, tail in _splits(text):
                for part, rest in ((head, tail), (tail, head)):
                    key = squash(part)
                    if len(key) > 7 and self._is_known(key):
                        yield Candidate(index, part, key, is_part=True, rest=rest)

    def _begun(self, key: str) -> int:
        """Count the rows that begin with these words and go on."""
        left = bisect_right(self.sorted_keys, key)
        return min(9, bisect_left(self.sorted_keys, key + chr(0x10FFFF)) - left)

    def _titlelike(self, index: int) -> bool:
        if not 0 <= index < self.end:
            return False
        row = self.rows[index]
        return (
            not row.marker
            and not self.dated[index]
            and 3 <= len(row.text.split()) <= 20
            and len(row.text) < 150
            and not row.text.endswith((".", ",", ";"))
            and not NOT_A_TITLE.match(row.text)
        )

    def _is_known(self, key: str) -> bool:
        if self._begun(key) > 1:
            return True
        others = self.counts[key] + self.listed[key] + self.heads[key] + self.tails[key]
        return others > 1 or key in self.quoted or key in self.replied

    def features(self, candidate: Candidate) -> dict[str, float]:
        index, text, key = candidate.row, candidate.text, candidate.key
        row = self.rows[index]
        words = _word_count(text)
        rows = self.rows
        nxt = rows[index + 1] if index + 1 < len(rows) else None
        prv = rows[index - 1] if index else None
        long = len(key) > 7
        before = sum(self.prose[:index])
        below = sum(self.prose[index + 1 : index + BELOW])
        near = sum(self.prose[index + 1 : index + 9])
        content = set(WORD.findall(text.lower()))
        return {
            "quoted": float(long and key in self.quoted),
            "replied": float(long and key in self.replied),
            "tail": float(long and self.tails[key] > candidate.is_part),
            "head": float(long and self.heads[key] > candidate.is_part),
            "repeated": float(1 < self.counts[key] <= 4)
            if not candidate.is_part
            else float(0 < self.counts[key] <= 4),
            "too_often": float(self.counts[key] + self.listed[key] > 4),
            "listed": float(self.listed[key] > bool(row.marker)),
            "part": float(candidate.is_part),
            "heading": float(row.is_heading),
            "one_word": float(words == 1 and len(text) < 25),
            "few_words": float(words in (2, 3) and len(text) < 25),
            "many_words": float(words > 22),
            "full_stop": float(text.endswith((".", ",", ";", "。"))),
            "colon": float(text.endswith(":")),
            "bullet": float(bool(row.marker)),
            "signs": float(
                any(sign in text for sign in ("|", "©", "@", "http", "»", "›", ">", "["))
            ),
            "file": float(bool(FILE_NAME.search(text))),
            "digits": float(sum(c.isdigit() for c in text) * 4 > len(text)),
            "dated": float(self.dated[index]),
            "signed": float(self.signed[index]),
            "dated_next": float(any(self.dated[index + 1 : index + 2])),
            "dated_soon": float(any(self.dated[index + 1 : index + 4])),
            "dated_before": float(any(self.dated[max(0, index - 2) : index])),
            "signed_next": float(any(self.signed[index + 1 : index + 4])),
            "alone": float(bool(row.gap and nxt and nxt.gap)),
            "outdented": float(row.indent < self.indent and not row.marker),
            "after_list": float(bool(prv and prv.marker and not row.marker)),
            "before_list": float(bool(nxt and nxt.marker)),
            "before_prose": float(index + 1 < self.end and self.prose[index + 1] > 0),
            "sharing_next": float(any(SHARING.match(r.text) for r in rows[index + 1 : index + 4])),
            "first": float(index == 0),
            "top": float(index < 3),
            "prose_before": min(before, 2000) / 400,
            "prose_below": min(below, 2000) / 400,
            "prose_near": min(near, 1000) / 200,
            "overlap": min(2.0, sum(1.0 for w in content if self.words[w] > 0)),
            "overlap2": min(2.0, sum(1.0 for w in content if self.words[w] > 2)),
            "lower": float(text[0].islower()),
            "position": index / max(1, self.end),
            "counted": float(long and key in self.counted),
            "begun": float(long and self._begun(key) - candidate.is_part > 0),
            "begun3": float(long and self._begun(key) - candidate.is_part > 2),
            "holds_known": float(
                any(
                    len(squash(p)) > 7 and self._is_known(squash(p))
                    for pair in _splits(text)
                    for p in pair
                )
            ),
            "crumbs": float(sum(1 for _ in _splits(text)) > 1),
            "below_title": float(self._titlelike(index - 1)),
            "above_title": float(self._titlelike(index + 1)),
            "above_stand": float(
                index + 1 < self.end
                and 40 < len(rows[index + 1].text) < 300
                and rows[index + 1].text.endswith((".", "?", "!"))
            ),
            "first_date": float(0 < self.first_date - index <= 8),
            "dated8": float(any(self.dated[index + 1 : index + 9])),
            "first_heading": float(self.first_heading == index),
            "at_body": float(self.body is not None and 0 < self.body[0] - index <= 3),
            "near_body": float(self.body is not None and 0 < self.body[0] - index <= 10),
            "in_body": float(self.body is not None and self.body[0] <= index - 1),
            "body_start": float(self.body is not None and self.body[0] == index),
            "far_above": float(self.body is not None and self.body[0] - index > 25),
            "paren": float(text[0] in "([<" or bool(MARKUP.search(text))),
            "gap": float(row.gap > 0),
            "bigger_gap": float(row.gap > 1),
            "gap_below": float(bool(nxt and nxt.gap)),
            "ratio": sum(1.0 for w in content if self.words[w] > 1) / max(2, len(content)),
            "no_body": float(self.body is None) * index / max(1, self.end),
            "head_first": float(
                long
                and key in self.first_heads
                and not (
                    candidate.is_part and index < 3 and self.counts[key] + self.listed[key] < 1
                )
            ),
            "tail_first": float(long and key in self.first_tails),
            "furniture": float(bool(FURNITURE.search(text))),
            "self_prose": float(self.prose[index] > 0),
        }

    def score(self, candidate: Candidate) -> float:
        return sum(
            WEIGHTS.get(name, 0.0) * value for name, value in self.features(candidate).items()
        )

    def ranked(self) -> list[tuple[float, Candidate]]:
        scored = [(self.score(candidate), candidate) for candidate in self.candidates()]
        return sorted(scored, key=lambda pair: -pair[0])


WEIGHTS: dict[str, float] = {
    "quoted": 0.6,
    "replied": 0.6,
    "tail": 0.6,
    "head": 0.2,
    "repeated": 1.0,
    "listed": 0.4,
    "part": -0.4,
    "heading": 1.2,
    "one_word": -1.4,
    "few_words": -1.4,
    "many_words": -0.8,
    "full_stop": -0.8,
    "colon": 0.5,
    "bullet": -0.4,
    "signs": -0.8,
    "digits": 0.3,
    "dated": -0.8,
    "dated_next": 0.6,
    "dated_soon": 1.5,
    "dated_before": 0.6,
    "signed_next": 0.4,
    "alone": 1.2,
    "outdented": 1.1,
    "after_list": -0.3,
    "before_list": -0.2,
    "before_prose": -0.2,
    "first": 1.0,
    "top": 0.4,
    "prose_before": -1.0,
    "overlap": 0.9,
    "overlap2": 1.1,
    "lower": -0.6,
    "counted": 0.9,
    "begun": 0.9,
    "holds_known": 1.4,
    "crumbs": -0.7,
    "below_title": -0.8,
    "above_title": -0.7,
    "first_date": 0.5,
    "dated8": 0.7,
    "first_heading": 0.5,
    "near_body": 0.5,
    "in_body": -0.5,
    "body_start": -0.2,
    "paren": -0.4,
    "gap": 0.6,
    "bigger_gap": 0.2,
    "gap_below": 1.1,
    "ratio": 1.3,
    "head_first": 0.4,
    "furniture": -0.7,
}


def _prose_length(row: Row) -> int:
    """The length of a row that reads as sentences, 0 for menus, headings and lists."""
    length = len(row.text)
    if length < 80 or row.marker or not any(sign in row.text for sign in ".!?。！？…:"):
        return 0
    return min(length, 1000)


def _word_count(text: str) -> int:
    """Count words; two characters of a script without spaces count as one."""
    wide = sum(1 for char in text if "\u3040" <= char <= "\ud7a3")
    return len(text.split()) + wide // 2


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Cut a line at each of its separators, at most six."""
    for match in islice(SEPARATOR.finditer(text), 6):
        head, tail = text[: match.start()].strip(), text[match.end() :].strip()
        if head and tail:
            yield head, tail
