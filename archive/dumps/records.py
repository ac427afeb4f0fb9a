"""What the parser returns: frozen records, in the order in which a page is read.

Lines count from 1 and ranges include both ends. Depth counts from 0. A comment's
`parent` is an index into the same page's `comments` and always smaller than the
comment's own index, so one forward pass over the flat tuple rebuilds the tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PARSER_VERSION = "3"
"""Changes whenever the same text may give another result; kept with each dump."""


class SectionKind(StrEnum):
    """What a run of lines is. Every line of a dump is in exactly one section."""

    TITLE = "title"
    BYLINE = "byline"
    TAGS = "tags"
    IMAGE = "image"
    BODY = "body"
    COUNT = "count"
    COMMENT = "comment"
    IGNORED = "ignored"


class BlockKind(StrEnum):
    """The light structure kept of an article's body."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"


class Precision(StrEnum):
    """How finely a time was written. A time given to the day has no known hour."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class Certainty(StrEnum):
    """How the comment that is answered became known (DESIGN.md, Names)."""

    EXPLICIT = "explicit"
    INDENT = "indent"
    DEPTH_CAPPED = "depth-capped"
    GUESSED = "guessed"


class CommentKind(StrEnum):
    """A reader's words, or another page's notice that it links here."""

    COMMENT = "comment"
    PINGBACK = "pingback"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines `first_line` to `last_line`; `comment` indexes the page's comments."""

    kind: SectionKind
    first_line: int
    last_line: int
    comment: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """An oddity found in a dump: where, and what was decided and why, in a sentence."""

    code: str
    first_line: int
    last_line: int
    decision: str
    comment: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A date as written and, where it could be read, its value on the page's own clock.

    `value` has no zone: the page shows none, and the site's zone is the importer's to
    know. It is None where the words name no complete date ("3 hours ago", "16:52").
    """

    text: str
    value: datetime | None = None
    precision: Precision | None = None

    def isoformat(self) -> str | None:
        """`2015-09-30` or `2015-09-30T16:52`, no finer than was written; None if unread."""
        if self.value is None:
            return None
        if self.precision is Precision.DAY:
            return self.value.date().isoformat()
        timespec = "seconds" if self.precision is Precision.SECOND else "minutes"
        return self.value.isoformat(timespec=timespec)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item or quote; line breaks inside it are kept as `\\n`."""

    kind: BlockKind
    text: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """The lead image's caption and the credit line under it, where the dump has them."""

    caption: str | None
    credit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedComment:
    """One reader's contribution.

    `author` is the name without theme words ("says:", "#12"), `author_text` the words it
    was read from. `body` joins paragraphs with a blank line and keeps line breaks. A
    `parent` of None with a certainty of None is a top-level comment that is plainly one;
    a certainty of GUESSED always has a defect that says so.
    """

    author: str | None
    author_text: str | None
    posted: Time | None
    body: str
    depth: int
    parent: int | None
    parent_certainty: Certainty | None
    first_line: int
    last_line: int
    kind: CommentKind = CommentKind.COMMENT
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedPage:
    """A whole dump. `comments` is flat, in reading order; `sections` covers every line once.

    `confidence` runs from 0 to 1: how regularly the page's own pattern explains its
    discussion, less what the defects cost.
    """

    dialect: str
    line_count: int
    title: str | None
    title_text: str | None
    site_name: str | None
    author: str | None
    published: Time | None
    tags: tuple[str, ...]
    image: Image | None
    body: tuple[Block, ...]
    declared_count: int | None
    comments: tuple[ParsedComment, ...]
    sections: tuple[Section, ...]
    defects: tuple[Defect, ...]
    confidence: float
