"""Walk-throughs of a moderator and a reader side by side, in a real browser."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from playwright.sync_api import expect

from archive.views import reporting
from articles.states import State
from comments.models import Comment, Report
from tests.builders import make_article, make_comments, make_dump

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BRANCH = 200


@pytest.fixture
def article():
    """One thread of 201 comments, another of two."""
    article = make_article(title="The Swan Census")
    parents = [None, *([0] * 100), *range(1, 101), None, 201]
    names = [f"Reader {number}" for number in range(203)]
    make_comments(article, parents, author_name=names)
    return article


@pytest.fixture
def comments(article):
    return list(article.comments.in_reading_order())


@pytest.fixture
def moderator(open_page, live_server):
    """A function that opens a page as somebody with the role of a moderator."""
    user = User.objects.create_user("frieda", is_staff=True)
    user.groups.add(Group.objects.get(name="moderator"))
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value

    def open_as_moderator(address, **more):
        state = {
            "cookies": [
                {
                    "name": "sessionid", "value": session, "domain": "localhost", "path": "/",
                    "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax",
                }
            ],
            "origins": [],
        }  # fmt: skip
        return open_page(address, storage_state=state, **more)

    return open_as_moderator


def place_of(page, comment):
    return page.locator(f"#c-{comment.pk} > article")


def test_comment_is_hidden_and_restored(moderator, open_page, comments, article):
    comment = comments[-1]
    reader = open_page(comment.get_absolute_url())
    expect(place_of(reader, comment)).to_contain_text(f"Words of {comment.position}.")
    page = moderator(f"/admin/comments/comment/{comment.pk}/change/")
    page.get_by_role("link", name="Hide…").click()
    page.get_by_label("Reason").fill("An insult")
    page.get_by_role("button", name="Hide 1 comment").click()
    expect(page.locator(".messagelist")).to_contain_text("1 comment hidden.")
    reader.reload()
    expect(reader.locator("body")).not_to_contain_text(f"Words of {comment.position}.")
    page.locator(".messagelist").get_by_role("link", name="Undo").click()
    page.get_by_label("Reason").fill("A mistake of mine")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messagelist")).to_contain_text("1 act undone.")
    reader.reload()
    expect(place_of(reader, comment)).to_contain_text(f"Words of {comment.position}.")
    log = open_page("/moderation/")
    expect(log.locator(".act-reason")).to_have_text(["A mistake of mine", "An insult"])
    expect(log.locator("body")).not_to_contain_text("frieda")


def test_branch_of_two_hundred_is_removed_and_brought_back(moderator, open_page, comments, article):
    page = moderator(f"/admin/comments/comment/{comments[0].pk}/change/")
    page.get_by_role("link", name="Remove with replies…").click()
    expect(page.locator(".moderate-page")).to_contain_text(f"{BRANCH + 1} comments will be removed")
    assert Comment.objects.filter(state=State.REMOVED).count() == 0
    page.get_by_label("Reason").fill("A quarrel")
    page.get_by_role("button", name="Remove with replies 201 comments").click()
    expect(page.locator(".messagelist")).to_contain_text("201 comments removed.")
    reader = open_page(f"{article.get_absolute_url()}?page=all")
    expect(reader.locator("body")).not_to_contain_text("Reader 7")
    expect(reader.locator(".remark").filter(has_text="Words of")).to_have_count(2)
    log = open_page("/moderation/")
    expect(log.locator(".act")).to_have_count(1)
    expect(log.locator(".act")).to_contain_text("201 comments removed")
    page.locator(".messagelist").get_by_role("link", name="Undo").click()
    expect(page.locator(".moderate-page")).to_contain_text("201 acts will be undone.")
    page.get_by_label("Reason").fill("It was none")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messagelist")).to_contain_text("201 acts undone.")
    assert not Comment.objects.exclude(state=State.VISIBLE).exists()


def test_report_of_a_reader_is_handled(moderator, open_page, comments, monkeypatch):
    monkeypatch.setattr(reporting, "SOONEST", 0)
    comment = comments[-1]
    reader = open_page(comment.get_absolute_url(), window="phone")
    reader.get_by_role("link", name="Report this comment").click()
    reader.get_by_label("It insults, threatens or incites").check()
    reader.get_by_label("In your words").fill("He means my brother.")
    reader.get_by_role("button", name="Send the report").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()
    page = moderator("/admin/")
    page.get_by_role("link", name="Reports by readers").first.click()
    page.get_by_role("link", name=re.compile("about comment")).click()
    expect(page.locator(".reports")).to_contain_text("He means my brother.")
    expect(page.locator(".in-question")).to_contain_text(f"Words of {comment.position}.")
    page.get_by_label("comment hidden").check()
    page.get_by_label("Reason").fill("An insult")
    page.get_by_role("button", name="Settle").click()
    expect(page.locator(".messagelist")).to_contain_text("1 report settled.")
    assert Report.objects.get().result == "hidden"
    reader.get_by_role("link", name="Back to the comment").click()
    expect(reader.locator("body")).not_to_contain_text(f"Words of {comment.position}.")


def test_queue_is_walked_by_keys(moderator, comments, article):
    doubtful = comments[-3:]
    Comment.objects.filter(pk__in=[c.pk for c in doubtful]).update(author_name="")
    lines = [f"line {n}" for n in range(30)]
    make_dump(article, lines, excerpts=[(doubtful[2], 10, 12)])
    page = moderator("/admin/archive/acceptance/queue/author/")
    expect(page.locator(".queue-steps")).to_contain_text("3 left")
    expect(page.locator(".dump-lines .own")).to_have_count(3)
    page.keyboard.press("n")
    expect(page.locator(".in-question")).to_contain_text(f"Words of {doubtful[1].position}.")
    page.keyboard.press("p")
    expect(page.locator(".in-question")).to_contain_text(f"Words of {doubtful[2].position}.")
    page.keyboard.press("a")
    expect(page.locator(".queue-steps")).to_contain_text("2 left")
    expect(page.locator(".in-question")).to_contain_text(f"Words of {doubtful[1].position}.")
    page.keyboard.press("a")
    expect(page.locator(".queue-steps")).to_contain_text("1 left")
    page.keyboard.press("a")
    expect(page.locator(".moderate-page")).to_contain_text("Nothing waits in this queue.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_moderation_fit_a_narrow_screen(moderator, comments, article, scheme, tmp_path):
    doubtful = comments[-1]
    Comment.objects.filter(pk=doubtful.pk).update(author_name="", body_html="<p>x</p>")
    make_dump(article, ["word " * 60] * 5, excerpts=[(doubtful, 2, 3)])
    Report.objects.create(comment=doubtful, cause="spam", words="See " * 80, email="a@example.org")
    for address in (
        "/moderation/",
        f"/comments/{doubtful.pk}/report/",
        "/admin/archive/acceptance/queue/author/",
        f"/admin/comments/report/{Report.objects.get().pk}/settle/",
        "/admin/articles/moderationaction/",
    ):
        page = moderator(address, window="phone", color_scheme=scheme)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, address
