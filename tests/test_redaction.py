"""A redacted passage is nowhere, whatever reads it, and no import brings it back."""

from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse

from archive.importing.captures import read_capture
from archive.importing.loader import Outcome, load_captures
from archive.importing.rereading import reread_article
from archive.masking import ShownLines
from archive.models import Dump, ImportRun, LedgerEntry
from archive.redaction import preview_redaction, put_back, redact_passage
from archive.search.indexing import index_article
from archive.undoing import acts_of, undo
from archive.verification import find_faults
from articles.models import Article, ModerationAction
from comments.models import Comment, Redaction
from tests.builders import make_article, make_comments, make_dump, make_entry
from tests.crawling import crawl, visit_admin

pytestmark = pytest.mark.django_db
SECRET = "the Wexcombe ledger is buried"
PAGE = """Swans on the weir – Harbour Courier

Swans on the weir

They nest there every year, says the keeper.

{count} Comments

  • Orla Finch

    I have counted them since I was a girl and can say where {secret} under the weir.

    November 19, 2018 at 9:20 am

      □ Bram Holloway

        > can say where {quoted}

        That should not be said in public, I think, whoever asks.

        November 19, 2018 at 10:02 am

  • Ines Marlow

    They are not swans, they are geese, and they have been geese for years.

    November 20, 2018 at 8:00 am
{more}"""


def page(*, count=3, secret=SECRET, quoted=SECRET, more=""):
    return PAGE.format(count=count, secret=secret, quoted=quoted, more=more)


def load(text, name="swans.txt"):
    capture, _ = read_capture(
        text.encode(),
        path=name,
        site_name="Harbour Courier",
        zone=ZoneInfo("Europe/London"),
        source_url="https://courier.example/swans",
    )
    [outcome] = load_captures([capture], run=ImportRun.objects.create())
    assert isinstance(outcome, Outcome), outcome
    return outcome


@pytest.fixture
def article():
    load(page())
    article = Article.objects.get()
    assert article.comment_count == 3
    return article


def redact(text, passage=SECRET, *, is_standing=True, reason="a private matter"):
    return redact_passage(
        text, passage=passage, moderator=None, reason=reason, is_standing=is_standing
    )


def secret_comment():
    return Comment.objects.get(author_name="Orla Finch")


def where_shown(client, word="Wexcombe"):
    return [address for address, text in crawl(client) if word.casefold() in text.casefold()]


def test_passage_is_on_many_pages_before(client, article):
    assert len(where_shown(client)) > 5


def test_passage_is_on_no_page_after(client, article):
    redact(secret_comment())
    assert where_shown(client) == []
    text = client.get(article.get_absolute_url()).content.decode()
    assert text.count('<mark class="scar">[redacted: a private matter]</mark>') == 2
    assert not list(find_faults())


def test_passage_is_in_the_admin_for_those_who_may_read_it(admin_client, client, article):
    redact(secret_comment())
    shown = [address for address, text in visit_admin(admin_client) if "Wexcombe" in text]
    redactions = Redaction.objects.order_by("-pk")
    assert sorted(shown) == sorted(
        reverse("admin:comments_redaction_change", args=[row.pk]) for row in redactions
    )


@pytest.mark.parametrize("query", ["Wexcombe", '"ledger is buried"', "wexcom*"])
def test_passage_cannot_be_found(client, article, query):
    redact(secret_comment())
    data = client.get("/search.json", {"q": query}).json()
    assert data["count"] == 0


def test_scar_is_masked_where_it_is_in_the_saved_page(client, article):
    redact(secret_comment())
    html = client.get(f"{article.get_absolute_url()}source/").content.decode()
    assert html.count('<mark class="scar">[redacted: a private matter]</mark>') == 2
    assert "I have counted them since I was a girl" in html
    assert "under the weir." in html


@pytest.mark.parametrize(
    "shape",
    ["the Wexcombe\n    ledger is\n    buried", "the   Wexcombe ledger  is buried",
     "the Wex\u00adcombe ledger is buried", "THE WEXCOMBE LEDGER IS BURIED"],
)  # fmt: skip
def test_passage_that_the_extractor_laid_out_otherwise_is_masked(client, shape):
    load(page(secret=shape))
    redact(secret_comment())
    assert where_shown(client) == []
    assert "I have counted them" in ShownLines(Dump.objects.get()).plain()


def test_passage_that_cannot_be_located_takes_all_lines_of_its_comment(client, article):
    dump = Dump.objects.get()
    torn = bytes(dump.content).replace(SECRET.encode(), b"the Wexcombe led-\nger is buried")
    Dump.objects.update(content=torn.replace(b"\n\n    November 19, 2018 at 9:20", b"\n    Nov"))
    redact(secret_comment(), is_standing=False)
    excerpt = secret_comment().excerpts.get()
    shown = ShownLines(Dump.objects.get()).plain(excerpt.first_line, excerpt.last_line)
    assert "girl" not in shown and "weir" not in shown
    assert set(filter(None, shown.split("\n"))) == {"[redacted: a private matter]"}


