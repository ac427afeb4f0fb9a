"""What surrounds the web process: its port, its health check, its configuration."""

from __future__ import annotations

import runpy
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings as project_settings

from archive.healthcheck import is_healthy, main
from archive.port import refusal

HOST = "archive.example.org"


class Site(BaseHTTPRequestHandler):
    """Answers as the site does: to its own name only."""

    def do_GET(self) -> None:
        is_known = self.headers["Host"] == HOST and self.path == "/healthz"
        self.send_response(200 if is_known else 400)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_site_that_answers_is_healthy(port: int) -> None:
    assert is_healthy(port=port, host=HOST)
    assert not is_healthy(port=port, host="other.example.org")


def test_site_that_does_not_answer_is_not_healthy() -> None:
    assert not is_healthy(port=1, host=HOST)


@pytest.mark.parametrize("hosts", [HOST, f"{HOST},other.example.org", f" .{HOST}"])
def test_health_check_asks_for_the_first_host(
    port: int, monkeypatch: pytest.MonkeyPatch, hosts: str
) -> None:
    monkeypatch.setenv("ARCHIVE_BIND", f"0.0.0.0:{port}")
    monkeypatch.setenv("ARCHIVE_ALLOWED_HOSTS", hosts)
    assert main() == 0


def test_used_port_is_refused_with_another_to_try(port: int) -> None:
    sentence = refusal(str(port))
    assert sentence is not None
    assert f"Port {port} cannot be used" in sentence
    assert "make run PORT=" in sentence


def test_free_port_is_accepted() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        free = probe.getsockname()[1]
    assert refusal(str(free)) is None


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1"])
def test_port_that_is_none_is_refused(port: str) -> None:
    assert "PORT must be a number" in (refusal(port) or "")


def test_server_is_configured_by_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_BIND", "0.0.0.0:9000")
    monkeypatch.setenv("ARCHIVE_WORKERS", "3")
    monkeypatch.setenv("ARCHIVE_THREADS", "")
    configured = runpy.run_path(str(project_settings.BASE_DIR / "archive" / "gunicorn.py"))
    assert (configured["bind"], configured["workers"], configured["threads"]) == (
        "0.0.0.0:9000",
        3,
        4,
    )
