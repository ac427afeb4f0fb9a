"""Erasing a person by way of the admin: the name, the places, the act."""

import pytest
from django.urls import reverse

from articles.models import ModerationAction
from comments.models import Comment, ErasedPerson
from tests.admin.builders import build_article, build_discussion, build_user

NAME = "Zoë Quillfeather"


@pytest.fixture
def comments(db):
    texts = [f"{NAME} lives here.", "Quillfeather, Zoë, is wrong.", "Miss Quillfeather!"]
    return build_discussion(build_article(), [None, 0, None], body_text=texts)


@pytest.fixture
def no_scrubbing(monkeypatch):
    """A test is one transaction, and no file can be written anew inside of one."""
    monkeypatch.setattr("archive.admin.erased.scrub_database", lambda: ["Backups hold it still."])


def send(client, **values):
    return client.post(reverse("admin:comments_erasedperson_erase"), {"name": NAME, **values})


def confirmed(client, **values):
    return send(
        client,
        step="erase",
        reason="asked",
        is_meant="on",
        variants=["Quillfeather, Zoë"],
        **values,
    )


def test_first_step_asks_for_the_name(admin_client, comments):
    page = admin_client.get(reverse("admin:comments_erasedperson_erase"))
    assert page.status_code == 200 and "Show where it stands" in page.content.decode()
    listing = admin_client.get(reverse("admin:comments_erasedperson_changelist"))
    assert 'href="erase/"' in listing.content.decode()


def test_second_step_shows_places_and_spellings_and_changes_nothing(admin_client, comments):
    response = send(admin_client)
    page = response.content.decode()
    assert "<li>comments: 2</li>" in page
    assert f"<del>{NAME}</del> lives here." in page
    assert 'value="Quillfeather, Zoë" id="id_variants_0" checked' in page
    assert 'value="Quillfeather"' in page
    assert "no-store" in response["Cache-Control"]
    assert not ErasedPerson.objects.exists()


def test_looking_again_counts_the_spellings_that_are_ticked_now(admin_client, comments):
    page = send(admin_client, step="look", variants=["Quillfeather"]).content.decode()
    assert "<li>comments: 3</li>" in page
    assert not ErasedPerson.objects.exists()


def test_third_step_erases(admin_client, comments, no_scrubbing):
    response = confirmed(admin_client, more="Miss  Quillfeather\r\n")
    assert response.status_code == 302
    page = admin_client.get(response.url).content.decode()
    pseudonym = ErasedPerson.objects.get().pseudonym
    assert f"called {pseudonym} from now on" in page and "Backups hold it still." in page
    texts = list(Comment.objects.order_by("position").values_list("body_text", flat=True))
    assert texts == [f"{pseudonym} lives here.", f"{pseudonym}, is wrong.", f"{pseudonym}!"]
    act = ModerationAction.objects.get(verb="erase")
    assert act.moderator_name == "admin"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"reason": f"{NAME} asked"}, "may hold the name"),
        ({"is_meant": ""}, "This field is required"),
        ({"reason": ""}, "This field is required"),
        ({"name": "Li"}, "Fewer than three letters"),
    ],
)
def test_mistakes_are_explained(admin_client, comments, no_scrubbing, values, words):
    given = {"name": NAME, "step": "erase", "reason": "asked", "is_meant": "on", **values}
    page = admin_client.post(reverse("admin:comments_erasedperson_erase"), given).content.decode()
    assert words in page
    assert not ErasedPerson.objects.exists()


def test_erasing_is_for_superusers(client, comments):
    client.force_login(build_user("comments.read_redacted", "comments.redact_passage"))
    for response in (send(client), confirmed(client)):
        assert response.status_code == 403
    address = reverse("admin:comments_erasedperson_changelist")
    assert client.get(address).status_code == 403
    assert not ErasedPerson.objects.exists()


def test_hostile_name_is_escaped(admin_client, comments):
    hostile = "<script>alert(1)</script>"
    page = send(admin_client, name=hostile).content.decode()
    assert hostile not in page
