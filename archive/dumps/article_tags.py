"""Reads the keywords of an article: labelled ("Tags: a, b") or in a line under the title line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.dumps.article_words import TAG_LABEL
from archive.dumps.rows import Row

MOST = 30
"""An article has no more tags; more is a tag cloud."""

LONGEST = 40
"""In characters. Longer is a sentence."""

# ", " or " | " or " · " or " / " between tags
TAG_SEPARATOR = re.compile(r"\s*[,;|•·#、，]\s*|\s+/\s+")
# " and " before the last tag is not a separator: "Bed and breakfast" is one tag


def labelled_tags(rows: Sequence[Row], indexes: Sequence[int]) -> tuple[list[str], list[int]]:
    """Read the tags that a label announces, and the rows that hold them.

    `indexes` are the rows to look in, in order. Tags win over categories, since a page
    with both means its keywords by the former.
    """
    found = list(_labelled(rows, indexes))
    tags = unique(tag for label, names, _ in found if _is_tag_label(label) for tag in names)
    if not tags:
        tags = unique(tag for _, names, _ in found for tag in names)
    return tags, [index for _, _, used in found for index in used]


def _is_tag_label(label: str) -> bool:
    return not label.lower().startswith(
        ("cat", "kat", "filed", "posted", "abgelegt", "rubri", "in ")
    )


def unique(names: Iterator[str] | Sequence[str]) -> list[str]:
    return list({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


def _labelled(
    rows: Sequence[Row], indexes: Sequence[int]
) -> Iterator[tuple[str, list[str], list[int]]]:
    allowed = set(indexes)
    for index in indexes:
        match = TAG_LABEL.match(rows[index].text)
        if match is None:
            continue
        rest = rows[index].text[match.end() :].strip()
        if rest:
            names = split_tags(rest)
            if names:
                yield match[1], names, [index]
            continue
        used, names = _items_below(rows, index, allowed)
        if names:
            yield match[1], names, [index, *used]


def _items_below(rows: Sequence[Row], label: int, allowed: set[int]) -> tuple[list[int], list[str]]:
    """Read the list, or the one line, that stands below a label without tags of its own."""
    used: list[int] = []
    names: list[str] = []
    index = label + 1
    while index in allowed and len(used) < MOST:
        row = rows[index]
        if used and not row.marker:
            break
        here = split_tags(row.text)
        if not here or (not row.marker and TAG_LABEL.match(row.text)):
            break
        names += here
        used.append(index)
        index += 1
        if not row.marker:
            break
    return used, names


def split_tags(text: str) -> list[str]:
    """Split at commas, bars and dots; nothing if the pieces are too long or too many for tags."""
    names = [name.strip(" .:") for name in TAG_SEPARATOR.split(text)]
    names = [name for name in names if name]
    if len(names) > MOST or any(len(name) > LONGEST for name in names):
        return []
    return names


def tags_in_line(text: str, prose: str) -> list[str]:
    """Split a line of bare keywords, "Russia Sri Lanka China", by what the text itself says.

    Words that the text writes side by side are one tag. Nothing if a word is not written
    with a capital, or is nowhere in the text: then it is no line of keywords.
    """
    words = text.split()
    if not 1 <= len(words) <= 12 or not all(
        word[:1].isupper() or word[:1].isdigit() for word in words
    ):
        return []
    names: list[str] = []
    index = 0
    while index < len(words):
        size = next(
            (
                n
                for n in (3, 2, 1)
                if index + n <= len(words) and " ".join(words[index : index + n]) in prose
            ),
            0,
        )
        if not size:
            return []
        names.append(" ".join(words[index : index + size]))
        index += size
    return names
