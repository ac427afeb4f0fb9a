"""Whatever a dump holds, a page holds no script of it, no handler and no dangerous address."""

import json

import pytest

from articles.log import Done, record_acts
from articles.models import Tag
from articles.rendering import render_blocks, render_comment
from articles.states import State
from comments.models import Certainty
from tests.builders import (
    make_article,
    make_commenter,
    make_comments,
    make_dump,
    make_entry,
    make_site,
)
from tests.pages.reading import NS, get, parse

pytestmark = pytest.mark.django_db

EVIL = (
    "</title></textarea><script>alert(1)</script>"
    "<img src=x onerror=alert(1)>\" onmouseover='alert(1)' style=x "
    "{{ 7|add:7 }} {% now 'Y' %} javascript:alert(1) "
    'http://x.example/"onclick=alert(1) http://<b>x</b>.example www.y.example/<script>'
)
OWN_SCRIPTS = "/static/js/"


@pytest.fixture
def addresses():
    site = make_site(EVIL[:200])
    article = make_article(
        title=EVIL,
        site=site,
        author_name=EVIL,
        tags=[EVIL[:200]],
        source_url="javascript:alert(1)//http://x.example",
        image_caption=EVIL,
        image_credit=EVIL,
        published_text=EVIL,
        body_text=EVIL,
        body_html=render_blocks([(kind, EVIL) for kind in ("paragraph", "heading", "list-item")]),
    )
    unread = make_article(title="", published=None, published_precision=None, published_text=EVIL)
    person = make_commenter(EVIL[:200], site)
    comments = make_comments(
        article,
        [None, *range(11)],
        commenter=[person, None] * 6,
        author_name=[EVIL[:200], EVIL] * 6,
        author_text=EVIL,
        posted_at=None,
        posted_text=EVIL,
        subject=EVIL,
        body_text=EVIL,
        body_html=str(render_comment(EVIL)),
        parent_certainty=Certainty.GUESSED,
        state_reason=EVIL,
    )
    removed = comments[4]
    removed.state = State.REMOVED
    removed.save(update_fields=["state"])
    dump = make_dump(
        article,
        [EVIL, EVIL, EVIL],
        path=EVIL,
        dialect="x",
        encoding="utf-8",
        excerpts=[(comments[0], 2, 2)],
    )
    make_entry(dump, decision=EVIL, code=EVIL[:60], comment=comments[0])
    done = [
        Done("comment", removed.pk, article.pk, {}, {}),
        Done("commenter", person.pk, None, {}, {}),
    ]
    for one in done:
        record_acts("remove", [one], moderator=None, reason=EVIL)
    home = article.get_absolute_url()
    return [
        "/",
        "/articles/",
        f"/articles/?site={site.pk}",
        "/2015/",
        "/2015/09/",
        "/years/",
        Tag.objects.get().get_absolute_url(),
        home,
        home + "?page=all",
        home + "source/",
        home + "ledger/",
        home + "statistics/",
        unread.get_absolute_url(),
        person.get_absolute_url(),
        comments[0].get_absolute_url(),
        comments[-1].get_absolute_url(),
        removed.get_absolute_url(),
        comments[3].get_absolute_url() + "thread/",
        comments[3].get_absolute_url() + "report/",
        "/moderation/",
    ]


def assert_harmless(response):
    assert b"<script>alert" not in response.content
    tree = parse(response.content)
    for element in tree.iter():
        tag = str(element.tag).removeprefix(NS)
        assert tag not in {"img", "iframe", "object", "embed", "style", "base", "b"}
        if tag == "script" and element.get("type") == "application/ld+json":
            json.loads("".join(element.itertext()))
        elif tag == "script":
            assert (element.get("src") or "").startswith(OWN_SCRIPTS)
            assert not "".join(element.itertext()).strip()
        for name, value in element.items():
            assert not name.startswith("on") and name != "style", (tag, name)
            if name in {"href", "src", "action", "{http://www.w3.org/1999/xlink}href"}:
                assert value.startswith(("/", "#", "?", "http://", "https://")), value
        if tag == "a" and (element.get("href") or "").startswith("http"):
            assert element.get("rel") == "nofollow ugc noopener"


def test_hostile_text_is_only_text_on_every_page(client, addresses):
    for address in addresses:
        assert_harmless(get(client, address))


def test_every_page_forbids_inline_code(client, addresses):
    for address in [*addresses, "/nothing/", "/healthz", "/robots.txt"]:
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy
        assert "unsafe" not in policy and "data:" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    "address",
    [
        "/%3Cscript%3Ealert(1)%3C/script%3E/",
        "/articles/?page=%3Cscript%3E",
        "/articles/?page=1&x=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/tags/%22%3E%3Cscript%3E/",
        "/comments/1/?context=%00",
    ],
)
def test_hostile_addresses_are_harmless(client, address):
    assert_harmless(client.get(address))
