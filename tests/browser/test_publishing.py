"""Walk-through: an import is held, looked at, and published, in a real browser."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from archive.models import ImportRun

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = """{title} | Harbour

{title}

By Jo Carter on September 29, 2015

The harbour office says that the bridge will be lifted in spring. It has stood here for
ninety years, and for eighty of them somebody has said that it ought to go.

Nobody was hurt when it stuck last week, but the ferry was two hours late, and the office has
had enough of it.

2 Comments

Ann says:
September 30, 2015 at 4:52 pm

I will miss it.

Bob says:
September 30, 2015 at 5:10 pm

{words}
"""


@pytest.fixture
def held(tmp_path):
    """A public article, and a held import that has more of it and a page of its own."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    (first / "a.txt").write_text(PAGE.format(title="The old bridge", words="So will I."))
    call_command("import_dumps", str(first), "--site=Harbour", verbosity=0)
    more = PAGE.format(title="The old bridge", words="So will I.").replace(
        "2 Comments", "3 Comments"
    )
    more += "\nCarol says:\nOctober 2, 2015 at 9:00 am\n\nA word that came later.\n"
    (second / "a.txt").write_text(more)
    (second / "b.txt").write_text(PAGE.format(title="The new bridge", words="Nobody will."))
    call_command("import_dumps", str(second), "--site=Harbour", "--hold", verbosity=0)
    return ImportRun.objects.get(is_held=True)


def test_held_import_is_looked_at_and_published(open_page, live_server, held):
    reader = open_page("/articles/")
    expect(reader.get_by_role("link", name="The old bridge")).to_be_visible()
    expect(reader.get_by_text("The new bridge")).to_have_count(0)

    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    page = open_page("/about/")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto("/admin/")
    page.get_by_role("link", name="Imports that wait for publication").click()
    page.locator("#result_list th a").first.click()
    page.get_by_role("link", name="its articles").click()
    page.get_by_role("link", name="The new bridge").click()
    page.get_by_role("link", name="View on site").click()
    expect(page.get_by_text("Not published yet")).to_be_visible()
    expect(page.get_by_text("Nobody will.")).to_be_visible()

    page.goto(f"/admin/archive/importrun/{held.pk}/publish/")
    expect(page.get_by_text("Readers get: 1 article with 2 comments.")).to_be_visible()
    expect(page.get_by_text("Carol: A word that came later.")).to_be_visible()
    page.locator("textarea[name=reason]").fill("Checked against the originals")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Done.")

    reader.reload()
    reader.get_by_role("link", name="The new bridge").click()
    expect(reader.get_by_text("Nobody will.")).to_be_visible()
    reader.goto("/articles/")
    reader.get_by_role("link", name="The old bridge").click()
    expect(reader.get_by_text("A word that came later.")).to_be_visible()
