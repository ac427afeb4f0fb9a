"""The admin's pages on which comments are moved, split and merged, and commenters merged."""

import pytest
from django.urls import reverse

from articles.log import ModerationAction
from comments.models import Comment, Commenter
from comments.moderation import correct_comment
from comments.moves import move_comment
from tests.admin.builders import build_article, build_discussion, build_user
from tests.builders import make_commenter

pytestmark = pytest.mark.django_db
ACTS = ("move", "split", "merge")


@pytest.fixture
def editor(client):
    user = build_user("comments.restructure_comment", "comments.merge_commenter")
    client.force_login(user)
    return user


@pytest.fixture
def comments(archive):
    return archive.comments


def page_of(act, obj):
    model = "commenter" if isinstance(obj, Commenter) else "comment"
    return reverse(f"admin:comments_{model}_{act}", args=[obj.pk])


def test_one_permission_is_enough_and_another_is_not(client, editor, comments, archive):
    for act in ACTS:
        assert client.get(page_of(act, comments[1])).status_code == 200
    assert client.get(page_of("merge", archive.commenter)).status_code == 200
    change = reverse("admin:comments_comment_change", args=[comments[1].pk])
    text = client.get(change).content.decode()
    assert all(f'"../{act}/"' in text for act in ACTS)
    assert 'name="_save"' not in text
    others = build_user("comments.change_comment", "comments.moderate_comment")
    client.force_login(others)
    text = client.get(change).content.decode()
    assert not any(f'"../{act}/"' in text for act in ACTS)
    for act in ACTS:
        for method in (client.get, client.post):
            assert method(page_of(act, comments[1])).status_code == 403
    for act in ("merge", "part"):
        assert client.get(page_of(act, archive.commenter)).status_code == 403


def test_comment_is_found_by_number_address_and_words(client, editor, comments):
    address = page_of("move", comments[2])
    target = comments[5]
    correct_comment(target, {"body_text": "Quite unlike the others"}, moderator=None)
    for words in (f"#{target.pk}", f"/comments/{target.pk}/", f"https://x.example/comments/{target.pk}/",
                  "quite unlike", "Reader 5"):  # fmt: skip
        choices = client.get(address, {"q": words}).context["choices"]
        assert [choice["pk"] for choice in choices] == [target.pk], words
    assert client.get(address, {"q": "no such words"}).context["choices"] == []
    bare = client.get(address, {"q": str(target.pk)}).context["choices"]
    assert target.pk in [choice["pk"] for choice in bare]
    elsewhere = build_discussion(build_article(), [None])[0]
    assert client.get(address, {"q": f"#{elsewhere.pk}"}).context["choices"] == []


def test_place_is_shown_before_the_comment_is_moved(client, editor, comments):
    moved, target = comments[2], comments[5]
    address = page_of("move", moved)
    response = client.get(address, {"parent": target.pk})
    assert [line["pk"] for line in response.context["path"]] == [target.pk]
    assert [line["pk"] for line in response.context["beside"]] == [moved.pk, comments[6].pk]
    assert Comment.objects.get(pk=moved.pk).parent_id == comments[1].pk
    form = {"parent": target.pk, "was": comments[1].pk}
    assert client.post(address, form).status_code == 200
    assert not ModerationAction.objects.filter(verb="move").exists()
    response = client.post(address, {**form, "reason": "It answers that"}, follow=True)
    assert "The comment was moved." in response.content.decode()
    assert Comment.objects.get(pk=moved.pk).parent_id == target.pk
    act = ModerationAction.objects.select_related("words").get(verb="move")
    assert (act.moderator_id, act.words.reason) == (editor.pk, "It answers that")


def test_comment_is_moved_to_the_top_level(client, editor, comments):
    form = {"parent": "top", "was": comments[1].pk, "reason": "It answers none"}
    client.post(page_of("move", comments[2]), form)
    assert Comment.objects.get(pk=comments[2].pk).parent is None


@pytest.mark.parametrize(
    ("parent", "words"),
    [(2, "part of the branch"), (0, "already"), ("no", "no such comment"), (10**9, "no such")],
)
def test_impossible_place_is_refused_with_its_reason(client, editor, comments, parent, words):
    pk = comments[parent].pk if parent in (0, 2) else parent
    address = page_of("move", comments[1])
    assert words in client.get(address, {"parent": pk}).content.decode()
    form = {"parent": pk, "was": comments[0].pk, "reason": "x"}
    assert words in client.post(address, form).content.decode()
    assert not ModerationAction.objects.filter(verb="move").exists()


def test_two_moderators_do_not_move_past_each_other(client, editor, comments):
    address = page_of("move", comments[2])
    form = {"parent": comments[5].pk, "was": comments[1].pk, "reason": "x"}
    move_comment(comments[2], parent=comments[6], moderator=None, reason="")
    assert "moved meanwhile" in client.post(address, form).content.decode()
    assert Comment.objects.get(pk=comments[2].pk).parent_id == comments[6].pk


def split_form(comment, **values):
    return {
        "text": comment.body_text, "begins_with": "Next", "author_name": "Bea", "reason": "Two",
        "posted_at_0": "2015-09-30", "posted_at_1": "17:00", "posted_precision": "minute", **values,
    }  # fmt: skip


