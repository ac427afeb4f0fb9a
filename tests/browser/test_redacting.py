"""A moderator redacts a passage by selecting it, and it is gone everywhere."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import expect

from archive.models import Dump
from articles.models import Article
from comments.models import Comment, ErasedPerson, Redaction
from tests.crawling import crawl
from tests.test_redaction import SECRET, load, page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def admin_page(browser, live_server):
    """A function that opens the admin as a superuser; the test fails if its console complains."""
    load(page())
    complaints, contexts = [], []
    user = Client()
    user.force_login(User.objects.create_superuser("moderator"))
    session = {"name": "sessionid", "value": user.cookies["sessionid"].value}

    def open_admin(address, **options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        context.add_cookies([{**session, "url": live_server.url}])
        opened = context.new_page()
        opened.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.goto(address)
        return opened

    yield open_admin
    for context in contexts:
        context.close()
    assert [words for words in complaints if "404" not in words] == []


def comment_page():
    return f"/admin/comments/comment/{Comment.objects.get(author_name='Orla Finch').pk}/change/"


def finish(opened):
    opened.get_by_label("Reason").fill("a private matter")
    opened.get_by_role("button", name="Show what will happen").click()
    expect(opened.locator(".redact-preview")).to_contain_text("1 place in this text")
    expect(opened.locator(".redact-preview")).to_contain_text("1 more place in this article")
    expect(opened.locator(".redact-preview del").first).to_have_text(SECRET)
    assert not Redaction.objects.exists()
    opened.get_by_role("button", name="Redact", exact=True).click()
    expect(opened.locator(".messagelist")).to_have_text("2 passages redacted.")


def test_selected_words_are_redacted_and_gone_everywhere(admin_page, client):
    opened = admin_page(comment_page())
    opened.get_by_role("link", name="Redact a passage…").click()
    text = opened.locator("[data-redact-from]").last
    start = text.input_value().index(SECRET)
    text.evaluate(
        "(t, [a, b]) => { t.focus(); t.setSelectionRange(a, b); }", [start, start + len(SECRET)]
    )
    expect(opened.get_by_label("Passage")).to_have_value(SECRET)
    finish(opened)
    assert "Wexcombe" not in opened.content()
    opened.goto(Article.objects.get().get_absolute_url())
    scar = opened.locator(".remark-body .scar").first
    expect(scar).to_have_text("[redacted: a private matter]")
    assert scar.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    opened.goto(f"{Article.objects.get().get_absolute_url()}source/")
    expect(opened.locator(".line .scar")).to_have_count(2)
    opened.goto("/search/?q=girl")
    assert "Wexcombe" not in opened.content()
    assert [address for address, found in crawl(client) if "Wexcombe" in found] == []
    for address in (
        "/admin/comments/comment/", f"/admin/archive/dump/{Dump.objects.get().pk}/change/",
        "/admin/articles/moderationaction/", "/admin/comments/redaction/",
    ):  # fmt: skip
        opened.goto(address)
        assert "Wexcombe" not in opened.content(), address


def test_passage_is_pasted_without_scripts_and_restored(admin_page):
    opened = admin_page(comment_page(), java_script_enabled=False)
    opened.get_by_role("link", name="Redact a passage…").click()
    opened.get_by_label("Passage").fill(SECRET)
    finish(opened)
    opened.goto("/admin/comments/redaction/")
    opened.locator("#result_list th a").last.click()
    expect(opened.locator(".field-shown_passage")).to_contain_text(SECRET)
    opened.get_by_role("link", name="Restore the passage…").click()
    opened.get_by_label("Reason").fill("a mistake")
    opened.get_by_role("button", name="Restore the passage").click()
    expect(opened.locator(".messagelist")).to_have_text("The passage is back.")
    assert Redaction.objects.count() == 1


def test_person_is_erased(admin_page, client):
    opened = admin_page("/admin/comments/erasedperson/")
    opened.get_by_role("link", name="Erase a person…").click()
    opened.locator("#id_name").fill("Bram Holloway")
    opened.get_by_role("button", name="Show where it stands").click()
    expect(opened.locator(".sample del").first).to_have_text("Bram Holloway")
    expect(opened.get_by_label("Holloway, Bram")).to_be_checked()
    expect(opened.get_by_label("Holloway", exact=True)).not_to_be_checked()
    opened.get_by_label("Reason").fill("asked for it")
    opened.get_by_label("I have looked at the places").check()
    opened.get_by_role("button", name="Erase for good").click()
    expect(opened.locator(".messagelist")).to_contain_text("Erased; called Reader")
    assert ErasedPerson.objects.count() == 1
    assert [address for address, found in crawl(client) if "Holloway" in found] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_fit_the_window(admin_page, width):
    opened = admin_page(comment_page(), viewport={"width": width, "height": 800})
    for address in (f"{comment_page()}../redact/", "/admin/comments/erasedperson/erase/"):
        opened.goto(address)
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, address
