from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.importing.loader import Outcome, load_capture
from archive.models import Dump, ImportRun, LedgerEntry
from archive.verification import find_faults
from articles.models import Article, Site, Tag
from articles.states import State
from comments.models import Comment, Commenter
from tests.importing.pages import a_capture, a_comment, a_page, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return ImportRun.objects.create()


def texts_in_order():
    return list(Comment.objects.in_reading_order().values_list("body_text", "level"))


def test_new_page_is_created_with_everything_that_was_read(run):
    page = a_page(a_comment("First."), a_comment("Second.", parent=0, author="Bob"))
    assert load_capture(a_capture(page), run=run) is Outcome.CREATED
    article = Article.objects.get()
    assert article.site.name == "Harbour Courier"
    assert article.comment_count == article.declared_count == 2
    assert [str(link) for link in article.articletag_set.all()] == ["Bridges", "Brooks"]
    first, second = Comment.objects.in_reading_order()
    assert second.parent == first
    assert second.commenter.name == "Bob"
    assert first.author_text == "Ann says:"
    assert list(find_faults()) == []


def test_time_is_read_on_the_clock_of_the_site(run):
    Site.objects.create(name="Harbour Courier", time_zone="Asia/Tokyo")
    load_capture(a_capture(a_page(a_comment())), run=run)
    assert Comment.objects.get().posted_at == datetime(2015, 9, 30, 7, 52, tzinfo=UTC)


def test_unknown_time_stays_unknown_and_keeps_its_words(run):
    from archive.dumps.records import Time

    load_capture(a_capture(a_page(a_comment(posted=Time(text="3 hours ago")))), run=run)
    comment = Comment.objects.get()
    assert (comment.posted_at, comment.posted_precision) == (None, None)
    assert comment.posted_text == "3 hours ago"


def test_hour_skipped_by_summer_time_is_on_the_ledger(run):
    load_capture(a_capture(a_page(a_comment(posted=at("2015-03-29T01:30")))), run=run)
    assert LedgerEntry.objects.get().code == "time-not-on-clock"
    assert LedgerEntry.objects.get().comment == Comment.objects.get()


@pytest.mark.parametrize("name", [None, "Anonymous", "gast", "x" * 201])
def test_nobody_becomes_a_person_without_a_name(run, name):
    load_capture(a_capture(a_page(a_comment(author=name))), run=run)
    assert Comment.objects.get().commenter is None
    assert Comment.objects.get().author_name == (name or "")
    assert not Commenter.objects.exists()


def test_page_without_a_site_has_no_people(run):
    load_capture(a_capture(a_page(a_comment(), site_name=None)), run=run)
    assert Article.objects.get().site is None
    assert not Commenter.objects.exists()


def test_later_capture_adds_and_never_takes_away(run):
    first = a_page(a_comment("Root."), a_comment("Old reply.", parent=0), a_comment("Last."))
    later = a_page(
        a_comment("Root."),
        a_comment("New reply.", parent=0),
        a_comment("Answer to it.", parent=1),
        a_comment("New root."),
    )
    load_capture(a_capture(first), run=run)
    ids = dict(Comment.objects.values_list("body_text", "pk"))
    assert load_capture(a_capture(later), run=run) is Outcome.UPDATED
    assert texts_in_order() == [
        ("Root.", 0),
        ("Old reply.", 1),
        ("New reply.", 1),
        ("Answer to it.", 2),
        ("Last.", 0),
        ("New root.", 0),
    ]
    assert ids.items() <= dict(Comment.objects.values_list("body_text", "pk")).items()
    assert Article.objects.get().comment_count == 6
    assert Dump.objects.count() == 2
    assert list(find_faults()) == []


def test_later_capture_fills_in_what_was_missing(run):
    load_capture(a_capture(a_page(declared_count=2), content=b"1"), run=run)
    later = a_page(declared_count=7, published=at("2015-09-29"), tags=("Brooks", "Bricks"))
    load_capture(a_capture(later, content=b"2"), run=run)
    load_capture(a_capture(a_page(declared_count=3), content=b"3"), run=run)
    article = Article.objects.get()
    assert article.declared_count == 7
    assert article.published_precision == "day"
    assert [str(link) for link in article.articletag_set.all()] == ["Bridges", "Brooks", "Bricks"]


def test_what_a_moderator_hid_stays_hidden(run):
    load_capture(a_capture(a_page(a_comment("Root."))), run=run)
    Comment.objects.update(state=State.HIDDEN)
    load_capture(a_capture(a_page(a_comment("Root."), a_comment("More."))), run=run)
    assert Comment.objects.get(body_text="Root.").state == State.HIDDEN


def test_same_words_twice_are_two_comments(run):
    load_capture(a_capture(a_page(a_comment("+1"), a_comment("+1"))), run=run)
    assert Comment.objects.count() == 2


def test_failure_leaves_nothing_behind(run):
    broken = a_page(a_comment("Fine."), a_comment("Broken."), confidence=7.0)
    with pytest.raises(Exception, match=r"(?i)check|constraint"):
        load_capture(a_capture(broken), run=run)
    for model in (Article, Comment, Commenter, Dump, Site, Tag):
        assert not model.objects.exists()


def test_same_bytes_from_a_faster_importer_are_unchanged(run):
    capture = a_capture(a_page(a_comment()))
    load_capture(capture, run=run)
    assert load_capture(capture, run=run) is Outcome.UNCHANGED
    assert Dump.objects.count() == 1


def test_queries_grow_with_batches_and_not_with_comments(run):
    def queries(count):
        page = a_page(*(a_comment(f"Comment {n}.") for n in range(count)), title=f"Of {count}")
        with CaptureQueriesContext(
            connection,
        ) as context:
            load_capture(a_capture(page), run=run)
        return len(context)

    queries(1)
    assert queries(400) <= queries(40) + 12


def test_thread_of_depth_10000_is_whole(run):
    chain = [a_comment(f"{n}", parent=n - 1 if n else None) for n in range(10_000)]
    load_capture(a_capture(a_page(*chain)), run=run)
    assert Comment.objects.order_by("-level").first().level == 9_999
    assert list(find_faults()) == []
