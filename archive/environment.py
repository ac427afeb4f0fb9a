"""What settings need beyond a variable's text: sentences for what cannot be read, the
database address, the secret key."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})

# A write-ahead log lets readers go on while an import writes. IMMEDIATE takes the write
# lock when a transaction begins: with the default, more than half of concurrent
# transactions failed with "database is locked" (DESIGN.md, The tree).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"),
}


DATABASE_SCHEMES = ("sqlite:///", "sqlite://:memory:", "postgres://", "postgresql://")
SWITCH_WORDS = frozenset({*environ.Env.BOOLEAN_TRUE_STRINGS, "off", "no", "n", "false", "0"})


class Environment(environ.Env):
    """Environment variables, with a sentence for each value that cannot be meant.

    A variable set to nothing counts as not set, so that a line of `.env.example` may be
    kept empty. Raises ImproperlyConfigured, naming the variable; without this a switch set
    to "enabled" would quietly be off.
    """

    def get_value(
        self,
        var: str,
        cast: Any = None,
        default: Any = environ.Env.NOTSET,
        parse_default: bool = False,
    ) -> Any:
        given = self.ENVIRON.get(var, "").strip()
        if not given and default is not self.NOTSET:
            return default
        if cast is bool and given.lower() not in SWITCH_WORDS:
            raise ImproperlyConfigured(f"{var} must be on or off, not {given!r}.")
        if cast is int and not given.isdecimal():
            raise ImproperlyConfigured(f"{var} must be a whole number, not {given!r}.")
        return super().get_value(var, cast, default, parse_default)


def is_local(hosts: Sequence[str]) -> bool:
    """Whether every host name is this machine's own, so that no stranger can reach the site."""
    return LOCAL_HOSTS.issuperset(hosts)


def database(url: str, *, pool_size: int) -> dict[str, Any]:
    """Django's settings for one database address, `sqlite:///…` or `postgres://…`.

    A `pool_size` above 0 asks for Django's own connection pool on PostgreSQL. It and
    persistent connections exclude each other, so the latter are used without a pool.

    Raises ImproperlyConfigured for any other address, without repeating it: it may hold a
    password.
    """
    if not url.startswith(DATABASE_SCHEMES):
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with sqlite:/// or postgres://; "
            "the archive is tested on SQLite and PostgreSQL only."
        )
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError:
        # "from None": the reason quotes a part of the address.
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: write postgres://USER:PASSWORD@HOST:PORT/NAME, with "
            "any of :/?#[]@ in the password percent-encoded."
        ) from None
    if url.startswith("sqlite:"):
        config["OPTIONS"] = {**SQLITE_OPTIONS, **config.get("OPTIONS", {})}
        return config
    if not config["NAME"]:
        raise ImproperlyConfigured(
            "DATABASE_URL names no database: write postgres://USER:PASSWORD@HOST:PORT/NAME."
        )
    if pool_size:
        config["OPTIONS"] = {**config.get("OPTIONS", {}), "pool": {"max_size": pool_size}}
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


def env_file(given: str, *, default: Path) -> Path:
    """The file of settings, which need not be there unless it was named.

    Raises ImproperlyConfigured where it was: the site would start without its settings.
    """
    if given and not Path(given).exists():
        raise ImproperlyConfigured(f"ARCHIVE_ENV_FILE names {given}, and there is no such file.")
    return Path(given) if given else default


def data_dir(path: Path) -> Path:
    """The folder of this installation's files, made if need be.

    Raises ImproperlyConfigured where it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable(path, error) from error
    return path


def secret_key(given: str, *, hosts: Sequence[str], kept_in: Path) -> str:
    """The key given; on a machine that serves only itself, one made once and kept in a file.

    Raises ImproperlyConfigured when other machines may reach the site and no key is given:
    a key that a deployment did not choose could be shared with another deployment.
    """
    if given:
        return given
    if not is_local(hosts):
        raise ImproperlyConfigured(
            "Set ARCHIVE_SECRET_KEY to a long random text: ARCHIVE_ALLOWED_HOSTS names hosts "
            "beyond this machine, so the key kept for local use is not enough."
        )
    kept_in.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(kept_in, "x", encoding="ascii", opener=_owner_only) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    except OSError as error:
        raise _unusable(kept_in.parent, error) from error
    try:
        return kept_in.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(f"{kept_in} cannot be read: {error.strerror}.") from error


def time_zone(name: str) -> str:
    """The name, if it is one. Raises ImproperlyConfigured otherwise."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError) as error:  # ZoneInfoNotFoundError is a KeyError
        raise ImproperlyConfigured(
            f"ARCHIVE_TIME_ZONE must be a name like Europe/Berlin, not {name!r}."
        ) from error
    return name


def _unusable(folder: Path, error: OSError) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"The data folder {folder} cannot be used: {error.strerror}. Name one in "
        "ARCHIVE_DATA_DIR that the site may write to."
    )


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)
