"""What articles, comments, commenters, tags and dumps are rewritten to, with what follows."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from archive.dumps.rows.lines import split_lines
from archive.erasing.looking import texts_of
from archive.erasing.rewriting import (
    Shield,
    find_holding,
    find_rows,
    forget_comments,
    text_columns,
)
from archive.excerpts import find_spans
from archive.importing.captures import Capture
from archive.importing.marks import ARTICLE_GROUPS, COMMENT_GROUPS, carry_marks
from archive.importing.reconciling import prepare, reconcile
from archive.importing.stored import stored_capture
from archive.importing.tags import kept_tag_ids
from archive.models import Dump
from archive.names import WORD, Names, letters
from archive.search.indexing import index_article
from articles.models import NAME_LENGTH, Article, Tag
from articles.moderation import lock_articles, touch_articles
from articles.states import State
from comments.models import Comment, Commenter
from comments.people import hand_on_spellings
from comments.redacting import render_text, scars_of
from comments.scars import clear_words

LINES = re.compile(r"\r\n|\r|\n")

ERASED_TEXT = "[erased]"
"""What stands in a dump for the words of somebody who is erased, so that it can still be read."""

AUTHOR = ("author",)
"""Whose pseudonym nothing overwrites: it is no name that a page must be read to have."""

SHORTEST_RUN = 4
"""Words in a row that are somebody's text and not by chance the words of a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is to be done: `moved` leads from people of the name to those they become."""

    names: Names
    moved: Mapping[int, int]
    takes_texts: bool
    reason: str


def rewrite_commenters(
    commenters: models.QuerySet[Commenter], names: Names, shield: Shield
) -> dict[int, int]:
    """Give people of the name their pseudonym; the ids that give way to those they become.

    These are named as long as any comment is theirs (`forget_moved`), so that whoever goes on
    with an erasure finds them again.
    """
    moved: dict[int, int] = {}
    for pk in find_holding(commenters, text_columns(Commenter), names):
        with shield(), transaction.atomic():
            commenter = Commenter.objects.select_for_update().get(pk=pk)
            name = names.replace(commenter.name)[:NAME_LENGTH]
            values = {"state_reason": names.replace(commenter.state_reason)}
            known = None
            if name != commenter.name:
                known = Commenter.objects.filter(site=commenter.site_id, name=name).first()
            if known is None:
                values["name"] = name
            else:
                moved[pk] = known.pk
            Commenter.objects.filter(pk=pk).update(**values)
            if known and commenter.state != State.VISIBLE and known.state == State.VISIBLE:
                # Nothing that was withheld comes back under another name.
                values["state"] = commenter.state
                Commenter.objects.filter(pk=known.pk).update(**values)
            written = Comment.objects.filter(commenter=pk).order_by()
            touch_articles(written.values_list("article_id", flat=True).distinct())
    return moved


def forget_moved(moved: Mapping[int, int]) -> None:
    """Take out the people who gave way, when they have nothing left."""
    for former, present in moved.items():
        Comment.objects.filter(commenter=former).update(commenter=present)
        hand_on_spellings(former, present)
        Commenter.objects.filter(pk=former).delete()


def rewrite_article(article_id: int, erasure: Erasure) -> Counter[str]:
    """Rewrite an article with its comments and dumps, as one; the rows that were, by kind.

    What is derived from a dump is read from it anew, so that none of it holds a name. Call
    it in a transaction.
    """
    lock_articles([article_id])
    article = Article.objects.filter(pk=article_id)
    if not article.exists():
        return Counter()
    rows = Comment.objects.filter(article=article_id)
    comments, taken = rewrite_comments(rows, erasure)
    forget_comments(list(taken))
    counts = {
        Comment: len(comments),
        Article: len(rewrite_articles(article, erasure.names)),
        Dump: rewrite_dumps(article_id, erasure.names, taken=taken),
    }
    index_article(article_id)
    touch_articles([article_id])
    return Counter({str(model._meta.verbose_name_plural): n for model, n in counts.items()})


def rewrite_comments(
    rows: models.QuerySet[Comment], erasure: Erasure
) -> tuple[set[int], dict[int, str]]:
    """Rewrite the comments that hold the name or were written by it.

    The ids of all that changed, and of those whose words were taken, with these.
    """
    names, moved = erasure.names, erasure.moved
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
        if erasure.takes_texts and comment.author_name != before["author_name"]:
            taken[pk] = said
            comment.subject = comment.body_text = ""
            comment.state, comment.state_reason = State.REMOVED, erasure.reason
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


def rewrite_tags(names: Names, shield: Shield) -> None:
    """Rename tags that are the name, and index the articles that have them."""
    for pk in find_holding(Tag.objects.all(), ["name", "slug"], names):
        with shield(), transaction.atomic():
            tag = Tag.objects.select_for_update().get(pk=pk)
            name = names.replace(tag.name)[:NAME_LENGTH]
            slug = slugify(name, allow_unicode=True)
            if Tag.objects.filter(slug=slug).exclude(pk=pk).exists():
                slug = f"{slug}-{pk}"
            Tag.objects.filter(pk=pk).update(name=name, slug=slug)
            articles = list(Article.objects.filter(tags=pk).values_list("pk", flat=True))
            for article_id in articles:
                index_article(article_id)
            touch_articles(articles)


def rewrite_dumps(article_id: int, names: Names, *, taken: Mapping[int, str]) -> int:
    """Rewrite the dumps of an article and read it again from them; how many changed."""
    dumps = list(Dump.objects.filter(article=article_id).select_related("run"))
    authors = glued_authors(dumps, names)
    count = sum([rewrite_dump(dump, names, authors=authors, taken=taken) for dump in dumps])
    if count:
        prepared = prepare(article_id)
        _renew_source_key(article_id, prepared.stored, before=dumps)
        reconcile(prepared, run=None)
    return count


def _renew_source_key(
    article_id: int, after: Mapping[int, Capture], *, before: Iterable[Dump]
) -> None:
    """Let the article be known by what its capture says now, as later captures will."""
    key = Article.objects.values_list("source_key", flat=True).get(pk=article_id)
    if any(capture.key == key for capture in after.values()):
        return
    same = next((dump.pk for dump in before if stored_capture(dump).key == key), None)
    if same is not None and not Article.objects.filter(source_key=after[same].key).exists():
        Article.objects.filter(pk=article_id).update(source_key=after[same].key)


def glued_authors(dumps: Iterable[Dump], names: Names) -> set[str]:
    """What the dumps' own comments show to be the person's name, if something is glued to it."""
    return {
        author
        for dump in dumps
        if any(names.may_be_glued(text) for text in texts_of(dump))
        for author in names.own(comment.author for comment in stored_capture(dump).page.comments)
    }


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
