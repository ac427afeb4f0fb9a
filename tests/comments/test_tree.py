import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from articles.identifiers import reserve_ids
from comments.models import Comment
from comments.tree import number_discussion, renumber_discussion
from tests.builders import make_article, make_comments

COLUMNS = ("pk", "tree_id", "lft", "rght", "level")


@st.composite
def discussions(draw):
    """Parents by index, each before its reply, as a page prints them."""
    length = draw(st.integers(0, 40))
    return [draw(st.none() | st.integers(0, n - 1)) if n else None for n in range(length)]


@given(discussions())
def test_numbers_nest_and_count_every_descendant(parents):
    places = number_discussion(parents)
    assert sorted(place.position for place in places) == list(range(len(parents)))
    for index, parent in enumerate(parents):
        place = places[index]
        if parent is None:
            assert (place.root, place.lft, place.level) == (index, 1, 0)
        else:
            above = places[parent]
            assert above.root == place.root and above.level + 1 == place.level
            assert above.lft < place.lft < place.rght < above.rght
            assert above.position < place.position
        threads = sum(1 for other in places if other.root == place.root)
        assert places[place.root].rght == 2 * threads


def test_siblings_keep_their_order():
    assert [place.position for place in number_discussion([None, 0, None, 0])] == [0, 1, 3, 2]


def test_chain_far_deeper_than_recursion_allows():
    places = number_discussion([None, *range(99_999)])
    assert places[-1].level == 99_999
    assert places[0].rght == 200_000


def test_ring_is_refused():
    with pytest.raises(ValueError, match="ring"):
        number_discussion([1, 0])


@pytest.mark.django_db
def test_numbers_equal_those_of_the_library():
    article = make_article()
    parents = [None, 0, 1, 1, 0, None, 5, None]
    make_comments(article, parents)
    ours = set(Comment.objects.values_list(*COLUMNS))
    for root in Comment.objects.filter(level=0):
        Comment.objects.partial_rebuild(root.tree_id)
    assert set(Comment.objects.values_list(*COLUMNS)) == ours


@pytest.mark.django_db
def test_renumbering_restores_every_column():
    article = make_article()
    make_comments(article, [None, 0, 1, None])
    before = set(Comment.objects.values_list(*COLUMNS, "position"))
    Comment.objects.filter(level__gt=0).update(lft=50, rght=60, level=9)
    with transaction.atomic():
        assert renumber_discussion(article.pk) == 2
    assert set(Comment.objects.values_list(*COLUMNS, "position")) == before


@pytest.mark.django_db
def test_library_and_importer_never_give_a_tree_id_twice():
    article = make_article()
    make_comments(article, [None, 0])
    reply = Comment.objects.get(level=1)
    Comment.objects.move_node(reply, None)
    saved = Comment(article=article, position=9, source_key="saved")
    saved.save()
    make_comments(article, [None])
    roots = Comment.objects.filter(level=0)
    assert len(set(roots.values_list("tree_id", flat=True))) == roots.count() == 4


@pytest.mark.django_db(transaction=True)
def test_ids_are_reserved_inside_a_transaction_only():
    with pytest.raises(transaction.TransactionManagementError):
        reserve_ids(Comment, 1, using="default")


@pytest.mark.django_db
def test_reserved_ids_are_new_ascending_and_not_given_again():
    first = reserve_ids(Comment, 3, using="default")
    second = reserve_ids(Comment, 2, using="default")
    assert first + second == sorted(set(first + second))
    assert reserve_ids(Comment, 0, using="default") == []
    comment = Comment(article=make_article(), position=0, source_key="saved")
    comment.save()
    assert comment.pk > second[-1]
