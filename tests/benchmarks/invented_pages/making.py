"""One page, made: its HTML and its truth in the form of the corpus' gold files."""

from __future__ import annotations

from html import unescape
from random import Random
from typing import Any

from tests.benchmarks.invented_pages.systems import SYSTEMS
from tests.benchmarks.invented_pages.talk import Comment, make_talk
from tests.benchmarks.invented_pages.tongues import load_tongue


def make_page(
    name: str, seed: int, number: int, *, comments: int | None = None
) -> tuple[str, dict[str, Any]]:
    """Give the HTML and the truth of a system's page of this number, with so many comments."""
    chosen = SYSTEMS[name]
    rng = Random(f"{seed}/{name}/{number}")
    code = chosen.languages[0] if rng.random() < 0.25 else rng.choice(chosen.languages)
    tongue = load_tongue(code)
    count = min(chosen.most, rng.choice((3, 4, 5, 6, 8, 10, 14, 20, 30, 45)))
    talk = make_talk(rng, tongue, count=comments or count, depth=chosen.depth)
    html = chosen.page(talk, chosen.write(talk))
    truth = {
        "id": f"{name}-{code}-{number}",
        "system": name,
        "site": f"{name}.example",
        "language": code,
        "title": talk.title,
        "title_alts": [],
        "declared_count": talk.declared,
        "tags": None,
        "comments": [_gold(n, comment) for n, comment in enumerate(talk.comments)],
    }
    return html, truth


def _gold(number: int, comment: Comment) -> dict[str, Any]:
    found: dict[str, Any] = {
        "n": number,
        "author": unescape(comment.author) if comment.author else None,
        "posted_at": comment.posted_at,
        "posted_text": comment.date or None,
        "parent": comment.parent,
        "body": comment.body,
        "kind": comment.kind,
    }
    if comment.subject:
        found["subject"] = comment.subject
    if comment.optional:
        found["optional"] = True
    return found
