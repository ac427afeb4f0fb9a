import time

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering import SafeLinks, render_blocks, render_comment, render_line

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    'http://example.org/"onmouseover="alert(1)',
    "https://example.org/<script>",
    "data:text/html,<script>alert(1)</script>",
    "www.example.org/'><svg/onload=alert(1)>",
    "&lt;script&gt;",
    "]]><!--",
    "http://[::1",
    "http://example.org/&quot;onclick=alert(1)",
]

PIECES = [
    *HOSTILE, "http://a.example/b", "HTTPS://A.EXAMPLE", "www.a.example", "WWW.b.example",
    "(http://c.example/d_(e))", "me@a.example", "a.example", "://", "www.", " ", "\n", "\u00a0",
    "<", ">", "'", '"', "&amp;", ".", ",", "\x1c", "\u2028",
]  # fmt: skip


NO_NUL = st.characters(exclude_characters="\x00")


def tags(html):
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [element for element in tree.iter() if isinstance(element.tag, str)][1:]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    for element in tags(render_comment(f"See {text} and\n\n> {text}")):
        assert element.tag in {"p", "a", "br", "blockquote"}
        assert set(element.attrib) <= {"href", "rel"}
        assert element.get("href", "https://").startswith(("http://", "https://"))
        if element.tag == "a":
            assert element.get("rel") == "nofollow ugc noopener"


def test_web_addresses_are_linked_and_others_are_not():
    html = render_line(
        "See https://example.org/a?b=1&c=2, www.example.org. Mail me@example.org, ftp://x.y"
    )
    assert html.count("<a ") == 2
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html


def test_paragraphs_line_breaks_and_quotes_are_kept():
    html = render_comment("One\ntwo\n\n> Quoted\n> words\n\n\nThree")
    assert html == (
        "<p>One<br>\ntwo</p>\n<blockquote><p>Quoted<br>\nwords</p></blockquote>\n<p>Three</p>"
    )


def test_body_blocks_become_headings_lists_and_paragraphs():
    html = render_blocks(
        [("heading", "Why?"), ("list-item", "a"), ("list-item", "b"), ("paragraph", "<c>")]
    )
    assert html == "<h2>Why?</h2>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>&lt;c&gt;</p>"


def test_no_words_give_no_html():
    assert render_comment("\n \n") == render_blocks([]) == ""


@given(st.lists(st.sampled_from(PIECES) | st.text(NO_NUL, max_size=5), max_size=12))
def test_looking_only_at_what_may_be_a_link_changes_nothing(pieces):
    text = "".join(pieces)
    everything = SafeLinks()(text, autoescape=True).replace("\n", "<br>\n")
    assert render_line(text) == everything


def test_many_almost_links_are_read_in_linear_time():
    text = "w" * 200_000 + " www" * 50_000 + "://" * 1000
    start = time.perf_counter()
    render_line(text)
    assert time.perf_counter() - start < 10


def scarred(text, *words):
    places, at = [], 0
    for word in words:
        at = text.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    return render_comment(text, places)


def test_scar_is_a_mark_that_text_cannot_make():
    html = scarred('a [redacted: x] <mark class="scar">b</mark>', "[redacted: x]")
    assert html == (
        '<p>a <mark class="scar">[redacted: x]</mark> '
        "&lt;mark class=&quot;scar&quot;&gt;b&lt;/mark&gt;</p>"
    )


def test_only_the_scar_among_equal_words_is_marked():
    text = "[redacted: x] and [redacted: x]"
    assert render_comment(text, [(18, 31)]) == (
        '<p>[redacted: x] and <mark class="scar">[redacted: x]</mark></p>'
    )


def test_scar_words_are_escaped():
    assert "<b>" not in scarred("a [redacted: <b>] c", "[redacted: <b>]")


def test_address_with_a_scar_is_no_link():
    html = scarred("see https://a.example/[redacted: x]/c and www.b.example", "[redacted: x]")
    assert html.count("<a ") == 1 and 'href="https://www.b.example"' in html.replace(
        "http:", "https:"
    )
    assert 'https://a.example/<mark class="scar">[redacted: x]</mark>/c' in html


def test_scars_stand_in_quotes_and_between_paragraphs():
    html = scarred("> one [r: x]\n> two\n\n[r: y]\n\nthree", "[r: x]", "[r: y]")
    assert html == (
        '<blockquote><p>one <mark class="scar">[r: x]</mark><br>\ntwo</p></blockquote>\n'
        '<p><mark class="scar">[r: y]</mark></p>\n<p>three</p>'
    )


def test_text_cannot_name_a_scar_by_number():
    html = scarred("\x000\x00 [r: x] \x001\x00", "[r: x]")
    assert html == '<p>0 <mark class="scar">[r: x]</mark> 1</p>'
