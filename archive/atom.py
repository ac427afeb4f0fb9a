"""Atom (RFC 4287) of whatever was archived, which may hold what no XML can."""

from __future__ import annotations

import re
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Atom(Atom1Feed):
    """A feed without the characters that XML 1.0 cannot hold (its section 2.2)."""

    def __init__(self, title: str, link: str, description: str | None, **more: Any) -> None:
        super().__init__(_writable(title), link, _writable(description), **more)

    def add_item(self, title: str, link: str, description: str, **more: Any) -> None:
        more["author_name"] = _writable(more.get("author_name"))
        super().add_item(_writable(title), link, _writable(description), **more)


def _writable(text: str | None) -> str | None:
    return text and NOT_IN_XML.sub("", text)


def unknown_author() -> str:
    """Every entry names an author (RFC 4287, 4.1.2); this is what stands where none is known."""
    return _("[author not in the saved page]")
