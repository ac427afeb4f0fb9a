"""Restructuring a discussion by hand, in a real browser, and importing its page again."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import expect

from archive.importing.loader import Outcome, load_capture
from archive.importing.rereading import reread_article
from archive.models import ImportRun
from articles.log import ModerationAction
from articles.models import Article
from comments.models import Comment, Commenter
from tests.importing.conftest import built_pages
from tests.importing.pages import a_capture, a_comment, a_page
from tests.restructuring.reading import faults, find, outline

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = [
    a_comment("The bridge is too narrow.", author="Ann Rowe"),
    a_comment("Two carts pass if both are polite.", author="Bob"),
    a_comment("Nobody is.", author="ann rowe", parent=1),
    a_comment("And the miller?", author="Cid", parent=2),
    a_comment("It is wide enough for geese.", author="Dora"),
]
PHONE = {"width": 390, "height": 844}
__all__ = ["built_pages"]


@pytest.fixture
def article():
    load_capture(a_capture(a_page(*PAGE)), run=ImportRun.objects.create())
    return Article.objects.get()


@pytest.fixture(params=["desk", "phone"])
def page(request, browser, live_server, article):
    """A page on which an editor is signed in; the test fails if its console complains."""
    complaints = []
    user = Client()
    user.force_login(User.objects.create_superuser("editor"))
    session = {"name": "sessionid", "value": user.cookies["sessionid"].value}
    sizes = {"desk": {"width": 1280, "height": 900}, "phone": PHONE}
    context = browser.new_context(base_url=live_server.url, viewport=sizes[request.param])
    context.add_cookies([{**session, "url": live_server.url}])
    opened = context.new_page()
    opened.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    # Browsers ask for /favicon.ico by themselves.
    assert [words for words in complaints if "404" not in words] == []


def import_again(article):
    """The same page, a later capture with more, and today's parser once more."""
    run = ImportRun.objects.create()
    assert load_capture(a_capture(a_page(*PAGE)), run=run) is Outcome.UNCHANGED
    more = a_page(*PAGE, a_comment("A later voice.", author="ann rowe", parent=2))
    assert load_capture(a_capture(more), run=run) is Outcome.UPDATED
    assert not reread_article(article.pk)


def row(page, words):
    return page.locator(f'[data-comment="{find(words).pk}"]')


MOVED = [
    "The bridge is too narrow.",
    ".Nobody is.",
    "..And the miller?",
    "Two carts pass if both are polite.",
    "It is wide enough for geese.",
]


def give_reason(page):
    expect(page.locator(".preview-own")).to_contain_text("Nobody is.")
    page.get_by_label("Reason").fill("It answers the first")
    page.get_by_role("button", name="Move below").click()
    expect(page.locator(".messagelist")).to_contain_text("The comment was moved.")


def check_move_stands(article):
    assert outline() == MOVED
    import_again(article)
    assert outline() == [*MOVED[:3], "..A later voice.", *MOVED[3:]]
    assert find("Nobody is.").parent == find("The bridge is too narrow.")
    assert faults() == []
    assert ModerationAction.objects.get().words.reason == "It answers the first"


def test_branch_is_dragged_to_another_comment_and_stays_there(page, article):
    page.goto(f"/admin/comments/comment/?article__id__exact={article.pk}")
    handle = row(page, "Nobody is.").locator(".move-handle")
    handle.drag_to(row(page, "The bridge is too narrow."))
    give_reason(page)
    check_move_stands(article)
    page.goto(article.get_absolute_url())
    comment = page.locator(f"#c-{find('Nobody is.').pk}").first
    expect(comment.locator(".mark").first).to_contain_text("place decided by a moderator")


def test_branch_is_moved_by_the_keyboard_alone(page, article):
    page.goto(f"/admin/comments/comment/?article__id__exact={article.pk}")
    row(page, "Nobody is.").locator(".move-handle").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".move-bar")).to_contain_text("Where does comment")
    page.keyboard.press("Escape")
    expect(page.locator(".move-bar")).to_have_count(0)
    page.keyboard.press("Enter")
    row(page, "The bridge is too narrow.").locator(".move-here").focus()
    page.keyboard.press("Enter")
    give_reason(page)
    check_move_stands(article)


