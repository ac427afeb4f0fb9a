"""An erased name is nowhere: on no page, in no export, in no file of the database."""

import json
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import CommandError, call_command
from django.db import connection

from archive.erasing.person import ErasureError, erase_person, preview_erasure
from archive.importing.captures import read_capture
from archive.importing.changes import StaleError
from archive.importing.loader import Outcome, find_dumps, load_captures
from archive.importing.reconciling import prepare, reconcile
from archive.importing.rereading import reread_article
from archive.models import Dump, ImportRun, LedgerEntry
from archive.names import load_erased_names
from archive.redaction import redact_passage
from archive.search.indexing import index_article
from archive.verification import find_faults
from articles.log import ModerationAction
from articles.models import Article, Site, Tag
from comments.models import Comment, Commenter, ErasedName, ErasedPerson, Redaction, Report
from comments.moderation import correct_comment, hide_comments
from tests.builders import make_article, make_comments
from tests.crawling import crawl, visit_admin

NAME = "Zoë Quillfeather"
WORDS = ("quillfeather", "Quillfeather", "QUILLFEATHER")
PAGE = """The {who} affair – Harbour Courier

The {who} affair

By {who}

Everybody at the weir knows {who}, and {who} knows everybody. See
https://courier.example/author/zoe-quillfeather/ for more of it.

4 Comments

  • {who}

    I have counted the swans at the weir every single day since I was a girl of seven.

    November 19, 2018 at 9:20 am

      • Bram Holloway

        > I have counted the swans

        {who} wrote that, and zoe
        quillfeather should know. Ask ZOE QUILLFEATHER or zoe.quillfeather@courier.example about it.

        November 19, 2018 at 10:02 am

  • Ines Marlow

    They are not swans, they are geese, and they have been geese for years.

    November 20, 2018 at 8:00 am

  • Zoe Quillfeather

    They are swans, I say, and whoever calls them geese has never fed any of them.

    November 20, 2018 at 8:30 am
{more}"""


def page(who=NAME, more=""):
    return PAGE.format(who=who, more=more).encode()


def load(content, name="zoe-quillfeather/affair.txt", about="affair"):
    capture, _ = read_capture(
        content,
        path=name,
        site_name="Harbour Courier",
        zone=ZoneInfo("Europe/London"),
        source_url=f"https://courier.example/zoe-quillfeather/{about}",
        provenance={"fields": {"by": NAME, "tags": [NAME]}},
        erased=load_erased_names(),
    )
    [outcome] = load_captures([capture], run=ImportRun.objects.create())
    assert isinstance(outcome, Outcome), outcome
    return outcome


@pytest.fixture
def article(db):
    """An article full of the name, and everything else in the archive that could hold it."""
    load(page())
    article = Article.objects.get()
    assert article.comment_count == 4
    other = make_article(title=f"About {NAME}", tags=[NAME, "Swans"], author_name=NAME)
    quote = f"As {NAME} said: <b>{NAME}</b>!"
    [comment] = make_comments(other, [None], author_name="Peregrine", body_text=quote)
    correct_comment(comment, {"subject": f"Re: {NAME}"}, moderator=None, reason=f"{NAME} asked")
    Report.objects.create(comment=comment, cause="personal", words=f"I am {NAME}")
    redact_passage(
        comment, passage=f"<b>{NAME}</b>", moderator=None, reason="bold", is_standing=False
    )
    hide_comments(Comment.objects.filter(author_name="Ines Marlow"), moderator=None, reason=NAME)
    LedgerEntry.objects.create(
        dump=Dump.objects.get(), code="odd", first_line=1, last_line=1, decision=f"Read {NAME!r}."
    )
    ImportRun.objects.update(report={"failures": [{"path": f"{NAME}.txt", "reason": "x"}]})
    LogEntry.objects.create(
        user=User.objects.create_superuser("keeper"),
        content_type=ContentType.objects.get_for_model(Comment),
        action_flag=2, object_repr=NAME, change_message=json.dumps([NAME]),
    )  # fmt: skip
    session = SessionStore()
    session["said"] = f"{NAME} changed."
    session.save()
    return article


