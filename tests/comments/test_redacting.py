"""Passages are taken out of texts and put back, and nothing else is."""

import pytest

from articles.log import ModerationAction
from articles.models import Article
from articles.moderation import correct_article
from comments.models import Comment, Redaction
from comments.moderation import correct_comment
from comments.redacting import (
    PassageError,
    find_in_article,
    redact_again,
    redact_article,
    redact_comment,
    restore_passage,
)
from tests.admin.builders import build_user
from tests.builders import make_article, make_comments

pytestmark = pytest.mark.django_db
SECRET = "Ann lives at 5 Brook Lane"


@pytest.fixture
def comments():
    """Two comments say it, one quotes it, one does not."""
    return make_comments(
        make_article(),
        [None, 0, None, None],
        body_text=[
            f"Hello.\n\n{SECRET}, by the way.",
            "> Ann lives at\n> 5 Brook Lane\n\nDo not write that.",
            f"{SECRET.upper()}!",
            "Ann lives nowhere.",
        ],
    )


def redact(comment, passage=SECRET, *, reason="an address", **options):
    return redact_comment(comment, passage=passage, moderator=None, reason=reason, **options)


def text_of(comment):
    comment.refresh_from_db()
    return comment.body_text


def test_redaction_leaves_a_scar_in_text_and_html(comments):
    outcome = redact(comments[0])
    assert text_of(comments[0]) == "Hello.\n\n[redacted: an address], by the way."
    assert comments[0].body_html == (
        '<p>Hello.</p>\n<p><mark class="scar">[redacted: an address]</mark>, by the way.</p>'
    )
    [row] = outcome.redactions
    assert (row.passage, row.reason, row.place) == (SECRET, "an address", 8)
    assert text_of(comments[1]).startswith("> Ann lives")


def test_standing_redaction_reaches_quotes_and_repetitions(comments):
    article = comments[0].article
    Article.objects.filter(pk=article.pk).update(body_text=f"He said: {SECRET}.")
    found = find_in_article(article.pk, SECRET)
    assert (found.article, found.total) == (1, 4)
    outcome = redact(comments[0], is_standing=True)
    assert (outcome.has_article, len(outcome.comment_ids)) == (True, 3)
    assert text_of(comments[1]) == "> [redacted: an address]\n\nDo not write that."
    assert text_of(comments[2]) == "[redacted: an address]!"
    assert text_of(comments[3]) == "Ann lives nowhere."
    article.refresh_from_db()
    assert article.body_text == "He said: [redacted: an address]."
    assert 'class="scar"' in article.body_html


@pytest.mark.parametrize(
    ("passage", "reason", "words"),
    [
        ("", "why", "white space"),
        (" \r\n\t", "why", "white space"),
        ("\u200b\u00ad", "why", "white space"),
        (SECRET, "", "Say why"),
        (SECRET, "  ", "Say why"),
        (SECRET, "x" * 201, "200 characters"),
        (SECRET, f"he wrote {SECRET}", "repeats"),
        ("never said", "why", "does not stand"),
    ],
)
def test_what_cannot_be_redacted_is_refused_with_a_sentence(comments, passage, reason, words):
    with pytest.raises(PassageError, match=words):
        redact(comments[0], passage, reason=reason)
    assert not Redaction.objects.exists() and not ModerationAction.objects.exists()


def test_short_passage_is_not_taken_out_everywhere(comments):
    with pytest.raises(PassageError, match="four letters"):
        redact(comments[0], "Ann", is_standing=True)
    redact(comments[0], "Ann")


def test_passage_in_a_scar_is_not_found(comments):
    redact(comments[0])
    with pytest.raises(PassageError, match="earlier redaction"):
        redact(comments[0], "redacted", reason="again")


@pytest.mark.parametrize(
    "text",
    ["a.*(b)[c]$ \\d+", '<script>alert("x")</script>', "שלום עולם", "one\r\n\r\ntwo", "{% x %}%s"],
)
def test_hostile_passages_go_and_come_back(text):
    [comment] = make_comments(make_article(), [None], body_text=f"before {text} after {text}.")
    before = comment.body_text
    [second, first] = redact(comment, text, reason="<b>r</b>").redactions
    scar = "[redacted: <b>r</b>]"
    assert text_of(comment) == f"before {scar} after {scar}."
    assert (
        comment.body_html.count('<mark class="scar">[redacted: &lt;b&gt;r&lt;/b&gt;]</mark>') == 2
    )
    restore_passage(first, moderator=None, reason="")
    assert text_of(comment) == f"before {text} after {scar}."
    restore_passage(second, moderator=None, reason="")
    assert text_of(comment) == before
    assert "scar" not in comment.body_html


def test_overlapping_redactions_nest_and_come_back_in_any_order():
    text = "one two three four five"
    for inner_first in (True, False):
        [comment] = make_comments(make_article(), [None], body_text=text)
        inner = redact(comment, "two three", reason="a").redactions[0]
        outer = redact(comment, "[redacted: a] four", reason="b").redactions[0]
        assert text_of(comment) == "one [redacted: b] five"
        assert outer.passage == "two three four"
        for row in (inner, outer) if inner_first else (outer, inner):
            restore_passage(row, moderator=None, reason="")
        assert text_of(comment) == text
        assert not Redaction.objects.exists()


