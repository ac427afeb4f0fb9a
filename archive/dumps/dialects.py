"""How the tools that write dumps lay a page out, as data, and how to tell them apart.

FORMAT.md ("Dialects") says where each rule comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.dumps.patterns import MARKDOWN_HEADING

SAMPLE_LINES = 4000
"""Lines looked at to tell the dialect; a page shows its habits well before that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What one family of extractors does to a page.

    `wraps`: paragraphs are broken at about 80 columns and must be joined again.
    `markdown`: emphasis, headings and escapes are marked with signs to be taken off.
    `indents`: the indentation of a line without a bullet means something.
    `numbers_right`: the numbers of a list are aligned at their last digit.
    `flat`: neither indentation nor blank lines; a line is a piece of text between tags.
    `images`: an image stands as its file name in brackets, a form field as underscores.
    `bullets`: the signs that open a list item.
    """

    name: str
    bullets: str
    images: bool = False
    wraps: bool = False
    markdown: bool = False
    indents: bool = True
    numbers_right: bool = False
    flat: bool = False


DIALECTS: dict[str, Dialect] = {
    dialect.name: dialect
    for dialect in (
        Dialect(name="resiliparse", bullets="•"),
        Dialect(name="lynx", bullets="*+o#@-=", images=True, wraps=True, numbers_right=True),
        Dialect(name="w3m", bullets="•□☆○■★◎●△", images=True, wraps=True, numbers_right=True),
        Dialect(name="inscriptis", bullets="*+o-", numbers_right=True),
        Dialect(name="html2text", bullets="*", markdown=True, indents=False),
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
    if blank == 0 and indented * 50 < len(sample) and len(sample) > 3:
        return DIALECTS["flat"]
    if _is_markdown(sample):
        return DIALECTS["html2text"]
    if _is_wrapped(sample):
        return DIALECTS["lynx" if _is_lynx(sample) else "w3m"]
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


def _is_wrapped(sample: list[str]) -> bool:
    full = sum(60 <= len(line) <= 80 for line in sample)
    over = sum(len(line) > 80 for line in sample)
    return full > 3 and over * 8 < full


def _is_lynx(sample: list[str]) -> bool:
    shifted = sum(line.startswith("   ") and line[3:4] != " " for line in sample)
    return shifted * 4 > len(sample) or any(line.startswith("     * ") for line in sample)


def _is_inscriptis(sample: list[str]) -> bool:
    round_bullets = sum(line.lstrip().startswith("• ") for line in sample)
    plain_bullets = sum(line.lstrip().startswith(("* ", "+ ", "o ")) for line in sample)
    return plain_bullets > round_bullets
