"""Every comment can be reached by plain links, and each is shown once."""

import random
from urllib.parse import urljoin

import pytest

from comments.paging import LENGTH
from tests.builders import make_article, make_comments
from tests.pages.reading import NS, by_class, comment_ids, depth_of, get_tree, links, text_of

pytestmark = pytest.mark.django_db


def chain(length):
    return [None, *range(length - 1)]


def star(length):
    return [None] + [0] * (length - 1)


def wild(length, seed):
    dice = random.Random(seed)
    return [
        None if index == 0 or dice.random() < 0.05 else dice.randrange(max(0, index - 9), index)
        for index in range(length)
    ]


SHAPES = {
    "empty": [],
    "one": [None],
    "many short threads": [None if index % 3 == 0 else index - 1 for index in range(700)],
    "exactly a page": [None] * LENGTH,
    "one more than a page": [None] * (LENGTH + 1),
    "a thread of a page and its first": star(LENGTH + 1),
    "a thread one longer": star(LENGTH + 2),
    "deep": chain(400),
    "wide": star(450),
    "short, then wide": [None] * 60 + [60 if index else None for index in range(400)] + [None] * 9,
    "wild": wild(900, seed=1),
    "wild again": wild(900, seed=2),
}


def onward(tree, here):
    """The links that lead to further comments: the next page, and branches continued."""
    found = [e.get("href") for e in tree.iter(f"{NS}a") if e.get("rel") == "next"]
    for paragraph in by_class(tree, "continue"):
        found += links(paragraph)
    return [urljoin(here, address) for address in found]


def walk(client, start):
    """Every page reached from the first, with the comments it shows."""
    pending, pages = [start], {}
    while pending:
        address = pending.pop()
        if address not in pages:
            tree = get_tree(client, address)
            pages[address] = comment_ids(tree)
            pending += onward(tree, address)
    return pages


@pytest.mark.parametrize("shape", SHAPES)
def test_every_comment_is_shown_once(client, shape):
    article = make_article()
    comments = make_comments(article, SHAPES[shape])
    pages = walk(client, article.get_absolute_url())
    shown = [pk for page in pages.values() for pk in page]
    assert sorted(shown) == [comment.pk for comment in comments]
    assert max(map(len, pages.values())) <= 2 * LENGTH + 1


@pytest.mark.parametrize("shape", SHAPES)
def test_whole_discussion_stands_on_one_page_if_asked(client, shape):
    article = make_article()
    comments = make_comments(article, SHAPES[shape])
    tree = get_tree(client, article.get_absolute_url() + "?page=all")
    in_order = sorted(comments, key=lambda comment: comment.position)
    assert comment_ids(tree) == [comment.pk for comment in in_order]
    assert not onward(tree, "/")
    assert depth_of(tree) < 400


def test_thread_is_not_cut_between_pages(client):
    article = make_article()
    threads = [[None] + [0] * 29 for _ in range(7)]
    parents = [p if p is None else 30 * t for t, thread in enumerate(threads) for p in thread]
    make_comments(article, parents)
    for page in walk(client, article.get_absolute_url()).values():
        assert len(page) % 30 == 0


def test_continuation_says_how_many_replies_it_holds(client):
    article = make_article()
    make_comments(article, chain(12))
    [way] = by_class(get_tree(client, article.get_absolute_url()), "continue")
    assert text_of(way) == "Continue this thread (2 replies)"


def test_cut_thread_says_how_many_replies_are_left(client):
    article = make_article()
    make_comments(article, star(LENGTH + 31))
    [way] = by_class(get_tree(client, article.get_absolute_url()), "continue")
    assert text_of(way) == "Continue this thread (30 replies)"


def test_two_thousand_levels_can_be_read_to_the_end(client):
    article = make_article()
    last = make_comments(article, chain(2000))[-1]
    tree = get_tree(client, f"/comments/{last.pk}/?context=100")
    assert comment_ids(tree) == [last.pk]
    assert depth_of(tree) < 400


def test_ten_thousand_answers_to_one_comment_go_on_page_by_page(client):
    article = make_article()
    root, *replies = make_comments(article, star(10_000))
    tree = get_tree(client, f"/comments/{root.pk}/thread/?page=100")
    assert comment_ids(tree) == [reply.pk for reply in replies[99 * LENGTH :]]
    assert len(comment_ids(get_tree(client, article.get_absolute_url()))) == LENGTH + 1
