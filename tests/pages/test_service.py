from urllib.robotparser import RobotFileParser

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import path

import archive.urls
from archive.urls import handler400, handler403, handler404, handler500  # noqa: F401
from tests.pages.reading import get, parse, text_of


def fail(request):
    raise RuntimeError("a fault")


def suspect(request):
    raise SuspiciousOperation("no")


def forbid(request):
    raise PermissionDenied


urlpatterns = [
    path("fault/", fail),
    path("suspect/", suspect),
    path("forbidden/", forbid),
    *archive.urls.urlpatterns,
]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/suspect/", 400), ("/forbidden/", 403), ("/nothing/", 404), ("/fault/", 500)],
)
def test_errors_are_told_in_the_design_of_the_site(settings, address, status):
    settings.ROOT_URLCONF = __name__
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    tree = parse(response.content)
    assert str(status) in text_of(tree)
    assert b"css/site.css" in response.content


@pytest.mark.django_db
def test_health_is_good_while_the_database_answers(client):
    assert get(client, "/healthz").content == b"ok\n"


def test_health_is_bad_without_the_database(client, monkeypatch):
    def refuse():
        raise DatabaseError("no")

    monkeypatch.setattr(connection, "cursor", refuse)
    get(client, "/healthz", 503)


def test_robots_may_read_all_but_the_admin_and_the_search(client):
    text = get(client, "/robots.txt").content.decode()
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    for address in ("/admin/", "/search/?q=x", "/search/feed/?q=x", "/search.json?q=x"):
        assert not rules.can_fetch("*", address), address
    assert rules.can_fetch("*", "/articles/1/bridge/") and rules.can_fetch("*", "/")


@pytest.mark.django_db
def test_icon_is_where_browsers_look_for_it(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert response["Location"].endswith("favicon.svg")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("address", ["/", "/articles/", "/search/", "/articles/feed/", "/healthz"])
def test_what_is_only_read_refuses_everything_else(method, address):
    response = Client(enforce_csrf_checks=True).generic(method, address, "words")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
