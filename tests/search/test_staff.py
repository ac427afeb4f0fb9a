import pytest
from django.db import connection

from archive.importing.loader import load_capture
from archive.models import ImportRun
from archive.search import staff
from articles.states import State
from comments.models import Comment
from tests.importing.pages import a_capture, a_comment, a_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def comments():
    page = a_page(a_comment("The river rises.", author="Ann"), a_comment("So?", author="Bob River"))
    load_capture(a_capture(page), run=ImportRun.objects.create())
    return list(Comment.objects.in_reading_order().values_list("pk", flat=True))


def test_words_are_looked_for_in_text_and_author_and_among_what_is_withheld(comments):
    Comment.objects.update(state=State.REMOVED)
    assert sorted(staff.find_comment_ids("river")) == comments
    assert staff.find_comment_ids("river -rises") == [comments[1]]
    assert staff.find_comment_ids("ann rises") == [comments[0]]


def test_too_many_are_no_list(comments, monkeypatch):
    monkeypatch.setattr(staff, "MOST", 1)
    assert staff.find_comment_ids("river") is None


@pytest.mark.parametrize("words", ["river", "river -rises", "ann rises", "stream"])
def test_walk_finds_what_the_index_finds(comments, words, monkeypatch):
    found = staff.find_comment_ids(words)
    monkeypatch.setattr(staff, "find_comment_ids", lambda text: None)
    condition = staff.having_words(words)
    if connection.vendor == "sqlite":
        assert condition is None
    else:
        walked = Comment.objects.filter(condition).values_list("pk", flat=True)
        assert sorted(walked) == sorted(found)


def test_list_shows_what_too_many_have(comments, monkeypatch, admin_client):
    monkeypatch.setattr(staff, "MOST", 0)
    page = admin_client.get("/admin/comments/comment/?q=rises").content.decode()
    assert "The river rises." in page and "So?" not in page
