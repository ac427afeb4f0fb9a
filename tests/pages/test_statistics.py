from datetime import timedelta

import pytest

from articles.states import State
from tests.builders import NOON, make_article, make_commenter, make_comments
from tests.pages.reading import by_class, get, get_tree, text_of

pytestmark = pytest.mark.django_db


def bars(client, article):
    """The charts of an article: lists of what each bar says."""
    tree = get_tree(client, article.get_absolute_url() + "statistics/")
    return [[text_of(bar) for bar in by_class(chart, "bar")] for chart in by_class(tree, "chart")]


def discussion(**values):
    article = make_article()
    ann, bob = make_commenter("Ann"), make_commenter("Bob")
    defaults = {
        "commenter": [ann, bob, ann, None],
        "author_name": ["Ann", "Bob", "Ann", ""],
        "posted_at": [NOON, NOON, NOON + timedelta(days=2), None],
        "posted_precision": ["minute"] * 3 + [None],
    }
    return article, make_comments(article, [None, 0, 1, None], **{**defaults, **values})


def test_discussion_is_counted_by_day_depth_and_name(client):
    article, _comments = discussion()
    days = ["30 Sep 2015 2", "1 Oct 2015 0", "2 Oct 2015 1"]
    assert bars(client, article) == [days, ["1 2", "2 1", "3 1"], ["Ann 2", "Bob 1"]]


@pytest.mark.parametrize(
    ("days", "first", "number"),
    [(39, "30 Sep 2015 3", 40), (200, "Sep 2015 3", 8), (9000, "2015 3", 26)],
)
def test_longer_times_are_counted_more_coarsely(client, days, first, number):
    late = NOON + timedelta(days=days)
    article, _comments = discussion(
        posted_at=[NOON, NOON, NOON, late], posted_precision=["minute"] * 4
    )
    columns = bars(client, article)[0]
    assert (columns[0], len(columns)) == (first, number)
    assert columns[-1].endswith(" 1")


def test_withheld_comment_counts_by_its_place_alone(client):
    article, comments = discussion()
    comments[1].state = State.REMOVED
    comments[1].save(update_fields=["state"])
    times, depths, people = bars(client, article)
    assert times[0] == "30 Sep 2015 1"
    assert depths == ["1 2", "2 1", "3 1"]
    assert people == ["Ann 2"]


def test_what_is_very_deep_shares_a_bar(client):
    article = make_article()
    make_comments(article, [None, *range(49)])
    depths = bars(client, article)[1]
    assert (len(depths), depths[-1]) == (21, "21+ 30")


def test_empty_discussion_has_no_charts(client):
    assert bars(client, make_article()) == []


@pytest.mark.parametrize("number", [3, 300])
def test_statistics_take_six_queries_at_most(client, django_assert_max_num_queries, number):
    article = make_article()
    make_comments(article, [None if i % 9 == 0 else i - 1 for i in range(number)])
    with django_assert_max_num_queries(6):
        get(client, article.get_absolute_url() + "statistics/")
