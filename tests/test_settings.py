"""Unsafe or unreadable settings are refused, or named, each with its environment variable."""

from __future__ import annotations

import os
import runpy
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project_settings
from django.core.checks import CheckMessage
from django.core.exceptions import ImproperlyConfigured

from archive.checks import CHECKS
from archive.environment import secret_key

BASE_DIR = project_settings.BASE_DIR
KEY = secrets.token_urlsafe(50)
PUBLIC = {
    "ARCHIVE_ALLOWED_HOSTS": "archive.example.org",
    "ARCHIVE_SECRET_KEY": KEY,
    "ARCHIVE_BEHIND_PROXY": "on",
    "DATABASE_URL": "postgres://archive:secret@db/archive",
}
READ_BY_CHECKS = (
    "ALLOWED_HOSTS",
    "BEHIND_PROXY",
    "CSRF_TRUSTED_ORIGINS",
    "HTTPS",
    "IS_LOCAL",
    "SECRET_KEY",
)


class Load:
    """Reads settings.py anew, as a process with only these variables would."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> None:
        self.monkeypatch = monkeypatch
        self.data_dir = data_dir

    def __call__(self, **variables: str) -> dict[str, Any]:
        for name in list(os.environ):
            if name.startswith("ARCHIVE_") or name == "DATABASE_URL":
                self.monkeypatch.delenv(name)
        self.monkeypatch.setenv("ARCHIVE_ENV_FILE", os.devnull)
        self.monkeypatch.setenv("ARCHIVE_DATA_DIR", str(self.data_dir))
        for name, value in variables.items():
            self.monkeypatch.setenv(name, value)
        return runpy.run_path(str(BASE_DIR / "archive" / "settings.py"))


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    return Load(monkeypatch, tmp_path / "var")


@pytest.fixture
def check(load: Load, settings: Any) -> Any:
    """The messages of our checks, given environment variables."""

    def run(**variables: str) -> dict[str, CheckMessage]:
        loaded = load(**variables)
        for name in READ_BY_CHECKS:
            setattr(settings, name, loaded[name])
        # Assigning DATABASES would warn; the check only reads it.
        settings.DATABASES["default"].update(ENGINE=loaded["DATABASES"]["default"]["ENGINE"])
        messages = [message for check in CHECKS for message in check(None)]
        return {message.id: message for message in messages}

    engine = settings.DATABASES["default"]["ENGINE"]
    yield run
    settings.DATABASES["default"]["ENGINE"] = engine


def test_without_variables_the_site_serves_this_machine_alone(load: Load) -> None:
    loaded = load()
    assert loaded["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert loaded["DEBUG"] is False
    assert loaded["HTTPS"] is False
    assert loaded["ARCHIVE_CONTACT"] == ""


def test_local_secret_key_is_made_once_and_kept_for_the_owner_alone(load: Load) -> None:
    first, second = load()["SECRET_KEY"], load()["SECRET_KEY"]
    assert first == second
    assert len(first) >= 50
    assert (load.data_dir / "secret-key").stat().st_mode & 0o077 == 0


def test_public_site_without_secret_key_does_not_start(load: Load) -> None:
    with pytest.raises(ImproperlyConfigured, match="Set ARCHIVE_SECRET_KEY"):
        load(ARCHIVE_ALLOWED_HOSTS="archive.example.org")


def test_public_site_with_debug_pages_does_not_start(load: Load) -> None:
    with pytest.raises(ImproperlyConfigured, match="Unset ARCHIVE_DEBUG"):
        load(**PUBLIC, ARCHIVE_DEBUG="on")


def test_public_site_is_https_only(load: Load) -> None:
    loaded = load(**PUBLIC)
    assert loaded["SECURE_SSL_REDIRECT"]
    assert loaded["SESSION_COOKIE_SECURE"]
    assert loaded["CSRF_COOKIE_SECURE"]
    assert loaded["SECURE_HSTS_SECONDS"] > 0
    assert loaded["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_forwarded_protocol_is_believed_only_behind_a_proxy(load: Load) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in load(**{**PUBLIC, "ARCHIVE_BEHIND_PROXY": "off"})


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"ARCHIVE_HTTPS": "enabled"}, "ARCHIVE_HTTPS must be on or off, not 'enabled'"),
        ({"ARCHIVE_DEBUG": "maybe"}, "ARCHIVE_DEBUG must be on or off"),
        ({"ARCHIVE_HSTS_SECONDS": "a year", "ARCHIVE_HTTPS": "on"}, "ARCHIVE_HSTS_SECONDS must be"),
        ({"ARCHIVE_DATABASE_POOL": "-1"}, "ARCHIVE_DATABASE_POOL must be a whole number"),
        ({"ARCHIVE_TIME_ZONE": "Mars/Olympus"}, "ARCHIVE_TIME_ZONE must be a name like"),
        ({"ARCHIVE_TIME_ZONE": "../../etc/passwd"}, "ARCHIVE_TIME_ZONE must be a name like"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL must begin with sqlite:/// or postgres://"),
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL must begin with sqlite:/// or postgres://"),
        ({"DATABASE_URL": "postgres://db.example.org"}, "DATABASE_URL names no database"),
        ({"DATABASE_URL": "postgres://u:p@h:port/name"}, "DATABASE_URL cannot be read"),
    ],
)
def test_value_that_cannot_be_meant_is_refused_by_name(
    load: Load, variables: dict[str, str], sentence: str
) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        load(**variables)
    assert sentence in str(refusal.value)


def test_unreadable_database_address_is_not_repeated(load: Load) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        load(DATABASE_URL="postgres://archive:pass/word:x@h:port/name")
    assert "word" not in str(refusal.value).replace("password", "").replace("PASSWORD", "")
    assert refusal.value.__suppress_context__


def test_variable_set_to_nothing_counts_as_not_set(load: Load) -> None:
    names = "ARCHIVE_ALLOWED_HOSTS ARCHIVE_HTTPS ARCHIVE_HSTS_SECONDS DATABASE_URL".split()
    empty, unset = load(**dict.fromkeys(names, "")), load()
    for setting in ("ALLOWED_HOSTS", "HTTPS", "SECURE_HSTS_SECONDS", "DATABASES"):
        assert empty[setting] == unset[setting]


def test_sqlite_locks_when_a_transaction_begins(load: Load) -> None:
    options = load()["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_postgresql_keeps_connections_or_pools_them_but_not_both(load: Load) -> None:
    kept = load(DATABASE_URL="postgres://u:p@h/n")["DATABASES"]["default"]
    assert kept["CONN_MAX_AGE"] > 0
    assert "pool" not in kept.get("OPTIONS", {})
    pooled = load(DATABASE_URL="postgres://u:p@h/n", ARCHIVE_DATABASE_POOL="8")
    assert pooled["DATABASES"]["default"]["OPTIONS"]["pool"] == {"max_size": 8}
    assert "CONN_MAX_AGE" not in pooled["DATABASES"]["default"]


def test_settings_file_is_read_and_the_environment_goes_first(load: Load, tmp_path: Path) -> None:
    file = tmp_path / "archive.env"
    file.write_text("ARCHIVE_NAME=From the file\nARCHIVE_TIME_ZONE=Europe/Berlin\n")
    loaded = load(ARCHIVE_ENV_FILE=str(file), ARCHIVE_NAME="From the environment")
    assert loaded["ARCHIVE_NAME"] == "From the environment"
    assert loaded["TIME_ZONE"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("variables", "identifier", "named"),
    [
        ({"ARCHIVE_ALLOWED_HOSTS": ","}, "archive.E001", "ARCHIVE_ALLOWED_HOSTS"),
        ({"ARCHIVE_ALLOWED_HOSTS": "*"}, "archive.E002", "ARCHIVE_ALLOWED_HOSTS"),
        ({"ARCHIVE_ALLOWED_HOSTS": "https://a.example"}, "archive.E003", "ARCHIVE_ALLOWED_HOSTS"),
        ({"ARCHIVE_ALLOWED_HOSTS": "a.example:8000"}, "archive.E003", "ARCHIVE_ALLOWED_HOSTS"),
        ({"ARCHIVE_SECRET_KEY": "change me"}, "archive.E004", "ARCHIVE_SECRET_KEY"),
        ({"ARCHIVE_SECRET_KEY": "a" * 60}, "archive.E004", "ARCHIVE_SECRET_KEY"),
        (
            {"ARCHIVE_CSRF_TRUSTED_ORIGINS": "http://archive.example.org"},
            "archive.E005",
            "ARCHIVE_CSRF_TRUSTED_ORIGINS",
        ),
        ({"ARCHIVE_HTTPS": "off"}, "archive.W001", "ARCHIVE_HTTPS"),
        ({"ARCHIVE_BEHIND_PROXY": "off"}, "archive.W002", "ARCHIVE_BEHIND_PROXY"),
        ({"DATABASE_URL": "sqlite:////srv/archive.sqlite3"}, "archive.I001", "DATABASE_URL"),
    ],
)
def test_unsafe_setting_is_named_by_a_check(
    check: Any, variables: dict[str, str], identifier: str, named: str
) -> None:
    message = check(**{**PUBLIC, **variables})[identifier]
    assert named in message.msg


@pytest.mark.parametrize("hosts", ["archive.example.org,.example.net", "[2001:db8::1],192.0.2.7"])
def test_sound_public_settings_pass_every_check(check: Any, hosts: str) -> None:
    assert check(**{**PUBLIC, "ARCHIVE_ALLOWED_HOSTS": hosts}) == {}


def test_settings_for_this_machine_alone_pass_every_check(check: Any) -> None:
    assert check() == {}


def manage(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={
            **kept,
            "ARCHIVE_ENV_FILE": os.devnull,
            "ARCHIVE_DATA_DIR": str(tmp_path),
            **variables,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_deployment_check_finds_nothing_in_sound_settings(tmp_path: Path) -> None:
    result = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PUBLIC)
    assert result.returncode == 0, result.stderr


def test_unsafe_setting_stops_a_command(tmp_path: Path) -> None:
    result = manage(tmp_path, "check", **{**PUBLIC, "ARCHIVE_ALLOWED_HOSTS": "*"})
    assert result.returncode != 0
    assert "ARCHIVE_ALLOWED_HOSTS" in result.stderr


def test_refused_setting_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    result = manage(tmp_path, "migrate", DATABASE_URL="mysql://a/b")
    assert result.returncode == 1
    assert result.stderr.startswith("DATABASE_URL must begin with")
    assert len(result.stderr.splitlines()) == 1


def test_database_that_is_not_there_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path}/no-folder/x.sqlite3"
    result = manage(tmp_path, "migrate", DATABASE_URL=nowhere)
    assert result.returncode == 1
    assert result.stderr.startswith("The database cannot be used: unable to open database file\n")
    assert "DATABASE_URL" in result.stderr and "Traceback" not in result.stderr
    result = manage(tmp_path, "migrate", "--traceback", DATABASE_URL=nowhere)
    assert "Traceback" in result.stderr


def test_named_file_of_settings_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = manage(tmp_path, "check", ARCHIVE_ENV_FILE=f"{tmp_path}/mispelt.env")
    assert result.returncode == 1
    assert result.stderr.startswith("ARCHIVE_ENV_FILE names")


def test_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("A file, where a folder ought to be.")
    result = manage(tmp_path, "check", ARCHIVE_DATA_DIR=f"{tmp_path}/file")
    assert result.returncode == 1
    assert result.stderr.startswith(f"The data folder {tmp_path}/file cannot be used:")
    assert len(result.stderr.splitlines()) == 1


def test_data_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(ImproperlyConfigured, match="cannot be used: Permission denied"):
        secret_key("", hosts=["localhost"], kept_in=tmp_path / "secret-key")


def test_interrupted_command_is_a_word_and_no_traceback(monkeypatch, capsys) -> None:
    def interrupt(arguments: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("django.core.management.execute_from_command_line", interrupt)
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(BASE_DIR / "manage.py"), run_name="__main__")
    assert stop.value.code == 130
    assert capsys.readouterr().err == "Interrupted.\n"
