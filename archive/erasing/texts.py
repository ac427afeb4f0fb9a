"""What articles, comments, commenters, tags and dumps are rewritten to, with what follows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import models
from django.utils.text import slugify

from archive.dumps.lines import split_lines
from archive.erasing.rewriting import find_rows, text_columns
from archive.excerpts import find_spans
from archive.importing.marks import ARTICLE_GROUPS, COMMENT_GROUPS, carry_marks
from archive.importing.stored import stored_capture
from archive.importing.tags import kept_tag_ids
from archive.models import Dump
from archive.names import WORD, Names, letters
from articles.models import Article, Tag
from articles.states import State
from comments.models import Comment, Commenter
from comments.redacting import render_text, scars_of
from comments.scars import clear_words

LINES = re.compile(r"\r\n|\r|\n")

ERASED_TEXT = "[erased]"
"""What stands in a dump for the words of somebody who is erased, so that it can still be read."""

AUTHOR = ("author",)
"""Whose pseudonym nothing overwrites: it is no name that a page must be read to have."""

SHORTEST_RUN = 4
"""Words in a row that are somebody's text and not by chance the words of a heading."""


def merge_commenters(commenters: Iterable[Commenter], names: Names) -> dict[int, int]:
    """Give people of the name their pseudonym; the ids that gave way to those they became."""
    moved: dict[int, int] = {}
    for commenter in commenters:
        name = names.replace(commenter.name)
        if name == commenter.name:
            continue
        known = Commenter.objects.filter(site=commenter.site_id, name=name).first()
        if known is None:
            Commenter.objects.filter(pk=commenter.pk).update(name=name)
        else:
            moved[commenter.pk] = known.pk
            if commenter.state != State.VISIBLE and known.state == State.VISIBLE:
                # Nothing that was withheld comes back under another name.
                values = {"state": commenter.state, "state_reason": commenter.state_reason}
                Commenter.objects.filter(pk=known.pk).update(**values)
    return moved


def rewrite_comments(
    rows: models.QuerySet[Comment],
    names: Names,
    *,
    moved: Mapping[int, int],
    takes_texts: bool,
    reason: str,
) -> tuple[set[int], dict[int, str]]:
    """Rewrite the comments that hold the name or were written by it.

    The ids of all that changed, and of those whose words were taken, with these.
    """
    found = dict(find_rows(rows, text_columns(Comment), names))
    written = set(rows.filter(commenter__in=list(moved)).values_list("pk", flat=True))
    taken: dict[int, str] = {}
    for pk in sorted(found.keys() | written):
        comment = Comment.objects.get(pk=pk)
        before = vars(comment).copy()
        said = names.replace(_clear_text(comment))
        for column, value in found.get(pk, {}).items():
            setattr(comment, column, value)
        own = names.own([before["author_name"]])
        comment.author_text = names.replace(names.unglue(comment.author_text, own))
        comment.commenter_id = moved.get(comment.commenter_id, comment.commenter_id)
        if takes_texts and comment.author_name != before["author_name"]:
            taken[pk] = said
            comment.subject = comment.body_text = ""
            comment.state, comment.state_reason = State.REMOVED, reason
        comment.body_html = render_text(comment)
        comment.read_marks = carry_marks(
            before,
            vars(comment),
            COMMENT_GROUPS,
            decided=("author", "text") if pk in taken else AUTHOR,
        )
        changed = {name for name, value in vars(comment).items() if before.get(name) != value}
        values = {name: getattr(comment, name) for name in changed if not name.startswith("_")}
        Comment.objects.filter(pk=pk).update(**values)
    return set(found) | written, taken


def _clear_text(comment: Comment) -> str:
    """All that a comment says, with what was redacted in it: as its dumps have it."""
    return "\n".join(
        clear_words(getattr(comment, name), 0, scars_of(comment, name))
        for name in ("subject", "body_text")
    )


