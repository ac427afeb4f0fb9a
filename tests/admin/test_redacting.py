"""Redacting by way of the admin: form, preview, act; and who may read what was redacted."""

import pytest
from django.urls import reverse

from comments.models import Comment, Redaction
from tests.admin.builders import HOSTILE, build_article, build_discussion, build_user

pytestmark = pytest.mark.django_db
SECRET = "lives at 5 Brook Lane"
READ, REDACT = "comments.read_redacted", "comments.redact_passage"


@pytest.fixture
def comments():
    texts = [f"He {SECRET}.", f"> He {SECRET}.\n\nHush.", "Hello."]
    return build_discussion(build_article(), [None, 0, None], body_text=texts)


def redact_url(text):
    return reverse(f"admin:{text._meta.app_label}_{text._meta.model_name}_redact", args=[text.pk])


def change_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def send(client, text, **values):
    data = {"passage": SECRET, "reason": "an address", "is_standing": "on", **values}
    return client.post(redact_url(text), data)


def test_page_of_a_comment_leads_to_the_form(client, comments):
    client.force_login(build_user("comments.view_comment", REDACT))
    page = client.get(change_url(comments[0])).content.decode()
    assert 'href="../redact/"' in page
    form = client.get(redact_url(comments[0])).content.decode()
    assert f"He {SECRET}." in form


def test_preview_counts_and_changes_nothing(client, comments):
    client.force_login(build_user(REDACT))
    page = send(client, comments[0]).content.decode()
    assert "<strong>1 place</strong> in this text" in page
    assert "<strong>1 more place</strong> in this article" in page
    assert f"<del>{SECRET}</del>" in page
    assert not Redaction.objects.exists()


def test_preview_says_what_stays_readable(client, comments):
    client.force_login(build_user(REDACT))
    page = send(client, comments[0], is_standing="").content.decode()
    assert "<strong>stays readable</strong>" in page


def test_confirmed_passage_is_redacted_and_found_no_more(client, comments):
    client.force_login(build_user(REDACT))
    response = send(client, comments[0], confirmed="yes")
    assert response.status_code == 302
    page = client.get(response.url).content.decode()
    assert "2 passages redacted." in page and SECRET not in page
    assert client.get("/search.json", {"q": '"Brook Lane"'}).json()["count"] == 0


def test_line_ends_of_browsers_do_not_matter(client, comments):
    Comment.objects.filter(pk=comments[2].pk).update(body_text="one\n\ntwo three")
    client.force_login(build_user(REDACT))
    send(client, comments[2], passage="one\r\n\r\ntwo", confirmed="yes")
    comments[2].refresh_from_db()
    assert comments[2].body_text == "[redacted: an address] three"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"passage": "never said"}, "does not stand in this text"),
        ({"passage": " \r\n "}, "nothing but white space"),
        ({"passage": ""}, "This field is required"),
        ({"reason": f"he {SECRET}"}, "repeats the passage"),
        ({"passage": "He"}, "Fewer than four letters"),
    ],
)
@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "yes"}])
def test_mistakes_are_explained(client, comments, values, words, confirmed):
    client.force_login(build_user(REDACT))
    response = send(client, comments[0], **values, **confirmed)
    assert response.status_code == 200 and words in response.content.decode()
    assert not Redaction.objects.exists()


def test_hostile_passage_is_escaped_on_every_page(client, comments):
    Comment.objects.filter(pk=comments[2].pk).update(body_text=f"x {HOSTILE} y")
    client.force_login(build_user(REDACT, READ))
    pages = [send(client, comments[2], passage=HOSTILE, reason=HOSTILE[:20])]
    send(client, comments[2], passage=HOSTILE, reason="<b>", confirmed="yes")
    redaction = Redaction.objects.get()
    pages += [client.get(change_url(row)) for row in (comments[2], redaction)]
    assert all(HOSTILE not in page.content.decode() for page in pages)


@pytest.mark.parametrize("granted", [[], [READ], ["comments.moderate_comment"]])
def test_redacting_needs_its_own_permission(client, comments, granted):
    client.force_login(build_user(*granted))
    assert client.get(redact_url(comments[0])).status_code == 403
    assert send(client, comments[0], confirmed="yes").status_code == 403
    assert not Redaction.objects.exists()


def test_what_was_redacted_is_read_by_permission_only(client, comments):
    redactor = build_user(REDACT, "comments.view_comment", "comments.view_redaction")
    client.force_login(redactor)
    send(client, comments[0], confirmed="yes")
    redaction = Redaction.objects.first()
    listing = reverse("admin:comments_redaction_changelist")
    restoring = reverse("admin:comments_redaction_restore", args=[redaction.pk])
    for address in (change_url(redaction), listing, restoring):
        assert client.get(address).status_code == 403
    client.force_login(build_user(READ))
    assert SECRET in client.get(change_url(redaction)).content.decode()
    assert SECRET not in client.get(listing).content.decode()


def test_restoring_needs_both_permissions_and_a_post(client, comments):
    client.force_login(build_user(REDACT, READ))
    send(client, comments[0], confirmed="yes")
    row = Redaction.objects.get(comment=comments[0])
    address = reverse("admin:comments_redaction_restore", args=[row.pk])
    client.force_login(build_user(READ))
    assert client.post(address, {"reason": "x"}).status_code == 403
    client.force_login(build_user(REDACT, READ))
    assert SECRET in client.get(address).content.decode()
    assert Redaction.objects.count() == 2
    assert client.post(address, {"reason": "a mistake"}).status_code == 302
    comments[0].refresh_from_db()
    assert comments[0].body_text == f"He {SECRET}."
    assert client.get("/search.json", {"q": '"Brook Lane"'}).json()["count"] == 1


def test_article_has_the_same_door(client, comments):
    article = comments[0].article
    client.force_login(build_user(REDACT, "articles.view_article"))
    assert 'href="../redact/"' in client.get(change_url(article)).content.decode()
    send(client, article, passage="A body", confirmed="yes")
    article.refresh_from_db()
    assert article.body_text == "[redacted: an address]."