def test_place_that_is_hidden_from_the_search_takes_all_lines_too(client):
    article = make_article()
    [comment] = make_comments(article, [None], body_text=f"{SECRET} and {SECRET}")
    lines = ["Ann", f"{SECRET} and the Wexcombe led-", "ger is buried"]
    dump = make_dump(article, lines, excerpts=[(comment, 1, 3)])
    redact(comment)
    assert "Wexcombe" not in ShownLines(dump).plain()


def test_passage_in_the_furniture_of_the_page_is_masked(client):
    load(page(more=f"\nLatest comments\n\nOrla Finch: where {SECRET} under\n"))
    redact(secret_comment())
    assert where_shown(client) == []


def test_every_capture_is_masked(client, article):
    load(page(count=3, more="\nFooter of another day\n"), "later.txt")
    redact(secret_comment())
    assert Dump.objects.count() == 2
    assert where_shown(client) == []


def test_reading_again_does_not_bring_it_back(client, article):
    redact(secret_comment())
    assert not reread_article(article.pk)
    assert where_shown(client) == []


def test_later_capture_does_not_bring_it_back(client, article):
    redact(secret_comment())
    assert load(page(more="\nFooter of another day\n"), "later.txt") is Outcome.UPDATED
    assert where_shown(client) == []
    assert Article.objects.get().comment_count == 3


def test_new_comment_that_quotes_it_is_redacted_by_the_import(client, article):
    redact(secret_comment())
    more = f"""
  • Peregrine

    Did somebody say that {SECRET} somewhere? I never heard of such a thing.

    November 21, 2018 at 8:00 am
"""
    load(page(count=4, more=more), "later.txt")
    new = Comment.objects.get(author_name="Peregrine")
    assert "[redacted: a private matter]" in new.body_text
    assert where_shown(client) == []
    assert not reread_article(article.pk)
    assert not list(find_faults())


def test_another_version_of_the_comment_is_redacted_even_if_nothing_else_was_to_be(client, article):
    redact(secret_comment(), is_standing=False)
    changed = page(secret=f"{SECRET} (I was told)")
    load(changed, "later.txt")
    versions = Comment.objects.filter(author_name="Orla Finch")
    assert versions.count() == 2
    assert not [c for c in versions if "Wexcombe" in c.body_text]


def test_ledger_does_not_quote_it(client, article):
    make_entry(Dump.objects.get(), decision=f"It says {SECRET!r} twice.")
    redact(secret_comment())
    entry = LedgerEntry.objects.get(code="odd")
    assert entry.decision == "It says '[redacted: a private matter]' twice."


def test_withheld_and_erased_lines_stay_out(client, article):
    ines = Comment.objects.get(author_name="Ines Marlow")
    Comment.objects.filter(pk=ines.pk).delete()
    index_article(article.pk)
    assert where_shown(client, "geese for years") == []


def test_put_back_is_on_the_pages_again(client, article):
    rows = redact(secret_comment()).redactions
    for row in rows:
        put_back(row, moderator=None, reason="a mistake")
    assert len(where_shown(client)) > 5
    assert client.get("/search.json", {"q": "Wexcombe"}).json()["count"] == 2
    assert not reread_article(article.pk)
    assert not list(find_faults())


def test_article_that_is_put_back_gets_its_form_again(client, article):
    before = Article.objects.get().body_html
    [row] = redact(article, "every year, says").redactions
    assert "every year" not in Article.objects.get().body_html
    assert where_shown(client, "every year, says") == []
    put_back(row, moderator=None, reason="")
    reread_article(article.pk)
    assert Article.objects.get().body_html == before


def test_preview_counts_and_changes_nothing(article):
    preview = preview_redaction(secret_comment(), SECRET)
    assert (preview.here, preview.elsewhere, preview.lines) == (1, 1, 2)
    assert preview.around[0][1] == SECRET
    assert not Redaction.objects.exists()


def test_original_is_in_no_other_table(article):
    redact(secret_comment())
    tables = connection.introspection.table_names()
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            if "search" in table and "entry" not in table:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            if any("Wexcombe" in str(value) for row in cursor.fetchall() for value in row):
                found.append(table)
    assert set(found) <= {"comments_redaction", "archive_dump"}


def test_redaction_is_undone_from_the_log(client, article):
    redact(secret_comment())
    batch = ModerationAction.objects.filter(verb="redact").values_list("batch", flat=True).first()
    undone = undo(acts_of(batch), moderator=None, reason="a mistake")
    assert undone.count == 2 and not Redaction.objects.exists()
    assert len(where_shown(client)) > 5
    assert client.get("/search.json", {"q": "Wexcombe"}).json()["count"] == 2
    assert undo(acts_of(batch), moderator=None, reason="again").count == 0
    assert not list(find_faults())


def test_passage_that_is_back_is_not_taken_out_by_the_log(article):
    for row in redact(secret_comment()).redactions:
        put_back(row, moderator=None, reason="a mistake")
    batch = ModerationAction.objects.filter(verb="restore").values_list("batch", flat=True).first()
    undone = undo(acts_of(batch), moderator=None, reason="again")
    assert (undone.count, list(undone.kept.values())) == (0, [1])
