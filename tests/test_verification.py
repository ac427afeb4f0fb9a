"""What is changed behind the archive's back is noticed, where that is cheap to see."""

from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

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


def test_fewer_dumps_than_an_import_counted_are_none(article):
    article.delete()
    assert codes() == []
