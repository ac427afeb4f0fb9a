from datetime import UTC, datetime

import pytest
from django.db.models import RestrictedError

from articles.log import ModerationAction
from articles.models import Article
from articles.moderation import hide_articles, restore_articles, set_tags
from articles.states import State
from comments.models import Comment
from comments.moderation import (
    correct_comment,
    erase_comment,
    hide_comments,
    restore_comments,
)
from comments.tree import renumber_discussion
from tests.admin.builders import build_article, build_discussion, build_site, build_tag, build_user

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def moderator():
    return build_user()


@pytest.fixture
def article():
    article = build_article(site=build_site())
    build_discussion(article)
    Article.objects.update(changed_at=LONG_AGO)
    return article


def states(article):
    return list(article.comments.in_reading_order().values_list("state", flat=True))


def test_hiding_leaves_removed_comments_removed_and_says_so(article, moderator):
    _, second, third, *_ = article.comments.in_reading_order()
    Comment.objects.filter(pk=second.pk).update(state=State.REMOVED, state_reason="Court order")
    Comment.objects.filter(pk=third.pk).update(state=State.HIDDEN, state_reason="Earlier")
    outcome = hide_comments(article.comments.all(), moderator=moderator, reason="Insult")
    assert len(outcome.changed) == 5
    assert outcome.left_alone == {State.REMOVED: 1, State.HIDDEN: 1}
    assert states(article) == ["hidden", "removed", *["hidden"] * 5]
    reasons = article.comments.in_reading_order().values_list("state_reason", flat=True)
    assert list(reasons)[:3] == ["Insult", "Court order", "Earlier"]


def test_hiding_logs_one_entry_a_changed_comment(article, moderator):
    hide_comments(article.comments.all(), moderator=moderator, reason="Insult")
    acts = ModerationAction.objects.select_related("words")
    assert {act.target_id for act in acts} == set(article.comments.values_list("pk", flat=True))
    assert {(a.moderator_id, a.verb, a.article_id, a.words.reason) for a in acts} == {
        (moderator.pk, "hide", article.pk, "Insult")
    }
    assert len({act.batch for act in acts}) == 1
    assert acts[0].words.before == {"state": "visible", "state_reason": ""}
    assert acts[0].words.after == {"state": "hidden", "state_reason": "Insult"}


def test_restoring_makes_all_visible_and_clears_the_reason(article, moderator):
    hide_comments(article.comments.all(), moderator=moderator, reason="Insult")
    outcome = restore_comments(article.comments.all(), moderator=moderator, reason="A mistake")
    assert len(outcome.changed) == 7
    assert set(states(article)) == {"visible"}
    assert set(article.comments.values_list("state_reason", flat=True)) == {""}


def test_hiding_tells_readers_caches_of_the_articles_concerned_only(article, moderator):
    other = build_article()
    build_discussion(other)
    Article.objects.update(changed_at=LONG_AGO)
    hide_comments(article.comments.all(), moderator=moderator, reason="Insult")
    article.refresh_from_db()
    other.refresh_from_db()
    assert article.changed_at > LONG_AGO
    assert other.changed_at == LONG_AGO
    Article.objects.update(changed_at=LONG_AGO)
    hide_comments(article.comments.all(), moderator=moderator, reason="Again")
    article.refresh_from_db()
    assert article.changed_at == LONG_AGO


def test_hiding_takes_any_queryset(article, moderator):
    chosen = (
        Comment.objects.select_related("article", "parent")
        .filter(article__title=article.title, state=State.VISIBLE)
        .order_by("article__title", "position")
    )
    assert len(hide_comments(chosen, moderator=moderator, reason="Insult").changed) == 7


def test_failure_halfway_changes_nothing(article, moderator, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("comments.moderation.touch_articles", fail)
    with pytest.raises(RuntimeError):
        hide_comments(article.comments.all(), moderator=moderator, reason="Insult")
    assert set(states(article)) == {"visible"}
    assert not ModerationAction.objects.exists()


def test_hiding_a_thousand_comments_takes_few_queries(moderator, django_assert_max_num_queries):
    article = build_article()
    build_discussion(article, [None] * 1000)
    with django_assert_max_num_queries(30):
        outcome = hide_comments(article.comments.all(), moderator=moderator, reason="Flood")
    assert len(outcome.changed) == 1000


def test_articles_are_hidden_and_restored(article, moderator):
    chosen = Article.objects.filter(pk=article.pk)
    hide_articles(chosen, moderator=moderator, reason="Asked to")
    article.refresh_from_db()
    assert (article.state, article.state_reason) == ("hidden", "Asked to")
    assert article.changed_at > LONG_AGO
    restore_articles(chosen, moderator=moderator, reason="Settled")
    article.refresh_from_db()
    assert (article.state, article.state_reason) == ("visible", "")
    acts = ModerationAction.objects.order_by("pk").values_list("verb", "words__reason")
    assert list(acts) == [("hide", "Asked to"), ("restore", "Settled")]


def test_corrected_text_is_rendered_anew_and_the_tree_stays(article):
    comment = article.comments.in_reading_order()[1]
    before = Comment.objects.values("tree_id", "lft", "rght", "level", "position", "parent_id")
    before = before.get(pk=comment.pk)
    correct_comment(comment, {"body_text": "See <b> http://example.org/"}, moderator=None)
    comment = Comment.objects.get(pk=comment.pk)
    assert "&lt;b&gt;" in comment.body_html and "nofollow" in comment.body_html
    assert {name: getattr(comment, name) for name in before} == before
    article.refresh_from_db()
    assert article.changed_at > LONG_AGO


def test_corrected_author_is_the_sites_commenter_of_that_name(article):
    comment = article.comments.in_reading_order()[0]
    correct_comment(comment, {"author_name": "Adeline"}, moderator=None)
    comment.refresh_from_db()
    assert (comment.commenter.name, comment.commenter.site) == ("Adeline", article.site)
    correct_comment(comment, {"author_name": ""}, moderator=None)
    comment.refresh_from_db()
    assert comment.commenter is None


def test_author_on_an_unknown_site_is_nobodys_commenter():
    comment = build_discussion(build_article(site=None), [None])[0]
    correct_comment(comment, {"author_name": "Adeline"}, moderator=None)
    comment.refresh_from_db()
    assert (comment.author_name, comment.commenter) == ("Adeline", None)


@pytest.mark.parametrize("name", ["position", "parent", "author_text", "state"])
def test_only_readings_can_be_corrected(article, name):
    with pytest.raises(ValueError, match=name):
        correct_comment(article.comments.first(), {name: "x"}, moderator=None)


def test_erased_comment_leaves_a_whole_tree(article):
    leaf = article.comments.in_reading_order()[2]
    erase_comment(leaf, moderator=None)
    article.refresh_from_db()
    assert article.comment_count == article.comments.count() == 6
    assert article.changed_at > LONG_AGO
    assert renumber_discussion(article.pk) == 0


def test_comment_with_replies_is_never_erased(article):
    with pytest.raises(RestrictedError):
        erase_comment(article.comments.in_reading_order()[0], moderator=None)
    assert article.comments.count() == 7


def test_tags_keep_their_order_and_new_ones_follow(article):
    first, _, third = (build_tag(article) for _ in range(3))
    new = build_tag()
    set_tags(article, [new, third, first])
    assert list(article.tags.order_by("articletag__position")) == [first, third, new]
    article.refresh_from_db()
    assert article.changed_at > LONG_AGO
