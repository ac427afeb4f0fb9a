"""What a moderator took out is out everywhere, and keeps its place."""

import pytest

from articles.states import State
from tests.builders import (
    make_article,
    make_commenter,
    make_comments,
    make_dump,
    make_entry,
)
from tests.pages.reading import by_class, comment_ids, get, get_tree, text_of

pytestmark = pytest.mark.django_db

SECRETS = ("Mallory", "poisonwords", "poisonsubject", "23:17", "poisonledger")


@pytest.fixture
def discussion():
    """Mallory answers Ann, and Bob answers Mallory; all in a dump with a ledger entry."""
    article = make_article(title="Bridges")
    people = [make_commenter(name) for name in ("Ann", "Mallory", "Bob")]
    comments = make_comments(
        article,
        [None, 0, 1],
        commenter=people,
        author_name=["Ann", "Mallory", "Bob"],
        body_text=["Hello.", "poisonwords", "I disagree."],
        subject=["", "poisonsubject", ""],
    )
    moment = comments[1].posted_at.replace(hour=22, minute=17)
    type(comments[1]).objects.filter(pk=comments[1].pk).update(posted_at=moment)
    lines = ["Bridges", "Ann", "Hello.", "Mallory 23:17", "poisonwords", "Bob", "I disagree."]
    excerpts = [(comments[0], 2, 3), (comments[1], 4, 5), (comments[2], 6, 7)]
    dump = make_dump(article, lines, excerpts=excerpts)
    make_entry(dump, first_line=4, last_line=4, comment=comments[1], decision="poisonledger one")
    make_entry(dump, first_line=3, last_line=5, decision="poisonledger two")
    return article, comments


def pages(article, comments):
    home = article.get_absolute_url()
    yield from (home, home + "?page=all", home + "source/", home + "ledger/", "/", "/articles/")
    for comment in comments:
        yield comment.get_absolute_url()
        yield comment.get_absolute_url() + "thread/"
        if comment.author_name != "Mallory":
            yield comment.commenter.get_absolute_url()


def withhold(comment, how, state):
    if how == "comment":
        comment.state, comment.state_reason = state, "personal attack"
        comment.save(update_fields=["state", "state_reason"])
    else:
        comment.commenter.state = state
        comment.commenter.save()


def test_the_secrets_are_there_before(client, discussion):
    article, comments = discussion
    html = "".join(get(client, page).content.decode() for page in pages(article, comments))
    assert all(secret in html for secret in SECRETS)


@pytest.mark.parametrize("state", [State.HIDDEN, State.REMOVED])
@pytest.mark.parametrize("how", ["comment", "commenter"])
def test_nothing_of_a_withheld_comment_is_on_any_page(client, discussion, how, state):
    article, comments = discussion
    withhold(comments[1], how, state)
    for page in pages(article, comments):
        html = get(client, page).content.decode()
        assert not [secret for secret in SECRETS if secret in html], page


@pytest.mark.parametrize("state", [State.HIDDEN, State.REMOVED])
def test_withheld_comment_keeps_its_place_and_its_replies(client, discussion, state):
    article, comments = discussion
    withhold(comments[1], "comment", state)
    tree = get_tree(client, article.get_absolute_url())
    assert comment_ids(tree) == [comment.pk for comment in comments]
    [mark] = by_class(tree, "tombstone")
    expected = "removed by moderator: personal attack"
    assert text_of(mark) == (expected if state == State.REMOVED else "withheld by a moderator")
    assert "I disagree." in text_of(by_class(tree, "comments")[0])


def test_commenter_of_a_removed_comment_keeps_the_others(client, discussion):
    _article, comments = discussion
    mallory = comments[1].commenter
    [other] = make_comments(
        make_article(title="Brooks"),
        [None],
        commenter=mallory,
        author_name="Mallory",
        body_text="harmless",
    )
    withhold(comments[1], "comment", State.REMOVED)
    html = get(client, mallory.get_absolute_url()).content.decode()
    assert "harmless" in html and "poisonwords" not in html
    assert other.get_absolute_url() in html


def test_reply_does_not_name_the_author_of_a_withheld_comment(client):
    article = make_article()
    comments = make_comments(article, [None, *range(9)], author_name=[f"N{i}" for i in range(10)])
    withhold(comments[6], "comment", State.REMOVED)
    answers = by_class(get_tree(client, article.get_absolute_url()), "answers")
    assert text_of(answers[0]) == "↳ reply to a withheld comment"


def test_replies_do_not_betray_who_began_a_removed_thread(client):
    article = make_article()
    ann = make_commenter("Ann")
    comments = make_comments(article, [None, 0], commenter=ann)
    withhold(comments[0], "comment", State.REMOVED)
    assert not by_class(get_tree(client, article.get_absolute_url()), "mark")


def test_blacked_out_lines_say_so_and_keep_their_numbers(client, discussion):
    article, comments = discussion
    withhold(comments[1], "comment", State.REMOVED)
    tree = get_tree(client, article.get_absolute_url() + "source/")
    assert text_of(by_class(tree, "blackout")[0]) == "Lines 4 to 5 are withheld by a moderator."
    assert "L4-L5" in [passage.get("id") for passage in by_class(tree, "passage")]
    assert [line.get("id") for line in by_class(tree, "line")] == ["L1", "L2", "L3", "L6", "L7"]
