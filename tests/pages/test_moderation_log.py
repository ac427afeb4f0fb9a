"""The log of moderation as anybody may read it."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from archive import public_log
from articles.log import Done, ModerationWords, record_acts
from articles.models import Article
from articles.moderation import correct_article, hide_articles, withdraw_articles
from comments.models import Comment, Commenter
from comments.moderation import correct_comment, hide_comments, remove_commenters
from tests.builders import make_article, make_commenter, make_comments
from tests.pages.reading import by_class, get, get_tree, links, text_of

pytestmark = pytest.mark.django_db

LOG = "/moderation/"


@pytest.fixture
def moderator():
    return User.objects.create_superuser("Frieda Moderator")


@pytest.fixture
def article():
    article = make_article(title="A bridge over the brook")
    make_comments(article, [None, 0, 0, None])
    return article


def entries(client, address=LOG):
    return [text_of(each) for each in by_class(get_tree(client, address), "act")]


def test_log_is_linked_from_every_page_and_from_the_page_about_the_archive(client):
    assert LOG in links(get_tree(client, "/"))
    assert links(get_tree(client, "/about/")).count(LOG) == 2
    assert by_class(get_tree(client, LOG), "empty")


def test_act_is_told_with_its_place_and_its_reason(client, article, moderator):
    comment = article.comments.first()
    hide_comments(Comment.objects.filter(pk=comment.pk), moderator=moderator, reason="An <insult>")
    (entry,) = by_class(get_tree(client, LOG), "act")
    assert text_of(entry).startswith(f"comment {comment.pk} hidden An <insult>")
    assert links(entry) == [comment.get_absolute_url(), article.get_absolute_url()]


def test_moderator_is_named_only_where_the_setting_says_so(client, article, moderator, settings):
    hide_comments(Comment.objects.all(), moderator=moderator, reason="Insult")
    hide_articles(Article.objects.all(), moderator=None, reason="Asked to")
    assert "Frieda" not in get(client, LOG).content.decode()
    assert "Frieda" not in get(client, f"{LOG}feed/").content.decode()
    settings.ARCHIVE_LOG_NAMES = True
    page = get(client, LOG).content.decode()
    assert "Frieda Moderator" in page and "command line" in page


def test_words_before_and_after_are_not_told(client, article, moderator):
    comment = article.comments.first()
    correct_comment(comment, {"author_name": "Quincunx"}, moderator=moderator, reason="Misread")
    correct_article(article, {"title": "Zanzibar"}, moderator=moderator, reason="Misread")
    Article.objects.update(title="Other")
    page = get(client, LOG).content.decode()
    assert "Quincunx" not in page and "Zanzibar" not in page
    assert "corrected" in page


@pytest.mark.parametrize("take_away", [hide_articles, withdraw_articles])
def test_title_of_what_is_not_shown_is_not_told(client, article, moderator, take_away):
    hide_comments(Comment.objects.filter(position=0), moderator=moderator, reason="Insult")
    take_away(Article.objects.all(), moderator=moderator, reason="Asked to")
    tree = get_tree(client, LOG)
    assert "bridge" not in text_of(tree)
    for entry in by_class(tree, "act"):
        assert links(entry) == []
    assert "bridge" not in get(client, f"{LOG}feed/").content.decode()


def test_name_of_a_withheld_commenter_is_not_told(client, article, moderator):
    ann = make_commenter("Annabel", article.site)
    remove_commenters(Commenter.objects.all(), moderator=moderator, reason="Asked to")
    assert "Annabel" not in get(client, LOG).content.decode()
    Commenter.objects.update(state="visible")
    assert ann.get_absolute_url() in links(get_tree(client, LOG))


def test_erased_reason_is_said_to_be_erased(client, article, moderator):
    hide_comments(Comment.objects.filter(position=0), moderator=moderator, reason="Names Annabel")
    ModerationWords.objects.update(reason="", before={}, after={}, erased_at=timezone.now())
    assert "reason erased" in entries(client)[0]


def test_what_was_done_in_one_go_is_one_entry(client, article, moderator):
    hide_comments(Comment.objects.all(), moderator=moderator, reason="Flood")
    (entry,) = entries(client)
    assert entry.startswith("4 comments hidden Flood")


def many(batches, size=1):
    for number in range(batches):
        done = [Done("comment", 1000 * number + i, None, {}, {}) for i in range(size)]
        record_acts("hide", done, moderator=None, reason=f"Go {number}")


def walk(client, address=LOG):
    """All entries by following "Older"."""
    found = []
    while address:
        tree = get_tree(client, address)
        found += [text_of(each) for each in by_class(tree, "act")]
        steps = [e for e in by_class(tree, "pages-step") if e.get("rel") == "next"]
        address = LOG + steps[0].get("href") if steps else None
    return found


def test_older_acts_are_a_page_further_and_each_is_told_once(client, monkeypatch):
    monkeypatch.setattr(public_log, "LENGTH", 3)
    many(8)
    assert [entry.split()[4] for entry in walk(client)] == [*"76543210"]


def test_act_on_many_is_told_once_however_many_pages_it_would_fill(client, monkeypatch):
    monkeypatch.setattr(public_log, "LENGTH", 3)
    many(2, size=7)
    many(1)
    told = walk(client)
    assert [entry.split(" hidden")[0] for entry in told] == [
        "comment 0", "7 comments", "7 comments",
    ]  # fmt: skip


def test_acts_between_those_of_a_large_one_are_not_passed_over(client, monkeypatch):
    monkeypatch.setattr(public_log, "LENGTH", 3)
    many(1, size=3)
    first = record_acts("hide", [Done("comment", 1, None, {}, {})], moderator=None, reason="Big")
    record_acts("remove", [Done("comment", 2, None, {}, {})], moderator=None, reason="Between")
    rest = [Done("comment", 3 + i, None, {}, {}) for i in range(6)]
    record_acts("hide", rest, moderator=None, reason="Big", batch=first)
    assert any("Between" in entry for entry in walk(client))


def test_acts_of_several_kinds_done_in_one_go_are_told_apart(client, monkeypatch):
    monkeypatch.setattr(public_log, "LENGTH", 3)
    batch = None
    for verb in ("hide", "restore", "hide", "hide", "hide", "restore", "hide"):
        done = [Done("comment", 1, None, {}, {})]
        batch = record_acts(verb, done, moderator=None, reason="One go", batch=batch)
    told = [entry.split(" One go")[0] for entry in walk(client)]
    assert told == [
        "comment 1 hidden", "comment 1 restored", "comment 1 hidden", "2 comments hidden",
        "comment 1 restored", "comment 1 hidden",
    ]  # fmt: skip


def test_log_is_narrowed_to_one_act(client, article, moderator):
    hide_comments(Comment.objects.filter(position=0), moderator=moderator, reason="Insult")
    correct_article(article, {"title": "New"}, moderator=moderator, reason="Misread")
    assert ["corrected" in each for each in entries(client, f"{LOG}?act=correct")] == [True]
    assert len(entries(client, f"{LOG}?act=")) == 2
    get(client, f"{LOG}?act=nonsense", 404)
    get(client, f"{LOG}?before=x", 404)


def test_log_has_a_feed(client, article, moderator):
    hide_comments(Comment.objects.filter(position=0), moderator=moderator, reason="Insult & <b>")
    feed = get(client, f"{LOG}feed/").content.decode()
    assert "hidden" in feed and "Insult &amp;amp; &amp;lt;b&amp;gt;" in feed
    assert f"{LOG}feed/" in get(client, LOG).content.decode()


def test_log_keeps_to_its_budget(client, article, moderator, django_assert_max_num_queries):
    for comment in Comment.objects.all():
        one = Comment.objects.filter(pk=comment.pk)
        hide_comments(one, moderator=moderator, reason="Insult")
    many(1, size=500)
    with django_assert_max_num_queries(6):
        get(client, LOG)


def test_time_of_an_act_is_written_as_times_are_everywhere(client, article, moderator, monkeypatch):
    at = datetime(2016, 1, 2, 23, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: at)
    hide_articles(Article.objects.all(), moderator=moderator, reason="Odd")
    for language, written in (("en", "2 January 2016, 23:30"), ("de", "2. Januar 2016, 23:30")):
        page = client.get(LOG, headers={"Accept-Language": language}).content.decode()
        assert written in page
