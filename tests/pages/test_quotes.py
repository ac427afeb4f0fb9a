"""Quotes on the page: shown as such, and linked to the comment that said it."""

import pytest

from articles.states import State
from comments.quotes import HIGHEST
from tests.builders import make_article, make_comments
from tests.pages.reading import by_class, get_tree, links, text_of

pytestmark = pytest.mark.django_db

SAID = "The bridge over the brook was built in 1911."
QUOTING = f"> {SAID}\n\nIn 1912."


def quotes(client, address):
    return by_class(get_tree(client, address), "quote")


@pytest.mark.parametrize("text", [QUOTING, f"{SAID}\n\nIn 1912."])
@pytest.mark.parametrize("query", ["", "?order=newest", "?order=flat", "?page=all"])
def test_quote_leads_to_the_comment_that_said_it(client, text, query):
    article = make_article()
    name = "<b>Ann</b> %(author)s"
    comments = make_comments(article, [None, 0], body_text=[SAID, text], author_name=[name, "Bert"])
    (quote,) = quotes(client, article.get_absolute_url() + query)
    assert text_of(quote) == f"{SAID} quoted from {name}"
    assert links(quote) == [f"#c-{comments[0].pk}"]
    (quote,) = quotes(client, comments[1].get_absolute_url())
    assert links(quote) == [f"#c-{comments[0].pk}"]


def test_quote_of_what_was_not_said_above_leads_nowhere(client):
    article = make_article()
    make_comments(article, [None, 0, None], body_text=["No.", QUOTING, SAID])
    assert quotes(client, article.get_absolute_url()) == []


@pytest.mark.parametrize("state", [State.HIDDEN, State.REMOVED])
def test_quote_never_leads_to_a_withheld_comment(client, state):
    article = make_article()
    make_comments(article, [None, 0], body_text=[SAID, QUOTING], state=[state, State.VISIBLE])
    assert quotes(client, article.get_absolute_url()) == []


@pytest.mark.parametrize(("between", "found"), [(HIGHEST - 1, 1), (HIGHEST, 0)])
def test_quote_is_looked_for_a_few_comments_up(client, between, found):
    article = make_article()
    words = [SAID, *["No."] * between, QUOTING]
    make_comments(article, [None, *range(between + 1)], body_text=words)
    assert len(quotes(client, f"{article.get_absolute_url()}?page=all")) == found
