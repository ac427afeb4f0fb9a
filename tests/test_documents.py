"""What the documents name exists, and what exists is named."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as project_settings
from django.core.management import get_commands

BASE_DIR = project_settings.BASE_DIR
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "comments/MODERATION.md",
)
SETTING = re.compile(r"\b(ARCHIVE_[A-Z_]+|DATABASE_URL)\b")
# Docker's own; the site never reads it.
ONLY_FOR_COMPOSE = {"POSTGRES_PASSWORD"}


def read(name: str) -> str:
    return (BASE_DIR / name).read_text(encoding="utf-8")


def settings_in_code() -> set[str]:
    """Every variable that is read by name, quoted whole."""
    text = "\n".join(path.read_text() for path in (BASE_DIR / "archive").rglob("*.py"))
    return set(re.findall(r'["\'](ARCHIVE_[A-Z_]+|DATABASE_URL)["\']', text))


def settings_table() -> list[str]:
    return re.findall(r"^\| `([A-Z_]+)` \|", read("README.md"), re.MULTILINE)


def example_settings() -> list[str]:
    return re.findall(r"^([A-Z_]+)=", read(".env.example"), re.MULTILINE)


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", read("Makefile"), re.MULTILINE))


def test_readme_table_names_every_setting_once() -> None:
    assert sorted(settings_table()) == sorted(settings_in_code())


def test_example_file_names_every_setting_once() -> None:
    assert sorted(example_settings()) == sorted(settings_in_code() | ONLY_FOR_COMPOSE)


def test_example_file_sets_nothing() -> None:
    assert re.findall(r"^[A-Z_]+=.+", read(".env.example"), re.MULTILINE) == []


def test_example_file_says_a_sentence_about_every_setting() -> None:
    lines = read(".env.example").splitlines()
    for number, line in enumerate(lines):
        if "=" in line and not line.startswith("#"):
            assert lines[number - 1].startswith("# "), line


@pytest.mark.parametrize("name", [*DOCUMENTS, "docker-compose.yml", "Makefile"])
def test_setting_that_is_named_exists(name: str) -> None:
    assert set(SETTING.findall(read(name))) <= settings_in_code()


@pytest.mark.parametrize("name", [*DOCUMENTS, ".env.example", "docker-compose.yml"])
def test_command_that_is_named_exists(name: str) -> None:
    assert set(re.findall(r"manage\.py ([a-z_]+)", read(name))) <= set(get_commands())


def test_our_commands_are_in_the_readme() -> None:
    ours = {name for name, app in get_commands().items() if app == "archive"}
    assert ours
    for name in ours:
        assert f"manage.py {name}" in read("README.md")


@pytest.mark.parametrize("name", [*DOCUMENTS, ".env.example"])
def test_make_target_that_is_named_exists(name: str) -> None:
    named = re.findall(r"(?:^|`|\$ )make ([a-z][a-z-]*)", read(name), re.MULTILINE)
    assert set(named) <= make_targets()


def test_make_help_lists_every_target() -> None:
    listed = re.findall(r"^([a-z-]+):.*## ", read("Makefile"), re.MULTILINE)
    assert set(listed) == make_targets()


def test_readme_shows_the_two_commands_first() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", read("README.md"), re.DOTALL)
    assert blocks[0].strip() == "make run"
    assert "make test" in [block.strip() for block in blocks[:3]]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_linked_file_exists(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", read(name)):
        assert (BASE_DIR / target).exists(), target


def test_map_of_the_code_is_true() -> None:
    block = read("README.md").split("## Map of the code")[1].split("```")[1]
    folders: list[str] = []
    for line in block.strip().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = [
            word for word in line.strip().split("   ")[0].split() if re.search(r"/$|\.\w+$", word)
        ]
        assert names, line
        for name in names:
            assert BASE_DIR.joinpath(*folders[:depth], name).exists(), line
        folders[depth:] = names[:1]
