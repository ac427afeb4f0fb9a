"""Restructuring undone by the log, as any other act."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from archive.restructuring.merges import merge_comments
from archive.restructuring.people import merge_commenters
from archive.restructuring.splits import SecondComment, split_comment
from archive.undoing import acts_of, may_undo, preview_undo, undo
from articles.log import ModerationAction
from comments.models import Comment, Commenter
from comments.moderation import correct_comment
from comments.moves import move_comment
from tests.admin.builders import build_user
from tests.importing.pages import a_comment
from tests.restructuring.reading import faults, find

pytestmark = pytest.mark.django_db

PAGE = [a_comment("One word."), a_comment("Two.", author="Bob"), a_comment("Three.", parent=1)]


def move():
    move_comment(find("Two."), parent=find("One word."), moderator=None, reason="")


def split():
    second = SecondComment(author_name="Bob", takes_replies=True)
    split_comment(find("One word."), at=4, second=second, moderator=None, reason="")


def merge():
    merge_comments(find("One word."), find("Two."), moderator=None, reason="")


def merge_people():
    ann, bob = (Commenter.objects.get(name=name) for name in ("Ann", "Bob"))
    merge_commenters(bob, into=ann, moderator=None, reason="")


@pytest.fixture(params=[move, split, merge, merge_people])
def act(request, import_page):
    """One act on a page; what it is called, and the rows before and after it."""
    import_page(*PAGE)
    before = rows()
    request.param()
    return request.param, before, rows()


@pytest.fixture
def moderator():
    return User.objects.create_superuser("moderator")


def rows():
    return list(Comment.objects.order_by("pk").values())


def acts():
    return acts_of(ModerationAction.objects.latest("pk").batch)


def test_act_is_undone_by_the_log_and_previewed_without_a_change(act, moderator):
    _, before, after = act
    preview = preview_undo(acts())
    assert (preview.count, rows()) == (1, after)
    assert ModerationAction.objects.count() == 1
    assert undo(acts(), moderator=moderator, reason="A mistake").count == 1
    assert rows() == before
    undone, undoing = ModerationAction.objects.order_by("pk")
    assert (undoing.undoes, undoing.moderator_id) == (undone.pk, moderator.pk)
    assert preview_undo(acts_of(undone.batch)).count == 0
    assert faults() == []


def test_undoing_is_undone_in_turn(act, moderator):
    function, _, after = act
    undo(acts(), moderator=moderator, reason="A mistake")
    if function is merge_people:
        assert not may_undo(moderator, acts())
        return
    undo(acts(), moderator=moderator, reason="It was right")
    texts = [(row["body_text"], row["parent_id"]) for row in rows()]
    assert texts == [(row["body_text"], row["parent_id"]) for row in after]
    assert faults() == []


def test_what_was_changed_since_stays_and_says_why(act, moderator):
    function, _, _ = act
    if function is merge_people:
        undo(acts(), moderator=moderator, reason="")
        merge_people()
        first = ModerationAction.objects.earliest("pk")
    else:
        first = ModerationAction.objects.get()
        for comment in Comment.objects.all():
            correct_comment(comment, {"body_text": f"{comment.body_text}!"}, moderator=None)
            if comment.parent_id:
                move_comment(comment, parent=None, moderator=None, reason="")
    outcome = undo(acts_of(first.batch), moderator=moderator, reason="")
    assert outcome.count == 0 and sum(outcome.kept.values()) == 1


def test_undoing_needs_the_permission_of_the_act(act):
    function, _, _ = act
    name = "merge_commenter" if function is merge_people else "restructure_comment"
    other = "restructure_comment" if function is merge_people else "merge_commenter"
    assert may_undo(build_user(f"comments.{name}"), acts())
    assert not may_undo(build_user(f"comments.{other}", "comments.change_comment"), acts())


def test_page_of_the_log_undoes_it(act, admin_client):
    _, before, after = act
    action = ModerationAction.objects.get()
    address = reverse("admin:articles_moderationaction_undo", args=[action.pk])
    assert admin_client.get(address).status_code == 200
    assert rows() == after
    admin_client.post(address, {"confirmed": "yes", "expected": 1, "reason": "A mistake"})
    assert rows() == before
