import pytest

from archive.search.question import read_question
from archive.search.results import answer
from comments.models import Comment
from tests.search.archive_of_cases import CASES, GERMAN_TEXTS, TEXTS, build_archive

pytestmark = pytest.mark.django_db

NAMES = {
    **{text: name for name, text in (TEXTS | GERMAN_TEXTS).items()},
    "By one.": "zoe",
    "By two.": "zoelee",
    "By none.": "nobody",
    "This is undated.": "undated",
    "Last.": "eve",
    "First.": "newyear",
    "Agreed.": "quay",
}


@pytest.fixture(scope="module")
def cases_archive(django_db_setup, django_db_blocker):
    """The archive of cases, made once for this module and taken out again."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        build_archive()
        yield
        transaction.set_rollback(True)


def names_found(text, **parameters):
    found = answer(read_question({"q": text, **parameters})).newest
    texts = dict(Comment.objects.values_list("pk", "body_text"))
    titles = {hit.article_id for hit in found if hit.comment_id is None}
    names = {NAMES[texts[hit.comment_id]] for hit in found if hit.comment_id}
    from articles.models import Article

    for title in Article.objects.filter(pk__in=titles).values_list("title", flat=True):
        names.add("ARTICLE quay" if "quay" in title else "ARTICLE cases")
    return names


@pytest.mark.parametrize(("query", "expected"), CASES, ids=[case[0] for case in CASES])
def test_query_finds_the_same_on_every_database(cases_archive, query, expected):
    assert names_found(query) == expected


@pytest.mark.parametrize("order", ["newest", "oldest", "relevance"])
def test_order_does_not_change_what_is_found(cases_archive, order):
    assert names_found("river", sort=order) == {"both", "apart", "river"}
