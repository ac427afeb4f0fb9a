"""Captures that list the same discussion newest first and oldest first."""

from itertools import permutations

import pytest

from archive.importing.directions import running_one_way
from archive.importing.merging import Reading, merge_readings
from tests.importing.pages import a_comment, a_page, at


def said(number, *, parent=None, is_timed=True, words=None):
    return a_comment(
        words or f"Comment {number}.",
        posted=at(f"2015-09-{number:02}T10:00") if is_timed else None,
        parent=parent,
    )


def flat(*numbers, **values):
    return [said(number, **values) for number in numbers]


def merge(*captures):
    """The bodies of the merged page, which must be the same in any order of the captures."""
    readings = [Reading(name=str(n), page=a_page(*each)) for n, each in enumerate(captures)]
    [result] = {
        tuple((c.body, c.parent, c.depth) for c in merge_readings(order).page.comments)
        for order in permutations(readings)
    }
    return [body.removeprefix("Comment ").rstrip(".") for body, _parent, _depth in result]


def test_capture_listed_newest_first_continues_the_discussion():
    assert merge(flat(1, 2, 3), flat(5, 4, 3, 2, 1)) == ["1", "2", "3", "4", "5"]


def test_fuller_capture_listed_oldest_first_does_too():
    assert merge(flat(3, 2, 1), flat(1, 2, 3, 4, 5)) == ["1", "2", "3", "4", "5"]


def test_overlap_in_the_middle_is_enough():
    assert merge(flat(1, 2, 3, 4), flat(6, 5, 4, 3)) == list("123456")


def test_pages_that_agree_keep_their_own_order():
    assert merge(flat(5, 4, 3), flat(4, 3, 2, 1)) == list("54321")
    assert merge(flat(3, 2, 1)) == list("321")


def test_captures_with_nothing_in_common_go_by_their_times():
    assert merge(flat(1, 2, 3), flat(6, 5, 4)) == list("123456")


def test_without_times_the_fullest_capture_says_which_way():
    timeless = {"is_timed": False}
    assert merge(flat(3, 2, 1, **timeless), flat(1, 2, 3, 4, **timeless)) == list("1234")
    assert merge(flat(1, 2, 3, **timeless), flat(4, 3, 2, 1, **timeless)) == list("4321")


def test_threads_newest_first_keep_their_replies_oldest_first():
    oldest = [said(1), said(2, parent=0), said(3, parent=0), said(4)]
    newest = [said(6), said(4), said(5, parent=1), said(1), said(2, parent=3), said(3, parent=3)]
    assert merge(oldest, newest) == list("123456")


def test_replies_listed_newest_first_are_turned_too():
    oldest = [said(1), said(2, parent=0), said(3, parent=0)]
    newest = [said(1), said(4, parent=0), said(3, parent=0), said(2, parent=0)]
    assert merge(oldest, newest) == list("1234")


def test_words_said_twice_are_told_apart_by_their_own_order():
    """Both say "+1" at no known time; the earlier one was answered."""
    first = [said(1), said(2, words="+1", is_timed=False), said(3, parent=1), said(4)]
    again = said(5, words="+1", is_timed=False)
    newest = [again, said(4), said(2, words="+1", is_timed=False), said(3, parent=2), said(1)]
    readings = [Reading(name=str(n), page=a_page(*page)) for n, page in enumerate([first, newest])]
    merged = merge_readings(readings)
    bodies = [comment.body for comment in merged.page.comments]
    assert bodies == ["Comment 1.", "+1", "Comment 3.", "Comment 4.", "+1"]
    assert merged.page.comments[2].parent == 1
    assert not any(merged.contradictions.values())


def test_order_by_votes_is_no_direction():
    assert running_one_way([flat(1, 2, 3, 4, 5), flat(3, 1, 5, 2, 4)])[1] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("is_newest_first", [False, True])
def test_deep_thread_is_walked_without_recursion(is_newest_first):
    chain = [said(1), *(said(2, parent=index, words=f"Deep {index}.") for index in range(5_000))]
    other = flat(9, 8)
    assert len(running_one_way([chain, other if is_newest_first else chain])[0]) == 5_001
