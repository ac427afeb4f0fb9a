"""Moving comments, and imports afterwards."""

import pytest

from archive.importing.loader import Outcome
from archive.importing.rereading import reread_article
from archive.undoing import undo
from articles.log import ModerationAction
from comments.models import Certainty, Comment
from comments.moves import move_comment
from comments.refusals import Refused
from comments.tree import renumber_discussion
from tests.admin.builders import build_article, build_discussion
from tests.importing.pages import a_comment, at
from tests.restructuring.reading import faults, find, outline

pytestmark = pytest.mark.django_db

PAGE = [a_comment("One."), a_comment("Two."), a_comment("Three.", parent=1), a_comment("Four.")]


def undo_move(act, moderator):
    """Why it was not undone, empty if it was."""
    acts = ModerationAction.objects.filter(pk=act.pk)
    return " ".join(undo(acts, moderator=moderator, reason="A mistake").kept)


@pytest.fixture
def page(import_page):
    return import_page(*PAGE)


@pytest.fixture
def move(moderator):
    def move(words, parent=None):
        above = find(parent) if parent else None
        move_comment(find(words), parent=above, moderator=moderator, reason="It answers that")

    return move


def test_comment_is_moved_with_its_branch(page, move):
    move("Two.", "One.")
    assert outline() == ["One.", ".Two.", "..Three.", "Four."]
    assert faults() == []
    assert find("Two.").parent_certainty == Certainty.MODERATED
    move("Two.")
    assert outline() == ["One.", "Two.", ".Three.", "Four."]
    assert faults() == []


def test_move_is_logged_and_tells_readers_caches(page, move, moderator):
    before = page.article.changed_at
    move("Two.", "Four.")
    page.article.refresh_from_db()
    assert page.article.changed_at > before
    act = ModerationAction.objects.select_related("words").get()
    assert (act.verb, act.kind, act.target_id) == ("move", "comment", find("Two.").pk)
    assert (act.moderator_id, act.words.reason) == (moderator.pk, "It answers that")
    assert act.words.before == {
        "parent": None, "parent_certainty": None, "follows": find("One.").pk,
    }  # fmt: skip
    assert act.words.after["parent"] == find("Four.").pk


def test_marks_of_the_importer_are_never_written(page, move):
    before = dict(Comment.objects.values_list("pk", "read_marks"))
    move("Two.", "One.")
    assert dict(Comment.objects.values_list("pk", "read_marks")) == before


def test_move_stands_after_every_kind_of_import(page, move):
    move("Two.", "One.")
    moved = ["One.", ".Two.", "..Three.", "Four."]
    assert page.imported(*PAGE) is Outcome.UNCHANGED
    assert outline() == moved
    more = [*PAGE, a_comment("Five.", parent=1), a_comment("Six.", parent=2), a_comment("Seven.")]
    assert page.imported(*more) is Outcome.UPDATED
    moved = ["One.", ".Two.", "..Three.", "...Six.", "..Five.", "Four.", "Seven."]
    assert outline() == moved
    assert not reread_article(page.article.pk)
    page.read_as(*PAGE[:3], a_comment("Four.", parent=1))
    reread_article(page.article.pk)
    assert outline()[:3] == moved[:3] and find("Two.").parent == find("One.")
    assert faults() == []


def test_sibling_order_of_moved_branches_stands_after_an_import(import_page, move):
    """A moved comment's replies are where the captures have them, it is not."""
    page = [a_comment("A."), a_comment("a.", parent=0), a_comment("B."), a_comment("P."),
            a_comment("X.", parent=3, posted=at("2015-09-30T19:52")), a_comment("M.")]  # fmt: skip
    pages = import_page(*page)
    move("A.", "P.")
    move("M.", "P.")
    expected = ["B.", "P.", ".A.", "..a.", ".M.", ".X."]
    assert outline() == expected
    pages.imported(*page, a_comment("New."))
    assert outline() == [*expected, "New."]
    assert faults() == []


def test_moved_reply_stands_where_its_time_puts_it(import_page, move):
    import_page(
        a_comment("Top."),
        a_comment("Early.", parent=0, posted=at("2015-09-30T10:00")),
        a_comment("Late.", parent=0, posted=at("2015-09-30T12:00")),
        a_comment("Between.", posted=at("2015-09-30T11:00")),
    )
    move("Between.", "Top.")
    assert outline() == ["Top.", ".Early.", ".Between.", ".Late."]


@pytest.mark.parametrize(
    ("words", "parent", "reason"),
    [
        ("Two.", "Two.", "cannot answer itself"),
        ("Two.", "Three.", "part of the branch"),
        ("Three.", "Two.", "already"),
        ("One.", None, "already"),
    ],
)
def test_impossible_move_is_refused(page, move, words, parent, reason):
    with pytest.raises(Refused, match=reason):
        move(words, parent)
    assert outline() == ["One.", "Two.", ".Three.", "Four."]
    assert not ModerationAction.objects.exists()


def test_comment_is_not_moved_to_another_article(page, moderator):
    other = build_discussion(build_article(), [None])[0]
    with pytest.raises(Refused, match="another article"):
        move_comment(find("One."), parent=other, moderator=moderator, reason="")


def test_comment_that_has_gone_meanwhile_is_refused(page, moderator):
    gone = find("Four.")
    Comment.objects.filter(pk=gone.pk).delete()
    with pytest.raises(Refused, match="not there any more"):
        move_comment(gone, parent=find("One."), moderator=moderator, reason="")


def test_undone_move_is_as_if_it_had_not_been(page, move, moderator):
    before = list(Comment.objects.order_by("pk").values())
    move("Two.", "Four.")
    assert undo_move(ModerationAction.objects.get(), moderator) == ""
    assert list(Comment.objects.order_by("pk").values()) == before
    acts = ModerationAction.objects.order_by("pk")
    assert [act.undoes for act in acts] == [None, acts[0].pk]
    assert "undone already" in undo_move(acts[0], moderator)
    # The place is the importer's again.
    page.read_as(a_comment("One."), a_comment("Two.", parent=0), *PAGE[2:])
    reread_article(page.article.pk)
    assert find("Two.").parent == find("One.")


def test_earlier_move_is_not_undone_past_a_later_one(page, move, moderator):
    move("Two.", "Four.")
    move("Two.", "One.")
    assert "moved since" in undo_move(ModerationAction.objects.earliest("pk"), moderator)


def test_undo_that_would_make_a_ring_is_refused(page, move, moderator):
    move("Three.", "One.")
    move("Two.", "Three.")
    assert "part of the branch" in undo_move(ModerationAction.objects.earliest("pk"), moderator)


def test_deep_branch_is_moved_in_few_queries(moderator, django_assert_max_num_queries):
    article = build_article()
    comments = build_discussion(article, [None, *range(1999), None])
    with django_assert_max_num_queries(40):
        move_comment(comments[0], parent=comments[-1], moderator=moderator, reason="")
    assert Comment.objects.get(pk=comments[1999].pk).level == 2000
    assert renumber_discussion(article.pk) == 0
