"""Several captures of one page: what they give together, in whatever order they come."""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.dumps.records import Certainty, Time
from archive.importing.loader import Outcome, load_capture
from archive.importing.merging import find_rings
from archive.models import Dump, Excerpt, ImportRun, LedgerEntry
from archive.verification import find_faults
from articles.models import Article, ArticleTag
from comments.models import Comment
from tests.importing.pages import a_capture, a_comment, a_page, at

pytestmark = pytest.mark.django_db

LONG_WORDS = "Nobody says as many words as these twice by chance, not even on a Sunday. " * 2
TIMES = [None, Time(text="3 hours ago"), at("2015-09-30T16:52"), at("2015-09-30T17:52")]


@st.composite
def pages(draw):
    comments = []
    for index in range(draw(st.integers(0, 6))):
        parent = draw(st.none() | st.integers(0, index - 1)) if index else None
        certainties = list(Certainty) if parent is not None else [None, Certainty.GUESSED]
        comments.append(
            a_comment(
                draw(st.sampled_from(["+1", "No.", LONG_WORDS])),
                author=draw(st.sampled_from([None, "Ann", "Bob"])),
                author_text=draw(st.sampled_from([None, "Ann says:", "by Ann"])),
                posted=draw(st.sampled_from(TIMES)),
                parent=parent,
                parent_certainty=draw(st.sampled_from(certainties)),
            )
        )
    return a_page(
        *comments,
        author=draw(st.sampled_from([None, "Eve", "Mallory"])),
        published=draw(st.sampled_from([None, at("2015-09-29"), at("2015-09-29T08:00")])),
        tags=tuple(draw(st.permutations(["Bridges", "Brooks", "Bricks"]))[:2]),
        declared_count=draw(st.none() | st.integers(0, 9)),
    )


def content():
    """Everything that readers see, with keys in the place of ids."""
    keys = dict(Comment.objects.values_list("pk", "source_key"))
    comments = [
        (row[0], keys.get(row[1]), *row[2:])
        for row in Comment.objects.in_reading_order().values_list(
            "source_key", "parent_id", "parent_certainty", "position", "level", "lft", "rght",
            "author_name", "author_text", "commenter__name", "posted_at", "posted_precision",
            "posted_text", "subject", "body_text", "body_html", "kind",
        )
    ]  # fmt: skip
    articles = list(
        Article.objects.values_list(
            "source_key", "title", "title_text", "author_name", "published", "published_text",
            "published_precision", "body_text", "declared_count", "comment_count",
        )
    )  # fmt: skip
    tags = list(ArticleTag.objects.values_list("tag__slug", "position").order_by("position"))
    excerpts = sorted(
        (checksum, line, keys[pk])
        for checksum, line, pk in Excerpt.objects.values_list(
            "dump__sha256", "first_line", "comment_id"
        )
    )
    ledger = sorted(
        (checksum, code, line, decision, keys.get(pk, ""))
        for checksum, code, line, decision, pk in LedgerEntry.objects.values_list(
            "dump__sha256", "code", "first_line", "decision", "comment_id"
        )
    )
    return articles, comments, tags, excerpts, ledger


@contextmanager
def an_archive():
    with transaction.atomic():
        yield ImportRun.objects.create()
        transaction.set_rollback(True)


def load_all(captures):
    run = ImportRun.objects.create()
    for capture in captures:
        load_capture(capture, run=run)


@settings(max_examples=25, deadline=None)
@given(st.data(), st.lists(pages(), min_size=2, max_size=4))
def test_order_of_import_does_not_change_the_archive(data, some_pages):
    captures = [
        a_capture(page, content=f"{number}\n{page!r}".encode())
        for number, page in enumerate(some_pages)
    ]
    with an_archive():
        load_all(captures)
        expected = content()
        assert list(find_tree_faults()) == []
    with an_archive():
        load_all(data.draw(st.permutations(captures)))
        assert content() == expected


@settings(max_examples=15, deadline=None)
@given(st.lists(pages(), min_size=2, max_size=4))
def test_another_capture_takes_nothing_away(some_pages):
    with an_archive() as run:
        kept = {}
        for number, page in enumerate(some_pages):
            load_capture(a_capture(page, content=f"{number}\n{page!r}".encode()), run=run)
            rows = {row.pk: (row.author_name, row.body_text) for row in Comment.objects.all()}
            assert kept.items() <= rows.items()
            most = max(len(page.comments) for page in some_pages[: number + 1])
            assert len(rows) >= most
            kept = rows


def find_tree_faults():
    return (fault for fault in find_faults() if not fault.code.startswith("line-"))


@pytest.fixture
def run():
    return ImportRun.objects.create()


def load(run, *comments, **values):
    content = values.pop("content", None)
    return load_capture(a_capture(a_page(*comments, **values), content=content), run=run)


