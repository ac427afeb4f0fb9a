import pytest

from archive.dumps.page import parse_page
from archive.importing import captures
from tests.importing.pages import PAGES


@pytest.fixture(autouse=True)
def built_pages(monkeypatch):
    """Let the dumps of built pages be read again as those pages, and any other as always."""

    def parse(text, **options):
        return PAGES[text] if text in PAGES else parse_page(text, **options)

    # Tests of other folders build pages too, and do not clear them away.
    PAGES.clear()
    monkeypatch.setattr(captures, "parse_page", parse)
    yield
    PAGES.clear()
