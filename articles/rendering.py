"""Text from dumps to safe HTML: the only module that calls any of it safe.

Everything that comes out of a dump is hostile. It is escaped whole; the only tags in the
result are the ones that are written here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from django.utils.html import Urlizer
from django.utils.safestring import SafeString, mark_safe

PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n+")
# A word as Django's Urlizer parts them.
WORD = re.compile(r"""[^\s<>"']+""")
NOT_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
# NUL, which no text can hold, stands around the number of a scar while a text is rendered.
SCAR_PLACE = re.compile(r"\x00(\d+)\x00")
WHITE_SPACE = re.compile(r"(\s+)")
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
    if "\x00" in text:
        return _scarred_line(text)
    # Looking for links costs ten times as much as escaping, so only words that may be one
    # are looked at; Django's escape(), which takes lazy translations, twice as much as this.
    html = "".join(_linked(text)) if _may_link(text) else escape(text)
    return html.replace("\n", "<br>\n")


def _may_link(text: str) -> bool:
    """Whether it holds what every link of SafeLinks has."""
    return "://" in text or "www." in text.lower()


def _linked(text: str) -> Iterator[str]:
    done = 0
    for word in WORD.finditer(text):
        if _may_link(word[0]):
            yield escape(text[done : word.start()])
            yield _links(word[0], autoescape=True)
            done = word.end()
    yield escape(text[done:])


def render_comment(text: str, scars: Sequence[tuple[int, int]] = ()) -> SafeString:
    """A comment's text, its paragraphs parted by blank lines and its quotes marked by `>`.

    `scars` are the places, in order, of the words that redactions left: they become marks
    that no text can imitate.
    """
    if scars:
        html = _render_paragraphs(_with_places(text, scars))
        words = [text[start:end] for start, end in scars]
        return _join([SCAR_PLACE.sub(lambda place: _scar(words[int(place[1])]), html)])
    return _join([_render_paragraphs(text)])


def _render_paragraphs(text: str) -> str:
    parts = PARAGRAPH_BREAK.split(text.strip("\n"))
    return "\n".join(_paragraph(part) for part in parts if part.strip())


def _with_places(text: str, scars: Sequence[tuple[int, int]]) -> str:
    """The text with the number of each scar in its place."""
    parts, at = [], 0
    for number, (start, end) in enumerate(scars):
        parts += [text[at:start].replace("\x00", ""), f"\x00{number}\x00"]
        at = end
    return "".join([*parts, text[at:].replace("\x00", "")])


def _scar(words: str) -> str:
    return f'<mark class="scar">{escape(words)}</mark>'


def _scarred_line(text: str) -> str:
    """A run of text with scars: an address that has lost a part of itself leads nowhere."""
    html: list[str] = []
    whole: list[str] = []
    for part in WHITE_SPACE.split(text):
        if "\x00" in part:
            html += [_line("".join(whole)), escape(part)]
            whole = []
        else:
            whole.append(part)
    return "".join([*html, _line("".join(whole))])


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
    return SafeString("\n".join(parts))  # every part is made above
