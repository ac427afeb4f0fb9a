import os
import signal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.importing import captures, runs
from archive.importing.loader import Outcome, find_dumps
from archive.importing.reading import Options
from archive.importing.runs import Importer
from archive.importing.sources import find_sources
from archive.models import Dump, ImportRun, LedgerEntry
from archive.verification import find_faults
from articles.models import Article

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parents[2] / "archive" / "samples"
WRITES = ("INSERT", "UPDATE", "DELETE")


def import_paths(*paths, **options):
    importer = Importer(Options(zone=ZoneInfo("UTC"), **options))
    return importer.import_all(find_sources(paths))


def test_samples_are_imported_whole():
    report = import_paths(SAMPLES)
    assert report.failures == []
    assert report.outcomes[Outcome.CREATED] == Article.objects.count() >= 12
    assert list(find_faults()) == []


def test_importing_again_writes_no_row():
    import_paths(SAMPLES)
    with CaptureQueriesContext(connection) as context:
        report = import_paths(SAMPLES)
    assert report.outcomes == {Outcome.UNCHANGED: Dump.objects.count()}
    assert [query["sql"] for query in context if query["sql"].startswith(WRITES)] == []


def test_dry_run_writes_no_row_and_reports_the_same():
    with CaptureQueriesContext(connection) as context:
        dry = import_paths(SAMPLES, is_dry_run=True)
    assert [query["sql"] for query in context if query["sql"].startswith(WRITES)] == []
    real = import_paths(SAMPLES)
    assert (dry.outcomes, dry.declared, dry.recovered) == (
        real.outcomes,
        real.declared,
        real.recovered,
    )


def test_bad_file_does_not_stop_the_rest(tmp_path, monkeypatch):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Title {name}\n\nA body of some words, which end.\n")
    real = captures.parse_page

    def parse(text, **options):
        if "Title b" in text:
            raise KeyError("a fault of the parser")
        return real(text, **options)

    monkeypatch.setattr(captures, "parse_page", parse)
    report = import_paths(tmp_path)
    assert report.outcomes == {Outcome.CREATED: 2, Outcome.FAILED: 1}
    assert [failure.path for failure in report.failures] == [str(tmp_path / "b.txt")]
    assert ImportRun.objects.get().failed == 1


def test_interruption_keeps_what_was_done_and_says_so(tmp_path, monkeypatch):
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Title {name}\n\nA body of some words, which end.\n")
    real = captures.parse_page

    def parse(text, **options):
        if "Title b" in text:
            raise KeyboardInterrupt
        return real(text, **options)

    monkeypatch.setattr(captures, "parse_page", parse)
    report = import_paths(tmp_path)
    assert report.was_interrupted
    assert Article.objects.count() == 1
    assert ImportRun.objects.get().status == ImportRun.Status.INTERRUPTED


def test_interruption_waits_for_the_answer_to_a_query(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Title\n\nA body of some words, which end.\n")
    answered = []

    def find_when_interrupted(checksums):
        os.kill(os.getpid(), signal.SIGINT)
        answered.append(find_dumps(checksums))
        return answered[0]

    monkeypatch.setattr(runs, "find_dumps", find_when_interrupted)
    assert import_paths(tmp_path).was_interrupted
    assert answered == [{}]


def test_guessed_encoding_is_on_the_ledger(tmp_path):
    (tmp_path / "a.txt").write_bytes("Grüße\n\nEin Absatz über Brücken.\n".encode("cp1252"))
    import_paths(tmp_path)
    assert Article.objects.get().title == "Grüße"
    assert "encoding-guessed" in LedgerEntry.objects.values_list("code", flat=True)


def test_named_site_goes_before_the_one_on_the_page(tmp_path):
    (tmp_path / "a.txt").write_text(
        "A title – Some Site\n\nA title\n\nA body of words, which end.\n"
    )
    import_paths(tmp_path, site_name="Harbour Courier")
    assert Article.objects.get().site.name == "Harbour Courier"


@pytest.mark.parametrize("content", [b"", b"\x00" * 1000, bytes(range(256)) * 50, b"\n" * 100])
def test_file_that_is_no_page_is_kept_and_does_no_harm(tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content)
    assert import_paths(tmp_path).failures == []
    assert bytes(Dump.objects.get().content) == content
    assert list(find_faults()) == []
