"""What is changed behind the archive's back is noticed, where that is cheap to see."""

from importlib import import_module
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from archive.importing.captures import read_capture
from archive.importing.loader import load_captures
from archive.models import Dump, ImportRun
from archive.verification import find_faults
from articles.models import Article

SAMPLES = sorted((settings.BASE_DIR / "archive" / "samples").glob("*.txt"))


@pytest.fixture
def article(db):
    captures = [
        read_capture(
            path.read_bytes(),
            path=path.name,
            site_name=None,
            zone=ZoneInfo("UTC"),
            source_url=f"https://courier.example/{path.stem}",
        )[0]
        for path in SAMPLES
    ]
    run = ImportRun.objects.create(status="finished", created=len(captures))
    load_captures(captures, run=run)
    assert codes() == []
    return Article.objects.exclude(body_text="").earliest("pk")


def codes():
    return [fault.code for fault in find_faults()]


def test_changed_source_key_is_a_fault(article):
    Article.objects.filter(pk=article.pk).update(source_key="0" * 64)
    assert codes() == ["source-key"]


def test_source_key_of_a_page_without_an_address_is_left_to_reading_it_again(article):
    article.dumps.update(source_url="")
    assert codes() == []


@pytest.mark.parametrize("changed", ["", "<p>Other words.</p>"])
def test_article_whose_html_says_something_else_is_a_fault(article, changed):
    Article.objects.filter(pk=article.pk).update(body_html=changed)
    assert codes() == ["article-html"]


def test_more_dumps_than_an_import_counted_are_a_fault(article):
    ImportRun.objects.update(created=Dump.objects.count() - 1)
    assert codes() == ["run-count"]


def test_lost_ledger_entries_are_a_fault_and_reading_again_brings_them_back(article):
    dump = Dump.objects.filter(ledger_count__gt=1).earliest("pk")
    kept = list(dump.ledger.values_list("code", "first_line", "last_line", "decision"))
    dump.ledger.filter(pk=dump.ledger.latest("pk").pk).delete()
    assert codes() == ["ledger-count"]
    call_command("verify_archive", "--repair", verbosity=0)
    assert codes() == []
    assert list(dump.ledger.values_list("code", "first_line", "last_line", "decision")) == kept


def test_dumps_of_before_have_their_ledger_counted(article):
    counts = dict(Dump.objects.values_list("pk", "ledger_count"))
    Dump.objects.latest("pk").ledger.all().delete()
    counts[Dump.objects.latest("pk").pk] = 0
    Dump.objects.update(ledger_count=7)
    migration = import_module("archive.migrations.0006_ledger_count")
    migration.count_entries(apps, SimpleNamespace(connection=connection))
    assert dict(Dump.objects.values_list("pk", "ledger_count")) == counts


def test_fewer_dumps_than_an_import_counted_are_none(article):
    article.delete()
    assert codes() == []
