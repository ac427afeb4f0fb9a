"""How the tools that write dumps lay a page out, as data, and how to tell them apart.

FORMAT.md ("Dialects") says where each rule comes from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.dumps.vocabulary.patterns import MARKDOWN_HEADING, SET_IN_NUMBER
from archive.dumps.vocabulary.widths import display_width

SAMPLE_LINES = 4000
"""Lines looked at to tell the dialect; a page shows its habits well before that."""

RARE = 50
"""Flat text has not one blank or indented line in so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What one family of extractors does to a page.

    `wraps`: paragraphs are broken at about 80 characters and must be joined again.
    `columns`: they are broken by columns, of which a character of East Asia takes two.
    `markdown`: emphasis, headings and escapes are marked with signs to be taken off.
    `indents`: the indentation of a line without a bullet means something.
    `numbers_right`: the numbers of a list are aligned at their last digit.
    `flat`: neither indentation nor blank lines; a line is a piece of text between tags.
    `images`: an image stands as its file name in brackets, a form field as underscores.
    `tables`: the cells of a table stand side by side; `tabs`: two tabs part them.
    `bullets`: the signs that open a list item.
    """

    name: str
    bullets: str
    images: bool = False
    tables: bool = False
    tabs: bool = False
    wraps: bool = False
    columns: bool = False
    markdown: bool = False
    indents: bool = True
    numbers_right: bool = False
    flat: bool = False


DIALECTS: dict[str, Dialect] = {
    dialect.name: dialect
    for dialect in (
        Dialect(name="resiliparse", bullets="•", tables=True, tabs=True),
        Dialect(
            name="lynx",
            bullets="*+o#@-=",
            images=True,
            wraps=True,
            tables=True,
            numbers_right=True,
        ),
        Dialect(
            name="w3m",
            bullets="•□☆○■★◎●△",
            images=True,
            wraps=True,
            columns=True,
            tables=True,
            numbers_right=True,
        ),
        Dialect(name="inscriptis", bullets="*+o-", numbers_right=True, tables=True),
        Dialect(name="html2text", bullets="*", markdown=True, indents=False, tables=True),
        Dialect(name="flat", bullets="", indents=False, flat=True),
    )
}


def detect_dialect(lines: Sequence[str]) -> Dialect:
    """Name the dialect by the page's habits; `resiliparse` where nothing speaks."""
    sample = [line for line in lines[:SAMPLE_LINES] if line.strip()]
    if not sample:
        return DIALECTS["resiliparse"]
    blank = len(lines[:SAMPLE_LINES]) - len(sample)
    indented = sum(line[0] == " " for line in sample)
    # What looks like a blank line may have been a text of signs that were left out.
    if blank * RARE < len(sample) and indented * RARE < len(sample) and len(sample) > 3:
        return DIALECTS["flat"]
    if _is_markdown(sample):
        return DIALECTS["html2text"]
    if _is_wrapped(map(len, sample)):
        return DIALECTS["lynx" if _is_lynx(sample) else "w3m"]
    if _is_wrapped(map(display_width, sample)):
        return DIALECTS["w3m"]
    return DIALECTS["inscriptis" if _is_inscriptis(sample) else "resiliparse"]


def _is_markdown(sample: list[str]) -> bool:
    headings = sum(1 for line in sample if line[0] == "#" and MARKDOWN_HEADING.match(line))
    page = "\n".join(["", *sample])
    signs = 0
    if "**" in page or "\\." in page or "\n  * " in page:
        signs = sum("**" in line or "\\." in line or line.startswith("  * ") for line in sample)
    if headings + signs < max(3, len(sample) // 100 + 1):
        return False
    bullets = sum(1 for line in sample if "• " in line and line.lstrip().startswith("• "))
    return bullets * 3 <= headings + signs


def _is_wrapped(widths: Iterable[int]) -> bool:
    counts = Counter((width >= 60) + (width > 80) for width in widths)
    return counts[1] > 3 and counts[2] * 8 < counts[1]


def _is_lynx(sample: list[str]) -> bool:
    shifted = sum(line.startswith("   ") and line[3:4] != " " for line in sample)
    return shifted * 4 > len(sample) or any(line.startswith("     * ") for line in sample)


def _is_inscriptis(sample: list[str]) -> bool:
    round_bullets = sum(line.lstrip().startswith("• ") for line in sample)
    plain_bullets = sum(line.lstrip().startswith(("* ", "+ ", "o ")) for line in sample)
    return plain_bullets > round_bullets and not _has_numbers_left(sample)


def _has_numbers_left(sample: list[str]) -> bool:
    """Tell a list whose "10." begins where its "9." does from one whose last digits are aligned."""
    numbers = [number for line in sample if (number := SET_IN_NUMBER.match(line))]
    left = right = 0
    for above, below in pairwise(numbers):
        if len(above["digits"]) < len(below["digits"]):
            left += above.start("digits") == below.start("digits")
            right += above.end("digits") == below.end("digits")
    return left > right
