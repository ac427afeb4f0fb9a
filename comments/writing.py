"""One row to the HTML of one comment, every word of it escaped or made here.

Phrases are looked up once a page and people's links kept, because a discussion repeats
both a thousand times (DESIGN.md, The page).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote as quote_address

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, gettext, ngettext

from articles.states import State
from articles.times import Clock
from comments.models import Certainty, Kind
from comments.quotes import HIGHEST, Said, find_quote, may_quote
from comments.rows import Row

FOLDS = ("none", "replies", "all")
"""What is folded from the start."""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a discussion takes from the page around it.

    `language` is the code of the one that its comments are in, if that is known;
    `source` holds for each comment where in `source_url` its lines are and what they are
    called; `names` the authors of comments that are answered here but shown elsewhere;
    `context` the comments that are shown only to lead to the others; `target` the one that
    the page is about. `fold` is one of FOLDS, and leaves open what is shown as context;
    `top_level` is the level of the comments that are no replies here.
    """

    clock: Clock
    language: str = ""
    ledger_url: str = ""
    source_url: str = ""
    source: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    context: Collection[int] = ()
    target: int | None = None
    article_author: str = ""
    fold: str = FOLDS[0]
    top_level: int = 0


class Phrases:
    """The words around comments in the language in use, and how their people are called."""

    def __init__(self) -> None:
        self.unnamed = gettext("a comment without author")
        self.withheld = gettext("a withheld comment")
        self.no_author = _span("unknown", gettext("author not in the saved page"))
        self.no_time = _span("unknown", gettext("time not in the saved page"))
        self.unclear_time = _span("unknown", gettext("time unclear:"))
        self.guessed = escape(gettext("place decided, not read"))
        self.depth_capped = _span("mark", gettext("place as deep as the page could show"))
        self.moderated = _span("mark", gettext("place decided by a moderator"))
        self.pingback = _span("mark", gettext("link from another page"))
        self.starter = _span("mark", gettext("began this thread"))
        self.same_name = _span("mark", gettext("same name as the article’s author"))
        self.quoted = gettext("quoted from %(author)s")
        self.reply_to = gettext("reply to %(author)s")
        self.fold_alone = gettext("Collapse comment by %(author)s")
        self.hidden = gettext("withheld by a moderator")
        self.removed = gettext("removed by moderator")
        self.lines = escape(gettext("Lines in the saved page"))
        folded = escape(gettext("folded"))
        self._counts: dict[int, tuple[str, str]] = {0: (self.fold_alone, folded)}

    def name(self, row: Row) -> str:
        """How to call a comment's author where another comment mentions it."""
        return (row.author_name or self.unnamed) if row.is_public else self.withheld

    def fold(self, count: int) -> tuple[str, str]:
        """The label of a fold, its author left open, and what it says while closed."""
        if count not in self._counts:
            label = ngettext(
                "Collapse comment by %(author)s and its reply",
                "Collapse comment by %(author)s and its {count} replies",
                count,
            )
            more = ngettext("{count} more", "{count} more", count)
            self._counts[count] = (
                label.replace("{count}", str(count)),
                escape(more.format(count=count)),
            )
        return self._counts[count]


def _span(kind: str, words: str) -> str:
    return f'<span class="{kind}">{escape(words)}</span>'


