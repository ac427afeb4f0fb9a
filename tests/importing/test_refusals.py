import pytest

from archive.importing.refusals import why_no_dump
from tests.importing.test_runs import import_paths


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html>\n<title>x</title>",
        b"\xef\xbb\xbf\n <html lang='de'>",
        b'<?xml version="1.0"?>\n<!-- saved from a page --><HTML>',
    ],
)
def test_html_is_no_dump(content):
    assert why_no_dump(content).startswith("it is HTML")


@pytest.mark.parametrize(
    "content",
    [b"", b"A title\n\n<html> begins a page.", b"<htmlarea> is a tag", b"<!--" * 50_000],
)
def test_text_that_speaks_of_html_may_be_a_dump(content):
    assert why_no_dump(content) == ""


@pytest.mark.django_db
def test_html_under_the_name_of_a_text_fails_and_says_what_to_do(tmp_path):
    (tmp_path / "page.txt").write_text("<!doctype html><title>A title</title><p>A body.")
    (failure,) = import_paths(tmp_path).failures
    assert "lynx -dump" in failure.reason
