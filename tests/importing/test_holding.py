"""Imports that wait for publication, and their publication."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.importing import publishing
from archive.importing.loader import Outcome, load_capture, load_captures
from archive.importing.publishing import foresee_additions, foresee_publication, publish
from archive.importing.rollback import foresee_losses, roll_back
from archive.models import Dump, Excerpt, ImportRun
from archive.verification import find_faults
from articles.log import Kind, ModerationAction, Verb
from articles.models import Article
from articles.states import State
from comments.models import Comment
from tests.importing.pages import a_capture, a_comment, a_page

pytestmark = pytest.mark.django_db


def a_run(*, held=False):
    return ImportRun.objects.create(status="finished", is_held=held, created=9)


def load(run, *bodies, title="Bridge"):
    capture = a_capture(a_page(*map(a_comment, bodies), title=title))
    return load_capture(capture, run=run)


def bodies():
    return list(Comment.objects.in_reading_order().values_list("body_text", flat=True))


def states():
    return dict(Article.objects.values_list("title", "state"))


def test_new_articles_of_a_held_import_wait_with_their_discussion():
    held = a_run(held=True)
    captures = [a_capture(a_page(a_comment("One."), title=title)) for title in ("A", "B")]
    assert load_captures(captures, run=held) == [Outcome.CREATED, Outcome.CREATED]
    assert load(held, "One.", "Two.", title="A") == Outcome.UPDATED
    assert states() == {"A": State.HELD, "B": State.HELD}
    assert sorted(bodies()) == ["One.", "One.", "Two."]
    assert list(find_faults()) == []


def test_capture_of_a_known_page_is_put_by_and_nothing_made_of_it():
    load(a_run(), "One.")
    before = Article.objects.get()
    assert load(a_run(held=True), "One.", "Two.") == Outcome.HELD
    assert bodies() == ["One."]
    assert Article.objects.get().changed_at == before.changed_at
    assert Dump.objects.filter(article=None).count() == 1
    assert Excerpt.objects.count() == 1
    assert list(find_faults()) == []


def test_dump_that_waits_is_unchanged_for_a_later_import():
    load(a_run(), "One.")
    load(a_run(held=True), "One.", "Two.")
    assert load(a_run(), "One.", "Two.") == Outcome.UNCHANGED
    assert bodies() == ["One."]


def test_publication_gives_what_an_open_import_would_have_given():
    captures = [["One."], ["Zero.", "One.", "Two."], ["One.", "Three."]]
    for parts in captures:
        load(a_run(), *parts)
    expected = bodies()
    roll_back_all()
    load(a_run(), *captures[0])
    held = a_run(held=True)
    for parts in captures[1:]:
        load(held, *parts)
    load(held, "New.", title="Another")
    forecast = foresee_publication(held)
    assert (forecast.articles, forecast.comments, forecast.dumps, forecast.added) == (1, 1, 2, 5)
    done = publish(held)
    assert done.is_finished and (done.articles, done.dumps, done.added) == (1, 2, 3)
    assert bodies() == [*expected, "New."]
    assert states() == {"Bridge": State.VISIBLE, "Another": State.VISIBLE}
    assert not ImportRun.objects.filter(is_held=True).exists()
    assert list(find_faults()) == []


def roll_back_all():
    for run in ImportRun.objects.all():
        roll_back(run)
    assert not Article.objects.exists()


def test_preview_names_the_comments_that_a_dump_would_add():
    load(a_run(), "One.")
    held = a_run(held=True)
    load(held, "Zero.", "One.", "Two.")
    [addition] = foresee_additions(held, most=5)
    assert addition.article == Article.objects.get()
    assert [comment.body for comment in addition.comments] == ["Zero.", "Two."]


def test_later_open_capture_of_a_held_article_waits_with_it():
    held = a_run(held=True)
    load(held, "One.")
    assert load(a_run(), "One.", "Two.") == Outcome.UPDATED
    assert states() == {"Bridge": State.HELD}
    publish(held)
    assert states() == {"Bridge": State.VISIBLE} and bodies() == ["One.", "Two."]


def test_two_held_imports_of_one_page_are_published_each_by_itself():
    first, second = a_run(held=True), a_run(held=True)
    load(first, "One.")
    assert load(second, "One.", "Two.") == Outcome.HELD
    assert publish(second).is_finished
    assert states() == {"Bridge": State.HELD} and bodies() == ["One.", "Two."]
    assert publish(first).articles == 1
    assert states() == {"Bridge": State.VISIBLE}
    assert list(find_faults()) == []


def test_moderators_decision_outlives_publication():
    held = a_run(held=True)
    load(held, "One.")
    Article.objects.update(state=State.REMOVED)
    assert publish(held).articles == 0
    assert states() == {"Bridge": State.REMOVED}


def test_publication_stops_in_time_and_goes_on_later(monkeypatch):
    monkeypatch.setattr(publishing, "BATCH", 1)
    held = a_run(held=True)
    for title in "ABC":
        load(held, "One.", title=title)
    done = publish(held, seconds=0)
    assert not done.is_finished and done.articles == 1
    assert ImportRun.objects.get().is_held
    assert publish(held).articles == 2
    assert [action.verb for action in ModerationAction.objects.all()] == [Verb.PUBLISH] * 2


def test_dump_that_cannot_be_merged_is_named_and_waits(monkeypatch):
    load(a_run(), "One.")
    held = a_run(held=True)
    load(held, "One.", "Two.")
    load(held, "New.", title="Another")
    real = publishing.keep
    monkeypatch.setattr(publishing, "keep", lambda *args, **options: 1 / 0)
    done = publish(held)
    assert [reason for _path, reason in done.failures] == ["ZeroDivisionError: division by zero"]
    assert not done.is_finished and done.articles == 1
    assert Dump.objects.filter(article=None).count() == 1
    monkeypatch.setattr(publishing, "keep", real)
    assert publish(held).is_finished
    assert "Two." in bodies()


def test_held_import_can_be_rolled_back_whole():
    load(a_run(), "One.")
    held = a_run(held=True)
    load(held, "One.", "Two.")
    load(held, "New.", title="Another")
    forecast = foresee_losses(held)
    assert replace(roll_back(held), is_finished=False) == forecast
    assert (forecast.articles, forecast.dumps, forecast.comments) == (1, 2, 1)
    assert bodies() == ["One."] and Dump.objects.count() == 1
    assert not ImportRun.objects.filter(is_held=True).exists()
    action = ModerationAction.objects.get()
    assert (action.verb, action.kind, action.target_id) == (
        Verb.ROLL_BACK,
        Kind.IMPORT_RUN,
        held.pk,
    )


def test_article_is_free_once_the_held_import_is_taken_back():
    held = a_run(held=True)
    load(held, "One.")
    load(a_run(), "One.", "Two.")
    roll_back(held)
    assert states() == {"Bridge": State.VISIBLE} and bodies() == ["One.", "Two."]
    assert list(find_faults()) == []


def test_verify_names_what_waits_for_nothing():
    load(a_run(), "One.")
    held = a_run(held=True)
    load(held, "One.", "Two.")
    load(held, "New.", title="Another")
    ImportRun.objects.update(is_held=False)
    assert {fault.code for fault in find_faults()} == {"held-for-nothing", "dump-put-by"}
    with pytest.raises(CommandError, match="1 faults found"):
        call_command("verify_archive", "--repair", stderr=StringIO())
    assert states()["Another"] == State.VISIBLE


def test_command_counts_and_then_publishes(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nA body of some words, which end with a stop.\n")
    out = StringIO()
    call_command("import_dumps", str(tmp_path), "--hold", stdout=out)
    run = ImportRun.objects.get()
    assert run.is_held and f"publish_import {run.pk}" in out.getvalue()
    call_command("publish_import", str(run.pk), "--dry-run", stdout=out)
    assert "Would publish 1 articles with 0 comments" in out.getvalue()
    assert states() == {"Title": State.HELD}
    call_command("import_dumps", str(tmp_path), stdout=out)
    assert "1 page waits for the publication of another import." in out.getvalue()
    call_command("publish_import", str(run.pk), stdout=out)
    assert states() == {"Title": State.VISIBLE}
    with pytest.raises(CommandError, match="does not wait"):
        call_command("publish_import", str(run.pk))
    with pytest.raises(CommandError, match="no import 99"):
        call_command("publish_import", "99")


def test_dry_run_foresees_what_will_be_held(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nA body of some words, which end with a stop.\n")
    call_command("import_dumps", str(tmp_path), stdout=StringIO())
    (tmp_path / "a.txt").write_text("Title\n\nA body of some words, which end with a stop.\n\n\n")
    out = StringIO()
    call_command("import_dumps", str(tmp_path), "--hold", "--dry-run", stdout=out)
    assert "1 held" in out.getvalue()
    assert not ImportRun.objects.filter(is_held=True).exists()
