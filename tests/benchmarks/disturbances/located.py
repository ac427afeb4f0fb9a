"""Where the truth of a page stands in its dump: bodies, the gaps between them, names, dates.

Everything is found by the truth alone and never by the parser; what cannot be found for
certain is `None`, and the page is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from archive.dumps.dates.words import MONTHS, WEEKDAYS
from archive.dumps.vocabulary import patterns

Span = tuple[int, int]
Truth = dict[str, Any]

WORD = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|[^\\W_\u3040-\u9fff]+")

COUNT_MENTION = re.compile(patterns.COUNT_MENTION.pattern, re.IGNORECASE)

SHORT = 5
"""Shorter bodies are looked for between longer ones, where they must be unique."""


@dataclass(frozen=True)
class Located:
    """A dump of a kind and its truth; `bodies` and `dates` are spans of the text, one one to
    a comment."""

    text: str
    truth: Truth
    bodies: tuple[Span, ...]
    kind: str = ""

    @property
    def comments(self) -> list[Truth]:
        return list(self.truth["comments"])

    def gaps(self) -> list[Span]:
        """Give what stands above, between and below the bodies: one more than these."""
        ends = [0, *(end for _, end in self.bodies)]
        return list(zip(ends, [*(start for start, _ in self.bodies), len(self.text)], strict=True))

    def heads(self) -> list[Span]:
        """Give the gaps, the outer ones no longer than the longest inner one."""
        gaps = self.gaps()
        longest = max((end - start for start, end in gaps[1:-1]), default=400) + 20
        (first, end), (start, last) = gaps[0], gaps[-1]
        first, last = max(first, end - longest), min(last, start + longest)
        return [(self._line_start(first), end), *gaps[1:-1], (start, last)]

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end


def locate(text: str, truth: Truth, kind: str = "") -> Located | None:
    """Find every body in its order, long ones first; the optional ones too."""
    words = [(match[0].casefold(), match.span()) for match in WORD.finditer(text)]
    starts, size = [], 1
    for word, _ in words:
        starts.append(size)
        size += len(word) + 1
    line = " " + " ".join(word for word, _ in words) + " "
    wanted = [
        " " + " ".join(word.casefold() for word in WORD.findall(comment["body"])) + " "
        for comment in truth["comments"]
    ]
    found: list[Span | None] = [None] * len(wanted)
    place = 0
    for number, body in enumerate(wanted):
        if body.count(" ") > SHORT:
            at = line.find(body, place)
            if at < 0:
                return None
            found[number] = (at, place := at + len(body) - 1)
    for number, body in enumerate(wanted):
        if found[number] is None:
            before = max((span[1] for span in found[:number] if span), default=0)
            after = next((span[0] for span in found[number + 1 :] if span), len(line))
            inside = line[before : after + 1]
            if len(body) < 3 or inside.count(body) != 1:
                return None
            at = before + inside.index(body)
            found[number] = (at, at + len(body) - 1)
    spans = []
    for span in found:
        assert span is not None
        first, last = bisect_left(starts, span[0] + 1), bisect_left(starts, span[1]) - 1
        spans.append((words[first][1][0], words[last][1][1]))
    if not spans or any(one[1] > other[0] for one, other in pairwise(spans)):
        return None
    return Located(text, truth, tuple(spans), kind)


def name_pattern(name: str) -> str:
    """Give a pattern of a name as a dump may wrap it; whole words only."""
    inner = r"\s+".join(map(re.escape, name.split()))
    return rf"(?<![\w@#.-]){inner}(?![\w-])"


def is_above(page: Located) -> bool | None:
    """Tell whether authors stand above their texts; None where neither is certain."""
    gaps = [page.text[start:end] for start, end in page.heads()]
    named = [(n, c["author"]) for n, c in enumerate(page.comments) if c["author"]]
    above = all(re.search(name_pattern(name), gaps[n]) for n, name in named)
    below = all(re.search(name_pattern(name), gaps[n + 1]) for n, name in named)
    return above if named and above != below else None


LONGEST_TAIL = 15


def name_lines(page: Located) -> list[Span] | None:
    """Find the line with its author's name above each text; "says:" may follow all the names."""
    if not is_above(page):
        return None
    found, tails = [], set()
    for number, comment in enumerate(page.comments):
        if not comment["author"]:
            return None
        name = name_pattern(comment["author"])
        line = rf"(?m)^[^\w\n]*(?P<name>{name})(?P<tail>[^\n]{{0,{LONGEST_TAIL}}})$"
        matches = list(re.finditer(line, page.text[slice(*page.heads()[number])]))
        if not matches:
            return None
        start = page.heads()[number][0]
        found.append((start + matches[-1].start("name"), start + matches[-1].end()))
        tails.add(matches[-1]["tail"].strip())
    return found if len(tails) == 1 else None


_MONTH_NAMES = {
    month: "|".join(sorted((n for n, m in MONTHS.items() if m == month), key=len, reverse=True))
    for month in range(1, 13)
}
_DAY_NAMES = "|".join(sorted(WEEKDAYS, key=len, reverse=True))


def date_pattern(value: str) -> re.Pattern[str]:
    """Give a pattern of a moment in any usual notation, from its value."""
    year, month, day = int(value[:4]), int(value[5:7]), int(value[8:10])
    d = rf"0?{day}(?:st|nd|rd|th|er)?(?!\d)"
    m = rf"(?:(?:{_MONTH_NAMES[month]})\b\.?|0?{month}(?!\d))"
    y = rf"(?:{year}|'?{year % 100:02})(?!\d)"
    gap = r"(?:\s?[./\-]\s?|,?\s+(?:de\s|of\s)?|\s?[年月])"
    date = rf"(?:{d}{gap}{m}{gap}{y}|{m}{gap}{d}{gap}{y}|{y}{gap}{m}{gap}{d}日?)"
    weekday = rf"(?:\b(?:{_DAY_NAMES})\b[.,]?\s)?"
    pattern = rf"{weekday}(?<!\d){date}"
    if len(value) > 10:
        hour, minute = int(value[11:13]), value[14:16]
        half = "" if hour < 13 else f"|{hour - 12}"
        h = rf"(?<!\d)(?:0?{hour}{half}{'|12' if hour == 0 else ''})\s?[:.h]\s?{minute}(?::\d\d)?"
        clock = rf"{h}(?:\s?[ap]\.?m\b\.?|\suhr\b)?"
        between = r"[^\w\n]{0,6}(?:(?:at|um|à|as|on|в|om)\s)?"
        pattern = rf"(?:{weekday}{date}{between}{clock}|{clock}{between}{weekday}{date})"
    return re.compile(rf"(?<![\d.])(?<!\w){pattern}(?!\d)", re.IGNORECASE)


def dates_of(page: Located) -> list[Span] | None:
    """Find the printed date of every comment that has one, all on the same side."""
    above = is_above(page)
    sides = (0, 1) if above is None else (0,) if above else (1,)
    heads = page.heads()
    for side in sides:
        found = []
        for number, comment in enumerate(page.comments):
            if comment["posted_at"]:
                start, end = heads[number + side]
                matches = list(date_pattern(comment["posted_at"]).finditer(page.text, start, end))
                if not matches:
                    break
                found.append((matches[-1] if side == 0 else matches[0]).span())
        else:
            return found if found and len(set(found)) == len(found) else None
    return None