def test_both_parts_are_shown_before_a_comment_is_split(client, editor, comments):
    comment = comments[1]
    address = page_of("split", comment)
    response = client.post(address, split_form(comment))
    assert [str(part) for part in response.context["parts"]] == [
        "<p>First line<br>\nsecond line</p>", "<p>Next paragraph</p>",
    ]  # fmt: skip
    assert comment.article.comments.count() == 7
    crlf = comment.body_text.replace("\n", "\r\n")
    form = split_form(comment, confirmed="yes", text=crlf, takes_replies="on")
    assert client.post(address, form).status_code == 302
    made = Comment.objects.get(author_name="Bea")
    assert made.body_text == "Next paragraph"
    # 17:00 on the clock of the page, which is Berlin's.
    assert made.posted_at.isoformat() == "2015-09-30T15:00:00+00:00"
    assert list(made.replies.order_by("pk")) == [comments[2], comments[3]]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"begins_with": "elsewhere"}, "do not stand in the text"),
        ({"begins_with": "First"}, "words of their own"),
        ({"posted_precision": ""}, "how finely"),
        ({"posted_at_0": "", "posted_at_1": ""}, "no precision"),
        ({"text": "Something else Next"}, "changed meanwhile"),
        ({"reason": ""}, "required"),
    ],
)
def test_split_that_cannot_be_says_why(client, editor, comments, values, words):
    form = split_form(comments[1], confirmed="yes", **values)
    assert words in client.post(page_of("split", comments[1]), form).content.decode()
    assert comments[1].article.comments.count() == 7


def test_comments_are_merged_with_the_text_that_is_given(client, editor, comments):
    stays, goes = comments[1], comments[3]
    address = page_of("merge", stays)
    near = [choice["pk"] for choice in client.get(address).context["choices"]]
    assert near == [comments[0].pk, comments[2].pk, comments[3].pk]
    response = client.get(address, {"second": goes.pk})
    joined = response.context["form"]["text"].value()
    assert joined == f"{stays.body_text}\n\n{goes.body_text}"
    form = {"second": goes.pk, "seen": joined, "text": "One text.", "reason": "One comment"}
    assert client.post(address, form).status_code == 302
    assert Comment.objects.get(pk=stays.pk).body_text == "One text."
    assert client.get(f"/comments/{goes.pk}/").status_code == 301


def test_merge_of_a_text_that_was_corrected_meanwhile_asks_again(client, editor, comments):
    stays, goes = comments[1], comments[2]
    form = {"second": goes.pk, "seen": "What was there", "text": "One.", "reason": "x"}
    page = client.post(page_of("merge", stays), form).content.decode()
    assert "changed meanwhile" in page
    assert stays.article.comments.count() == 7


def test_merge_the_wrong_way_round_is_refused(client, editor, comments):
    address = page_of("merge", comments[2])
    page = client.get(address, {"second": comments[0].pk}).content.decode()
    assert "other way round" in page and "<textarea" not in page


def test_commenters_are_merged_and_parted(client, editor, archive, comments):
    Comment.objects.filter(pk=comments[2].pk).update(commenter=None)
    stays = make_commenter("Reader Two", archive.site)
    correct_comment(comments[2], {"author_name": "Reader Two"}, moderator=None)
    goes = archive.commenter
    address = page_of("merge", goes)
    assert stays.pk in [choice["pk"] for choice in client.get(address).context["choices"]]
    page = client.get(address, {"into": stays.pk}).content.decode()
    assert "Merge, with 6 comments" in page
    client.post(address, {"into": stays.pk, "reason": "Same person"})
    assert stays.comments.count() == 7
    change = reverse("admin:comments_commenter_change", args=[goes.pk])
    text = client.get(change).content.decode()
    assert '"../part/"' in text and '"../merge/"' not in text
    page = client.get(page_of("part", goes)).content.decode()
    assert "6 comments were moved" in page
    client.post(page_of("part", goes), {"reason": "A mistake"})
    assert (goes.comments.count(), stays.comments.count()) == (6, 1)
    assert client.get(page_of("part", goes)).status_code == 302


def test_commenter_of_another_site_is_no_choice(client, editor, archive):
    elsewhere = make_commenter("Reader Elsewhere")
    address = page_of("merge", archive.commenter)
    assert client.get(address, {"q": "Elsewhere"}).context["choices"] == []
    page = client.get(address, {"into": elsewhere.pk}).content.decode()
    assert "no such commenter" in page


def test_getting_any_page_changes_nothing(client, editor, archive, comments):
    before = list(Comment.objects.order_by("pk").values())
    acts = ModerationAction.objects.count()
    for act, parameter in (("move", "parent"), ("merge", "second"), ("split", "begins_with")):
        client.get(page_of(act, comments[2]), {parameter: comments[5].pk, "reason": "x"})
    client.get(page_of("merge", archive.commenter), {"into": 1, "reason": "x"})
    assert list(Comment.objects.order_by("pk").values()) == before
    assert ModerationAction.objects.count() == acts


def test_pages_take_fifteen_queries_at_most(
    client, editor, archive, comments, django_assert_max_num_queries
):
    big = build_discussion(build_article(site=archive.site), [None, *range(300), *[0] * 300])
    for comment in (comments[2], big[300]):
        top = comment.article.comments.get(position=0)
        for act, query in (("move", {"parent": "top"}), ("move", {"q": "line"}), ("split", {}),
                           ("merge", {"second": top.pk})):  # fmt: skip
            with django_assert_max_num_queries(15):
                assert client.get(page_of(act, comment), query).status_code == 200


def test_hostile_words_are_escaped(client, editor, comments):
    words = '"><script>alert(1)</script>'
    for comment in comments:
        correct_comment(comment, {"body_text": words, "author_name": words}, moderator=None)
    for act, query in (("move", {"q": words}), ("move", {"parent": comments[5].pk}),
                       ("merge", {"second": comments[3].pk}), ("split", {})):  # fmt: skip
        page = client.get(page_of(act, comments[2]), query).content.decode()
        assert "<script>alert" not in page
