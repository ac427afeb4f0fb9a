"""Undoing acts of moderation by the log: one of them, or all that were done in one go.

The table says who undoes what and with which permission, that of the act itself. What is
undone is logged in turn, each entry naming the one that it undoes, and nothing is undone
twice.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction

from archive.acceptance import Acceptance
from archive.queues import find_acceptances
from archive.restructuring.merges import part_comments
from archive.restructuring.people import part_people
from archive.restructuring.splits import join_again
from archive.restructuring.undoing import Reversal, plan_reversals, write_reversals
from archive.search.indexing import index_article, index_comments
from articles.log import Done, Kind, ModerationAction, ModerationWords, Verb, record_acts
from articles.models import Article
from articles.moderation import in_batches, lock_articles, touch_articles
from articles.undoing import (
    CHANGED,
    ERASED,
    GONE,
    Step,
    match_rows,
    plan_fields,
    plan_states,
    write_article_fields,
    write_states,
)
from comments.models import Comment, Commenter, Redaction
from comments.moderation import with_consequences
from comments.moves import put_back
from comments.redacting import undo_redaction

SAMPLE = 10
"""How many acts a preview names of those that go back, and of those that stay."""


class ChangedMeanwhileError(Exception):
    """Another number of acts would go back than whoever undoes them was shown."""


class Target(NamedTuple):
    """What an act was done to: enough to tell whose readers see it undone."""

    act_id: int
    kind: str
    verb: str
    target_id: int
    article_id: int | None


class Undoer(NamedTuple):
    """How acts of one kind are undone.

    `plan` says what would become of them and `write` does it; `touched` tells the articles
    whose readers see it, which are locked first.
    """

    permission: str
    plan: Callable[[Sequence[ModerationAction]], list[Step]]
    write: Callable[[Sequence[Step]], None]
    touched: Callable[[Sequence[Target]], Iterable[int]]


class Undone(NamedTuple):
    """How many acts were (or would be) undone, and a count of why others are not.

    `going` and `staying` are the first of each; `batch` names the undoing in the log.
    """

    count: int
    kept: Mapping[str, int]
    going: Sequence[Step]
    staying: Sequence[Step]
    batch: uuid.UUID | None = None


def _own_articles(targets: Sequence[Target]) -> Iterable[int]:
    return {target.article_id for target in targets if target.article_id is not None}


def _articles_written_in(targets: Sequence[Target]) -> Iterable[int]:
    return _articles_of_people([target.target_id for target in targets])


def _articles_moved(targets: Sequence[Target]) -> Iterable[int]:
    words = ModerationWords.objects.filter(pk__in=[target.act_id for target in targets])
    people = [after.get("merged_into") for after in words.values_list("after", flat=True)]
    return _articles_of_people(people)


def _articles_of_people(ids: Sequence[int | None]) -> Iterable[int]:
    rows = Comment.objects.order_by().filter(commenter__in=ids)
    return set(rows.values_list("article_id", flat=True).distinct())


def _write_comment_fields(steps: Sequence[Step]) -> None:
    for step in steps:
        values = with_consequences(step.row, step.values)
        Comment.objects.filter(pk=step.act.target_id).update(**values)
    index_comments([step.act.target_id for step in steps])


def _write_articles(steps: Sequence[Step]) -> None:
    write_article_fields(steps)
    for step in steps:
        index_article(step.act.target_id)


def _plan_acceptances(rows: models.QuerySet, acts: Sequence[ModerationAction]) -> Iterator[Step]:
    """Back into the queue."""
    kept = find_acceptances(acts[0].kind, [act.target_id for act in acts])
    for act, row, why in match_rows(rows, acts, whole=False):
        before, after = act.words.before, act.words.after
        if not why and (act.target_id, after.get("accepted")) not in kept:
            why = CHANGED
        if why:
            yield Step(act, row, why_not=why)
        else:
            done = Done(act.kind, act.target_id, act.article_id, after, before, act.pk)
            yield Step(act, row, before, done, act.verb)


def _forget_acceptances(steps: Sequence[Step]) -> None:
    if steps:
        targets = [step.act.target_id for step in steps]
        kept = find_acceptances(steps[0].act.kind, targets)
        doubts = [kept[step.act.target_id, step.done.before["accepted"]].pk for step in steps]
        Acceptance.objects.filter(pk__in=doubts).delete()


def _plan_passages(acts: Sequence[ModerationAction]) -> list[Step]:
    """Back into the text, with whatever was redacted within them."""
    numbers = [act.words.after.get("redaction") for act in acts]
    kept = Redaction.objects.select_related("article", "comment").in_bulk(
        [number for number in numbers if number]
    )
    steps = []
    for act, number in zip(acts, numbers, strict=True):
        redaction = kept.get(number)
        if redaction is None:
            steps.append(Step(act, why_not=ERASED if act.words.erased_at else GONE))
        else:
            done = Done(act.kind, act.target_id, act.article_id, {"redaction": number}, {}, act.pk)
            steps.append(Step(act, redaction, {}, done, Verb.RESTORE))
    return steps


def _put_passages_back(steps: Sequence[Step]) -> None:
    for step in steps:
        undo_redaction(step.row)
    for article_id in {step.row.article_id for step in steps}:
        index_article(article_id)


def _no_articles(targets: Sequence[Target]) -> Iterable[int]:
    """Readers see nothing of it."""
    return ()


ARTICLES = Article.objects.only("title", "state", "state_reason", "is_legal_demand")
COMMENTS = Comment.objects.only("article_id", "author_name", "state", "state_reason")
COMMENTERS = Commenter.objects.all()
CORRECTED_COMMENTS = Comment.objects.select_related("article__site").defer("body_html")
CORRECTED_ARTICLES = Article.objects.defer("body_html", "body_text")


def _states(
    permission: str,
    rows: models.QuerySet,
    touched: Callable[[Sequence[Target]], Iterable[int]] = _own_articles,
) -> Undoer:
    return Undoer(permission, partial(plan_states, rows), partial(write_states, rows), touched)


def _acceptances(rows: models.QuerySet) -> Undoer:
    return Undoer(
        "archive.accept_reading",
        lambda acts: list(_plan_acceptances(rows, acts)),
        _forget_acceptances,
        _no_articles,
    )


OF_STATES = {
    Kind.ARTICLE: _states("articles.moderate_article", ARTICLES),
    Kind.COMMENT: _states("comments.moderate_comment", COMMENTS),
    Kind.COMMENTER: _states("comments.moderate_commenter", COMMENTERS, _articles_written_in),
}


def _reversal(
    permission: str,
    rows: models.QuerySet,
    reverse: Reversal,
    verb: str,
    touched: Callable[[Sequence[Target]], Iterable[int]] = _own_articles,
) -> Undoer:
    plan = partial(plan_reversals, rows, reverse, verb)
    return Undoer(permission, plan, partial(write_reversals, reverse), touched)


RESTRUCTURE = "comments.restructure_comment"
UNDOERS: dict[tuple[str, str], Undoer] = {
    (kind, verb): undoer
    for kind, undoer in OF_STATES.items()
    for verb in (Verb.HIDE, Verb.REMOVE, Verb.WITHDRAW, Verb.RESTORE)
} | {
    (Kind.COMMENT, Verb.CORRECT): Undoer(
        "comments.change_comment",
        partial(plan_fields, CORRECTED_COMMENTS, together=[("posted_at", "posted_precision")]),
        _write_comment_fields,
        _own_articles,
    ),
    (Kind.ARTICLE, Verb.CORRECT): Undoer(
        "articles.change_article",
        partial(plan_fields, CORRECTED_ARTICLES, together=[("published", "published_precision")]),
        _write_articles,
        _own_articles,
    ),
    (Kind.COMMENT, Verb.MOVE): _reversal(RESTRUCTURE, COMMENTS, put_back, Verb.MOVE),
    (Kind.COMMENT, Verb.SPLIT): _reversal(RESTRUCTURE, COMMENTS, join_again, Verb.MERGE),
    (Kind.COMMENT, Verb.MERGE): _reversal(RESTRUCTURE, COMMENTS, part_comments, Verb.SPLIT),
    (Kind.COMMENTER, Verb.MERGE): _reversal(
        "comments.merge_commenter", COMMENTERS, part_people, Verb.SPLIT, _articles_moved
    ),
    **{
        (kind, Verb.REDACT): Undoer(
            "comments.read_redacted", _plan_passages, _put_passages_back, _own_articles
        )
        for kind in (Kind.COMMENT, Kind.ARTICLE)
    },
    (Kind.COMMENT, Verb.ACCEPT): _acceptances(COMMENTS),
    (Kind.ARTICLE, Verb.ACCEPT): _acceptances(ARTICLES),
}


def acts_of(batch: uuid.UUID) -> models.QuerySet[ModerationAction]:
    """All that was done in one go."""
    return ModerationAction.objects.filter(batch=batch)


def may_undo(user: AbstractBaseUser, acts: models.QuerySet[ModerationAction]) -> bool:
    """Whether all of them can be undone, and by this user."""
    kinds = list(acts.order_by().values_list("kind", "verb").distinct())
    return bool(kinds) and all(
        pair in UNDOERS and user.has_perm(UNDOERS[pair].permission) for pair in kinds
    )


def preview_undo(acts: models.QuerySet[ModerationAction]) -> Undone:
    """What undoing these acts would do. Changes nothing."""
    tally = _Tally()
    for undoer, alike in _alike(_numbers(acts)):
        tally.add(undoer.plan(alike))
    return tally.result()


def undo(
    acts: models.QuerySet[ModerationAction],
    *,
    moderator: AbstractBaseUser | None,
    reason: str,
    expected: int | None = None,
) -> Undone:
    """Undo these acts, the latest first, in one transaction; what changed since stays.

    Raises ChangedMeanwhileError, and undoes nothing, if not as many as `expected` go back.
    """
    tally = _Tally()
    batch: uuid.UUID | None = None
    with transaction.atomic():
        # Whoever undoes the same waits here, and finds it undone.
        numbers = _numbers(acts.select_for_update())
        touched = _touched(numbers)
        lock_articles(touched)
        for undoer, alike in _alike(numbers):
            steps = undoer.plan(alike)
            tally.add(steps)
            going = [step for step in steps if not step.why_not]
            undoer.write(going)
            for verb in sorted({step.verb for step in going}):
                done = [step.done for step in going if step.verb == verb]
                batch = record_acts(verb, done, moderator=moderator, reason=reason, batch=batch)
        if expected is not None and tally.count != expected:
            raise ChangedMeanwhileError
        if batch:
            touch_articles(touched)
    return tally.result(batch)


def _numbers(acts: models.QuerySet[ModerationAction]) -> list[int]:
    return list(acts.order_by("-pk").values_list("pk", flat=True))


def _touched(numbers: Sequence[int]) -> set[int]:
    """The articles whose readers see these acts undone; their words are not read for it."""
    found: set[int] = set()
    columns = ("pk", "kind", "verb", "target_id", "article_id")
    for batch in in_batches(numbers):
        rows = ModerationAction.objects.filter(pk__in=batch).order_by("-pk").values_list(*columns)
        targets = [Target(*row) for row in rows]
        for key, alike in groupby(targets, key=lambda target: (target.kind, target.verb)):
            found.update(UNDOERS[key].touched(list(alike)))
    return found


def _alike(numbers: Sequence[int]) -> Iterator[tuple[Undoer, list[ModerationAction]]]:
    """The acts of these numbers with their words, in their order, some hundreds at a time."""
    for batch in in_batches(numbers):
        acts = ModerationAction.objects.select_related("words").filter(pk__in=batch)
        for (kind, verb), alike in groupby(
            acts.order_by("-pk"), key=lambda act: (act.kind, act.verb)
        ):
            yield UNDOERS[kind, verb], list(alike)


class _Tally:
    """Counts steps and keeps the first of them: a hundred thousand are not held at once."""

    def __init__(self) -> None:
        self.count = 0
        self.kept: Counter[str] = Counter()
        self.going: list[Step] = []
        self.staying: list[Step] = []

    def add(self, steps: Sequence[Step]) -> None:
        going = [step for step in steps if not step.why_not]
        staying = [step for step in steps if step.why_not]
        self.count += len(going)
        self.kept.update(str(step.why_not) for step in staying)
        self.going += going[: SAMPLE - len(self.going)]
        self.staying += staying[: SAMPLE - len(self.staying)]

    def result(self, batch: uuid.UUID | None = None) -> Undone:
        return Undone(self.count, self.kept, self.going, self.staying, batch)
