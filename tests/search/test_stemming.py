import pytest
import Stemmer

from archive.search import stemming
from archive.search.checking import count_stale_entries
from archive.search.indexing import index_article
from archive.search.normalising import Phrase
from archive.search.question import read_question
from archive.search.results import answer
from archive.search.rows import show_hits
from archive.search.stemming import ALGORITHMS, MOST_BYTES, stem_facts
from articles.languages import Language
from tests.builders import make_article, make_comments, make_site

pytestmark = pytest.mark.django_db


def test_every_language_has_a_stemmer():
    assert set(ALGORITHMS) == set(Language)
    assert set(ALGORITHMS.values()) <= set(Stemmer.algorithms())


@pytest.mark.parametrize(
    ("words", "language", "facts"),
    [
        (["hauser", "haus", None, "ein"], "de", ["=de=haus", "=de=ein"]),
        (["bridges", "bridge"], "en", ["=en=bridg"]),
        (["мосты"], "ru", ["=ru=мост"]),
        (["3000", "a1", "東京"], "de", []),
        (["haus"], "", []),
        (["haus"], "xx", []),
    ],
)
def test_stems_are_facts_of_a_language(words, language, facts):
    assert stem_facts(words, language) == facts


def test_stems_of_a_document_are_bounded():
    words = [
        chr(97 + i % 26) * 3 + "".join(chr(97 + int(d)) for d in str(i)) for i in range(90_000)
    ]
    facts = stem_facts(words, "fi")
    assert 0 < sum(map(len, facts)) <= MOST_BYTES


def found(text):
    question = read_question({"q": text})
    return show_hits(answer(question).page, question.query.phrases)


def indexed(language, text):
    site = make_site()
    site.language = language
    site.save()
    article = make_article(site=site)
    make_comments(article, [None], body_text=text)
    index_article(article.pk)
    return article


def test_other_forms_are_marked():
    indexed("de", "Viele Häuser stehen hier.")
    [row] = found("Haus")
    assert [part.text for part in row.parts if part.is_marked] == ["Häuser"]


def test_forms_are_not_marked_where_another_language_is_spoken():
    indexed("en", "Haus, Häuser.")
    site = make_site("Hafenblatt")
    site.language = "de"
    site.save()
    [row] = found("Haus")
    assert [part.text for part in row.parts if part.is_marked] == ["Haus"]


def test_reading_says_that_other_forms_are_found():
    indexed("de", "Haus.")
    assert read_question({"q": "Haus"}).query.readings == ["the word “Haus” or another form of it"]
    assert read_question({"q": '"Haus"'}).query.readings == ["the word “Haus”"]


def test_without_a_language_nothing_is_asked_beside_the_words():
    indexed("", "Haus.")
    assert read_question({"q": "Haus"}).query.phrases == [Phrase(("haus",))]


def test_changed_language_shows_until_the_index_is_made_anew():
    article = indexed("", "Häuser.")
    article.site.language = "de"
    article.site.save()
    assert count_stale_entries(article.pk) == 2
    assert not found("Haus")
    index_article(article.pk)
    assert count_stale_entries(article.pk) == 0
    assert len(found("Haus")) == 1


def test_languages_in_use_are_read_once_in_a_while(django_assert_num_queries):
    indexed("de", "Haus.")
    with django_assert_num_queries(1):
        assert [stemming.languages(), stemming.languages()] == [["de"], ["de"]]
