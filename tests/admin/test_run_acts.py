"""Publishing imports and taking them back, in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from archive.admin import run_acts
from archive.importing import publishing
from archive.importing.liveness import RunLock
from archive.importing.loader import load_capture
from archive.models import Dump, ImportRun
from articles.log import Kind, ModerationAction, Verb
from articles.models import Article
from articles.states import State
from comments.models import Comment
from tests.admin.builders import HOSTILE, build_user
from tests.importing.conftest import built_pages  # noqa: F401 - reads the pages made here
from tests.importing.pages import a_capture, a_comment, a_page

pytestmark = pytest.mark.django_db

PERMISSIONS = {"publish": "archive.publish_importrun", "roll-back": "archive.roll_back_importrun"}


def load(run, *bodies, title="Bridge"):
    capture = a_capture(a_page(*map(a_comment, bodies), title=title), path=f"{title}.txt")
    load_capture(capture, run=run)


@pytest.fixture
def held():
    """A held import: a new article, and two comments more for one that is public."""
    load(ImportRun.objects.create(status="finished"), "One.")
    run = ImportRun.objects.create(status="finished", is_held=True)
    load(run, "One.", f"Two {HOSTILE}.", "Three.")
    load(run, "New.", title="Another")
    return run


def address(run, act):
    return reverse(f"admin:archive_importrun_{act}", args=[run.pk])


@pytest.fixture
def editor(client, db):
    user = build_user(*PERMISSIONS.values())
    client.force_login(user)
    return user


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_preview_says_what_becomes_readable_and_changes_nothing(client, editor, held):
    page = text(client.get(address(held, "publish")))
    assert "Readers get: 1 article with 1 comment." in page
    assert "Merged into known articles: 1 dump; at most 3 comments new." in page
    assert "2 comments to" in page and "Ann: Three." in page
    assert HOSTILE not in page
    assert Article.objects.filter(state=State.HELD).count() == 1
    assert not ModerationAction.objects.exists()


def test_publication_is_logged_with_its_reason(client, editor, held):
    response = client.post(address(held, "publish"), {"reason": "Looked at it"}, follow=True)
    assert "Done." in text(response)
    assert not Article.objects.filter(state=State.HELD).exists()
    assert Comment.objects.count() == 4
    action = ModerationAction.objects.select_related("words").get()
    assert (action.verb, action.kind, action.target_id) == (
        Verb.PUBLISH,
        Kind.IMPORT_RUN,
        held.pk,
    )
    assert action.moderator_name == editor.get_username()
    assert action.words.reason == "Looked at it"
    assert action.words.after == {"is_held": False, "articles": 1, "comments": 3, "dumps": 1}


def test_publication_asks_for_a_reason(client, editor, held):
    assert "errorlist" in text(client.post(address(held, "publish"), {"reason": " "}))
    assert ImportRun.objects.get(pk=held.pk).is_held


def test_what_takes_long_goes_on_with_the_next_request(client, editor, held, monkeypatch):
    monkeypatch.setattr(run_acts, "SECONDS", 0)
    monkeypatch.setattr(publishing, "BATCH", 1)
    page = text(client.post(address(held, "publish"), {"reason": "All of it"}))
    assert "Done so far" in page and "Go on" in page and "All of it" in page
    assert ImportRun.objects.get(pk=held.pk).is_held
    client.post(address(held, "publish"), {"reason": "All of it"})
    client.post(address(held, "publish"), {"reason": "All of it"})
    assert not ImportRun.objects.get(pk=held.pk).is_held


def test_dump_that_cannot_be_merged_is_named(client, editor, held, monkeypatch):
    monkeypatch.setattr(publishing, "keep", lambda *args, **options: 1 / 0)
    page = text(client.post(address(held, "publish"), {"reason": "All of it"}))
    assert "could not be merged" in page and "Bridge.txt" in page


def test_taking_back_shows_what_goes_and_then_takes_it(client, editor, held):
    page = text(client.get(address(held, "roll-back")))
    assert "Goes: 2 dumps, with 1 article and 1 comment" in page
    assert "gone for good" in page
    assert Dump.objects.count() == 3
    client.post(address(held, "roll-back"), {"reason": "Wrong folder"})
    assert Dump.objects.count() == 1
    action = ModerationAction.objects.select_related("words").get()
    assert (action.verb, action.words.reason) == (Verb.ROLL_BACK, "Wrong folder")
    assert "Nothing to do here" in text(client.get(address(held, "roll-back")))
    assert "Nothing to do here" in text(client.get(address(held, "publish")))


@pytest.mark.parametrize("act", PERMISSIONS)
def test_import_at_work_is_left_alone(client, editor, held, act):
    ImportRun.objects.filter(pk=held.pk).update(status="running")
    lock = RunLock(held)
    lock.take()
    try:
        assert "still running" in text(client.get(address(held, act)))
        assert "still running" in text(client.post(address(held, act), {"reason": "Now"}))
    finally:
        lock.release()
    assert ImportRun.objects.get(pk=held.pk).is_held and Dump.objects.count() == 3


def test_list_says_of_a_killed_import_that_it_is_gone_and_does_not_note_it(client, editor, held):
    ImportRun.objects.filter(pk=held.pk).update(status="running")
    page = text(client.get(reverse("admin:archive_importrun_changelist")))
    assert "its process is gone" in page
    assert ImportRun.objects.get(pk=held.pk).status == "running"


def test_index_leads_to_what_waits(admin_client, held):
    page = text(admin_client.get(reverse("admin:index")))
    assert "Imports that wait for publication" in page
    page = text(
        admin_client.get(reverse("admin:archive_importrun_changelist") + "?is_held__exact=1")
    )
    assert "unpublished" in page


def test_own_page_leads_to_both_acts_and_its_articles(client, editor, held):
    page = text(client.get(reverse("admin:archive_importrun_change", args=[held.pk])))
    assert "../publish/" in page and "../roll-back/" in page
    editor.user_permissions.add(Permission.objects.get(codename="view_article"))
    listed = f"{reverse('admin:articles_article_changelist')}?dumps__run__id__exact={held.pk}"
    assert "Another" in text(client.get(listed))


@pytest.mark.parametrize("act", PERMISSIONS)
def test_each_act_needs_its_own_permission(client, held, act):
    other = next(name for name in PERMISSIONS if name != act)
    client.force_login(build_user(PERMISSIONS[other], "archive.view_importrun"))
    assert client.get(address(held, act)).status_code == 403
    assert client.post(address(held, act), {"reason": "Now"}).status_code == 403
    assert Dump.objects.count() == 3 and ImportRun.objects.get(pk=held.pk).is_held
    assert address(held, act) not in text(
        client.get(reverse("admin:archive_importrun_change", args=[held.pk]))
    )


@pytest.mark.parametrize("act", PERMISSIONS)
def test_strangers_are_asked_to_sign_in(client, held, act):
    assert client.post(address(held, act), {"reason": "Now"}).status_code == 302
    assert ImportRun.objects.get(pk=held.pk).is_held and Dump.objects.count() == 3


def test_dump_that_waits_has_a_page_that_says_so(admin_client, held):
    dump = Dump.objects.get(article=None)
    page = text(admin_client.get(reverse("admin:archive_dump_change", args=[dump.pk])))
    assert "waits for publication" in page
    assert "waits for publication" in text(
        admin_client.get(reverse("admin:archive_dump_changelist"))
    )
