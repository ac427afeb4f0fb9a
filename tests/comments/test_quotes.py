"""Quotes are traced to what is answered, and to nothing that was not said there."""

import pytest

from articles.rendering import render_comment
from comments.quotes import Said, find_quote, may_quote

BRIDGE = "The bridge over the brook was built in 1911, not later.\n\nSo my aunt says."
REPEATED = "The bridge over the brook was built in 1911"


def quote(text, *above):
    said = [Said(number, render_comment(words)) for number, words in enumerate(above)]
    return find_quote(render_comment(text), said)


@pytest.mark.parametrize(
    "text",
    [
        "> built in 1911, not later\n\nNo.",
        "> the brook was\n> built in 1911\n\nNo.",
        "> ... brook was built in 1911 ...\n\nNo.",
        "> built in 1911, not later",
        f"{REPEATED}\n\nNo, in 1912.",
        f"“{REPEATED}”\n\nNo, in 1912.",
        f'"{REPEATED}..."\n\nNo, in 1912.',
    ],
)
def test_quote_is_traced_to_what_it_answers(text):
    assert may_quote(render_comment(text))
    found = quote(text, BRIDGE)
    assert found.source == 0
    assert f"<p>{found.words_html}</p>" in render_comment(text)
    assert found.rest_html.strip() == render_comment(text.partition("\n\n")[2]).strip()


@pytest.mark.parametrize(
    "text",
    [
        "> built in 1912, not later\n\nNo.",
        "> uilt in 1911, not late\n\nNo.",
        "> 1911\n\nNo.",
        "> in 1911 was built the bridge\n\nNo.",
        REPEATED,
        f"No: {REPEATED}\n\nNo.",
        f"{REPEATED} by my aunt\n\nNo.",
        "So my aunt says.\n\nMine too.",
        "",
    ],
)
def test_what_was_not_said_above_is_no_quote(text):
    assert quote(text, BRIDGE) is None


def test_nearest_that_said_it_is_the_source():
    assert quote("> built in 1911, not later", "No.", BRIDGE, BRIDGE).source == 1
    assert quote(f"{REPEATED}\n\nNo.", "No.", BRIDGE) is None


def test_markup_and_addresses_are_no_words():
    linked = "See http://www.example.org/tides for all of that, my friend."
    assert quote("> nofollow ugc noopener\n\nWhat?", linked) is None
    assert quote("> for all of that\n\nWhat?", linked).source == 0


@pytest.mark.parametrize("text", ["", "No.", f"{REPEATED}, not later.", "Yes.\n\nAnd no."])
def test_most_comments_are_spared_the_look(text):
    assert not may_quote(render_comment(text))
