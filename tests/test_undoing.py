"""What was done is undone by the log, but for what somebody changed since."""

import threading
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.search.checking import count_stale_entries
from archive.search.indexing import index_article
from archive.undoing import ChangedMeanwhileError, acts_of, may_undo, preview_undo, undo
from articles.log import Kind, ModerationAction, ModerationWords, Verb
from articles.models import Article
from articles.moderation import correct_article, hide_articles, restore_articles, withdraw_articles
from articles.states import State
from comments.models import Comment, Commenter
from comments.moderation import (
    correct_comment,
    hide_commenters,
    hide_comments,
    remove_comments,
    restore_comments,
)
from tests.admin.builders import build_tag, build_user
from tests.builders import make_article, make_commenter, make_comments

pytestmark = pytest.mark.django_db

PARENTS = (None, 0, 1, 0, None)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def moderator():
    return User.objects.create_superuser("moderator")


@pytest.fixture
def article():
    article = make_article(title="A bridge")
    make_comments(article, PARENTS)
    return article


@pytest.fixture
def comments(article):
    return list(article.comments.in_reading_order())


def states():
    return list(Comment.objects.order_by("position").values_list("state", "state_reason"))


def act(verb):
    return ModerationAction.objects.filter(verb=verb).latest("pk")


def values(model, pk):
    return model.objects.values().get(pk=pk)


def test_hiding_of_many_is_undone_in_one_go(article, comments, moderator):
    before = states()
    batch = hide_comments(article.comments.all(), moderator=moderator, reason="Insult").batch
    assert preview_undo(acts_of(batch)).count == 5
    Article.objects.update(changed_at=LONG_AGO)
    done = undo(acts_of(batch), moderator=moderator, reason="A mistake")
    assert (done.count, done.kept, states()) == (5, {}, before)
    assert Article.objects.get().changed_at > LONG_AGO
    entries = acts_of(done.batch)
    assert set(entries.values_list("verb", "moderator_name", "words__reason")) == {
        ("restore", "moderator", "A mistake")
    }
    assert set(entries.values_list("undoes", flat=True)) == set(
        acts_of(batch).values_list("pk", flat=True)
    )


def test_what_was_hidden_before_it_was_removed_is_hidden_again(article, comments, moderator):
    first = article.comments.filter(pk=comments[0].pk)
    hide_comments(first, moderator=moderator, reason="To be decided")
    batch = remove_comments(article.comments.all(), moderator=moderator, reason="Spam").batch
    done = undo(acts_of(batch), moderator=moderator, reason="Not spam")
    assert states() == [("hidden", "To be decided"), *[("visible", "")] * 4]
    assert set(acts_of(done.batch).values_list("verb", flat=True)) == {Verb.HIDE, Verb.RESTORE}


def test_one_act_of_many_is_undone_alone(article, comments, moderator):
    batch = hide_comments(article.comments.all(), moderator=moderator, reason="Insult").batch
    one = acts_of(batch).filter(target_id=comments[2].pk)
    undo(one, moderator=moderator, reason="A mistake")
    assert [state for state, _ in states()].count(State.VISIBLE) == 1
    rest = undo(acts_of(batch), moderator=moderator, reason="All of it")
    assert (rest.count, list(rest.kept)) == (4, ["It was undone before."])


def test_nothing_is_undone_twice(article, comments, moderator):
    batch = hide_comments(article.comments.all(), moderator=moderator, reason="Insult").batch
    undo(acts_of(batch), moderator=moderator, reason="A mistake")
    hide_comments(article.comments.all(), moderator=moderator, reason="Insult")
    logged = ModerationAction.objects.count()
    again = undo(acts_of(batch), moderator=moderator, reason="Again")
    assert (again.count, again.batch) == (0, None)
    assert ModerationAction.objects.count() == logged
    assert {state for state, _ in states()} == {State.HIDDEN}


def test_undoing_can_be_undone(article, comments, moderator):
    batch = hide_comments(article.comments.all(), moderator=moderator, reason="Insult").batch
    after = states()
    undone = undo(acts_of(batch), moderator=moderator, reason="A mistake")
    redone = undo(acts_of(undone.batch), moderator=moderator, reason="No mistake")
    assert (redone.count, states()) == (5, after)


