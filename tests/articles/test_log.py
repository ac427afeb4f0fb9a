"""The log of moderation is written once, and the database itself sees to it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.log import Done, ModerationAction, ModerationWords, record_acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    done = Done("comment", 7, 3, {"state": "visible"}, {"state": "hidden"})
    batch = record_acts("hide", [done], moderator=None, reason="Insult")
    return ModerationAction.objects.get(batch=batch)


def refused(statement, *parameters):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, parameters)
    return True


@pytest.mark.parametrize("column", ["moderator_name", "verb", "target_id", "at", "batch"])
def test_act_cannot_be_changed(act, column):
    assert refused(f"UPDATE articles_moderationaction SET {column} = {column}")


@pytest.mark.parametrize("table", ["articles_moderationwords", "articles_moderationaction"])
def test_neither_act_nor_words_can_be_taken_away(act, table):
    assert refused(f"DELETE FROM {table}")


def test_table_cannot_be_emptied_at_once(act):
    if connection.vendor != "postgresql":
        assert refused("DELETE FROM articles_moderationwords WHERE 1")
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert refused("TRUNCATE articles_moderationaction, articles_moderationwords")


def test_words_cannot_be_rewritten(act):
    assert refused("UPDATE articles_moderationwords SET reason = %s", "Nothing at all")


@pytest.mark.parametrize("words", [{"reason": "Forged"}, {"after": {"state": "removed"}}])
def test_words_cannot_be_rewritten_as_if_erased(act, words):
    kept = ModerationWords.objects.filter(action=act)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        kept.update(
            **{"reason": "", "before": {}, "after": {}, "erased_at": timezone.now()} | words
        )


@pytest.mark.parametrize("table", ["articles_moderationwords", "articles_moderationaction"])
def test_nothing_can_be_put_in_place_of_a_row(act, table):
    if connection.vendor == "sqlite":
        assert refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        return
    key = {"articles_moderationwords": "action_id", "articles_moderationaction": "id"}[table]
    assert refused(
        f"INSERT INTO {table} SELECT * FROM {table} "
        f"ON CONFLICT ({key}) DO UPDATE SET {key} = {table}.{key}"
    )


def test_words_can_be_erased_once_and_say_so(act):
    now = timezone.now()
    words = ModerationWords.objects.filter(action=act)
    assert words.update(reason="", before={}, after={}, erased_at=now) == 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        words.update(reason="Something else", erased_at=now)


def test_acts_of_one_go_share_a_batch():
    done = [Done("comment", pk, 3, {}, {}) for pk in range(1200)]
    batch = record_acts("hide", done, moderator=None, reason="Flood")
    assert ModerationAction.objects.filter(batch=batch).count() == 1200
    assert ModerationWords.objects.filter(action__batch=batch, reason="Flood").count() == 1200