def erase(names=(NAME,), **options):
    values = {"site": None, "reason": "asked for it", "moderator": None, **options}
    return erase_person(names, **values)


def holds(text):
    return any(word in text for word in WORDS)


def where_shown(client):
    return [address for address, text in crawl(client) if holds(text)]


def rows_with_the_name(*, deleted_too=False):
    """Every value of every table, as text: what a dump of the database would show.

    SQLite's index holds deleted words until it is rebuilt, which transactions do not allow.
    """
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith("archive_searchwords") and not deleted_too:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        value = bytes(value).decode("utf-8", "replace")
                    if holds(str(value)):
                        found.append((table, str(value)[:80]))
    return found


def test_name_is_everywhere_before(client, article):
    assert len(where_shown(client)) > 10
    assert len({table for table, _value in rows_with_the_name()}) > 8


def test_name_is_on_no_page_and_in_no_table_after(client, article):
    erased = erase()
    assert where_shown(client) == []
    assert rows_with_the_name() == []
    assert erased.left == []
    assert erased.person.pseudonym.startswith("Reader ")
    assert not list(find_faults())


def test_name_is_on_no_page_of_the_admin(admin_client, article):
    assert len([address for address, text in visit_admin(admin_client) if holds(text)]) > 10
    erase()
    assert [address for address, text in visit_admin(admin_client) if holds(text)] == []


def test_conversation_stays_readable(client, article):
    pseudonym = erase().person.pseudonym
    text = client.get(f"{article.get_absolute_url()}"[:-1] + ".txt", follow=True).content.decode()
    assert text.count(f"\n{pseudonym}, ") == 2
    assert f"{pseudonym} wrote that, and {pseudonym}" in text
    assert Commenter.objects.filter(name=pseudonym).count() == 1
    assert Comment.objects.filter(commenter__name=pseudonym).count() == 2
    assert client.get("/search.json", {"q": f'author:"{pseudonym}"'}).json()["count"] >= 2


def test_addresses_stay_addresses(article):
    pseudonym = erase().person.pseudonym.lower().replace(" ", "-")
    article.refresh_from_db()
    assert article.source_url == f"https://courier.example/{pseudonym}/affair"
    assert f"https://courier.example/author/{pseudonym}/" in article.body_text
    assert Dump.objects.get().path == f"{pseudonym}/affair.txt"


def test_dump_is_rewritten_line_by_line_and_says_so(client, article):
    before = Dump.objects.get()
    erase()
    after = Dump.objects.get()
    assert (after.sha256, after.line_count) == (before.sha256, before.line_count)
    assert len(after.rewritten_sha256) == 64
    assert not list(find_faults())
    Dump.objects.update(content=bytes(after.content).replace(b"swans", b"geese"))
    assert [fault.code for fault in find_faults()] == ["checksum"]


def test_permalinks_and_places_stay(article):
    before = list(article.comments.values_list("pk", "parent_id", "position", "posted_at"))
    erase()
    assert list(article.comments.values_list("pk", "parent_id", "position", "posted_at")) == before


def test_log_keeps_that_it_was_done_and_no_words(article):
    erased = erase(moderator=User.objects.get())
    act = ModerationAction.objects.select_related("words").first()
    assert (act.verb, act.kind, act.target_id) == ("erase", "person", erased.person.pk)
    assert act.words.reason == "asked for it"
    assert act.words.after["pseudonym"] == erased.person.pseudonym
    assert ModerationAction.objects.filter(words__erased_at__isnull=False).count() == 2


def test_same_file_is_known_and_not_imported_with_the_name(client, article):
    erase()
    assert find_dumps([Dump.objects.get().sha256])
    assert load(page()) is Outcome.UNCHANGED
    assert rows_with_the_name() == []


def test_reading_again_changes_nothing(article):
    erase()
    assert not reread_article(article.pk)


