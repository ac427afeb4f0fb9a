"""One row to the strings of one comment, each of them escaped or made here.

Phrases are looked up once a page and people's links kept, because a discussion repeats
both a thousand times (DESIGN.md, The page).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext

from articles.rendering import stored_html
from articles.states import State
from articles.times import Clock
from comments.models import Certainty, Kind
from comments.rows import Row

FOLDS = ("none", "replies", "all")
"""What is folded from the start."""

NOTHING = SafeString("")
OPEN = SafeString(" open")


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a discussion takes from the page around it.

    `source` holds the ready link to each comment's lines in the dump; `names` the authors
    of comments that are answered here but shown elsewhere; `context` the comments that are
    shown only to lead to the others; `target` the one that the page is about. `fold` is one
    of FOLDS.
    """

    clock: Clock
    ledger_url: str = ""
    source: Mapping[int, SafeString] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    context: Collection[int] = ()
    target: int | None = None
    article_author: str = ""
    fold: str = FOLDS[0]


class Phrases:
    """The words around comments in the language in use, and how their people are called."""

    def __init__(self) -> None:
        self.unnamed = gettext("a comment without author")
        self.withheld = gettext("a withheld comment")
        self.no_author = format_html(
            '<span class="unknown">{}</span>', gettext("author not in the saved page")
        )
        self.no_time = gettext("time not in the saved page")
        self.unclear_time = gettext("time unclear:")
        self.guessed = gettext("place decided, not read")
        self.depth_capped = gettext("place as deep as the page could show")
        self.pingback = gettext("link from another page")
        self.starter = gettext("began this thread")
        self.same_name = gettext("same name as the article’s author")
        self.fold_alone = gettext("Collapse comment by %(author)s")
        self.hidden = gettext("withheld by a moderator")
        self.removed = gettext("removed by moderator")
        self._counts: dict[int, tuple[str, str]] = {}

    def name(self, row: Row) -> str:
        """How to call a comment's author where another comment mentions it."""
        return (row.author_name or self.unnamed) if row.is_public else self.withheld

    def fold(self, count: int) -> tuple[str, str]:
        """The label of a fold, its author left open, and what it says while closed."""
        if not count:
            return self.fold_alone, ""
        if count not in self._counts:
            label = ngettext(
                "Collapse comment by %(author)s and its reply",
                "Collapse comment by %(author)s and its {count} replies",
                count,
            )
            more = ngettext("{count} more", "{count} more", count)
            self._counts[count] = (label.replace("{count}", str(count)), more.format(count=count))
        return self._counts[count]


