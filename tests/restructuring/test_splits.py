"""Splitting comments, and imports afterwards."""

import pytest

from archive.importing.loader import Outcome
from archive.importing.rereading import reread_article
from archive.importing.rollback import roll_back
from archive.models import Excerpt, SearchEntry
from archive.provenance import read_passages
from archive.restructuring.splits import (
    SecondComment,
    find_beginning,
    split_comment,
    undo_split,
)
from articles.log import ModerationAction
from articles.states import State
from comments.models import Comment, Commenter, SplitPassage
from comments.moderation import correct_comment, hide_commenters, remove_comments
from comments.refusals import Refused
from tests.builders import NOON
from tests.importing.pages import a_comment
from tests.restructuring.reading import faults, find, outline

pytestmark = pytest.mark.django_db

FIRST = "I walked there on Sunday."
SECOND = "Nobody walks on Sundays, not even the vicar who lives beside the brook."
BOTH = f"{FIRST}\n{SECOND}"
PAGE = [a_comment("One."), a_comment(BOTH), a_comment("Reply.", parent=1), a_comment("Last.")]
CONTENT = f"Title\nOne.\n{FIRST}\nBob says:\n{SECOND}\nReply.\nLast.\n".encode()
SPANS = {"One.": (2, 2), BOTH: (3, 5), FIRST: (3, 3), SECOND: (4, 5), "Reply.": (6, 6),
         "Last.": (7, 7)}  # fmt: skip


@pytest.fixture
def page(import_page):
    return import_page(*PAGE, content=CONTENT, spans=SPANS)


@pytest.fixture
def split(moderator):
    def split(words=BOTH, begins=SECOND, **values):
        second = SecondComment(**{"author_name": "Bob", **values})
        comment = find(words)
        at = find_beginning(comment.body_text, begins)
        return split_comment(
            comment, at=at, second=second, moderator=moderator, reason="Two people"
        )

    return split


SPLIT = ["One.", FIRST, ".Reply.", SECOND, "Last."]


def test_second_comment_gets_text_author_time_and_lines(page, split):
    made = split(posted_at=NOON, posted_precision="minute")
    assert outline() == SPLIT
    assert (made.author_name, made.commenter.name) == ("Bob", "Bob")
    assert (made.posted_at, made.posted_precision) == (NOON, "minute")
    assert made.body_html == f"<p>{SECOND}</p>"
    first = find(FIRST)
    assert first.body_html == f"<p>{FIRST}</p>" and first.author_name == "Ann"
    lines = Excerpt.objects.order_by("first_line").values_list("comment", "first_line", "last_line")
    assert (first.pk, 3, 4) in lines and (made.pk, 5, 5) in lines
    page.article.refresh_from_db()
    assert page.article.comment_count == 5
    assert SearchEntry.objects.filter(comment=made).exists()
    assert faults() == []


def test_second_comment_may_be_a_reply_without_author_and_take_the_replies(page, split):
    made = split(author_name="", is_reply=True, takes_replies=True)
    assert outline() == ["One.", FIRST, f".{SECOND}", "..Reply.", "Last."]
    assert (made.commenter, made.posted_at) == (None, None)
    assert faults() == []


def test_split_stands_after_every_kind_of_import(page, split):
    made = split()
    assert page.imported(*PAGE, content=CONTENT) is Outcome.UNCHANGED
    assert not reread_article(page.article.pk)
    assert outline() == SPLIT
    later = CONTENT + b"More\n"
    assert page.imported(*PAGE, content=later) is Outcome.UPDATED
    assert outline() == SPLIT
    assert Excerpt.objects.filter(comment=made).count() == 2
    assert not reread_article(page.article.pk)
    assert faults() == []


def test_better_parser_finds_the_comment_that_was_split_off(page, split):
    made = split()
    page.read_as(PAGE[0], a_comment(FIRST), PAGE[2], a_comment(SECOND, author="Bob"), PAGE[3])
    reread_article(page.article.pk)
    assert outline() == SPLIT
    assert Comment.objects.get(body_text=SECOND).pk == made.pk
    assert not reread_article(page.article.pk)
    assert faults() == []


def test_capture_that_shows_two_comments_doubles_neither(page, split):
    made = split()
    assert page.imported(
        PAGE[0], a_comment(FIRST), PAGE[2], a_comment(SECOND, author="Bob"), PAGE[3],
        content=b"Another\n" + CONTENT,
    )  # fmt: skip
    assert sorted(outline()) == sorted(SPLIT)
    assert Excerpt.objects.filter(comment=made).count() == 2
    assert not reread_article(page.article.pk)
    assert faults() == []


def test_words_that_begin_within_a_line_are_recognised_by_themselves(import_page, split):
    """They have no lines of their own; the second comment is not doubled either."""
    both = f"{FIRST} {SECOND}"
    pages = import_page(a_comment(both))
    made = split(both)
    assert not Excerpt.objects.filter(comment=made).exists()
    assert not reread_article(pages.article.pk)
    pages.read_as(a_comment(FIRST), a_comment(SECOND, author="Bob"))
    reread_article(pages.article.pk)
    assert outline() == [FIRST, SECOND]
    assert Comment.objects.get(body_text=SECOND).pk == made.pk
    assert faults() == []


def test_short_words_of_a_part_are_not_everybodys(import_page, split):
    """A later comment of the same few words is another one, by whomever."""
    pages = import_page(a_comment("No, never. +1"))
    made = split("No, never. +1", "+1")
    later = [a_comment("+1", author=name) for name in ("Bob", "Bob", "Cid", None)]
    pages.imported(a_comment("No, never. +1"), *later)
    assert outline() == ["No, never.", "+1", "+1", "+1", "+1"]
    assert Comment.objects.filter(author_name="Bob").count() == 2
    assert made in Comment.objects.filter(author_name="Bob")
    assert not reread_article(pages.article.pk)
    assert faults() == []