def test_selection_that_touches_a_scar_takes_it_whole():
    [comment] = make_comments(make_article(), [None], body_text="one two three")
    redact(comment, "two", reason="a")
    redact(comment, "a] three", reason="b")
    assert text_of(comment) == "one [redacted: b]"
    assert comment.redactions.get(within=None).passage == "two three"


def test_restoring_keeps_the_places_of_those_that_follow():
    [comment] = make_comments(make_article(), [None], body_text="aaaa bbbb cccc bbbb")
    rows = redact(comment, "bbbb").redactions + redact(comment, "cccc").redactions
    for row in rows:
        restore_passage(row, moderator=None, reason="")
    assert text_of(comment) == "aaaa bbbb cccc bbbb"


def test_scar_is_found_again_after_a_correction(comments):
    [row] = redact(comments[0]).redactions
    text = text_of(comments[0])
    correct_comment(comments[0], {"body_text": f"Dear all. {text}"}, moderator=None)
    assert 'class="scar"' in comments[0].body_html
    restore_passage(row, moderator=None, reason="")
    assert text_of(comments[0]) == f"Dear all. Hello.\n\n{SECRET}, by the way."


def test_scar_is_found_where_another_way_moved_it(comments):
    [row] = redact(comments[0]).redactions
    moved = f"Moved. {text_of(comments[0])}"
    Comment.objects.filter(pk=comments[0].pk).update(body_text=moved)
    restore_passage(row, moderator=None, reason="")
    assert text_of(comments[0]) == f"Moved. Hello.\n\n{SECRET}, by the way."


def test_scar_that_a_correction_removed_cannot_bring_words_back(comments):
    [row] = redact(comments[0]).redactions
    correct_comment(comments[0], {"body_text": "Hello."}, moderator=None)
    restore_passage(row, moderator=None, reason="")
    assert text_of(comments[0]) == "Hello."


def test_log_says_what_was_done_and_none_of_the_words(comments):
    moderator = build_user()
    correct_comment(comments[0], {"subject": SECRET}, moderator=moderator, reason="x")
    correct_comment(comments[0], {"subject": "Hello"}, moderator=moderator, reason="x")
    redact_comment(comments[0], passage=SECRET, moderator=moderator, reason="an address")
    acts = list(ModerationAction.objects.select_related("words"))
    assert [act.verb for act in acts] == ["redact", "correct", "correct"]
    assert (acts[0].moderator_id, acts[0].words.reason) == (moderator.pk, "an address")
    assert all(SECRET not in f"{a.words.before}{a.words.after}{a.words.reason}" for a in acts)
    assert all(act.words.erased_at for act in acts[1:])


def test_subject_is_redacted_and_restored():
    [comment] = make_comments(make_article(), [None], subject=f"Re: {SECRET}")
    [row] = redact(comment).redactions
    comment.refresh_from_db()
    assert comment.subject == "Re: [redacted: an address]"
    restore_passage(row, moderator=None, reason="")
    comment.refresh_from_db()
    assert comment.subject == f"Re: {SECRET}"


def test_article_is_redacted_in_all_its_fields_and_restored():
    article = make_article(title=f"{SECRET}, they say", title_text=f"{SECRET}, they say – Courier")
    correct_article(article, {"image_caption": SECRET}, moderator=None)
    rows = redact_article(article, passage=SECRET, moderator=None, reason="r").redactions
    article.refresh_from_db()
    shown = (article.title, article.title_text, article.image_caption)
    assert shown == (
        "[redacted: r], they say",
        "[redacted: r], they say – Courier",
        "[redacted: r]",
    )
    assert "brook" not in article.slug
    for row in rows:
        restore_passage(row, moderator=None, reason="")
    article.refresh_from_db()
    assert (article.title, article.image_caption) == (f"{SECRET}, they say", SECRET)
    assert "brook-lane" in article.slug


def test_failure_halfway_changes_nothing(comments, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("comments.redacting.touch_articles", fail)
    with pytest.raises(RuntimeError):
        redact(comments[0], is_standing=True)
    assert text_of(comments[0]).count(SECRET) == 1
    assert not Redaction.objects.exists()


def test_redaction_outlives_its_comment(comments):
    redact(comments[3], "nowhere")
    Comment.objects.filter(pk=comments[3].pk).delete()
    assert Redaction.objects.get().comment is None


def test_thousand_comments_are_looked_through_by_few_queries(django_assert_max_num_queries):
    comments = make_comments(make_article(), [None] * 1000)
    Comment.objects.filter(pk=comments[0].pk).update(body_text=SECRET)
    with django_assert_max_num_queries(40):
        redact(comments[0], is_standing=True)


def test_texts_without_the_passage_are_not_asked_for_their_scars(django_assert_max_num_queries):
    comments = make_comments(make_article(), [None] * 60)
    Comment.objects.filter(pk=comments[0].pk).update(body_text=SECRET)
    redact(comments[0], is_standing=True)
    ids = [comment.pk for comment in comments]
    with django_assert_max_num_queries(5):
        outcome = redact_again(comments[0].article_id, comment_ids=ids, has_article=False)
    assert outcome.redactions == []
