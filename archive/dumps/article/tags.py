"""Reads the keywords of an article.

They are labelled ("Tags: a, b", "Posted in News and tagged a, b."), or a bare line of them
stands below the text, or under the page's own title line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, takewhile
from typing import NamedTuple

from archive.dumps.article.words import LABEL_STEMS, TAG_LABEL
from archive.dumps.rows.reading import Row

MOST = 30
"""An article has no more tags; more is a tag cloud."""

LONGEST = 40
"""Characters of a tag. Longer is a sentence."""

MOST_WORDS = 5
"""Words of a tag."""

MOST_LABELS = 4
"""Labels in one line: "Posted in News | Tagged a, b"."""

LONGEST_LINE = 500

PUNCTUATION = ".,;:!?()[]<>\"'“”„‘’"
"""What may cling to a keyword without being part of it."""

# ", " or " · " or " / " between tags
SEPARATOR = re.compile(r"\s*[,;•·#、，]\s*|\s+/\s+")
# ", and " before the last tag
LAST_AND = re.compile(r"^(?:and|und|et|y|e|en|i|и)\s+(?=\S)")
# what ends a list of tags: ". Bookmark", " | Get alerts"
LIST_END = re.compile(r"\.\s+(?=\w)|\.$|\s+\|\s+|\s+and$")
# "(31)", how often a tag is used: then it is one of a tag cloud
USES = re.compile(r"\(\d+\)\s*$")
# a line of nothing but the comma between two links
BARE_SEPARATOR = re.compile(
    r"^(?:[,/|·•]|,?\s*(?:and|und|et|y|e|en|i))\s*$|^,\s*(?:and|und|et|y|e|en|i)$"
)


class Line(NamedTuple):
    """The text of one or, where links were torn apart, of several rows."""

    text: str
    rows: tuple[int, ...]
    marker: str


class Tags(NamedTuple):
    """The tags, and the rows that hold them."""

    names: tuple[str, ...]
    rows: tuple[int, ...]


NONE = Tags((), ())


LONGEST_JOIN = 2 * MOST
"""Rows of one line of tags that was torn apart, each separator in a row of its own."""


def read_lines(rows: Sequence[Row], indexes: Iterable[int]) -> list[Line]:
    """Give rows as lines; "a", ",", "b" in three rows are the one line "a, b"."""
    lines: list[Line] = []
    glue = ""
    for index in indexes:
        text = rows[index].text
        if lines and len(text) < 8 and BARE_SEPARATOR.match(text) and _may_go_on(lines[-1]):
            glue = f" {text} " if text in "/|·•" else text + " "
            lines[-1] = lines[-1]._replace(rows=(*lines[-1].rows, index))
        elif glue:
            last = lines[-1]
            lines[-1] = Line(last.text + glue + text, (*last.rows, index), last.marker)
            glue = ""
        else:
            lines.append(Line(text, (index,), rows[index].marker))
    return lines


def _may_go_on(line: Line) -> bool:
    return _is_short(line) and len(line.rows) < LONGEST_JOIN


def labelled_tags(lines: Sequence[Line]) -> Tags:
    """Read the tags that a label announces; categories only where no tags are announced."""
    tags, categories = NONE, NONE
    rows: list[int] = []
    for label, found in _labelled(lines):
        rows += found.rows
        if label["tag"]:
            tags = tags if tags.names else found
        else:
            categories = categories if categories.names else found
    return Tags(tags.names or categories.names, tuple(rows))


def _labelled(lines: Sequence[Line]) -> Iterator[tuple[re.Match[str], Tags]]:
    page = "\n".join(line.text for line in lines if _is_short(line)).lower()
    stems = [stem for stem in LABEL_STEMS if stem in page]
    for position, line in enumerate(lines):
        if not _is_short(line) or not _has_any(line.text.lower(), stems):
            continue
        for label, rest in _labels(line.text):
            if rest:
                found = Tags(_split(rest), line.rows)
            else:
                found = _below(lines, position, is_tag=bool(label["tag"]))
            if found.names:
                yield label, found


def _is_short(line: Line) -> bool:
    return len(line.text) < LONGEST_LINE


def _has_any(text: str, stems: Sequence[str]) -> bool:
    return any(stem in text for stem in stems)


def _labels(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Give each label of a line with the words up to the next label."""
    labels = list(islice(TAG_LABEL.finditer(text), MOST_LABELS))
    if not labels or (labels[0].start() > 0 and not _is_announced(text, labels[0])):
        return
    ends = [label.start() for label in labels[1:]] + [len(text)]
    for label, end in zip(labels, ends, strict=True):
        yield label, text[label.end() : end].strip()


