"""Merging comments, and imports afterwards."""

import pytest

from archive.importing.loader import Outcome
from archive.importing.rereading import reread_article
from archive.models import Excerpt, SearchEntry
from archive.restructuring.merges import merge_comments, undo_merge
from archive.restructuring.splits import SecondComment, split_comment
from articles.log import ModerationAction
from articles.states import State
from comments.models import Certainty, Comment, MergedComment, Report
from comments.moderation import correct_comment, erase_comment, hide_comments
from comments.refusals import Refused
from tests.admin.builders import build_article, build_discussion
from tests.importing.pages import a_comment
from tests.restructuring.reading import faults, find, outline

pytestmark = pytest.mark.django_db

PAGE = [
    a_comment("One."),
    a_comment("Two, its beginning."),
    a_comment("Below.", parent=1),
    a_comment("Two, its end.", author=None),
    a_comment("Reply.", parent=3, parent_certainty=Certainty.EXPLICIT),
    a_comment("Last."),
]
TWO = "Two, its beginning.\n\nTwo, its end."
MERGED = ["One.", TWO, ".Below.", ".Reply.", "Last."]


@pytest.fixture
def page(import_page):
    return import_page(*PAGE)


@pytest.fixture
def merge(moderator):
    def merge(first="Two, its beginning.", second="Two, its end.", **values):
        stays, goes = find(first), find(second)
        merge_comments(stays, goes, moderator=moderator, reason="One text", **values)
        return stays, goes.pk

    return merge


def test_text_replies_and_lines_go_to_the_first(page, merge):
    stays, gone = merge()
    assert outline() == MERGED
    assert "its end.</p>" in stays.body_html
    assert find("Reply.").parent_certainty == Certainty.EXPLICIT
    assert Excerpt.objects.filter(comment=stays).count() == 2
    assert not Comment.objects.filter(pk=gone).exists()
    assert not SearchEntry.objects.filter(comment=gone).exists()
    page.article.refresh_from_db()
    assert page.article.comment_count == 5
    assert faults() == []


def test_given_text_is_taken(page, merge):
    merge(text="Two.")
    assert outline()[1] == "Two."


def test_merge_stands_after_every_kind_of_import(page, merge):
    stays, _ = merge()
    assert page.imported(*PAGE) is Outcome.UNCHANGED
    assert not reread_article(page.article.pk)
    assert page.imported(*PAGE, a_comment("New.", parent=3)) is Outcome.UPDATED
    expected = ["One.", TWO, ".Below.", ".Reply.", ".New.", "Last."]
    assert outline() == expected
    assert not reread_article(page.article.pk)
    assert Excerpt.objects.filter(comment=stays).count() == 4
    assert faults() == []


def test_parser_that_reads_the_second_differently_does_not_bring_it_back(page, merge):
    merge()
    page.read_as(*PAGE[:3], a_comment("Two, its very end.", author="Bob"), *PAGE[4:])
    reread_article(page.article.pk)
    assert outline() == MERGED
    assert not reread_article(page.article.pk)
    assert faults() == []


def test_parser_that_reads_one_comment_finds_the_merged_one(page, merge):
    stays, _ = merge()
    one = a_comment("Two, its beginning. Two, its end.")
    page.read_as(PAGE[0], one, PAGE[2], a_comment("Reply.", parent=1), PAGE[5])
    reread_article(page.article.pk)
    assert outline() == MERGED
    page.imported(PAGE[0], one, a_comment("Fresh.", parent=1), content=b"later")
    assert outline() == ["One.", TWO, ".Fresh.", ".Below.", ".Reply.", "Last."]
    assert find("Fresh.").parent == stays
    assert faults() == []


def test_addresses_of_the_second_lead_to_the_first(page, merge, client):
    stays, gone = merge()
    for tail in ("", "thread/"):
        response = client.get(f"/comments/{gone}/{tail}")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/comments/{stays.pk}/{tail}"
        assert response.headers["Cache-Control"] == "no-cache"
        assert client.get(response.headers["Location"]).status_code == 200


def test_chains_end_at_the_last(page, merge, client):
    _, gone = merge()
    last, _ = merge("One.", TWO)
    assert client.get(f"/comments/{gone}/").headers["Location"] == last.get_absolute_url()
    assert page.imported(*PAGE) is Outcome.UNCHANGED
    assert not reread_article(page.article.pk)
    assert outline() == [f"One.\n\n{TWO}", ".Below.", ".Reply.", "Last."]
    assert faults() == []


