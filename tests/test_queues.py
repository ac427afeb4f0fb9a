"""The work queues: what waits, what leaves them, and what stays out."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection

from archive.models import Acceptance
from archive.queues import QUEUES, accept_reading
from archive.undoing import acts_of, preview_undo, undo
from articles.log import ModerationAction, Verb
from articles.models import Article
from comments.models import Comment
from comments.moderation import correct_comment, hide_comments
from tests.builders import NOON, make_article, make_comments, make_dump, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return User.objects.create_superuser("moderator")


@pytest.fixture
def comments():
    """One in each queue, one in none; and an article of which one comment is missing."""
    article = make_article(declared_count=7)
    rows = make_comments(
        article,
        [None, 0, 1, 0, None, 4],
        author_name=["Ann", "", "Ben", "Ann", "Cid", "Dan"],
        posted_at=[NOON, NOON, None, NOON, NOON, NOON - timedelta(days=2)],
        parent_certainty=["indent", "indent", "indent", "guessed", "indent", "indent"],
    )
    make_entry(make_dump(article, ["a"]), comment=rows[5], code="older-than-parent")
    return rows


WHERE = {"author": 1, "time": 2, "place": 3, "order": 5}


def waiting(name):
    return list(QUEUES[name].waiting().values_list("pk", flat=True))


def row_of(name, comments):
    return comments[0].article if name == "count" else comments[WHERE[name]]


@pytest.mark.parametrize("name", QUEUES)
def test_queue_holds_what_is_in_doubt(comments, name):
    assert waiting(name) == [row_of(name, comments).pk]
    assert QUEUES[name].count() == "1"


@pytest.mark.parametrize("name", QUEUES)
def test_what_is_accepted_leaves_its_queue_and_is_logged(comments, moderator, name):
    row = row_of(name, comments)
    assert accept_reading(QUEUES[name], row.pk, moderator=moderator)
    assert waiting(name) == []
    act = ModerationAction.objects.get()
    assert (act.verb, act.target_id, act.kind) == (Verb.ACCEPT, row.pk, row._meta.model_name)
    assert act.words.after == {"accepted": name}
    assert not accept_reading(QUEUES[name], row.pk, moderator=moderator)
    assert Acceptance.objects.count() == ModerationAction.objects.count() == 1


def test_comment_accepted_in_one_queue_still_waits_in_another(comments, moderator):
    Comment.objects.filter(pk=comments[1].pk).update(parent_certainty="guessed")
    accept_reading(QUEUES["author"], comments[1].pk, moderator=moderator)
    assert waiting("place") == [comments[3].pk, comments[1].pk]


@pytest.mark.parametrize("name", QUEUES)
def test_acceptance_is_undone_from_the_log(comments, moderator, name):
    row = row_of(name, comments)
    accept_reading(QUEUES[name], row.pk, moderator=moderator)
    acts = acts_of(ModerationAction.objects.get().batch)
    assert preview_undo(acts).count == 1
    undo(acts, moderator=moderator, reason="Looked again")
    assert waiting(name) == [row.pk]
    assert preview_undo(acts).count == 0


def test_corrected_and_withheld_comments_leave(comments, moderator):
    correct_comment(comments[1], {"author_name": "Eve"}, moderator=moderator)
    hide_comments(Comment.objects.filter(pk=comments[2].pk), moderator=moderator, reason="Insult")
    assert waiting("author") == waiting("time") == []


def test_article_of_the_declared_number_or_of_none_does_not_wait(comments):
    Article.objects.update(declared_count=6)
    assert waiting("count") == []
    Article.objects.update(declared_count=None)
    assert waiting("count") == []


def test_queue_is_walked_both_ways_also_from_where_a_row_has_left(moderator):
    first, second, third = make_comments(make_article(), [None] * 3, author_name="")
    queue = QUEUES["author"]
    assert queue.first_pk() == third.pk
    assert (queue.next_pk(third.pk), queue.previous_pk(third.pk)) == (second.pk, None)
    accept_reading(queue, second.pk, moderator=moderator)
    assert (queue.next_pk(third.pk), queue.previous_pk(first.pk)) == (first.pk, third.pk)
    assert (queue.next_pk(second.pk), queue.previous_pk(second.pk)) == (first.pk, third.pk)


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("author", "comment_author_unknown"),
        ("time", "comment_time_unknown"),
        ("place", "comment_place_guessed"),
        ("count", "article_count_differs"),
    ],
)
def test_queue_goes_by_its_index(comments, name, index):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        query = QUEUES[name].waiting().values("pk")[:1]
        assert index in query.explain()