def test_what_somebody_changed_since_is_left_alone(article, comments, moderator):
    batch = hide_comments(article.comments.all(), moderator=moderator, reason="Insult").batch
    one = article.comments.filter(pk=comments[1].pk)
    remove_comments(one, moderator=moderator, reason="Worse")
    two = article.comments.filter(pk=comments[3].pk)
    restore_comments(two, moderator=moderator, reason="Fine")
    hide_comments(two, moderator=moderator, reason="Insult")
    expected = {"It was changed again since.": 2}
    assert preview_undo(acts_of(batch)).kept == expected
    done = undo(acts_of(batch), moderator=moderator, reason="A mistake")
    assert (done.count, done.kept) == (3, expected)
    assert [state for state, _ in states()] == [
        "visible", "removed", "visible", "hidden", "visible",
    ]  # fmt: skip


def test_what_is_gone_or_erased_from_the_log_is_left_alone(article, comments, moderator):
    batch = hide_comments(article.comments.all(), moderator=moderator, reason="Insult").batch
    Comment.objects.filter(pk=comments[4].pk).delete()
    ModerationWords.objects.filter(action__target_id=comments[0].pk).update(
        reason="", before={}, after={}, erased_at=timezone.now()
    )
    done = undo(acts_of(batch), moderator=moderator, reason="A mistake")
    assert done.count == 3
    assert done.kept == {
        "It is no longer there.": 1, "The log no longer holds what it was.": 1,
    }  # fmt: skip


def test_withdrawal_on_a_legal_demand_is_undone_and_done_again(article, moderator):
    rows = Article.objects.all()
    batch = withdraw_articles(rows, moderator=moderator, reason="Court", is_legal_demand=True).batch
    undone = undo(acts_of(batch), moderator=moderator, reason="Set aside")
    assert values(Article, article.pk)["state"] == State.VISIBLE
    assert not values(Article, article.pk)["is_legal_demand"]
    redone = undo(acts_of(undone.batch), moderator=moderator, reason="Upheld")
    kept = values(Article, article.pk)
    assert (kept["state"], kept["is_legal_demand"], kept["state_reason"]) == (
        "removed", True, "Court",
    )  # fmt: skip
    assert acts_of(redone.batch).get().verb == Verb.WITHDRAW


def test_restoring_of_an_article_is_undone(article, moderator):
    hide_articles(Article.objects.all(), moderator=moderator, reason="Asked to")
    batch = restore_articles(Article.objects.all(), moderator=moderator, reason="Fine").batch
    undo(acts_of(batch), moderator=moderator, reason="Not so")
    kept = values(Article, article.pk)
    assert (kept["state"], kept["state_reason"]) == ("hidden", "Asked to")


def test_hiding_of_a_commenter_is_undone_and_tells_the_caches(article, moderator):
    commenter = make_commenter("Ann", article.site)
    Comment.objects.update(commenter=commenter)
    batch = hide_commenters(Commenter.objects.all(), moderator=moderator, reason="Troll").batch
    Article.objects.update(changed_at=LONG_AGO)
    assert undo(acts_of(batch), moderator=moderator, reason="No troll").count == 1
    assert Commenter.objects.get().state == State.VISIBLE
    assert Article.objects.get().changed_at > LONG_AGO


def test_correction_of_a_comment_is_undone_with_all_that_followed(article, comments, moderator):
    Comment.objects.update(commenter=make_commenter("Ann", article.site))
    index_article(article.pk)
    before = values(Comment, comments[1].pk)
    changes = {
        "author_name": "Eve", "body_text": "quincunx", "posted_at": LONG_AGO,
        "posted_precision": "day",
    }  # fmt: skip
    correct_comment(comments[1], changes, moderator=moderator)
    done = undo(acts_of(act(Verb.CORRECT).batch), moderator=moderator, reason="Misread")
    assert (done.count, values(Comment, comments[1].pk)) == (1, before)
    assert count_stale_entries(article.pk) == 0


def test_only_fields_that_were_not_corrected_again_go_back(article, comments, moderator):
    kept = comments[1]
    changes = {"author_name": "Eve", "posted_at": LONG_AGO, "posted_precision": "day"}
    correct_comment(kept, changes, moderator=moderator)
    first = act(Verb.CORRECT)
    correct_comment(kept, {"posted_at": None, "posted_precision": None}, moderator=moderator)
    undo(acts_of(first.batch), moderator=moderator, reason="Misread")
    now = Comment.objects.get(pk=kept.pk)
    assert (now.author_name, now.posted_at, now.posted_precision) == ("Ann", None, None)
    correct_comment(kept, {"posted_at": LONG_AGO, "posted_precision": "day"}, moderator=moderator)
    second = act(Verb.CORRECT)
    correct_comment(kept, {"posted_precision": "minute"}, moderator=moderator)
    assert preview_undo(acts_of(second.batch)).kept == {"It was changed again since.": 1}


