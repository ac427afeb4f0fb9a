"""The tables of comments/MODERATION.md, cell by cell: each state at each door."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.cache import caches

from archive.search.indexing import index_article
from articles.models import Article
from articles.moderation import hide_articles, restore_articles, withdraw_articles
from articles.states import State
from comments.models import Comment, Commenter
from comments.moderation import (
    hide_commenters,
    hide_comments,
    remove_commenters,
    remove_comments,
    restore_comments,
)
from tests.builders import make_article, make_commenter, make_comments, make_dump, make_entry
from tests.crawling import crawl

pytestmark = pytest.mark.django_db

DOCUMENT = (settings.BASE_DIR / "comments" / "MODERATION.md").read_text(encoding="utf-8")
SAID = ("Mallory", "poisonwords", "poisonsubject", "poisonledger")
HEADING = re.compile(r"^### (\w+)\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL)


def cells(heading):
    """Door, state and what is expected, of the table under a heading."""
    text = dict(HEADING.findall(DOCUMENT))[heading]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    head, _rule, *body = rows
    return [
        (row[0], state, cell) for row in body for state, cell in zip(head[1:], row[1:], strict=True)
    ]


@pytest.fixture
def comment():
    """Mallory answers Ann, and Bob answers Mallory; in a dump with a ledger entry."""
    caches["pages"].clear()
    article = make_article(title="Quagmire", tags=["Bogs"])
    people = [make_commenter(name) for name in ("Ann", "Mallory", "Bob")]
    comments = make_comments(
        article,
        [None, 0, 1],
        commenter=people,
        author_name=["Ann", "Mallory", "Bob"],
        body_text=["Hello.", "poisonwords here", "I disagree."],
        subject=["", "poisonsubject", ""],
    )
    lines = ["Quagmire", "Ann", "Hello.", "Mallory", "poisonwords here", "Bob", "I disagree."]
    excerpts = [(comments[0], 2, 3), (comments[1], 4, 5), (comments[2], 6, 7)]
    dump = make_dump(article, lines, excerpts=excerpts)
    make_entry(dump, first_line=4, last_line=4, comment=comments[1], decision="poisonledger")
    index_article(article.pk)
    return comments[1]


def addresses(comment):
    home = comment.article.get_absolute_url()
    person = comment.commenter.get_absolute_url()
    return {
        "article page": home,
        "print view": f"{home}?view=print",
        "permalink": f"/comments/{comment.pk}/",
        "thread page": f"/comments/{comment.pk}/thread/",
        "JSON": f"{home[:-1]}.json",
        "text": f"{home[:-1]}.txt",
        "source view": f"{home}source/",
        "ledger": f"{home}ledger/",
        "statistics": f"{home}statistics/",
        "article feed": f"{home}feed/",
        "commenter page": person,
        "commenter feed": f"{person}feed/",
        "home": "/",
        "list of articles": "/articles/",
        "year": "/2015/",
        "tag": "/tags/bogs/",
        "feed of articles": "/articles/feed/",
        "tag feed": "/tags/bogs/feed/",
        "sitemap": "/sitemap-articles.xml",
        "search": "/search/?q={}",
        "search feed": "/search/feed/?q={}",
        "search data": "/search.json?q={}",
    }


def look(client, comment, door, *, word):
    """What a reader gets; `word` is one to search for, which pages repeat."""
    response = client.get(addresses(comment)[door].format(word))
    return response.status_code, response.content.decode()


def set_state(comment, state):
    chosen = Comment.objects.filter(pk=comment.pk)
    values = {"moderator": None, "reason": "an insult"}
    if state == "hidden":
        hide_comments(chosen, **values)
    elif state == "removed":
        remove_comments(chosen, **values)


@pytest.mark.parametrize(("door", "state", "expected"), cells("Comments"))
def test_comment(client, comment, door, state, expected):
    set_state(comment, state)
    if door == "count of comments":
        assert Article.objects.get().comment_count == 3
        assert client.get(addresses(comment)["JSON"]).json()["comments_recovered"] == 3
        return
    status, text = look(client, comment, door, word="here")
    in_person = door.startswith("commenter")
    said = {word for word in SAID if word in text}
    if expected == "words":
        assert status == 200 and said
    else:
        # A person's own page says their name.
        assert said <= ({"Mallory"} if in_person else set())
    if expected == "place":
        assert status == 200
        assert is_in_its_place(text, comment, door)


def is_in_its_place(text, comment, door):
    if door in ("source view", "ledger"):
        return "withheld" in text or "poison" in text
    return str(comment.pk) in text and "I disagree." in text


def set_commenter(comment, state):
    chosen = Commenter.objects.filter(pk=comment.commenter_id)
    values = {"moderator": None, "reason": "an insult"}
    if state == "hidden":
        hide_commenters(chosen, **values)
    elif state == "removed":
        remove_commenters(chosen, **values)


@pytest.mark.parametrize(("door", "state", "expected"), cells("Commenters"))
def test_commenter(client, comment, door, state, expected):
    set_commenter(comment, state)
    status, text = look(client, comment, door, word="here")
    said = {word for word in SAID if word in text}
    if expected.isdigit():
        assert status == int(expected)
        assert status == 200 or not said
    else:
        assert status == 200
        assert bool(said) is (expected == "words")
        assert expected != "place" or is_in_its_place(text, comment, door)


def set_article(comment, state):
    chosen = Article.objects.filter(pk=comment.article_id)
    values = {"moderator": None, "reason": "a complaint"}
    if state == "hidden":
        hide_articles(chosen, **values)
    elif state == "removed":
        withdraw_articles(chosen, **values)
    elif state == "on a legal demand":
        withdraw_articles(chosen, is_legal_demand=True, **values)
    elif state == "held":
        chosen.update(state=State.HELD)


@pytest.mark.parametrize(("door", "state", "expected"), cells("Articles"))
def test_article(client, comment, door, state, expected):
    set_article(comment, state)
    status, text = look(client, comment, door, word="built")
    text = text.lower()
    if expected.isdigit():
        assert status == int(expected)
        assert status == 200 or not re.search("quagmire|poison|mallory|disagree", text)
    else:
        assert bool(re.search("quagmire|poison|mallory", text)) is (expected == "words")


@pytest.mark.parametrize("state", ["hidden", "removed"])
@pytest.mark.parametrize("act", [set_state, set_commenter, set_article])
def test_no_address_at_all_shows_it(client, comment, act, state):
    """The doors of the tables are not all there are: this one tries every address."""
    assert [address for address, text in crawl(client) if "poisonwords" in text]
    caches["pages"].clear()
    act(comment, state)
    assert [address for address, text in crawl(client) if "poisonwords" in text] == []


def test_restored_is_as_before(client, comment):
    set_state(comment, "removed")
    restore_comments(Comment.objects.filter(pk=comment.pk), moderator=None, reason="")
    set_article(comment, "removed")
    restore_articles(Article.objects.all(), moderator=None, reason="")
    for door, state, expected in cells("Comments"):
        if state == "visible" and expected == "words":
            status, text = look(client, comment, door, word="here")
            assert status == 200 and any(word in text for word in SAID), door


@pytest.mark.parametrize("heading", ["Comments", "Commenters", "Articles"])
def test_tables_are_found(heading):
    assert len(cells(heading)) >= 18