class CommentWriter:
    """Writes the comments of one page, in their order: a thread's first before its replies."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.phrases = Phrases()
        # Looking up each address would take longer than writing the comment.
        self._address = reverse("comment", args=[0]).rsplit("0", 1)
        self._person_address = reverse("commenter", args=[0, "-"]).rsplit("0", 1)
        self._source_url = escape(around.source_url)
        self._language = f' lang="{escape(around.language)}"' if around.language else ""
        self._own_language = f' lang="{get_language()}"' if around.language else ""
        self._names = dict(around.names)
        self._above: dict[int | None, Row] = {}
        self._people: dict[tuple[int, str], str] = {}
        self._folds: dict[tuple[str, int, bool], str] = {}
        self._starter: int | None = None

    def write(self, row: Row, *, names_parent: bool) -> str:
        """One comment up to where its replies stand, its <details> and what is around it open.

        With the name of what it answers, if its place alone hides that.
        """
        is_public = row.is_public
        name = self.phrases.name(row) if is_public else self.phrases.withheld
        self._names[row.id] = name
        if row.level == 0:
            self._starter = row.commenter_id if is_public else None
        answers = self._answers(row) if names_parent and row.parent_id else ""
        self._above[row.id] = row
        head, body = self._said(row, answers) if is_public else self._tombstone(row, answers)
        return (
            f'<li class="comment{self._classes(row)}" id="c-{row.id}"><article class="remark">\n'
            f'<header class="remark-head">{head}</header>\n'
            f"{self._fold(row, name)}\n"
            f'<div class="remark-body" dir="auto"{self._language}>{body}</div>\n'
        )

    def continuation(self, comment_id: int, count: int, *, page: int = 1) -> str:
        """The way to replies that stand on a page of their own."""
        words = ngettext(
            "Continue this thread (%(count)d reply)",
            "Continue this thread (%(count)d replies)",
            count,
        ) % {"count": count}
        address = reverse("thread", args=[comment_id]) + (f"?page={page}" if page > 1 else "")
        return f'<p class="continue"><a href="{escape(address)}">{escape(words)}</a></p>'

    def _said(self, row: Row, answers: str) -> tuple[str, str]:
        """The head and the body of a comment that may be read."""
        body = self._with_quote(row)
        if row.subject:
            body = f'<p class="subject" dir="auto">{escape(row.subject)}</p>{body}'
        when = self._permalink(row, self._time(row))
        head = f"{self._author(row)}{self._marks(row)}{answers} {when} {self._source(row)}"
        return head, body

    def _with_quote(self, row: Row) -> str:
        """The words of a comment; those that it quotes from one above it lead there."""
        if row.parent_id is None or not may_quote(row.body_html):
            return row.body_html
        quote = find_quote(row.body_html, self._said_above(row))
        if quote is None:
            return row.body_html
        name = f"<bdi>{escape(self._names[quote.source])}</bdi>"
        words = escape(self.phrases.quoted).replace("%(author)s", name)
        source = f'<a href="#c-{quote.source}">{words}</a>'
        return (
            f'<blockquote class="quote"><p>{quote.words_html}</p>\n'
            f'<p class="quote-source"{self._own_language}>{source}</p></blockquote>'
            f"{quote.rest_html}"
        )

    def _said_above(self, row: Row) -> Iterator[Said]:
        """What a comment answers, the nearest first, as far as this page shows it."""
        above = self._above.get(row.parent_id)
        for _step in range(HIGHEST):
            if above is None:
                return
            if above.is_public:
                yield Said(above.id, above.body_html)
            above = self._above.get(above.parent_id)

    def _tombstone(self, row: Row, answers: str) -> tuple[str, str]:
        """The place of a comment that is taken out: its number, and nothing that it said."""
        words = self.phrases.hidden
        if row.state == State.REMOVED or row.commenter_state == State.REMOVED:
            words = self.phrases.removed
        if row.state == State.REMOVED and row.state_reason:
            words = f"{words}: {row.state_reason}"
        when = self._permalink(row, f"#{row.id}")
        return f"{_span('tombstone', words)}{answers} {when}", ""

    def _author(self, row: Row) -> str:
        if not row.author_name:
            return self.phrases.no_author
        if row.commenter_id is None:
            return f'<bdi class="author">{escape(row.author_name)}</bdi>'
        # One person's name may have several spellings.
        key = row.commenter_id, row.author_name
        link = self._people.get(key)
        if link is None:
            slug = quote_address(slugify(row.author_name, allow_unicode=True) or "-")
            head, tail = self._person_address
            address = f"{head}{row.commenter_id}{tail.replace('-', slug)}"
            name = f"<bdi>{escape(row.author_name)}</bdi>"
            link = f'<a class="author" href="{address}">{name}</a>'
            self._people[key] = link
        return link

    def _time(self, row: Row) -> str:
        if row.posted_at is not None:
            moment = self.around.clock.show(row.posted_at, row.posted_precision)
            return f'<time datetime="{moment.machine}">{escape(moment.text)}</time>'
        if row.posted_text:
            return f"{self.phrases.unclear_time} “<bdi>{escape(row.posted_text)}</bdi>”"
        return self.phrases.no_time

    def _permalink(self, row: Row, html: str) -> str:
        head, tail = self._address
        return f'<a class="when" href="{head}{row.id}{tail}">{html}</a>'

    def _source(self, row: Row) -> str:
        found = self.around.source.get(row.id)
        if found is None:
            return ""
        place, name = found
        address = f"{self._source_url}{escape(place)}"
        return f'<a class="lines" href="{address}" title="{self.phrases.lines}">{name}</a>'

    def _marks(self, row: Row) -> str:
        """Who else this is, what it is, and how sure its place is."""
        marks = []
        if row.commenter_id and row.level and row.commenter_id == self._starter:
            marks.append(self.phrases.starter)
        if self.around.article_author and row.author_name.casefold() == self.around.article_author:
            marks.append(self.phrases.same_name)
        if row.kind == Kind.PINGBACK:
            marks.append(self.phrases.pingback)
        if row.parent_certainty == Certainty.DEPTH_CAPPED:
            marks.append(self.phrases.depth_capped)
        if row.parent_certainty == Certainty.MODERATED:
            marks.append(self.phrases.moderated)
        if row.parent_certainty == Certainty.GUESSED:
            address = escape(f"{self.around.ledger_url}#about-{row.id}")
            marks.append(
                f'<a class="mark mark-guessed" href="{address}">{self.phrases.guessed}</a>'
            )
        return " ".join(["", *marks]) if marks else ""

    def _answers(self, row: Row) -> str:
        name = self._names.get(row.parent_id, self.phrases.unnamed)
        words = escape(self.phrases.reply_to).replace("%(author)s", f"<bdi>{escape(name)}</bdi>")
        head, tail = self._address
        is_here = row.parent_id in self._names and row.parent_id not in self.around.names
        address = f"#c-{row.parent_id}" if is_here else f"{head}{row.parent_id}{tail}"
        return f' <a class="answers" href="{address}">↳ {words}</a>'

    def _fold(self, row: Row, name: str) -> str:
        """The beginning of what can be folded; most are alike, since most have no replies."""
        count = (row.rght - row.lft) // 2
        around = self.around
        is_folded = around.fold == "all" or (
            around.fold == "replies" and row.level > around.top_level
        )
        if is_folded and row.id in around.context:
            is_folded = False
        key = name, count, is_folded
        fold = self._folds.get(key)
        if fold is None:
            label, more = self.phrases.fold(count)
            fold = self._folds[key] = (
                f'<details class="fold"{"" if is_folded else " open"}>'
                '<summary class="fold-handle"><span class="visually-hidden">'
                f"{escape(label.replace('%(author)s', name))}</span>"
                f' <span class="fold-more">{more}</span></summary>'
            )
        return fold

    def _classes(self, row: Row) -> str:
        if row.id == self.around.target:
            return " is-target"
        return " is-context" if row.id in self.around.context else ""
