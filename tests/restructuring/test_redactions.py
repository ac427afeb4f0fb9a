"""Redacted passages through splits, merges and what undoes them."""

import pytest

from archive.importing.rereading import reread_article
from archive.provenance import read_passages
from archive.redaction import put_back, redact_passage
from archive.restructuring.merges import merge_comments, undo_merge
from archive.restructuring.splits import (
    SecondComment,
    find_beginning,
    split_comment,
    undo_split,
)
from articles.log import ModerationAction
from comments.models import Comment, Redaction
from comments.refusals import Refused
from tests.importing.pages import a_comment
from tests.restructuring.reading import faults, find, outline

pytestmark = pytest.mark.django_db

SCAR = "[redacted: private]"
FIRST = "The vicar lives at 7 Mill Lane."
SECOND = "His telephone is 555 0101 by day."
PAGE = [a_comment(FIRST), a_comment(SECOND, author="Bob"), a_comment("Both are wrong.")]
CONTENT = f"Title\n{FIRST}\n{SECOND}\nBoth are wrong.".encode()
HIDDEN_FIRST, HIDDEN_SECOND = f"The vicar lives at {SCAR}.", f"His telephone is {SCAR} by day."


def redact(words, passage):
    redact_passage(
        find(words), passage=passage, moderator=None, reason="private", is_standing=False
    )


def shown_lines(article):
    for dump in article.dumps.all():
        for passage in read_passages(dump, 1):
            for line in passage.lines:
                yield line if isinstance(line, str) else "".join(piece.text for piece in line)


@pytest.fixture
def pages(import_page):
    return import_page(*PAGE, content=CONTENT)


def test_scars_go_along_when_comments_are_merged(pages):
    redact(FIRST, "7 Mill Lane")
    redact(SECOND, "555 0101")
    first, second = find(HIDDEN_FIRST), find(HIDDEN_SECOND)
    merge_comments(first, second, moderator=None, reason="")
    merged = f"{HIDDEN_FIRST}\n\n{HIDDEN_SECOND}"
    assert outline() == [merged, "Both are wrong."]
    assert first.body_html.count("[redacted") == 2
    assert not any("555" in line or "Mill" in line for line in shown_lines(pages.article))
    assert not reread_article(pages.article.pk)
    put_back(Redaction.objects.get(passage="555 0101"), moderator=None, reason="Public")
    assert outline()[0] == f"{HIDDEN_FIRST}\n\n{SECOND}"
    assert faults() == []


def test_undone_merge_gives_each_its_scars(pages):
    redact(FIRST, "7 Mill Lane")
    redact(SECOND, "555 0101")
    before = list(Comment.objects.order_by("pk").values())
    scars = list(Redaction.objects.order_by("pk").values_list("comment", "place"))
    merge_comments(find(HIDDEN_FIRST), find(HIDDEN_SECOND), moderator=None, reason="")
    undo_merge(ModerationAction.objects.get(verb="merge"), moderator=None)
    assert list(Comment.objects.order_by("pk").values()) == before
    assert list(Redaction.objects.order_by("pk").values_list("comment", "place")) == scars


@pytest.mark.parametrize("between", ["\n", " "])
def test_scars_are_divided_when_a_comment_is_split(import_page, between):
    both = f"{FIRST}{between}{SECOND}"
    spans = {both: (2, 2 + (between == "\n")), FIRST: (2, 2), SECOND: (3, 3)}
    content = f"Title\n{both}\n".encode()
    pages = import_page(a_comment(both), content=content, spans=spans)
    redact(both, "7 Mill Lane")
    comment = Comment.objects.get()
    redact(comment.body_text, "555 0101")
    comment.refresh_from_db()
    at = find_beginning(comment.body_text, "His telephone")
    made = split_comment(
        comment, at=at, second=SecondComment(author_name="Bob"), moderator=None, reason=""
    )
    assert outline() == [HIDDEN_FIRST, HIDDEN_SECOND]
    assert [r.comment_id for r in Redaction.objects.order_by("pk")] == [comment.pk, made.pk]
    pages.imported(a_comment(both), content=content + b"End\n")
    assert not any("555" in line or "Mill" in line for line in shown_lines(pages.article))
    # Another capture shows two: neither is doubled, although both are redacted here.
    pages.imported(a_comment(FIRST), a_comment(SECOND, author="Bob"), content=b"X\n" + content)
    assert outline() == [HIDDEN_FIRST, HIDDEN_SECOND]
    assert not any("555" in line or "Mill" in line for line in shown_lines(pages.article))
    put_back(Redaction.objects.get(comment=made), moderator=None, reason="Public")
    assert outline() == [HIDDEN_FIRST, SECOND]
    assert faults() == []


def test_undone_split_joins_the_scars(import_page):
    both = f"{FIRST}\n{SECOND}"
    import_page(a_comment(both), content=f"Title\n{both}\n".encode(), spans={both: (2, 3)})
    redact(both, "7 Mill Lane")
    comment = Comment.objects.get()
    redact(comment.body_text, "555 0101")
    before = list(Comment.objects.values())
    comment.refresh_from_db()
    at = find_beginning(comment.body_text, "His telephone")
    split_comment(comment, at=at, second=SecondComment(), moderator=None, reason="")
    undo_split(ModerationAction.objects.get(verb="split"), moderator=None)
    assert list(Comment.objects.values()) == before
    assert all(r.comment_id == comment.pk for r in Redaction.objects.all())
    put_back(Redaction.objects.get(passage="555 0101"), moderator=None, reason="Public")
    assert outline() == [f"{HIDDEN_FIRST}\n{SECOND}"]


def test_second_comment_does_not_begin_within_a_scar(pages):
    redact(FIRST, "7 Mill Lane")
    comment = find(HIDDEN_FIRST)
    at = comment.body_text.index("private")
    with pytest.raises(Refused, match="within a redaction"):
        split_comment(comment, at=at, second=SecondComment(), moderator=None, reason="")


def test_words_that_were_redacted_since_are_not_brought_back_by_undoing(pages):
    merge_comments(find(FIRST), find(SECOND), moderator=None, reason="")
    redact(f"{FIRST}\n\n{SECOND}", "555 0101")
    with pytest.raises(Refused, match=r"erased from the log|changed since"):
        undo_merge(ModerationAction.objects.get(verb="merge"), moderator=None)
    assert "555" not in "".join(outline())
