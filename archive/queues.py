"""The work queues: what may have been read wrongly, one after the other, the latest first.

A comment or article leaves its queue when it is corrected, withheld or accepted as read.
"""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from archive.acceptance import Acceptance, Doubt
from archive.models import LedgerEntry
from articles.log import Done, Kind, Verb, record_acts
from articles.models import COUNT_DIFFERS, Article
from articles.moderation import lock_articles
from articles.states import State
from comments.models import Certainty, Comment

COUNT_LIMIT = 999
OLDER_THAN_PARENT = "older-than-parent"


class Queue(NamedTuple):
    """A doubt, what its queue is called, and the rows that it is about."""

    doubt: Doubt
    label: str
    model: type[models.Model]
    condition: models.Q

    def waiting(self) -> models.QuerySet:
        """Its rows, the latest first, without those that are accepted or withheld."""
        # Said as what they are not: an index of states would lead through nearly all rows.
        rows = self.model._default_manager.filter(self.condition, ~models.Q(state__in=WITHHELD))
        if self.model is Comment:
            accepted = Acceptance.objects.filter(comment=models.OuterRef("pk"))
        else:
            accepted = Acceptance.objects.filter(article=models.OuterRef("pk"), comment=None)
        rows = rows.filter(~models.Exists(accepted.filter(doubt=self.doubt)))
        return rows.order_by("-pk")

    def count(self) -> str:
        """How many wait, up to a limit."""
        count = self.waiting().values("pk")[: COUNT_LIMIT + 1].count()
        return f"{COUNT_LIMIT}+" if count > COUNT_LIMIT else str(count)

    def next_pk(self, pk: int) -> int | None:
        """The row that follows in the queue, whether or not this one is still in it."""
        rows = self.waiting().filter(pk__lt=pk)
        return rows.values_list("pk", flat=True).first()

    def previous_pk(self, pk: int) -> int | None:
        rows = self.waiting().filter(pk__gt=pk).order_by("pk")
        return rows.values_list("pk", flat=True).first()

    def first_pk(self) -> int | None:
        return self.waiting().values_list("pk", flat=True).first()


WITHHELD = [State.HIDDEN, State.REMOVED]
# The ledger says where to look: a join of all comments with what they answer reads them all.
_OLDER = models.Q(
    pk__in=LedgerEntry.objects.filter(code=OLDER_THAN_PARENT)
    .exclude(comment=None)
    .values("comment"),
    parent__posted_at__gt=models.F("posted_at"),
)
QUEUES = {
    queue.doubt.value: queue
    for queue in (
        Queue(
            Doubt.PLACE,
            _("Comments whose place was decided, not read"),
            Comment,
            models.Q(parent_certainty=Certainty.GUESSED),
        ),
        Queue(Doubt.AUTHOR, _("Comments without an author"), Comment, models.Q(author_name="")),
        Queue(Doubt.TIME, _("Comments without a time"), Comment, models.Q(posted_at=None)),
        Queue(Doubt.ORDER, _("Comments older than what they answer"), Comment, _OLDER),
        Queue(
            Doubt.COUNT,
            _("Articles with another number of comments than declared"),
            Article,
            COUNT_DIFFERS,
        ),
    )
}


def accept_reading(
    queue: Queue, pk: int, *, moderator: AbstractBaseUser | None, reason: str = ""
) -> bool:
    """Lay a doubt to rest; False if the row has left the queue meanwhile."""
    with transaction.atomic():
        row = queue.waiting().filter(pk=pk).first()
        if row is None:
            return False
        comment = row if isinstance(row, Comment) else None
        article_id = comment.article_id if comment else row.pk
        lock_articles([article_id])
        if not queue.waiting().filter(pk=pk).exists():
            return False
        Acceptance.objects.create(doubt=queue.doubt, article_id=article_id, comment=comment)
        kind = Kind.COMMENT if comment else Kind.ARTICLE
        done = Done(kind, pk, article_id, {"accepted": None}, {"accepted": queue.doubt.value})
        record_acts(Verb.ACCEPT, [done], moderator=moderator, reason=reason)
    return True


def find_acceptances(kind: str, pks: list[int]) -> dict[tuple[int, str], Acceptance]:
    """What was accepted of these comments or articles, by number and doubt."""
    if kind == Kind.COMMENT:
        rows = Acceptance.objects.filter(comment__in=pks)
        return {(row.comment_id, row.doubt): row for row in rows}
    rows = Acceptance.objects.filter(article__in=pks, comment=None)
    return {(row.article_id, row.doubt): row for row in rows}