def test_branch_is_moved_by_search_without_the_list(page, article):
    page.goto(f"/admin/comments/comment/{find('Nobody is.').pk}/change/")
    page.get_by_role("link", name="Move…", exact=True).click()
    page.get_by_role("searchbox", name="Comment of this article").fill("narrow")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Choose").click()
    give_reason(page)
    check_move_stands(article)


def test_commenters_are_merged_and_parted_again(page, article):
    goes, stays = (Commenter.objects.get(name=name) for name in ("ann rowe", "Ann Rowe"))
    page.goto(f"/admin/comments/commenter/{goes.pk}/change/")
    page.get_by_role("link", name="Merge with…").click()
    page.get_by_role("link", name="Choose Ann Rowe").click()
    page.get_by_label("Reason").fill("The same person")
    page.get_by_role("button", name="Merge, with 1 comment").click()
    expect(page.locator(".messagelist")).to_contain_text("was merged into “Ann Rowe”")
    import_again(article)
    page.goto(goes.get_absolute_url())
    assert page.url.endswith(stays.get_absolute_url())
    expect(page.locator(".saying")).to_have_count(3)
    page.goto(f"/admin/comments/commenter/{goes.pk}/change/")
    page.get_by_role("link", name="Part again…").click()
    page.get_by_label("Reason").fill("Two persons")
    page.get_by_role("button", name="Part them again").click()
    expect(page.locator(".messagelist")).to_contain_text("2 comments went back.")
    page.goto(goes.get_absolute_url())
    expect(page.locator(".saying")).to_have_count(2)
    assert Comment.objects.get(author_name="Ann Rowe").commenter == stays
    assert not reread_article(article.pk)
    assert faults() == []


def test_second_comment_begins_at_the_cursor(page, article):
    comment = find("Two carts pass if both are polite.")
    page.goto(f"/admin/comments/comment/{comment.pk}/split/")
    page.locator("#split-text").evaluate("text => text.setSelectionRange(14, 14)")
    page.get_by_role("button", name="The second begins at the cursor").click()
    expect(page.get_by_label("The second begins with")).to_have_value("if both are polite.")
    page.get_by_label("Its author").fill("Eve")
    page.get_by_label("Reason").fill("Two people")
    page.get_by_role("button", name="Look at both parts").click()
    expect(page.locator(".part")).to_have_text(["Two carts pass", "if both are polite."])
    page.get_by_role("button", name="Split the comment").click()
    expect(page.locator(".messagelist")).to_contain_text("The comment was split.")
    assert find("if both are polite.").author_name == "Eve"
    import_again(article)
    assert "Two carts pass if both are polite." not in outline()
    assert faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_break_no_rule_of_accessibility(browser, live_server, article, scheme):
    user = Client()
    user.force_login(User.objects.create_superuser("editor"))
    cookie = {"name": "sessionid", "value": user.cookies["sessionid"].value}
    context = browser.new_context(
        base_url=live_server.url, bypass_csp=True, color_scheme=scheme, viewport=PHONE
    )
    context.add_cookies([{**cookie, "url": live_server.url}])
    page = context.new_page()
    comment, other = find("Nobody is.").pk, find("The bridge is too narrow.").pk
    goes, stays = (Commenter.objects.get(name=name).pk for name in ("ann rowe", "Ann Rowe"))
    one, person = f"/admin/comments/comment/{comment}", f"/admin/comments/commenter/{goes}"
    listed = f"/admin/comments/comment/?article__id__exact={article.pk}"
    for address in (
        f"{one}/move/?q=bridge", f"{one}/move/?parent={other}", f"{one}/split/",
        f"{one}/merge/", f"{one}/merge/?second={other}", f"{person}/merge/",
        f"{person}/merge/?into={stays}", listed,
    ):  # fmt: skip
        page.goto(address)
        handles = page.locator(".move-handle")
        if handles.count():
            handles.first.click()
        # Django's own frame of the page is not ours to mend.
        found = Axe().run(page, context=".restructure-page, #result_list, .move-bar").response
        assert [
            (address, rule["id"], rule["nodes"][0]["target"]) for rule in found["violations"]
        ] == []
    context.close()
