"""Taking back imports, and repairing what is derived."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.importing.loader import load_capture
from archive.importing.rollback import foresee_losses, roll_back
from archive.models import Dump, ImportRun
from archive.verification import find_faults
from articles.models import Article
from comments.models import Comment
from tests.importing.pages import a_capture, a_comment, a_page

pytestmark = pytest.mark.django_db


def load(*comments, **values):
    run = ImportRun.objects.create()
    load_capture(a_capture(a_page(*comments, **values)), run=run)
    return run


def bodies():
    return list(Comment.objects.in_reading_order().values_list("body_text", flat=True))


def test_import_goes_with_all_that_only_it_shows():
    load(a_comment("One."), a_comment("Two."))
    second = load(a_comment("One."), a_comment("New."), a_comment("Answer.", parent=1))
    third = load(a_comment("Alone."), a_comment("Its answer.", parent=0), title="Another")
    before = bodies()
    preview = foresee_losses(second)
    assert bodies() == before
    assert replace(roll_back(second), is_finished=False) == preview
    assert (preview.articles, preview.dumps, preview.comments) == (0, 1, 2)
    assert roll_back(third).articles == 1
    assert bodies() == ["One.", "Two."]
    assert Article.objects.get().comment_count == 2
    assert list(find_faults()) == []


def test_comment_that_others_answer_stays():
    first = load(a_comment("Root."), a_comment("First only.", parent=0))
    load(a_comment("Root."), a_comment("Second only.", parent=0))
    moved = Comment.objects.get(body_text="Second only.")
    first_only = Comment.objects.get(body_text="First only.")
    Comment.objects.move_node(moved, first_only)
    losses = roll_back(first)
    assert (losses.comments, losses.kept) == (0, 1)
    assert Comment.objects.get(body_text="Second only.").parent == first_only


def test_command_counts_and_then_acts():
    run = load(a_comment("One."))
    out = StringIO()
    call_command("roll_back_import", str(run.pk), "--dry-run", stdout=out)
    assert "Would take back 1 dumps, 1 articles, 1 comments." in out.getvalue()
    assert Dump.objects.exists()
    call_command("roll_back_import", str(run.pk), stdout=out)
    assert not Article.objects.exists() and not Comment.objects.exists()
    run.refresh_from_db()
    assert "rolled_back_at" in run.report
    with pytest.raises(CommandError, match="no import 99"):
        call_command("roll_back_import", "99")


@pytest.mark.parametrize(
    "damage",
    [
        lambda: Article.objects.update(comment_count=9),
        lambda: Comment.objects.filter(level=1).update(lft=7, rght=9, position=0),
        lambda: Dump.objects.update(sections=[], line_count=8),
        lambda: Comment.objects.filter(level=1).update(body_html="<p>Forged.</p>"),
    ],
)
def test_repair_makes_anew_what_is_derived(damage):
    load(a_comment("One."), a_comment("Two.", parent=0))
    damage()
    err = StringIO()
    call_command("verify_archive", "--repair", stdout=StringIO(), stderr=err)
    assert "Checking again" in err.getvalue()
    assert list(find_faults()) == []


def test_repair_does_not_touch_the_truth():
    load(a_comment("One."))
    Dump.objects.update(content=b"other words")
    with pytest.raises(CommandError, match="faults found"):
        call_command("verify_archive", "--repair", stderr=StringIO())
    assert bytes(Dump.objects.get().content) == b"other words"


def test_repair_keeps_what_was_read_from_a_dump_that_is_damaged_now():
    load(a_comment("One."))
    sections = Dump.objects.get().sections
    Dump.objects.update(content=b"one line")
    title = Article.objects.get().title
    with pytest.raises(CommandError, match="faults found"):
        call_command("verify_archive", "--repair", stderr=StringIO())
    assert Dump.objects.get().sections == sections
    assert Article.objects.get().title == title
