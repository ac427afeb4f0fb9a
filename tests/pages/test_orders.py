from datetime import timedelta

import pytest

from comments.paging import LENGTH
from tests.builders import NOON, make_article, make_comments, make_dump
from tests.pages.reading import NS, by_class, comment_ids, get, get_tree, text_of
from tests.pages.test_paging import star, walk, wild

pytestmark = pytest.mark.django_db


def moments(*minutes):
    return [None if m is None else NOON + timedelta(minutes=m) for m in minutes]


def precisions(*minutes):
    return [None if m is None else "minute" for m in minutes]


@pytest.fixture
def discussion():
    """Three threads begun at 10, an unknown time and 30; the first has two replies."""
    minutes = (10, 40, 15, None, 30)
    article = make_article()
    comments = make_comments(
        article,
        [None, 0, 0, None, None],
        posted_at=moments(*minutes),
        posted_precision=precisions(*minutes),
        author_name=["Ann", "Bob", "Cy", "Di", "Ed"],
    )
    return article, [comment.pk for comment in comments]


def shown(client, article, query):
    return comment_ids(get_tree(client, article.get_absolute_url() + query))


@pytest.mark.parametrize("page", ["", "&page=all"])
def test_newest_threads_first_keeps_replies_below_in_their_order(client, discussion, page):
    article, (ann, bob, cy, di, ed) = discussion
    assert shown(client, article, f"?order=newest{page}") == [ed, ann, bob, cy, di]


@pytest.mark.parametrize("page", ["", "&page=all"])
def test_flat_order_goes_by_time_and_names_what_is_answered(client, discussion, page):
    article, (ann, bob, cy, di, ed) = discussion
    tree = get_tree(client, f"{article.get_absolute_url()}?order=flat{page}")
    assert comment_ids(tree) == [ann, cy, ed, bob, di]
    assert [text_of(a) for a in by_class(tree, "answers")] == ["↳ reply to Ann"] * 2
    assert not by_class(tree, "replies")
    assert text_of(by_class(tree, "fold-handle")[0]) == "Collapse comment by Ann folded"


def test_unknown_order_is_the_page_own(client, discussion):
    article, in_order = discussion
    assert shown(client, article, "?order=sideways") == in_order


def test_present_order_is_marked(client, discussion):
    tree = get_tree(client, discussion[0].get_absolute_url() + "?order=flat")
    current = [text_of(a) for a in by_class(tree, "order") if a.get("aria-current")]
    assert current == ["by time, unthreaded"]


@pytest.mark.parametrize("order", ["newest", "flat"])
@pytest.mark.parametrize("parents", [wild(700, seed=3), star(LENGTH + 40), []], ids=len)
def test_every_comment_is_shown_once_in_every_order(client, order, parents):
    article = make_article()
    comments = make_comments(article, parents)
    pages = walk(client, f"{article.get_absolute_url()}?order={order}")
    seen = [pk for page in pages.values() for pk in page]
    assert sorted(seen) == [comment.pk for comment in comments]
    assert sorted(shown(client, article, f"?order={order}&page=all")) == sorted(seen)


@pytest.mark.parametrize("order", ["newest", "flat"])
def test_page_beyond_the_last_is_not_found(client, discussion, order):
    get(client, f"{discussion[0].get_absolute_url()}?order={order}&page=2", 404)
    get(client, f"{discussion[0].get_absolute_url()}?order={order}&page=0", 404)


@pytest.mark.parametrize("number", [3, 300])
@pytest.mark.parametrize("query", ["?order=newest", "?order=flat", "?view=print", "?fold=all"])
def test_orders_take_six_queries_at_most(client, django_assert_max_num_queries, number, query):
    article = make_article(tags=["Bridges"])
    comments = make_comments(article, [None if i % 7 == 0 else i - 1 for i in range(number)])
    lines = [f"Line {index}" for index in range(number)]
    make_dump(article, lines, excerpts=[(c, i + 1, i + 1) for i, c in enumerate(comments)])
    with django_assert_max_num_queries(6):
        get_tree(client, article.get_absolute_url() + query)


@pytest.mark.parametrize(("fold", "folded"), [("all", 5), ("replies", 2), ("none", 0)])
def test_links_fold_the_discussion_on_the_server(client, discussion, fold, folded):
    tree = get_tree(client, f"{discussion[0].get_absolute_url()}?fold={fold}")
    assert sum(f.get("open") is None for f in by_class(tree, "fold")) == folded


def test_print_view_is_whole_and_open(client):
    article = make_article()
    comments = make_comments(article, [None, *range(LENGTH + 20)])
    tree = get_tree(client, f"{article.get_absolute_url()}?view=print&fold=all")
    assert len(comment_ids(tree)) == len(comments)
    assert all(fold.get("open") is not None for fold in by_class(tree, "fold"))


def canonical_of(tree):
    (link,) = (link for link in tree.iter(f"{NS}link") if link.get("rel") == "canonical")
    return link.get("href")


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("?page=2", "?page=2"),
        ("?order=newest", "?order=newest"),
        ("?fold=all&page=2&order=flat", "?order=flat&page=2"),
        ("?order=made-up", ""),
        ("?order=flat&page=all", ""),
    ],
)
def test_page_of_another_order_is_not_said_to_be_one_of_this(client, query, canonical):
    article = make_article()
    make_comments(article, [None] * (LENGTH + 1))
    tree = get_tree(client, article.get_absolute_url() + query)
    assert canonical_of(tree) == f"http://testserver{article.get_absolute_url()}{canonical}"


def test_order_of_what_is_on_one_page_has_no_address_of_its_own(client, discussion):
    article, _ids = discussion
    tree = get_tree(client, f"{article.get_absolute_url()}?order=newest")
    assert canonical_of(tree) == f"http://testserver{article.get_absolute_url()}"
