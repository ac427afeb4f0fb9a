import pytest

from articles.states import State
from tests.builders import make_article, make_commenter, make_comments, make_site
from tests.pages.reading import by_class, comment_ids, get, get_tree, links, text_of

pytestmark = pytest.mark.django_db


def steps(tree):
    return {text_of(a): a.get("href") for a in by_class(tree, "steps")[0]}


def test_permalink_shows_a_comment_between_what_it_answers_and_its_replies(client):
    article = make_article()
    root, parent, comment, reply, other = make_comments(article, [None, 0, 1, 2, 0])
    tree = get_tree(client, comment.get_absolute_url())
    shown = [e.get("id") for e in by_class(tree, "comment")]
    assert shown == [f"c-{c.pk}" for c in (root, parent, comment, reply)]
    assert comment_ids(tree) == [comment.pk, reply.pk]
    assert [e.get("id") for e in by_class(tree, "is-target")] == [f"c-{comment.pk}"]
    assert other.pk not in comment_ids(tree)


def test_permalink_leads_to_parent_root_and_siblings(client):
    article = make_article()
    root, parent, before, comment, after = make_comments(article, [None, 0, 1, 1, 1])
    around = steps(get_tree(client, comment.get_absolute_url()))
    assert around == {
        "Full discussion": f"{article.get_absolute_url()}#c-{comment.pk}",
        "Parent": f"/comments/{parent.pk}/",
        "Start of the thread": f"/comments/{root.pk}/",
        "Previous beside it": f"/comments/{before.pk}/",
        "Next beside it": f"/comments/{after.pk}/",
    }


def test_threads_beside_each_other_are_neighbours(client):
    first, _, second, third = make_comments(make_article(), [None, 0, None, None])
    around = steps(get_tree(client, second.get_absolute_url()))
    assert around["Previous beside it"] == f"/comments/{first.pk}/"
    assert around["Next beside it"] == f"/comments/{third.pk}/"


def test_full_discussion_is_entered_at_the_right_page(client):
    article = make_article()
    comments = make_comments(article, [None] * 250)
    for comment in (comments[0], comments[130], comments[249]):
        address, anchor = steps(get_tree(client, comment.get_absolute_url()))[
            "Full discussion"
        ].split("#")
        assert anchor == f"c-{comment.pk}"
        assert comment.pk in comment_ids(get_tree(client, address))


def test_full_discussion_of_a_comment_too_deep_for_it_is_entered_at_its_thread(client):
    article = make_article()
    comments = make_comments(article, [None, *range(20)])
    around = steps(get_tree(client, comments[-1].get_absolute_url()))
    assert around["Full discussion"] == f"{article.get_absolute_url()}#c-{comments[0].pk}"


def test_more_of_what_is_above_can_be_asked_for(client):
    *path, comment = make_comments(make_article(), [None, *range(9)])
    tree = get_tree(client, comment.get_absolute_url())
    assert len(by_class(tree, "is-context")) == 3
    [way] = by_class(tree, "above")
    assert text_of(way) == "6 more comments above"
    tree = get_tree(client, comment.get_absolute_url() + links(way)[0].split("#")[0])
    assert len(by_class(tree, "is-context")) == len(path)
    assert not by_class(tree, "above")


def test_long_branch_of_a_permalink_goes_on_in_the_thread(client):
    comments = make_comments(make_article(), [None, 0, *[1] * 150])
    tree = get_tree(client, comments[1].get_absolute_url())
    [way] = by_class(tree, "continue")
    assert text_of(way) == "Continue this thread (50 replies)"
    assert links(way) == [f"/comments/{comments[1].pk}/thread/?page=2"]


def test_comment_that_never_was_is_not_found(client):
    get(client, "/comments/999999999999/", 404)
    get(client, "/comments/999999999999/thread/", 404)


def test_commenter_page_lists_comments_in_context(client):
    ann = make_commenter("Ann")
    article = make_article(title="Bridges")
    first, second = make_comments(article, [None, 0], commenter=ann)
    tree = get_tree(client, ann.get_absolute_url())
    whens = [a.get("href") for a in by_class(tree, "when")]
    assert whens == [second.get_absolute_url(), first.get_absolute_url()]
    places = [text_of(place) for place in by_class(tree, "saying-place")]
    assert places == ["replying under Bridges", "under Bridges"]


@pytest.mark.parametrize("slug", ["x/", ""])
def test_another_slug_or_none_leads_to_the_commenter(client, slug):
    ann = make_commenter("Ann")
    response = client.get(f"/commenters/{ann.pk}/{slug}")
    assert (response.status_code, response["Location"]) == (301, ann.get_absolute_url())


@pytest.mark.parametrize("number", [3, 300])
def test_commenter_takes_five_queries_at_most(client, django_assert_max_num_queries, number):
    ann = make_commenter("Ann", make_site())
    make_comments(
        make_article(),
        [None if i % 2 else max(0, i - 1) or None for i in range(number)],
        commenter=ann,
    )
    with django_assert_max_num_queries(5):
        get(client, ann.get_absolute_url())


@pytest.mark.parametrize(("state", "status"), [(State.HIDDEN, 404), (State.REMOVED, 410)])
def test_commenter_taken_out_has_no_page(client, state, status):
    get(client, make_commenter("Ann", state=state).get_absolute_url(), status)
