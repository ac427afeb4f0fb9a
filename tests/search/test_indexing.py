import pytest
from django.core.management import call_command

from archive.importing.loader import load_capture
from archive.models import ImportRun, SearchEntry
from archive.search.checking import count_stale_entries, is_index_whole
from archive.search.documents import GAP, LAST_POSITION, MOST_POSITIONS, within_limits
from archive.search.indexing import index_article, index_comments
from archive.search.question import read_question
from archive.search.results import answer
from archive.verification import find_faults
from articles.models import Article, Site, Tag
from articles.rendering import render_comment
from comments.models import Comment
from tests.builders import make_article
from tests.importing.pages import a_capture, a_comment, a_page

pytestmark = pytest.mark.django_db


def count(text):
    return len(answer(read_question({"q": text})).newest)


@pytest.fixture
def article():
    page = a_page(a_comment("The river rises."), a_comment("It falls.", parent=0))
    load_capture(a_capture(page), run=ImportRun.objects.create())
    return Article.objects.get()


def test_import_indexes_what_it_adds(article):
    assert SearchEntry.objects.count() == 3
    assert count("river") == 1
    later = a_page(a_comment("The river rises."), a_comment("A river is no pet.", author="Bob"))
    load_capture(a_capture(later), run=ImportRun.objects.create())
    assert count("river") == 2
    assert list(find_faults()) == []


def test_import_that_fails_leaves_nothing_in_the_index():
    broken = a_page(a_comment("Fine."), confidence=7.0)
    with pytest.raises(Exception, match=r"(?i)check|constraint"):
        load_capture(a_capture(broken), run=ImportRun.objects.create())
    assert not SearchEntry.objects.exists()


def test_corrected_text_is_no_longer_found_by_its_old_words(article):
    comment = Comment.objects.get(body_text="The river rises.")
    Comment.objects.filter(pk=comment.pk).update(
        body_text="The stream rises.", body_html=render_comment("The stream rises.")
    )
    index_comments([comment.pk])
    assert (count("river"), count("stream")) == (0, 1)
    assert list(find_faults()) == []


def test_erased_comment_leaves_the_index(article):
    Comment.objects.get(body_text="It falls.").delete()
    assert count("falls") == 0
    assert is_index_whole()


def test_new_title_and_tag_find_the_comments(article):
    Article.objects.update(title="Über den Fluss")
    article.tags.add(
        Tag.objects.create(name="Water", slug="water"), through_defaults={"position": 9}
    )
    index_article(article.pk)
    assert count("title:fluss in:comments") == 2
    assert count("tag:water in:comments") == 2
    assert count("title:brook") == 0


@pytest.mark.parametrize("typed", ["tag:🎉", "tag:👩\u200d💻", 'tag:"🎉"'])
def test_tag_that_is_a_picture_alone_is_found_by_it(article, typed):
    name = typed.removeprefix("tag:").strip('"')
    tag = Tag.objects.create(name=name, slug="a1b2c3")
    Tag.objects.create(name="🎈", slug="d4e5f6")
    article.tags.add(tag, through_defaults={"position": 9})
    index_article(article.pk)
    assert count(f"{typed} in:comments") == 2
    assert count("tag:🎈") == count("tag:???") == 0


def test_joiners_are_no_part_of_a_word_that_is_looked_for(article):
    Comment.objects.filter(body_text="It falls.").update(body_text="It\u200bfalls.")
    index_article(article.pk)
    assert count("It\u200bfalls") == count("itfalls") == 1


def test_verification_names_a_stale_index(article):
    changed = {"body_text": "It fell.", "body_html": render_comment("It fell.")}
    Comment.objects.filter(body_text="It falls.").update(**changed)
    assert count_stale_entries(article.pk) == 1
    assert [fault.code for fault in find_faults()] == ["search-entries"]
    call_command("rebuild_search_index", verbosity=0)
    assert list(find_faults()) == []


def test_verification_names_missing_and_superfluous_entries(article):
    SearchEntry.objects.filter(comment__isnull=True).delete()
    assert count_stale_entries(article.pk) == 1


def test_words_repeated_or_far_behind_are_found_alike_on_every_database():
    text = "echo " * 300 + "echo end " + "filler " * LAST_POSITION + "beyond words"
    load_capture(a_capture(a_page(a_comment(text))), run=ImportRun.objects.create())
    assert count("echo") == count("end") == count("beyond") == count("beyond words") == 1
    assert count('"echo end"') == count('"beyond words"') == 0
    assert list(find_faults()) == []


def test_very_long_text_can_be_indexed():
    text = " ".join(f"word{n}" for n in range(120_000))
    load_capture(a_capture(a_page(a_comment(text))), run=ImportRun.objects.create())
    assert count("word1") == count("word20000") == 1


def test_limits_keep_positions():
    words = ["a"] * 300
    assert within_limits(words) == ["a"] * MOST_POSITIONS + [GAP] * 45


def test_body_of_endless_different_words_is_indexed():
    """PostgreSQL refuses a document whose words take more than a megabyte."""
    letters = str.maketrans("0123456789", "абвгдежзий")
    words = [f"{number:060}".translate(letters) for number in range(17_000)]
    site = Site.objects.create(name="Harbour Courier", language="ru")
    article = make_article(site=site, body_text=" ".join(words))
    index_article(article.pk)
    assert count(words[0]) == 1
    assert count_stale_entries(article.pk) == 0
