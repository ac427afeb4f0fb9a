"""What splitting and merging comments leaves behind.

Addresses of comments that are no rows any more, and what later captures of their page will
show: without these, an import would bring back what was merged and undo what was split.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class MergedComment(models.Model):
    """A comment that became part of another, whose address now leads there.

    `id` is the one that it had; no other comment ever gets it. `source_key` is what imports
    know it by. `comment` always is one that stays: chains are shortened when they form. It
    is None once that one has been erased too.
    """

    id = models.BigIntegerField(primary_key=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    comment = models.ForeignKey(
        "comments.Comment", models.SET_NULL, null=True, related_name="merged"
    )
    source_key = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("merged comment")
        verbose_name_plural = _("merged comments")

    def __str__(self) -> str:
        return f"{self.pk} → {self.comment_id}"


class SplitPassage(models.Model):
    """Words that stand in the page as part of one comment and that are another's.

    `shown_in` is the comment that captures show. In the words of its text the passage
    begins `from_end` words before the end and is `length` words long; `checksum` is that of
    its words. Words are what white space parts. None of it tells what was said.
    """

    shown_in = models.ForeignKey("comments.Comment", models.CASCADE, related_name="split_off")
    comment = models.ForeignKey("comments.Comment", models.CASCADE, related_name="passages")
    from_end = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    checksum = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("split passage")
        verbose_name_plural = _("split passages")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(shown_in=models.F("comment")),
                name="split_passage_in_another_comment",
            ),
            models.CheckConstraint(
                condition=models.Q(length__gt=0) & models.Q(from_end__gte=models.F("length")),
                name="split_passage_within_its_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown_in_id} → {self.comment_id}"


SPLIT = "split "


def split_key() -> str:
    """A source key for a comment that no capture shows: imports make hexadecimal digests."""
    return SPLIT + uuid.uuid4().hex
