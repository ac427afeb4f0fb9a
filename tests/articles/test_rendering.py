import html5lib
import pytest

from articles.rendering import render_blocks, render_comment, render_line

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
