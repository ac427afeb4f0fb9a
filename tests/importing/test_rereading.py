"""A better parser reads the same dumps again."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.importing.loader import load_capture
from archive.importing.rereading import reread_article
from archive.models import Excerpt, ImportRun
from archive.repairing import repair_article
from archive.verification import find_faults
from articles.models import Article
from articles.states import State
from comments.models import Comment
from tests.importing.pages import PAGES, a_capture, a_comment, a_page

pytestmark = pytest.mark.django_db


def read_as(*comments, **values):
    """Let the one dump be read as another page from now on."""
    (text,) = PAGES
    PAGES[text] = a_page(*comments, **{"line_count": 4, **values})


@pytest.fixture
def article():
    page = a_page(a_comment("One."), a_comment("Two."), a_comment("Three."))
    load_capture(a_capture(page), run=ImportRun.objects.create())
    return Article.objects.get()


def find_tree_faults():
    return [fault for fault in find_faults() if not fault.code.startswith("line-")]


def test_same_parser_changes_nothing_and_writes_nothing(article):
    with CaptureQueriesContext(connection) as context:
        assert not reread_article(article.pk)
    writes = ("INSERT INTO", "UPDATE", "DELETE", "COPY")
    assert [q["sql"] for q in context if q["sql"].startswith(writes)] == []


def test_better_parser_keeps_ids_and_adds_moves_and_changes(article):
    one, two, three = Comment.objects.in_reading_order()
    read_as(a_comment("One."), a_comment("Two.", parent=0), a_comment("Three, whole."))
    changes = reread_article(article.pk)
    assert (changes.added, changes.moved, changes.changed) == ([], [two.pk], [three.pk])
    assert list(Comment.objects.in_reading_order().values_list("pk", "body_text")) == [
        (one.pk, "One."),
        (two.pk, "Two."),
        (three.pk, "Three, whole."),
    ]
    assert Comment.objects.get(pk=two.pk).parent == one
    assert find_tree_faults() == []
    assert not reread_article(article.pk)


def test_comment_that_is_not_found_any_more_is_named_and_kept(article):
    three = Comment.objects.get(body_text="Three.")
    read_as(a_comment("One."), a_comment("Two."))
    changes = reread_article(article.pk)
    assert changes.vanished == [three.pk]
    assert Comment.objects.filter(pk=three.pk).exists()
    assert not Excerpt.objects.filter(comment=three).exists()
    assert Article.objects.get().comment_count == 3


def test_moderators_decisions_win(article):
    one, two, three = Comment.objects.in_reading_order()
    Comment.objects.filter(pk=one.pk).update(state=State.REMOVED, body_text="[redacted]")
    two.delete()
    read_as(a_comment("One, whole."), a_comment("Two."), a_comment("Three."), title="New")
    Article.objects.update(title="Corrected")
    reread_article(article.pk)
    kept = Comment.objects.get(pk=one.pk)
    assert (kept.state, kept.body_text) == (State.REMOVED, "[redacted]")
    assert set(Comment.objects.values_list("pk", flat=True)) == {one.pk, three.pk}
    assert Article.objects.get().title == "Corrected"


def test_dry_run_reports_and_writes_nothing(article):
    read_as(a_comment("One."), a_comment("Two."), a_comment("Three."), a_comment("Four."))
    out = StringIO()
    call_command("reparse_dumps", "--dry-run", verbosity=2, stdout=out)
    assert "1 added, 0 changed, 0 moved, 0 vanished" in out.getvalue()
    assert Comment.objects.count() == 3
    call_command("reparse_dumps", "--article", str(article.pk), stdout=out)
    assert Comment.objects.count() == 4


def test_unknown_article_is_a_mistake_of_the_caller():
    with pytest.raises(CommandError, match="no article 7"):
        call_command("reparse_dumps", "--article", "7")


def test_one_bad_article_does_not_stop_the_rest(article, monkeypatch):
    err = StringIO()
    monkeypatch.setattr(
        "archive.management.commands.reparse_dumps.reread_article", lambda pk, **_: 1 / 0
    )
    with pytest.raises(CommandError, match="1 articles could not"):
        call_command("reparse_dumps", stdout=StringIO(), stderr=err)
    assert "ZeroDivisionError" in err.getvalue()


def test_vanished_comment_is_kept_and_the_ledger_says_so(article):
    read_as(a_comment("One."), a_comment("Two."))
    assert len(reread_article(article.pk).vanished) == 1
    three = Comment.objects.get(body_text="Three.")
    assert not three.excerpts.exists()
    [entry] = three.ledger.all()
    assert entry.code == "comment-not-found"
    assert find_tree_faults() == []
    assert not reread_article(article.pk)
    read_as(a_comment("One."), a_comment("Two."), a_comment("Three."))
    assert reread_article(article.pk)
    assert three.excerpts.exists() and not three.ledger.exists()


def test_verify_names_and_repairs_a_comment_whose_excerpt_is_lost(article):
    two = Comment.objects.get(body_text="Two.")
    two.excerpts.all().delete()
    by_hand = Comment.objects.get(body_text="Three.")
    by_hand.excerpts.all().delete()
    Comment.objects.filter(pk=by_hand.pk).update(read_marks="")
    [fault] = find_tree_faults()
    assert (fault.code, fault.where) == ("comment-not-shown", f"comment {two.pk}")
    repair_article(article.pk, codes={fault.code})
    assert find_tree_faults() == []
    assert two.excerpts.exists()


def test_verify_names_an_excerpt_in_the_dump_of_another_article(article):
    load_capture(a_capture(a_page(title="Another")), run=ImportRun.objects.create())
    other = Article.objects.get(title="Another")
    Excerpt.objects.filter(comment__body_text="Two.").update(dump=other.dumps.get())
    codes = {fault.code for fault in find_tree_faults()}
    assert "excerpt-elsewhere" in codes