def test_later_capture_comes_without_the_name(client, article):
    pseudonym = erase().person.pseudonym
    words = f"I know {NAME} well, and so does everybody at the old weir."
    more = f"\n  • Orla Finch\n\n    {words}\n\n    November 21, 2018 at 8:00 am\n"
    assert load(page(more=more), "later.txt") is Outcome.UPDATED
    assert rows_with_the_name() == []
    assert Article.objects.filter(pk=article.pk, comment_count=5).exists()
    assert f"I know {pseudonym} well" in Comment.objects.get(author_name="Orla Finch").body_text
    assert not list(find_faults())


def test_new_article_comes_without_the_name(article):
    pseudonym = erase().person.pseudonym
    before = Article.objects.count()
    capture, _ = read_capture(
        page("Zoë   QUILLFEATHER").replace(b"affair", b"matter"),
        path="x.txt", site_name="Harbour Courier", zone=ZoneInfo("UTC"),
        erased=load_erased_names(),
    )  # fmt: skip
    load_captures([capture], run=ImportRun.objects.create())
    assert Article.objects.count() == before + 1
    assert Article.objects.filter(title=f"The {pseudonym} matter").exists()
    assert rows_with_the_name() == []


def test_name_of_one_site_is_left_alone_on_another(client, article):
    erase(site=Site.objects.get(name="Harbour Courier"))
    capture, _ = read_capture(
        page(), path="x.txt", site_name="Elsewhere", zone=ZoneInfo("UTC"),
        erased=load_erased_names(),
    )  # fmt: skip
    assert capture.page.comments[0].author == NAME and not capture.rewritten_sha256


def test_digests_do_not_hold_the_name_and_need_the_key(article, settings):
    erase()
    assert ErasedName.objects.count() >= 1
    assert all(len(name.digest) == 32 for name in ErasedName.objects.all())
    assert load_erased_names().for_site("Harbour Courier").find(f"So {NAME}.")
    settings.SECRET_KEY = "another"
    assert not load_erased_names().for_site("Harbour Courier").find(f"So {NAME}.")


def test_changed_key_is_a_fault(article, settings):
    erase()
    settings.SECRET_KEY = "another"
    assert "erased-names" in [fault.code for fault in find_faults()]


def test_only_the_chosen_spellings_go(article):
    Comment.objects.filter(author_name="Ines Marlow").update(body_text="Miss Quillfeather!")
    erase()
    assert Comment.objects.get(author_name="Ines Marlow").body_text == "Miss Quillfeather!"
    pseudonym = ErasedPerson.objects.get().pseudonym
    erase(["Quillfeather"], pseudonym=pseudonym)
    assert Comment.objects.get(author_name="Ines Marlow").body_text == f"Miss {pseudonym}!"
    assert ErasedPerson.objects.count() == 1


def test_texts_are_taken_as_well(client, article):
    orla = Comment.objects.filter(author_name=NAME).order_by("position").first()
    redact_passage(orla, passage="every single day", moderator=None, reason="x", is_standing=False)
    erase(takes_texts=True)
    shown = [a for a, text in crawl(client) if "since I was a girl" in text or "never fed" in text]
    assert shown == []
    rows = Comment.objects.filter(author_name__startswith="Reader")
    assert {(c.state, c.body_text) for c in rows} == {("removed", "")}
    assert not Redaction.objects.filter(passage="every single day").exists()
    assert "girl" not in Dump.objects.get().text and "never fed" not in Dump.objects.get().text
    assert not reread_article(article.pk)
    assert not list(find_faults())


@pytest.mark.parametrize(
    ("names", "options"),
    [
        ([], {}),
        (["  "], {}),
        (["Li"], {}),
        (["--- !"], {}),
        (["x" * 201], {}),
        ([NAME], {"reason": ""}),
        ([NAME], {"reason": "zoe quillfeather asked"}),
        ([NAME], {"pseudonym": "ZOE QUILLFEATHER"}),
        ([NAME], {"pseudonym": "Bram Holloway"}),
        (["Reader"], {}),
    ],
)
def test_what_cannot_be_erased_is_refused(article, names, options):
    with pytest.raises(ErasureError):
        erase(names, **options)
    assert not ErasedPerson.objects.exists()