def test_each_comment_knows_the_captures_that_contain_it(run):
    load(run, a_comment("Both."), a_comment("First only."))
    load(run, a_comment("Both."), a_comment("Second only."))
    counts = {c.body_text: c.excerpts.count() for c in Comment.objects.all()}
    assert counts == {"Both.": 2, "First only.": 1, "Second only.": 1}
    assert Dump.objects.count() == 2


def test_time_unknown_in_one_capture_is_filled_in_from_another(run):
    load(run, a_comment("Words.", posted=Time(text="3 hours ago")))
    pk = Comment.objects.get().pk
    load(run, a_comment("Words."))
    comment = Comment.objects.get()
    assert comment.pk == pk and comment.posted_precision == "minute"
    assert comment.commenter.name == "Ann"


def test_same_short_words_at_other_times_are_two_comments(run):
    load(run, a_comment("+1", posted=at("2015-09-30T16:52")))
    load(run, a_comment("+1", posted=at("2015-09-30T18:52")))
    assert Comment.objects.count() == 2


def test_same_long_words_at_other_times_are_one_comment_and_a_contradiction(run):
    load(run, a_comment(LONG_WORDS, posted=at("2015-09-30T16:52")))
    load(run, a_comment(LONG_WORDS, posted=at("2015-09-30T17:52")))
    assert Comment.objects.count() == 1
    entry = LedgerEntry.objects.get()
    assert entry.code == "time-contradicted" and entry.comment == Comment.objects.get()


def test_captures_that_contradict_on_a_parent_are_on_the_ledger(run):
    answer = a_comment("Answer.", parent=1, parent_certainty=Certainty.EXPLICIT)
    load(run, a_comment("One."), a_comment("Two."), answer)
    load(run, a_comment("One."), a_comment("Two."), replace(answer, parent=0))
    assert list(LedgerEntry.objects.values_list("code", flat=True)) == ["parent-contradicted"]


def test_captures_that_make_a_ring_are_parted(run):
    load(run, a_comment("One."), a_comment("Two.", parent=0))
    load(run, a_comment("Two."), a_comment("One.", parent=0))
    assert list(find_tree_faults()) == []
    assert Comment.objects.filter(parent=None).count() == 1


def test_rings_are_found_in_one_pass():
    assert list(find_rings([1, 2, 0, 0, None, 4, 6])) == [[0, 1, 2], [6]]
    assert list(find_rings([None, *range(50_000)])) == []


def test_what_moderators_changed_stays_as_they_left_it(run):
    load(run, a_comment("One."), a_comment("Two."), a_comment("Three."), author="Eve")
    one, two, three = Comment.objects.in_reading_order()
    Comment.objects.filter(pk=one.pk).update(body_text="[redacted]", body_html="[redacted]")
    Comment.objects.filter(pk=two.pk).update(author_name="Bob")
    with transaction.atomic():
        Comment.objects.move_node(three, one, "last-child")
    Article.objects.update(title="A better title", author_name="")
    ArticleTag.objects.filter(tag__slug="brooks").delete()
    assert load(run, a_comment("One."), a_comment("Two."), a_comment("Three."),
                a_comment("Four."), author="Eve", tags=("Brooks",)) is Outcome.UPDATED  # fmt: skip
    one, two, three = (Comment.objects.get(pk=pk) for pk in (one.pk, two.pk, three.pk))
    assert one.body_text == one.body_html == "[redacted]"
    assert two.author_name == "Bob"
    assert three.parent == one
    assert Comment.objects.count() == 4
    article = Article.objects.get()
    assert (article.title, article.author_name) == ("A better title", "")
    assert [str(tag) for tag in article.tags.all()] == ["Bridges"]


def test_erased_comment_does_not_come_back(run):
    load(run, a_comment("Keep."), a_comment("Erase."))
    Comment.objects.get(body_text="Erase.").delete()
    load(run, a_comment("Keep."), a_comment("Erase."), a_comment("Answer.", parent=1))
    assert not Comment.objects.filter(body_text="Erase.").exists()
    assert Comment.objects.get(body_text="Answer.").parent is None
    load(run, a_comment("Erase."), content=b"a third")
    assert not Comment.objects.filter(body_text="Erase.").exists()


def test_address_tells_articles_apart_and_together(run):
    pages = [a_page(title=title) for title in ("Old title", "New title", "Old title")]
    addresses = ["http://x.example/1", "https://X.example/1#c2", "https://x.example/2"]
    for number, (page, address) in enumerate(zip(pages, addresses, strict=True)):
        load_capture(a_capture(page, content=b"%d" % number, source_url=address), run=run)
    assert sorted(len(a.dumps.all()) for a in Article.objects.all()) == [1, 2]
    codes = LedgerEntry.objects.values_list("code", flat=True)
    assert list(codes) == ["title-contradicted"]
