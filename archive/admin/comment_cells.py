"""What the comment list and the comment form show beside the editable fields."""

from __future__ import annotations

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.admin.display import (
    badge,
    joined,
    link_to,
    link_to_list,
    preformatted,
    quoted,
    unknown,
    when,
)
from archive.masking import ShownLines
from archive.models import Excerpt
from archive.search.snippets import cut_text
from articles.states import State
from comments.models import Certainty, Comment, Kind
from comments.redacting import render_text

DEEPEST_INDENT = 6
"""The style sheet indents up to here; below, "reply to" says what the indent no longer can."""
CAPTURES_SHOWN = 3
EXCERPT_LENGTH = 300
DOUBTFUL = (Certainty.DEPTH_CAPPED, Certainty.GUESSED)


class CommentCells:
    """Read-only columns and fields; each is safe text, and none asks the database a row."""

    @admin.display(description=gettext_lazy("comment"))
    def words(self, comment: Comment) -> SafeString:
        """A whole comment in one cell: on a narrow screen, columns would hide each other."""
        return format_html(
            '<div class="thread level-{}" data-comment="{}">'
            '<p class="head">{} {} <span class="time">{}</span> {}</p>'
            '<p class="words">{}</p><p class="notes">{}</p></div>',
            min(comment.level, DEEPEST_INDENT),
            comment.pk,
            link_to(comment, author(comment)),
            reply_to(comment),
            self.posted(comment),
            "" if comment.state == State.VISIBLE else badge(comment.state),
            self.shortened(comment) or unknown(_("no text")),
            notes(comment),
        )

    def shortened(self, comment: Comment) -> str:
        return " ".join(cut_text(comment.excerpt, EXCERPT_LENGTH).split())

    def posted(self, comment: Comment) -> SafeString | str:
        time = when(comment.posted_at, comment.posted_precision, comment.article.zone)
        return time or quoted(comment.posted_text)

    @admin.display(description=gettext_lazy("state"))
    def status(self, comment: Comment) -> SafeString:
        return badge(comment.state)

    @admin.display(description=gettext_lazy("place"))
    def place(self, comment: Comment) -> SafeString:
        replies = comment.get_descendant_count()
        counted = ngettext("%(count)s reply below", "%(count)s replies below", replies)
        answered = _("reply to") if comment.parent else _("top-level comment")
        return joined(
            part
            for part in (
                link_to(comment.article),
                format_html("{} {}", answered, link_to(comment.parent)),
                comment.get_parent_certainty_display() or "",
                counted % {"count": replies},
                link_to_list(Comment, _("discussion"), article__id__exact=comment.article_id),
            )
            if part
        )

    @admin.display(description=gettext_lazy("defects"))
    def found_defects(self, comment: Comment) -> SafeString:
        entries = ((link_to(e, e.code), e.decision) for e in comment.ledger.all())
        rows = format_html_join("", "<li>{} {}</li>", entries)
        return format_html('<ul class="plain">{}</ul>', rows) if rows else _("none")

    @admin.display(description=gettext_lazy("as written"))
    def author_as_written(self, comment: Comment) -> SafeString:
        return quoted(comment.author_text)

    @admin.display(description=gettext_lazy("as written"))
    def posted_as_written(self, comment: Comment) -> SafeString:
        return quoted(comment.posted_text)

    @admin.display(description=gettext_lazy("commenter"))
    def by_commenter(self, comment: Comment) -> SafeString | str:
        return link_to(comment.commenter) or unknown(_("none"))

    @admin.display(description=gettext_lazy("as saved"))
    def saved_lines(self, comment: Comment) -> SafeString:
        """The lines of the dump, so that a correction can be held against its source."""
        excerpts = (
            Excerpt.objects.filter(comment=comment)
            .select_related("dump")
            .defer("dump__sections")
            .order_by("-pk")[:CAPTURES_SHOWN]
        )
        parts = ((link_to(e.dump), e, preformatted(lines_of(e))) for e in excerpts)
        shown = format_html_join("", '<div class="saved"><p>{} {}</p>{}</div>', parts)
        return shown or unknown(_("in no saved page"))

    @admin.display(description=gettext_lazy("shown as"))
    def shown_as(self, comment: Comment) -> SafeString:
        return format_html('<div class="shown-as">{}</div>', render_text(comment))


def author(comment: Comment) -> SafeString | str:
    name = comment.author_name or unknown(_("author not in the saved page"))
    if comment.kind == Kind.PINGBACK:
        return format_html('{} <span class="code">{}</span>', name, comment.get_kind_display())
    return name


def reply_to(comment: Comment) -> SafeString | str:
    if comment.parent is None:
        return ""
    name = comment.parent.author_name or unknown(_("unknown"))
    return format_html('<span class="reply-to">↳ {} {}</span>', _("reply to"), name)


def notes(comment: Comment) -> SafeString:
    """The article, how sure the place is where that is in question, and the defects."""
    article = link_to_list(Comment, str(comment.article), article__id__exact=comment.article_id)
    parts = [format_html('<span class="article">{}</span>', article)]
    if comment.parent_certainty in DOUBTFUL:
        certainty = comment.get_parent_certainty_display()
        parts.append(format_html('<span class="code">{}</span>', certainty))
    parts += (
        format_html('<span class="code">{}</span>', link_to(entry, entry.code))
        for entry in comment.ledger.all()
    )
    return format_html_join(" ", "{}", ((part,) for part in parts))


def lines_of(excerpt: Excerpt) -> str:
    first, last = excerpt.first_line, excerpt.last_line
    return ShownLines(excerpt.dump, first, last).plain(first, last)
