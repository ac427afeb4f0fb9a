"""Text from dumps to safe HTML: the only module that calls any of it safe.

Everything that comes out of a dump is hostile. It is escaped whole; the only tags in the
result are the ones that are written here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape

from django.utils.html import Urlizer
from django.utils.safestring import SafeString, mark_safe

PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n+")
NOT_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
BLOCK_TAGS = {"heading": "h2", "list-item": "li", "quote": "blockquote", "preformatted": "pre"}


class SafeLinks(Urlizer):
    """Links to http and https only, and none to mail addresses, which harvesters read."""

    url_template = '<a href="{href}" rel="nofollow ugc noopener">{url}</a>'
    simple_url_2_re = re.compile(r"^www\.\w", re.IGNORECASE)

    @staticmethod
    def is_email_simple(value: str) -> bool:
        return False


_links = SafeLinks()


def render_line(text: str) -> SafeString:
    """One run of text: escaped, its web addresses linked, its line breaks kept."""
    return mark_safe(_line(text))  # noqa: S308 - escaped there


def _line(text: str) -> str:
    # Looking for links costs four times as much as escaping (DESIGN.md, The tree), and
    # Django's escape(), which takes lazy translations as well, twice as much as this one.
    is_linked = "://" in text or "www." in text.lower()
    html = _links(text, autoescape=True) if is_linked else escape(text)
    return html.replace("\n", "<br>\n")


def render_comment(text: str) -> SafeString:
    """A comment's text, its paragraphs parted by blank lines and its quotes marked by `>`."""
    return _join(
        _paragraph(part) for part in PARAGRAPH_BREAK.split(text.strip("\n")) if part.strip()
    )


def render_blocks(blocks: Iterable[tuple[str, str]]) -> SafeString:
    """An article's body from `(kind, text)` pairs; neighbouring list items share a list."""
    parts: list[str] = []
    in_list = False
    for kind, text in blocks:
        if (kind == "list-item") != in_list:
            parts.append("</ul>" if in_list else "<ul>")
            in_list = not in_list
        tag = BLOCK_TAGS.get(kind, "p")
        parts.append(f"<{tag}>{_line(text)}</{tag}>")
    if in_list:
        parts.append("</ul>")
    return _join(parts)


def render_linked_data(data: object) -> SafeString:
    """A block of JSON-LD, which browsers do not run; nothing in it can end the block."""
    text = json.dumps(data, ensure_ascii=False).translate(NOT_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def stored_html(html: str) -> SafeString:
    """A fragment that one of the functions above made and a `body_html` column has kept."""
    return SafeString(html)


def _paragraph(text: str) -> str:
    if ">" in text and all(line.lstrip().startswith(">") for line in text.split("\n")):
        lines = text.split("\n")
        quoted = "\n".join(line.lstrip().removeprefix(">").removeprefix(" ") for line in lines)
        return f"<blockquote><p>{_line(quoted)}</p></blockquote>"
    return f"<p>{_line(text)}</p>"


def _join(parts: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(parts))  # noqa: S308 - every part is made above
