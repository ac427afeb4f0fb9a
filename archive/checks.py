"""System checks for settings that start but are unsafe, or that cannot do what was meant.

What must never start at all is refused in `archive/settings.py`. Django's own deployment
checks (`manage.py check --deploy`) name Django's settings; these name the environment
variable to change.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning

SHORTEST_SECRET_KEY = 50  # What Django's security.W009 asks for.
FEWEST_DIFFERENT_CHARACTERS = 5


def check_hosts(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    if not settings.ALLOWED_HOSTS:
        yield Error(
            "ARCHIVE_ALLOWED_HOSTS names no host, so every request would be refused.",
            hint="Name the site's hosts, parted by commas, or unset the variable.",
            id="archive.E001",
        )
    for host in settings.ALLOWED_HOSTS:
        if host == "*":
            yield Error(
                "ARCHIVE_ALLOWED_HOSTS=* lets anyone choose the host name in the site's links.",
                hint="Name the site's hosts, parted by commas.",
                id="archive.E002",
            )
        elif "/" in host or _has_port(host):
            yield Error(
                f"ARCHIVE_ALLOWED_HOSTS holds {host!r}, which no request can match.",
                hint="Write host names alone: archive.example.org, without https:// and port.",
                id="archive.E003",
            )


def check_secret_key(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_SECRET_KEY or len(set(key)) < FEWEST_DIFFERENT_CHARACTERS:
        yield Error(
            f"ARCHIVE_SECRET_KEY is too easy to guess: it has {len(key)} characters, "
            f"{len(set(key))} of them different.",
            hint='Make one: python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
            id="archive.E004",
        )


def check_https(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    if settings.IS_LOCAL:
        return
    if not settings.HTTPS:
        yield Warning(
            "ARCHIVE_HTTPS=off sends moderators' passwords and sessions in the clear.",
            hint="Put a proxy with a certificate before the site and unset ARCHIVE_HTTPS.",
            id="archive.W001",
        )
    elif not settings.BEHIND_PROXY:
        yield Warning(
            "HTTPS is required, but ARCHIVE_BEHIND_PROXY is off: unless the server itself "
            "holds the certificate, every page would redirect to itself.",
            hint="Set ARCHIVE_BEHIND_PROXY=on if a proxy sets X-Forwarded-Proto on every request.",
            id="archive.W002",
        )


def check_trusted_origins(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    for origin in settings.CSRF_TRUSTED_ORIGINS:
        if not settings.IS_LOCAL and not origin.startswith("https://"):
            yield Error(
                f"ARCHIVE_CSRF_TRUSTED_ORIGINS holds {origin!r}: over plain HTTP anyone on the "
                "way could send forms in a moderator's name.",
                hint="Write https://… addresses only.",
                id="archive.E005",
            )


def check_database(app_configs: Any, **kwargs: Any) -> Iterator[CheckMessage]:
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and not settings.IS_LOCAL:
        yield Info(
            "DATABASE_URL names a SQLite file: one machine, and one writer at a time.",
            hint="That is enough for many archives; postgres://… is the way to grow.",
            id="archive.I001",
        )


CHECKS = (check_hosts, check_secret_key, check_https, check_trusted_origins, check_database)


def _has_port(host: str) -> bool:
    """Whether a port follows the name; an IPv6 address in brackets has colons of its own."""
    return ":" in host.rpartition("]")[2]
