"""The admin in a real browser, under the Content-Security-Policy of the settings."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import expect

from articles.states import State
from comments.models import Comment
from tests.admin.builders import build_article, build_discussion, build_dump, build_tag
from tests.builders import make_site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def archive():
    article = build_article(title="The Swan Census", site=make_site())
    build_tag(article)
    build_dump(article)
    build_discussion(build_article(title="Another"), [None] * 3)
    build_discussion(article)
    return article


@pytest.fixture
def page(browser, live_server, archive):
    """A page on which a superuser is signed in; the test fails if its console complains."""
    complaints = []
    user = Client()
    user.force_login(User.objects.create_superuser("moderator"))
    session = {"name": "sessionid", "value": user.cookies["sessionid"].value}
    context = browser.new_context(base_url=live_server.url)
    context.add_cookies([{**session, "url": live_server.url}])
    opened = context.new_page()
    opened.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    # Browsers ask for /favicon.ico by themselves.
    assert [words for words in complaints if "404" not in words] == []


def test_article_is_chosen_by_typing_and_listed_threaded(page):
    page.goto("/admin/comments/comment/")
    page.locator(".related-filter .select2-selection").first.click()
    page.locator(".select2-search__field").fill("Swan")
    page.locator(".select2-results__option", has_text="The Swan Census").click()
    page.get_by_role("button", name="Filter").first.click()
    expect(page.locator("#result_list tbody tr")).to_have_count(7)
    lefts = [
        box["x"] for box in (row.bounding_box() for row in page.locator(".thread").all()) if box
    ]
    assert lefts[0] < lefts[1] < lefts[2] == lefts[3]


def test_comments_are_hidden_with_a_reason(page):
    page.goto("/admin/comments/comment/")
    page.locator("input.action-select").nth(0).check()
    page.locator("input.action-select").nth(1).check()
    page.locator("select[name=action]").select_option("hide_selected")
    page.get_by_role("button", name="Go").click()
    page.get_by_label("Reason").fill("Insult")
    page.get_by_role("button", name="Hide 2 comments").click()
    expect(page.locator(".messagelist")).to_contain_text("2 comments hidden.")
    page.get_by_role("link", name="hidden", exact=True).click()
    expect(page.locator("#result_list tbody tr")).to_have_count(2)
    assert Comment.objects.filter(state=State.HIDDEN, state_reason="Insult").count() == 2


def test_time_is_picked_and_text_rendered_anew(page):
    page.goto("/admin/comments/comment/")
    page.locator(".head a").first.click()
    page.locator(".datetimeshortcuts a:has(.date-icon)").click()
    page.locator(".calendarbox td a", has_text=re.compile("^10$")).click()
    expect(page.locator("#id_posted_at_0")).to_have_value("2015-09-10")
    page.locator("#id_body_text").fill("one\n\ntwo <b>")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".shown-as p").nth(1)).to_have_text("two <b>")


def test_tags_and_site_of_an_article_are_chosen_by_typing(page):
    page.goto("/admin/articles/article/")
    page.get_by_role("link", name="The Swan Census").click()
    for field, offered in (("keywords", "Tag"), ("site", "Harbour Courier")):
        page.locator(f".field-{field} .select2-selection").click()
        expect(page.locator(".select2-results__option").first).to_contain_text(offered)
        page.keyboard.press("Escape")


def test_every_list_fits_a_narrow_screen(page):
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("", "comments/comment/", "articles/article/", "archive/dump/"):
        page.goto(f"/admin/{address}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, address


@pytest.mark.parametrize("width", [390, 1280])
def test_doors_of_an_entry_cover_nothing(page, archive, width):
    page.set_viewport_size({"width": width, "height": 900})
    comment = Comment.objects.filter(article=archive).earliest("pk")
    Comment.objects.filter(pk=comment.pk).update(author_name="A long name " * 8)
    for address in (
        f"/admin/comments/comment/{comment.pk}/change/",
        f"/admin/articles/article/{archive.pk}/change/",
    ):
        page.goto(address)
        doors = page.locator(".object-tools").bounding_box()
        name = page.locator("#content > h2").bounding_box()
        form = page.locator("#content-main form").first.bounding_box()
        assert doors["x"] >= 0 and doors["x"] + doors["width"] <= width
        assert name["y"] + name["height"] <= doors["y"]
        assert doors["y"] + doors["height"] <= form["y"]
