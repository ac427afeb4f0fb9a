"""Redacting across the archive: texts, search index and ledger in one transaction.

The admin, tests and imports call these; `comments.redacting` does the texts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from archive.dumps.rows.lines import split_lines
from archive.masking import mask_sentence
from archive.models import LedgerEntry
from archive.search.indexing import index_article, index_comments
from articles.models import Article
from articles.passages import find_passage
from comments.models import Comment, Redaction
from comments.redacting import (
    Outcome,
    count_in,
    find_in_article,
    redact_article,
    redact_comment,
    restore_passage,
)


class Preview(NamedTuple):
    """What redacting would take out: places in the text itself, and beside it in the article.

    `lines` counts the places in its dumps; `around` shows some, as (before, passage, after).
    """

    here: int
    article: int
    comments: dict[int, int]
    lines: int
    around: list[tuple[str, str, str]]

    @property
    def elsewhere(self) -> int:
        return self.article + sum(self.comments.values())


CONTEXT = 60
MOST_AROUND = 10


def redact_passage(
    text: Article | Comment,
    *,
    passage: str,
    moderator: AbstractBaseUser | None,
    reason: str,
    is_standing: bool,
) -> Outcome:
    """Redact a passage of a comment or an article, and whatever else shows it.

    Raises comments.redacting.PassageError, with a sentence, where it cannot be done.
    """
    redact = redact_article if isinstance(text, Article) else redact_comment
    with transaction.atomic():
        outcome = redact(
            text, passage=passage, moderator=moderator, reason=reason, is_standing=is_standing
        )
        _follow(_article_of(text), outcome)
    return outcome


def put_back(redaction: Redaction, *, moderator: AbstractBaseUser | None, reason: str) -> Redaction:
    """Restore a passage, and let search find it again."""
    with transaction.atomic():
        restored = restore_passage(redaction, moderator=moderator, reason=reason)
        index_article(redaction.article_id)
    return restored


def _follow(article_id: int, outcome: Outcome) -> None:
    if outcome.has_article:
        # The title finds every comment of the article as well.
        index_article(article_id)
    else:
        index_comments(outcome.comment_ids)
    mask_ledger(article_id)


def mask_ledger(article_id: int) -> None:
    """Take redacted passages out of what the ledger quotes."""
    redactions = list(Redaction.objects.filter(article=article_id))
    changed = []
    for entry in LedgerEntry.objects.filter(dump__article=article_id).only("decision"):
        decision = mask_sentence(entry.decision, redactions)
        if decision != entry.decision:
            entry.decision = decision
            changed.append(entry)
    LedgerEntry.objects.bulk_update(changed, ["decision"], batch_size=200)


def preview_redaction(text: Article | Comment, passage: str) -> Preview:
    """What would go, counted; nothing is changed."""
    article_id = _article_of(text)
    everywhere = find_in_article(article_id, passage)
    comments = dict(everywhere.comments)
    article = everywhere.article
    if isinstance(text, Article):
        article = 0
    else:
        comments.pop(text.pk, None)
    lines = sum(
        len(find_passage("\n".join(split_lines(dump.text)), passage, whole_words=True))
        for dump in Article.objects.get(pk=article_id).dumps.all()
    )
    others = Comment.objects.filter(pk__in=list(comments)[:MOST_AROUND]).order_by("position")
    around = [place for other in (text, *others) for place in _around(other, passage)]
    return Preview(count_in(text, passage), article, comments, lines, around[:MOST_AROUND])


def _around(text: Article | Comment, passage: str) -> Iterable[tuple[str, str, str]]:
    body = text.body_text
    for start, end in find_passage(body, passage):
        yield body[max(0, start - CONTEXT) : start], body[start:end], body[end : end + CONTEXT]


def _article_of(text: Article | Comment) -> int:
    return text.pk if isinstance(text, Article) else text.article_id