@pytest.mark.parametrize("is_on_own_line", [True, False])
def test_removed_part_is_out_of_the_source_view_too(import_page, split, moderator, is_on_own_line):
    both = BOTH if is_on_own_line else f"{FIRST} {SECOND}"
    text = "Title\nOne.\n" + both + "\n"
    spans = {both: (3, 3 + is_on_own_line)}
    pages = import_page(a_comment("One."), a_comment(both), content=text.encode(), spans=spans)
    made = split(both)
    remove_comments(Comment.objects.filter(pk=made.pk), moderator=moderator, reason="Spam")
    for number in range(2):
        for dump in pages.article.dumps.all():
            shown = [line for passage in read_passages(dump, 1) for line in passage.lines]
            assert not any("vicar" in line for line in shown)
        if not number:
            pages.imported(a_comment("One."), a_comment(both), content=text.encode() + b"End\n")
            assert pages.article.dumps.count() == 2


def test_parts_of_parts_are_divided_in_later_captures(import_page, split):
    lines = ["Alpha speaks first.", "Bravo answers then.", "Charlie comes last of all."]
    both = "\n".join(lines)
    text = "Title\n" + both + "\n"
    spans = {line: (n, n) for n, line in enumerate(lines, 2)}
    pages = import_page(a_comment(both), content=text.encode(), spans={both: (2, 4), **spans})
    split(both, "Bravo")
    split("\n".join(lines[1:]), "Charlie", author_name="Cid")
    assert outline() == lines
    assert SplitPassage.objects.count() == 3
    assert not reread_article(pages.article.pk)
    pages.imported(a_comment(both), content=text.encode() + b"End\n")
    assert sorted(Excerpt.objects.values_list("first_line", "last_line")) == [
        (2, 2), (2, 2), (3, 3), (3, 3), (4, 4), (4, 4),
    ]  # fmt: skip
    pages.read_as(*(a_comment(line) for line in lines))
    reread_article(pages.article.pk)
    assert outline() == lines
    assert faults() == []


def test_what_is_withheld_stays_so_in_both_parts(page, split, moderator):
    remove_comments(Comment.objects.filter(body_text=BOTH), moderator=moderator, reason="Insult")
    made = split()
    assert (made.state, made.state_reason) == (State.REMOVED, "Insult")


def test_part_of_a_withheld_persons_comment_is_hidden(page, split, moderator):
    hide_commenters(Commenter.objects.filter(name="Ann"), moderator=moderator, reason="Asked to")
    assert split().state == State.HIDDEN


def test_split_needs_words_on_both_sides_and_the_text_that_was_seen(page, moderator):
    comment = find(BOTH)
    for at in (0, -5, len(BOTH), 10**9):
        with pytest.raises(Refused, match="words of their own"):
            split_comment(comment, at=at, second=SecondComment(), moderator=moderator, reason="")
    with pytest.raises(Refused, match="changed meanwhile"):
        split_comment(
            comment, at=9, second=SecondComment(), moderator=moderator, reason="", text="Else."
        )
    assert outline()[1] == BOTH


def test_beginning_is_found_by_its_first_words():
    text = "one two\nthree one two  four"
    assert find_beginning(text, "three  one") == 8
    assert find_beginning(text, "two\nfour") == text.index("two", 8)
    assert find_beginning(text, "thr") == 8
    for words, reason in (("one two", "2 times"), ("five", "do not stand"), (" ", "first words")):
        with pytest.raises(Refused, match=reason):
            find_beginning(text, words)


def test_undone_split_is_one_comment_again(page, split, moderator, client):
    made = split(takes_replies=True)
    before = find(FIRST)
    undo_split(ModerationAction.objects.get(), moderator=moderator)
    assert outline() == ["One.", BOTH, ".Reply.", "Last."]
    lines = Excerpt.objects.filter(comment=before).values_list("first_line", "last_line")
    assert list(lines) == [(3, 5)]
    assert not SplitPassage.objects.exists()
    assert client.get(made.get_absolute_url()).headers["Location"] == before.get_absolute_url()
    assert page.imported(*PAGE, content=CONTENT) is Outcome.UNCHANGED
    assert not reread_article(page.article.pk)
    # The text is the importer's again.
    page.read_as(PAGE[0], a_comment(BOTH, subject="Sunday"), *PAGE[2:])
    reread_article(page.article.pk)
    assert find(BOTH).subject == "Sunday"
    assert faults() == []


def test_split_is_not_undone_over_a_later_correction(page, split, moderator):
    made = split()
    correct_comment(made, {"body_text": "Redacted."}, moderator=moderator)
    with pytest.raises(Refused, match="changed since"):
        undo_split(ModerationAction.objects.earliest("pk"), moderator=moderator)


def test_import_taken_back_takes_both_parts(page, split):
    split()
    losses = roll_back(page.run)
    assert losses.comments == 5 and not Comment.objects.exists()


def test_parts_within_a_line_go_with_an_import_that_is_taken_back(import_page, split):
    both = f"{FIRST} {SECOND}"
    pages = import_page(a_comment("One."))
    pages.run = type(pages.run).objects.create()
    pages.imported(a_comment("One."), a_comment(both))
    split(both)
    roll_back(pages.run)
    assert outline() == ["One."]
    assert faults() == []
