"""The container files, read and not run: no secret by default, no root, health checks."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from django.conf import settings as project_settings

BASE_DIR = project_settings.BASE_DIR
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()
LAST_STAGE = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
SECRETS = ("ARCHIVE_SECRET_KEY", "POSTGRES_PASSWORD")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())


def environment_values(compose: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for service in compose["services"].values()
        for name, value in service.get("environment", {}).items()
    ]


def test_every_secret_has_to_be_given(compose: dict[str, Any]) -> None:
    values = " ".join(value for _, value in environment_values(compose))
    for secret in SECRETS:
        assert f"${{{secret}:?" in values
        assert not re.search(rf"\$\{{{secret}(?!:\?)", values), f"{secret} may be empty"


def test_every_other_setting_is_left_to_the_environment(compose: dict[str, Any]) -> None:
    for name, value in environment_values(compose):
        if name.startswith("ARCHIVE_") and name not in SECRETS:
            assert value == f"${{{name}:-}}"


def test_site_waits_for_a_healthy_migrated_database(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["db"]["healthcheck"]["test"][1] == "pg_isready"
    assert services["web"]["depends_on"]["db"]["condition"] == "service_healthy"
    migrated = services["web"]["depends_on"]["migrate"]["condition"]
    assert migrated == "service_completed_successfully"
    assert "manage.py migrate" in services["migrate"]["command"][2]


def test_database_outlives_its_container(compose: dict[str, Any]) -> None:
    assert compose["services"]["db"]["volumes"] == ["database:/var/lib/postgresql/data"]
    assert "database" in compose["volumes"]


def test_site_listens_on_this_machine_alone(compose: dict[str, Any]) -> None:
    assert compose["services"]["web"]["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]
    assert "ports" not in compose["services"]["db"]


@pytest.mark.parametrize("name", ["web", "migrate"])
def test_site_runs_with_as_few_rights_as_it_needs(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_dumps_are_mounted_to_be_read_only(compose: dict[str, Any]) -> None:
    mount = compose["services"]["web"]["volumes"][-1]
    assert (mount["target"], mount["read_only"]) == ("/dumps", True)


def test_image_runs_as_another_user_than_root() -> None:
    users = re.findall(r"^USER (\S+)", LAST_STAGE, re.MULTILINE)
    assert users == ["10001:10001"]
    assert LAST_STAGE.index("USER ") < LAST_STAGE.index("CMD ")


def test_image_has_a_health_check() -> None:
    assert re.search(r"^HEALTHCHECK .*\n\s+CMD .*archive\.healthcheck", LAST_STAGE, re.MULTILINE)


def test_image_installs_pinned_hashes_only() -> None:
    assert re.findall(r"pip install (.*)", DOCKERFILE) == [
        "--require-hashes --requirement requirements.lock"
    ]


def test_image_holds_no_secret_and_no_data() -> None:
    assert "SECRET_KEY" not in DOCKERFILE
    ignored = (BASE_DIR / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    assert not {"!.env", "!var", "!.git"} & set(ignored)


def test_image_copies_what_the_context_lets_through() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE)
    ignored = (BASE_DIR / ".dockerignore").read_text().splitlines()
    let_through = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert set(copied) == let_through


def test_no_pipe_of_the_checks_ends_before_its_writer() -> None:
    """With pipefail a writer whose reader has left fails by SIGPIPE, now and then."""
    script = (BASE_DIR / ".ci" / "run").read_text()
    assert "pipefail" in script
    assert not re.findall(r"\|\s*(?:head|grep\s+(?:-\w*q|--quiet)|sed\s[^|]*\dq)\b.*", script)