def test_addresses_of_erased_comments_answer_410(page, merge, client):
    stays, gone = merge("Last.", "One.")
    erase_comment(stays, moderator=None)
    for pk in (gone, stays.pk):
        assert client.get(f"/comments/{pk}/").status_code == 410
        assert client.get(f"/comments/{pk}/thread/").status_code == 410
    assert client.get("/comments/999999/").status_code == 404
    page.imported(*PAGE, a_comment("New."))
    assert not Comment.objects.filter(body_text__in=["One.", "Last."]).exists()


def test_comment_that_the_kept_one_answers_is_not_merged_into_it(page, merge):
    with pytest.raises(Refused, match="other way round"):
        merge("Below.", "Two, its beginning.")
    merge("Two, its beginning.", "Below.")
    assert faults() == []


def test_withheld_text_is_not_merged_into_a_visible_one(page, merge, moderator):
    hide_comments(
        Comment.objects.filter(body_text="Two, its end."), moderator=moderator, reason="Insult"
    )
    with pytest.raises(Refused, match="same state"):
        merge()


def test_comments_of_two_articles_or_one_comment_are_not_merged(page, moderator):
    other = build_discussion(build_article(), [None])[0]
    for second, reason in ((other, "another article"), (find("One."), "with itself")):
        with pytest.raises(Refused, match=reason):
            merge_comments(find("One."), second, moderator=moderator, reason="")


def test_readers_reports_go_along_and_come_back(page, merge):
    report = Report.objects.create(comment=find("Two, its end."), cause="spam")
    stays, gone = merge()
    report.refresh_from_db()
    assert report.comment == stays
    undo_merge(ModerationAction.objects.get(), moderator=None)
    report.refresh_from_db()
    assert report.comment_id == gone


def test_undone_merge_gives_both_back_whole(page, merge, moderator, client):
    before = list(Comment.objects.order_by("pk").values())
    excerpts = set(Excerpt.objects.values_list("comment", "first_line"))
    _, gone = merge()
    undo_merge(ModerationAction.objects.get(), moderator=moderator)
    assert list(Comment.objects.order_by("pk").values()) == before
    assert set(Excerpt.objects.values_list("comment", "first_line")) == excerpts
    assert not MergedComment.objects.exists()
    assert client.get(f"/comments/{gone}/").status_code == 200
    assert SearchEntry.objects.filter(comment=gone).exists()
    assert page.imported(*PAGE) is Outcome.UNCHANGED
    assert not reread_article(page.article.pk)
    assert faults() == []


def test_merge_undone_after_more_imports_loses_nothing(page, merge, moderator):
    merge()
    page.imported(*PAGE, a_comment("New.", parent=3))
    reread_article(page.article.pk)
    undo_merge(ModerationAction.objects.get(), moderator=moderator)
    reread_article(page.article.pk)
    assert sorted(outline()) == sorted(
        ["One.", "Two, its beginning.", ".Below.", "Two, its end.", ".Reply.", ".New.", "Last."]
    )
    assert not reread_article(page.article.pk)
    assert faults() == []


def test_merge_is_not_undone_over_later_acts(page, merge, moderator):
    stays, _ = merge()
    correct_comment(stays, {"body_text": "Else."}, moderator=moderator)
    with pytest.raises(Refused, match="changed since"):
        undo_merge(ModerationAction.objects.earliest("pk"), moderator=moderator)
    merge("One.", "Else.")
    with pytest.raises(Refused, match="not there any more"):
        undo_merge(ModerationAction.objects.earliest("pk"), moderator=moderator)


def test_what_was_withheld_since_stays_withheld_in_both(page, merge, moderator):
    stays, gone = merge()
    hide_comments(Comment.objects.filter(pk=stays.pk), moderator=moderator, reason="Insult")
    undo_merge(ModerationAction.objects.earliest("pk"), moderator=moderator)
    states = Comment.objects.filter(pk__in=[stays.pk, gone]).values_list("state", flat=True)
    assert list(states) == [State.HIDDEN, State.HIDDEN]


def test_part_that_was_split_off_is_merged_with_another(page, moderator):
    comment = find("Two, its beginning.")
    made = split_comment(comment, at=5, second=SecondComment(), moderator=moderator, reason="")
    merge_comments(find("One."), made, moderator=moderator, reason="")
    expected = ["One.\n\nits beginning.", "Two,", ".Below.", "Two, its end.", ".Reply.", "Last."]
    assert outline() == expected
    assert page.imported(*PAGE) is Outcome.UNCHANGED
    assert not reread_article(page.article.pk)
    page.imported(*PAGE, content=b"T\nOne.\nTwo, its beginning.\nB\nTwo, its end.\nReply.\nLast.")
    assert outline() == expected
    assert faults() == []