class CommentWriter:
    """Writes the comments of one page, in their order: a thread's first before its replies."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.phrases = Phrases()
        self._address = reverse("comment", args=[0]).rsplit("0", 1)
        self._names = dict(around.names)
        self._people: dict[int, SafeString] = {}
        self._starter: int | None = None

    def write(self, row: Row, *, names_parent: bool) -> dict[str, Any]:
        """The strings of one comment; with the name of what it answers, if place alone hides it."""
        name = self._names[row.id] = self.phrases.name(row)
        if row.level == 0:
            self._starter = row.commenter_id if row.is_public else None
        label, more = self.phrases.fold(row.reply_count)
        parts = self._said(row) if row.is_public else self._tombstone(row)
        return parts | {
            "id": str(row.id),
            "classes": self._classes(row),
            "answers": self._answers(row) if names_parent else NOTHING,
            "open": NOTHING if self._is_folded(row) else OPEN,
            "label": label.replace("%(author)s", name),
            "more": more,
            "after": NOTHING,
        }

    def continuation(self, comment_id: int, count: int, *, page: int = 1) -> SafeString:
        """The way to replies that stand on a page of their own."""
        words = ngettext(
            "Continue this thread (%(count)d reply)",
            "Continue this thread (%(count)d replies)",
            count,
        ) % {"count": count}
        address = reverse("thread", args=[comment_id]) + (f"?page={page}" if page > 1 else "")
        return format_html('<p class="continue"><a href="{}">{}</a></p>', address, words)

    def _said(self, row: Row) -> dict[str, SafeString]:
        subject = NOTHING
        if row.subject:
            subject = format_html('<p class="subject" dir="auto">{}</p>', row.subject)
        return {
            "author": self._author(row),
            "when": self._when(row),
            "marks": self._marks(row),
            "source": self.around.source.get(row.id, NOTHING),
            "body": subject + stored_html(row.body_html),
        }

    def _tombstone(self, row: Row) -> dict[str, SafeString]:
        """The place of a comment that is taken out: its number, and nothing that it said."""
        words = self.phrases.hidden
        if row.state == State.REMOVED or row.commenter_state == State.REMOVED:
            words = self.phrases.removed
        if row.state == State.REMOVED and row.state_reason:
            words = f"{words}: {row.state_reason}"
        return {
            "author": format_html('<span class="tombstone">{}</span>', words),
            "when": self._permalink(row, SafeString(f"#{row.id}")),
            "marks": NOTHING,
            "source": NOTHING,
            "body": NOTHING,
        }

    def _author(self, row: Row) -> SafeString:
        if not row.author_name:
            return self.phrases.no_author
        if row.commenter_id is None:
            return format_html('<bdi class="author">{}</bdi>', row.author_name)
        link = self._people.get(row.commenter_id)
        if link is None:
            slug = slugify(row.author_name, allow_unicode=True) or "-"
            link = self._people[row.commenter_id] = format_html(
                '<a class="author" href="{}"><bdi>{}</bdi></a>',
                reverse("commenter", args=[row.commenter_id, slug]),
                row.author_name,
            )
        return link

    def _when(self, row: Row) -> SafeString:
        if row.posted_at is not None:
            moment = self.around.clock.show(row.posted_at, row.posted_precision or "")
            return self._permalink(
                row, SafeString(f'<time datetime="{moment.machine}">{escape(moment.text)}</time>')
            )
        if row.posted_text:
            words = format_html(
                '<span class="unknown">{}</span> “<bdi>{}</bdi>”',
                self.phrases.unclear_time,
                row.posted_text,
            )
        else:
            words = format_html('<span class="unknown">{}</span>', self.phrases.no_time)
        return self._permalink(row, words)

    def _permalink(self, row: Row, words: SafeString) -> SafeString:
        head, tail = self._address
        return SafeString(f'<a class="when" href="{head}{row.id}{tail}">{words}</a>')

    def _marks(self, row: Row) -> SafeString:
        """Who else this is, what it is, and how sure its place is."""
        marks = NOTHING
        if row.commenter_id and row.level and row.commenter_id == self._starter:
            marks += format_html(' <span class="mark">{}</span>', self.phrases.starter)
        if row.author_name and row.author_name.casefold() == self.around.article_author:
            marks += format_html(' <span class="mark">{}</span>', self.phrases.same_name)
        if row.kind == Kind.PINGBACK:
            marks += format_html(' <span class="mark">{}</span>', self.phrases.pingback)
        if row.parent_certainty == Certainty.DEPTH_CAPPED:
            marks += format_html(' <span class="mark">{}</span>', self.phrases.depth_capped)
        elif row.parent_certainty == Certainty.GUESSED:
            marks += format_html(
                ' <a class="mark mark-guessed" href="{}#about-{}">{}</a>',
                self.around.ledger_url,
                row.id,
                self.phrases.guessed,
            )
        return marks

    def _answers(self, row: Row) -> SafeString:
        if row.parent_id is None:
            return NOTHING
        name = self._names.get(row.parent_id, self.phrases.unnamed)
        words = gettext("reply to %(author)s")
        before, after = words.split("%(author)s", 1)
        head, tail = self._address
        is_here = row.parent_id in self._names and row.parent_id not in self.around.names
        address = f"#c-{row.parent_id}" if is_here else f"{head}{row.parent_id}{tail}"
        return format_html(
            '<a class="answers" href="{}">↳ {}<bdi>{}</bdi>{}</a>', address, before, name, after
        )

    def _is_folded(self, row: Row) -> bool:
        fold = self.around.fold
        return fold == "all" or (fold == "replies" and row.level > 0)

    def _classes(self, row: Row) -> str:
        if row.id == self.around.target:
            return " is-target"
        return " is-context" if row.id in self.around.context else ""