def test_correction_of_an_article_is_undone_with_its_tags(article, moderator):
    first, second = build_tag(article), build_tag()
    index_article(article.pk)
    before = values(Article, article.pk)
    correct_article(article, {"title": "Wrong", "site": None}, tags=[second], moderator=moderator)
    index_article(article.pk)
    batch = act(Verb.CORRECT).batch
    undo(acts_of(batch), moderator=moderator, reason="It was right")
    after = values(Article, article.pk)
    assert after | {"changed_at": 0} == before | {"changed_at": 0}
    assert list(article.tags_in_order()) == [first]
    assert count_stale_entries(article.pk) == 0


def test_correction_back_to_a_tag_that_is_gone_is_left_alone(article, moderator):
    tag = build_tag(article)
    correct_article(article, {}, tags=[], moderator=moderator)
    tag.delete()
    kept = preview_undo(acts_of(act(Verb.CORRECT).batch)).kept
    assert kept == {"What it referred to is no longer there.": 1}


def test_preview_changes_nothing(article, comments, moderator):
    batch = hide_comments(article.comments.all(), moderator=moderator, reason="Insult").batch
    before, logged = states(), ModerationAction.objects.count()
    preview_undo(acts_of(batch))
    assert (states(), ModerationAction.objects.count()) == (before, logged)


def test_undoing_needs_the_permission_of_the_act(article, comments, moderator):
    batch = hide_comments(article.comments.all(), moderator=moderator, reason="Insult").batch
    assert may_undo(build_user("comments.moderate_comment"), acts_of(batch))
    assert not may_undo(build_user("articles.moderate_article"), acts_of(batch))
    correct_comment(comments[0], {"author_name": "Eve"}, moderator=moderator)
    correction = acts_of(act(Verb.CORRECT).batch)
    assert not may_undo(build_user("comments.moderate_comment"), correction)
    assert may_undo(build_user("comments.change_comment"), correction)


def test_what_nobody_can_undo_is_not_offered(article, moderator):
    ModerationAction.objects.bulk_create(
        [ModerationAction(batch="0" * 32, verb=Verb.ERASE, kind=Kind.ARTICLE, target_id=article.pk)]
    )
    assert not may_undo(moderator, ModerationAction.objects.filter(verb=Verb.ERASE))
    assert not may_undo(moderator, ModerationAction.objects.none())


def test_undoing_takes_few_queries_for_many(article, moderator):
    make_comments(make_article(title="Flood"), [None] * 2000)
    with CaptureQueriesContext(connection) as hiding:
        batch = hide_comments(Comment.objects.all(), moderator=moderator, reason="Flood").batch
    with CaptureQueriesContext(connection) as undoing:
        done = undo(acts_of(batch), moderator=moderator, reason="No flood")
    assert done.count == 2005
    assert len(hiding) < 60
    assert len(undoing) < 80


def test_undoing_from_the_admin_reads_each_act_once(article, comments, moderator, monkeypatch):
    batch = hide_comments(Comment.objects.all(), moderator=moderator, reason="Flood").batch
    read = []

    def from_db(*values):
        read.append(values)
        return Model.from_db.__func__(ModerationAction, *values)

    monkeypatch.setattr(ModerationAction, "from_db", from_db)
    client = Client()
    client.force_login(moderator)
    address = reverse("admin:articles_moderationaction_undo_batch", args=[batch])
    sent = {"reason": "No flood", "expected": len(comments)}
    assert client.post(address, sent).status_code == 302
    # One more is the act that the page is named after.
    assert len(read) == len(comments) + 1


def test_undoing_of_another_number_than_was_shown_undoes_nothing(article, comments, moderator):
    batch = hide_comments(Comment.objects.all(), moderator=moderator, reason="Flood").batch
    with pytest.raises(ChangedMeanwhileError):
        undo(acts_of(batch), moderator=moderator, reason="x", expected=len(comments) + 1)
    assert not Comment.objects.filter(state="visible").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite takes one writer at a time")
def test_two_who_undo_the_same_at_once_undo_it_once():
    make_comments(make_article(title="A bridge"), [None] * 30)
    batch = hide_comments(Comment.objects.all(), moderator=None, reason="Insult").batch
    start, results = threading.Barrier(2), []

    def work():
        start.wait()
        try:
            results.append(undo(acts_of(batch), moderator=None, reason="A mistake").count)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [0, 30]
    assert ModerationAction.objects.filter(undoes__isnull=False).count() == 30
