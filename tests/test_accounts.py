"""Signing in: who guesses is locked out, and nobody else with them."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from archive.addresses import client_address

PASSWORD = "correct horse battery"
LOGIN = reverse("admin:login")
LIMIT = 5


@pytest.fixture
def moderator(db):
    return get_user_model().objects.create_user("frieda", password=PASSWORD, is_staff=True)


def sign_in(client, password=PASSWORD, address="192.0.2.1", name="frieda", **more):
    data = {"username": name, "password": password, "next": "/admin/"}
    return client.post(LOGIN, data, REMOTE_ADDR=address, **more)


def guess(client, times=LIMIT, **more):
    return [sign_in(client, f"guess {n}", **more).status_code for n in range(times)]


def test_guessing_is_stopped_and_the_page_says_why(client, moderator):
    assert guess(client) == [200] * (LIMIT - 1) + [429]
    response = sign_in(client)
    assert response.status_code == 429
    assert "Too many attempts to sign in" in response.content.decode()
    assert "masthead" in response.content.decode()


def test_others_are_not_locked_out_with_the_one_who_guessed(client, moderator):
    get_user_model().objects.create_user("otto", password=PASSWORD, is_staff=True)
    guess(client)
    assert sign_in(client, address="192.0.2.2").status_code == 302
    assert sign_in(client, name="otto").status_code == 302


def test_lock_ends_by_itself(client, moderator):
    guess(client)
    attempt = AccessAttempt.objects.get()
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(minutes=16))
    assert sign_in(client).status_code == 302


def test_lock_is_lifted_by_a_command(client, moderator):
    guess(client)
    call_command("axes_reset_username", "frieda", verbosity=0)
    assert sign_in(client).status_code == 302


def test_success_forgets_the_failures_and_keeps_no_address(client, moderator):
    guess(client, LIMIT - 1)
    assert sign_in(client).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_guessed_password_is_not_kept(client, moderator):
    guess(client, 1)
    assert "guess 0" not in str(AccessAttempt.objects.values().get())


def test_wrong_name_and_wrong_password_look_the_same(client, moderator):
    known, unknown = sign_in(client, "wrong"), sign_in(client, "wrong", name="nobody")
    assert known.status_code == unknown.status_code == 200
    errors = [response.context["form"].errors for response in (known, unknown)]
    assert errors[0] == errors[1]


def test_forwarded_address_is_believed_only_behind_a_proxy(client, moderator, settings):
    settings.BEHIND_PROXY = False
    for number in range(LIMIT):
        guess(client, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert sign_in(client).status_code == 429


def test_made_up_forwarded_addresses_help_nobody_behind_a_proxy(client, moderator, settings):
    settings.BEHIND_PROXY = True
    for number in range(LIMIT):
        guess(client, 1, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.9")
    assert sign_in(client, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429
    assert sign_in(client, HTTP_X_FORWARDED_FOR="203.0.113.10").status_code == 302


@pytest.mark.parametrize(
    ("own", "forwarded", "found"),
    [
        ("192.0.2.1", None, "192.0.2.1"),
        ("192.0.2.1", "203.0.113.9", "203.0.113.9"),
        ("192.0.2.1", "198.51.100.1, 203.0.113.9:4711", "203.0.113.9"),
        ("192.0.2.1", "198.51.100.1,", "192.0.2.1"),
        ("192.0.2.1", "unknown", "192.0.2.1"),
        ("192.0.2.1", "[2001:db8:1:2:3:4:5:6]", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", None, "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", None, "192.0.2.7"),
        ("fe80::1%eth0", None, "fe80::"),
        ("", None, ""),
    ],
)
def test_address_of_a_visitor(settings, own, forwarded, found):
    settings.BEHIND_PROXY = True
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=own, **headers)) == found


@pytest.mark.parametrize("password", ["short 1", "123456789012", "administrator", "frieda-muster"])
def test_weak_password_is_refused(password):
    user = get_user_model()(username="frieda.muster")
    with pytest.raises(ValidationError):
        validate_password(password, user)
    validate_password(PASSWORD, user)


def test_session_and_csrf_cookies_are_kept_from_scripts_and_other_sites(
    client, moderator, settings
):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get(LOGIN)
    sign_in(client)
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["httponly"] and cookie["secure"] and cookie["samesite"] == "Lax", name
    assert not client.cookies["sessionid"]["max-age"]


def test_signing_in_needs_the_token_of_the_form(moderator):
    assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403
