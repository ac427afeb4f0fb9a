"""The German of the interface is complete, and compiled from what is written."""

import gettext
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils import translation

from articles.states import Precision
from articles.times import Clock
from tests.builders import make_article, make_comments
from tests.pages.reading import by_class, get, parse, text_of

FOLDER = Path(settings.BASE_DIR) / "locale" / "de" / "LC_MESSAGES"


def written() -> dict[str, str]:
    """Message to translation, the singular of each, as the .po file has them."""
    messages = {}
    for block in (FOLDER / "django.po").read_text().split("\n\n")[1:]:
        fields = dict(
            line.split(" ", 1)
            for line in block.splitlines()
            if line.startswith(("msgid", "msgstr"))
        )
        words = fields.get("msgstr") or fields["msgstr[0]"]
        messages[_unquote(fields["msgid"])] = _unquote(words)
    return messages


def _unquote(text: str) -> str:
    return text[1:-1].replace('\\"', '"')


def test_every_message_has_its_german():
    assert len(written()) > 200
    assert [message for message, words in written().items() if not words] == []


def test_compiled_messages_are_the_written_ones():
    with open(FOLDER / "django.mo", "rb") as file:
        compiled = set(gettext.GNUTranslations(file)._catalog.values())
    assert [words for words in written().values() if words not in compiled] == []


def test_dates_are_written_in_the_language_of_the_reader():
    moment = datetime(2015, 9, 30, 15, 52, tzinfo=UTC)
    with translation.override("de"):
        shown = Clock(ZoneInfo("Europe/London")).show(moment, Precision.MINUTE)
    assert shown == ("2015-09-30T16:52+01:00", "30. September 2015, 16:52")


@pytest.mark.django_db
def test_reader_gets_the_language_that_the_browser_asks_for(client):
    article = make_article(declared_count=3)
    make_comments(article, [None, 0])
    german = client.get(article.get_absolute_url(), headers={"Accept-Language": "de-AT,de"})
    tree = parse(german.content)
    assert tree.get("lang") == "de"
    assert text_of(by_class(tree, "recovered")[0]) == "3 Kommentare angegeben, 2 wiedergewonnen"
    label = text_of(by_class(tree, "fold-handle")[0])
    assert label == "Kommentar von Ann und die Antwort einklappen 1 weiterer"
    assert b'lang="en"' in get(client, article.get_absolute_url()).content