class StoppedError(Exception):
    """What ends an erasure in the middle, as Ctrl-C does."""


def stop_at_the_last_article(monkeypatch):
    """Let an erasure break off within the article that comes last, once."""
    last = Article.objects.latest("pk").pk

    def index_or_stop(article_id):
        if article_id == last:
            raise StoppedError
        index_article(article_id)

    monkeypatch.setattr("archive.erasing.texts.index_article", index_or_stop)


@pytest.mark.parametrize("takes_texts", [False, True])
def test_stopped_erasure_keeps_what_is_done_and_goes_on(client, article, monkeypatch, takes_texts):
    load(page().replace(b"affair", b"matter"), "other.txt", "matter")
    Tag.objects.filter(name=NAME).delete()
    with monkeypatch.context() as patch:
        stop_at_the_last_article(patch)
        with pytest.raises(StoppedError):
            erase(takes_texts=takes_texts)
    person = ErasedPerson.objects.get()
    assert not person.is_finished
    assert "unfinished-erasure" in [fault.code for fault in find_faults()]
    first, last = Article.objects.earliest("pk"), Article.objects.latest("pk")
    assert not holds(first.title) and holds(last.title)
    assert holds(last.dumps.get().text) and holds(last.comments.earliest("position").author_name)
    assert erase(takes_texts=takes_texts).person == person
    assert rows_with_the_name() == []
    assert where_shown(client) == []
    assert ErasedPerson.objects.get().is_finished
    assert ModerationAction.objects.filter(kind="person").count() == 1
    assert Commenter.objects.filter(name=person.pseudonym).count() == 1
    if takes_texts:
        assert not any("since I was a girl" in dump.text for dump in Dump.objects.all())
    assert not list(find_faults())


def test_stopped_erasure_hands_comments_on_when_it_goes_on(article, monkeypatch):
    site = Site.objects.get(name="Harbour Courier")
    Comment.objects.filter(author_name="Ines Marlow").update(
        commenter=Commenter.objects.create(site=site, name="ZOE QUILLFEATHER")
    )
    with monkeypatch.context() as patch:
        stop_at_the_last_article(patch)
        with pytest.raises(StoppedError):
            erase()
    assert Commenter.objects.filter(name="ZOE QUILLFEATHER").exists()
    pseudonym = erase().person.pseudonym
    assert Comment.objects.get(author_name="Ines Marlow").commenter.name == pseudonym
    assert rows_with_the_name() == []


def test_names_of_another_person_are_not_gone_on_with(article):
    ErasedPerson.objects.create(pseudonym="Reader 1", key_mark="x", is_finished=False)
    assert erase().person.pseudonym != "Reader 1"


def test_import_does_not_write_what_it_read_before_the_erasure(article):
    prepared = prepare(article.pk)
    erase()
    with pytest.raises(StaleError):
        reconcile(prepared, run=None)


def test_reason_for_hiding_a_commenter_loses_the_name(article):
    Commenter.objects.filter(name="Bram Holloway").update(state_reason=f"{NAME} asked for it")
    erase()
    assert rows_with_the_name() == []


GLUED = """The geese

Somebody knows them.

3 Comments

Zoë Quillfeather5 hours ago

I have counted the swans at the weir every single day since I was a girl of seven.

Reply

Bram Holloway4 hours ago

They are geese, I tell you again and again.

Reply

Ines Marlow3 hours ago

They have been geese for years and years, you know.

Reply
"""