def rewrite_articles(rows: models.QuerySet[Article], names: Names) -> set[int]:
    """Rewrite the articles that name the person; the ids of those that changed."""
    found = dict(find_rows(rows, text_columns(Article), names))
    for pk, changes in found.items():
        kept = Article.objects.filter(pk=pk).values().get()
        kept["tag_ids"] = kept_tag_ids(pk)
        marks = carry_marks(kept, {**kept, **changes}, ARTICLE_GROUPS, decided=AUTHOR)
        Article.objects.filter(pk=pk).update(**changes, read_marks=marks)
        article = Article.objects.get(pk=pk)
        if "body_text" in changes and "body_html" not in changes:
            Article.objects.filter(pk=pk).update(body_html=render_text(article))
        slug = slugify(article.title, allow_unicode=True)[:80].strip("-") or "article"
        if "title" in changes:
            Article.objects.filter(pk=pk).update(slug=slug)
    return set(found)


def rewrite_tags(names: Names) -> set[int]:
    """Rename tags that are the name; the articles that have them."""
    found = dict(find_rows(Tag.objects.all(), ["name", "slug"], names))
    for pk, changes in found.items():
        name = changes.get("name") or Tag.objects.get(pk=pk).name
        slug = slugify(name, allow_unicode=True)
        if Tag.objects.filter(slug=slug).exclude(pk=pk).exists():
            slug = f"{slug}-{pk}"
        Tag.objects.filter(pk=pk).update(name=name, slug=slug)
    rows = Article.objects.filter(tags__in=list(found))
    return set(rows.values_list("pk", flat=True))


def rewrite_dump(
    dump: Dump, names: Names, *, authors: Iterable[str], taken: Mapping[int, str]
) -> bool:
    """Rewrite the bytes of a dump, as many lines as before, and what is said of it.

    Its `sha256` stays: it is what the same file is known by when it comes again.
    """
    content = bytes(dump.content)
    new = names.replace_bytes(content, dump.encoding, authors)
    if taken:
        new = _without_texts(new, dump, taken)
    values: dict[str, Any] = {}
    if new != content:
        values["content"] = new
        values["rewritten_sha256"] = hashlib.sha256(new).hexdigest()
    for column in ("path", "source_url", "provenance", "sections"):
        value = getattr(dump, column)
        replaced = names.replace_in(value, is_address=column in ("path", "source_url"))
        if replaced != value:
            values[column] = replaced
    if values:
        Dump.objects.filter(pk=dump.pk).update(**values)
    return bool(values)


def _without_texts(content: bytes, dump: Dump, taken: Mapping[int, str]) -> bytes:
    """The bytes with a mark in place of each line of the words that were taken."""
    text = content.decode(dump.encoding, "surrogateescape")
    ends = LINES.findall(text)
    lines = split_lines(text)
    spans = find_spans(dump, 1, len(lines))
    places = ((pk, *span) for pk in taken for span in spans.get(pk, ()))
    for comment, first, last in places:
        said = f" {' '.join(letters(word) for word in WORD.findall(taken[comment]))} "
        for number in range(first - 1, min(last, len(lines))):
            lines[number] = _without_words(lines[number], said)
    rest = [*ends, ""][: len(lines)]
    whole = "".join(line + end for line, end in zip(lines, rest, strict=True))
    return whole.encode(dump.encoding, "surrogateescape")


def _without_words(line: str, said: str) -> str:
    """A line without the longest run of words that are the text's; the rest names and times."""
    words = list(WORD.finditer(line))
    folded = [letters(word[0]) for word in words]
    best = (0, 0)
    for first in range(len(words)):
        last = first + best[1] - best[0]
        while last < len(words) and f" {' '.join(folded[first : last + 1])} " in said:
            last += 1
            best = (first, last)
    length = best[1] - best[0]
    if not length or (length < SHORTEST_RUN and length * 2 < len(words)):
        return line
    start = words[best[0]].start() if best[0] else len(line) - len(line.lstrip(" \t•*-·○◦□>"))
    end = words[best[1] - 1].end() if best[1] < len(words) else len(line.rstrip())
    return line[:start] + ERASED_TEXT + line[end:]


class Read(NamedTuple):
    """What a capture says that its article is known by, and who wrote in it."""

    key: str
    authors: set[str]


def read_dumps(dumps: Iterable[Dump], names: Names) -> dict[int, Read]:
    """Each dump as today's parser reads it; of its authors those that are to be erased."""
    captures = {dump.pk: stored_capture(dump) for dump in dumps}
    return {
        pk: Read(capture.key, names.own(comment.author for comment in capture.page.comments))
        for pk, capture in captures.items()
    }
