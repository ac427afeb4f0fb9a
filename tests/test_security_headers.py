"""Every answer, whatever it is, tells the browser how little it may do."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db

PATHS = ["/", "/articles/", "/search/?q=kite", "/healthz", "/admin/login/", "/no-such-page/"]
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(response: HttpResponse) -> dict[str, list[str]]:
    directives = response.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in map(str.split, directives)}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_security_headers(client: Client, path: str) -> None:
    response = client.get(path)
    for name, value in HEADERS.items():
        assert response.headers[name] == value


@pytest.mark.parametrize("path", PATHS)
def test_content_security_policy_allows_only_own_files(client: Client, path: str) -> None:
    directives = policy(client.get(path))
    assert directives["default-src"] == ["'none'"]
    assert directives["base-uri"] == directives["frame-ancestors"] == ["'none'"]
    allowed = {source for sources in directives.values() for source in sources}
    assert allowed <= {"'none'", "'self'"}


def test_plain_http_is_redirected_where_https_is_required(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/articles/")
    assert response.status_code == 301
    assert response.headers["Location"] == "https://testserver/articles/"


def test_browsers_are_told_to_stay_with_https(client: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert "Strict-Transport-Security" not in client.get("/admin/login/").headers
    answer = client.get("/admin/login/", secure=True)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_health_is_told_over_plain_http_too(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code != 301


def test_form_cookie_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    cookie = client.get("/admin/login/").cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
