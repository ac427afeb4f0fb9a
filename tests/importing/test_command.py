import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.executor import MigrationExecutor

from archive.importing import streams
from archive.models import Dump, ImportRun
from articles.models import Article
from tests.importing.test_runs import SAMPLES

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    call_command("import_dumps", *map(str, arguments), stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("A title\n\nA body of some words, which end.\n")
    return path


def test_summary_counts_dumps_and_comments(page):
    out, _ = run(page)
    assert "1 created, 0 updated, 0 unchanged, 0 failed" in out
    assert "0 declared, 0 recovered" in out
    assert "unchanged" in run(page)[0]


def test_database_that_is_not_up_to_date_is_named(page, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *args: ["one to come"])
    with pytest.raises(CommandError, match="is not up to date"):
        run(page, "--dry-run")


def test_silence_on_request(page):
    assert run(page, verbosity=0) == ("", "")


def test_json_is_one_line_a_dump_and_nothing_else(page):
    for options in (["--dry-run"], [], []):
        out, err = run("--json", *options, SAMPLES, page)
        lines = [json.loads(line) for line in out.splitlines()]
        assert len(lines) == len(list(SAMPLES.glob("*.txt"))) + 1
        assert {"file", "title", "tags", "declared_count", "comments", "defects"} <= lines[0].keys()
        assert "recovered" in err


def test_explain_prints_every_line_once(page):
    out, _ = run("--dry-run", "--explain", page, verbosity=0)
    assert out.splitlines()[0] == str(page)
    assert len(out.splitlines()) >= 1 + len(page.read_text().splitlines())
    assert not Article.objects.exists()


def test_dry_run_says_would(page):
    assert "Would be: 1 created" in run("--dry-run", page)[0]
    assert not Dump.objects.exists() and not ImportRun.objects.exists()


def test_failed_file_is_named_and_the_exit_status_says_so(page, monkeypatch):
    large = page.with_name("large.txt")
    large.write_text("x" * 1000)
    monkeypatch.setattr(streams, "MAX_BYTES", 999)
    err = StringIO()
    with pytest.raises(CommandError, match="1 of 2 dumps failed"):
        call_command("import_dumps", str(large), str(page), stderr=err)
    assert f"{large}: more than 999 bytes" in err.getvalue()
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no file or folder nowhere"),
        ([".", "--timezone", "Mars/Base"], "is not a time zone"),
        ([".", "--dialect", "klingon"], "invalid choice"),
        ([".", "--explain"], "add --dry-run"),
        ([".", "--explain", "--dry-run", "--json"], "choose one"),
    ],
)
def test_mistakes_get_a_helpful_message(arguments, message):
    with pytest.raises(CommandError, match=message):
        run(*arguments)


def test_whole_archive_verifies_and_a_damaged_one_does_not(page):
    run(SAMPLES)
    out = StringIO()
    call_command("verify_archive", stdout=out)
    assert "whole" in out.getvalue()
    Dump.objects.filter(pk=Dump.objects.first().pk).update(content=b"other words")
    err = StringIO()
    with pytest.raises(CommandError, match="faults found"):
        call_command("verify_archive", stderr=err)
    assert "checksum: dump" in err.getvalue()


def test_empty_path_is_not_the_folder_one_is_in(monkeypatch, page):
    monkeypatch.chdir(page.parent)
    with pytest.raises(CommandError, match="a path is empty"):
        run("", "--dry-run")


def test_folder_without_dumps_is_told(tmp_path, page):
    (tmp_path / "wrong").mkdir()
    assert "There is no dump here" in run(tmp_path / "wrong")[0]
    assert "There is no dump here" not in run(page)[0]


def test_verbose_report_is_a_line_a_dump(page):
    out = run(page, verbosity=2)[0]
    assert out.startswith(f"created: {page}\nDumps: 1 created")


def test_one_page_is_no_plural(page):
    assert "1 page does not name its site" in run(page)[0]


def test_report_names_the_import_that_could_be_taken_back(page):
    assert "roll_back_import" not in run(page, "--dry-run")[0]
    out = run(page)[0]
    assert f"`manage.py roll_back_import {ImportRun.objects.get().pk}`" in out
    assert "roll_back_import" not in run(page)[0]