@pytest.mark.parametrize("waits", [False, True])
def test_name_with_a_time_glued_to_it_is_erased(article, waits):
    load(GLUED.encode(), "glued.txt", "geese")
    glued = Dump.objects.latest("pk")
    if waits:
        Article.objects.filter(pk=glued.article_id).delete()
        glued.article = None
        glued.save()
    pseudonym = erase().person.pseudonym
    assert f"\n{pseudonym} 5 hours ago\n" in Dump.objects.latest("pk").text
    assert rows_with_the_name() == []


def test_pages_without_the_name_are_neither_read_again_nor_touched(article):
    other = make_article(title="Weirs")
    make_comments(other, [None], author_name="Peregrine", body_text="About swans.")
    before = Article.objects.get(pk=other.pk).changed_at
    told = []
    erase(tell=lambda done, total: told.append((done, total)))
    assert Article.objects.get(pk=other.pk).changed_at == before
    assert told[-1] == (3, 3)


def test_name_that_is_a_word_is_warned_of(article):
    for number in range(25):
        make_article(title=f"Swans {number}", body_text="Everybody knows them.")
    preview = preview_erasure(["Swans"], site=None)
    assert (preview.pages, preview.pages_written) == (26, 0)
    assert "26 pages" in preview.warning
    assert not preview_erasure([NAME], site=None).warning


def test_nobody_is_erased_while_an_import_runs(article, monkeypatch):
    monkeypatch.setattr("archive.erasing.person.is_at_work", lambda run: True)
    ImportRun.objects.create()
    with pytest.raises(ErasureError, match="import is running"):
        erase()


def test_preview_counts_and_changes_nothing(article):
    preview = preview_erasure([NAME], site=None)
    assert preview.written == 2
    assert preview.counts["comments"] >= 4 and preview.counts["dumps"] == 1
    assert any(sample.name == NAME for sample in preview.samples)
    assert not ErasedPerson.objects.exists()


def test_what_has_to_be_changed_by_hand_is_named(article):
    Site.objects.create(name=f"{NAME}’s swans")
    User.objects.create_user("someone", last_name="Quillfeather", first_name="Zoë")
    left = erase([NAME, "Quillfeather"]).left
    assert len(left) == 2 and not any(map(holds, left))


def test_command_shows_and_changes_nothing(article):
    out = StringIO()
    call_command("erase_person", NAME, "--dry-run", stdout=out)
    assert "2  comments written under it" in out.getvalue()
    assert "Quillfeather, Zoë" in out.getvalue()
    assert not ErasedPerson.objects.exists()


def test_command_is_stopped_and_goes_on(article, monkeypatch):
    monkeypatch.setattr("archive.management.commands.erase_person.scrub_database", list)
    arguments = [NAME, "--reason", "asked", "--no-input"]

    def interrupt(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("archive.erasing.person.rewrite_article", interrupt)
        with pytest.raises(CommandError, match="same command goes on"):
            call_command("erase_person", *arguments, stdout=StringIO())
    out = StringIO()
    call_command("erase_person", *arguments, stdout=out)
    assert "5  comments" in out.getvalue() and "Erased; called" in out.getvalue()
    assert rows_with_the_name() == []


def test_command_says_how_far_it_is_and_warns_of_a_word(article, monkeypatch):
    monkeypatch.setattr("archive.management.progress.SECONDS", 0)
    monkeypatch.setattr("archive.erasing.person.MANY_PAGES", 1)
    out, errors = StringIO(), StringIO()
    call_command("erase_person", "swans", "--dry-run", stdout=out, stderr=errors)
    assert "Looking: 2 of 2 articles, about 0 s left" in out.getvalue()
    assert "common word" in errors.getvalue()


def test_command_asks_before_it_erases(article):
    with pytest.raises(CommandError, match="confirm"):
        call_command("erase_person", NAME, "--reason", "asked", stdout=StringIO())
    with pytest.raises(CommandError, match="no site"):
        call_command("erase_person", NAME, "--site", "Nowhere", stdout=StringIO())
    with pytest.raises(CommandError, match="three letters"):
        call_command("erase_person", "Li", "--no-input", stdout=StringIO())
    assert not ErasedPerson.objects.exists()