def _is_announced(text: str, label: re.Match[str]) -> bool:
    """Tell a label inside a line from the same word in a sentence: no plain space before it."""
    before = text[: label.start()]
    if not before.endswith(" ") or label[0].lower().startswith("tagged"):
        return True
    return before.rstrip()[-1:] in ("|", "·", "•")


def _below(lines: Sequence[Line], label: int, *, is_tag: bool) -> Tags:
    """Read the line or the list below a label that stands alone.

    A list below "Categories" is the menu of the site, not what this article is filed under.
    """
    below = lines[label + 1 : label + 1 + MOST]
    if not below:
        return NONE
    if not below[0].marker:
        names = _split(below[0].text) if is_tag or len(below[0].rows) > 1 else ()
        return Tags(names, (*lines[label].rows, *below[0].rows))
    if not is_tag:
        return NONE
    items = list(takewhile(lambda line: bool(line.marker), below))
    if not all(_is_tag(item.text) for item in items):
        return NONE
    rows = chain(lines[label].rows, *(item.rows for item in items))
    return Tags(unique(item.text for item in items), tuple(rows))


def _split(text: str) -> tuple[str, ...]:
    """Split a list of tags; empty if the pieces are too long or too many for tags."""
    if end := LIST_END.search(text):
        text = text[: end.start()]
    names = [LAST_AND.sub("", name).strip(" .:|") for name in SEPARATOR.split(text)]
    names = [name for name in names if name]
    if len(names) > MOST or any(not _is_tag(name) for name in names):
        return ()
    return unique(names)


def _is_tag(name: str) -> bool:
    return len(name) <= LONGEST and len(name.split()) <= MOST_WORDS and not USES.search(name)


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Drop repeated names, whatever their case; the first writing stays."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return tuple(seen.values())


def bare_tags(lines: Sequence[Line], prose: str) -> Tags:
    """Read an unlabelled line of keywords: short pieces, most of which the text speaks of."""
    folded = prose.casefold()
    for line in lines:
        if line.marker or not 5 < len(line.text) < LONGEST_LINE or line.text[-1] in ".!?:…":
            continue
        names = _split(line.text)
        spoken = sum(name.casefold() in folded for name in names)
        if len(names) >= 2 and 2 * spoken >= len(names) and LIST_END.search(line.text) is None:
            return Tags(names, line.rows)
    return NONE


def tags_in_line(text: str, prose: str, *, is_alone: bool) -> tuple[str, ...]:
    """Split a line of bare keywords, "Russia Sri Lanka China", by what the text itself says.

    Words that the text writes side by side are one tag. Each word must be written with a
    capital and stand in the text; where the line is all that parts the page's title from
    the article's (`is_alone`), it is no menu, and a third of them is enough.
    """
    words = text.split()
    if not 1 <= len(words) <= 12 or any(word[:1].islower() for word in words):
        return ()
    folded = prose.casefold()
    unspoken = sum(word.strip(PUNCTUATION).casefold() not in folded for word in words)
    if unspoken * 3 > len(words) * 2 or (unspoken and not is_alone):
        return ()
    names: list[str] = []
    while words:
        size = next((n for n in (3, 2) if " ".join(words[:n]) in prose), 1)
        names.append(" ".join(words[:size]))
        words = words[size:]
    return unique(names)
