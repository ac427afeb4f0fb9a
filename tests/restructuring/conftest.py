from dataclasses import replace

import pytest

from archive.importing.loader import load_capture
from archive.models import ImportRun
from articles.models import Article
from tests.admin.builders import build_user
from tests.importing.conftest import built_pages
from tests.importing.pages import PAGES, a_capture, a_page

__all__ = ["built_pages"]


class Pages:
    """One page and its captures: imported first, again, later with more, and read anew.

    `spans` gives the first and last line of comments by their text; others have a line each.
    """

    def __init__(self, *comments, content=None, spans=None):
        self.run = ImportRun.objects.create()
        self.spans = spans or {}
        self.imported(*comments, content=content)
        self.article = Article.objects.get()

    def imported(self, *comments, content=None):
        """Import a capture of the page with these comments; what became of it."""
        return load_capture(a_capture(self._page(comments), content=content), run=self.run)

    def read_as(self, *comments):
        """Let the first dump be read as another page from now on."""
        text = next(iter(PAGES))
        PAGES[text] = self._page(comments, line_count=len(text.split("\n")))

    def _page(self, comments, **values):
        page = a_page(*comments, **values)
        placed = []
        for comment in page.comments:
            own = comment.first_line, comment.last_line
            first, last = self.spans.get(comment.body, own)
            placed.append(replace(comment, first_line=first, last_line=last))
        return replace(page, comments=tuple(placed))


@pytest.fixture
def import_page(db):
    return Pages


@pytest.fixture
def moderator(db):
    return build_user()
