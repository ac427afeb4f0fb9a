"""What tests read out of a page."""

from __future__ import annotations

import html5lib
from django.test import Client

NS = "{http://www.w3.org/1999/xhtml}"


def parse(html: bytes | str):
    """The page as a tree. Fails where it is not valid HTML syntax."""
    text = html.decode() if isinstance(html, bytes) else html
    parser = html5lib.HTMLParser(strict=True)
    return parser.parse(text)


def get(client: Client, address: str, status: int = 200):
    response = client.get(address)
    assert response.status_code == status, f"{address}: {response.status_code}"
    return response


def get_tree(client: Client, address: str):
    return parse(get(client, address).content)


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


def by_class(tree, name: str) -> list:
    return [e for e in tree.iter() if name in (e.get("class") or "").split()]


def comment_ids(tree) -> list[int]:
    """The comments that a page shows as its own, not those that only lead to them."""
    return [
        int(e.get("id").removeprefix("c-"))
        for e in by_class(tree, "comment")
        if "is-context" not in e.get("class").split()
    ]


def links(tree) -> list[str]:
    return [e.get("href") for e in tree.iter(f"{NS}a") if e.get("href")]


def depth_of(tree) -> int:
    """How many elements stand inside each other, the deepest counted. Without recursion."""
    deepest, pending = 0, [(tree, 1)]
    while pending:
        element, depth = pending.pop()
        deepest = max(deepest, depth)
        pending.extend((child, depth + 1) for child in element)
    return deepest
