"""The search page, and the same results as Atom and JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from archive.search.deadline import TooSlow, deadline
from archive.search.facets import count_facets
from archive.search.feed import as_atom, as_json
from archive.search.jump import find_comment, find_target
from archive.search.narrowing import describe_narrowing, suggest
from archive.search.question import Order, Question, clean, read_question
from archive.search.results import MOST_HITS, Answer, answer
from archive.search.rows import Row, show_hits


def search(request: HttpRequest) -> HttpResponse:
    text = clean(request.GET.get("q", ""))
    if target := find_target(text, host=request.get_host()):
        return redirect(target)
    question = _question(request)
    context = {
        "question": question,
        "query": question.query,
        "narrowing": describe_narrowing(question),
        "most_hits": MOST_HITS,
        "orders": [(order, question.address(sort=order.value)) for order in _orders(question)],
        **_found(question),
    }
    numbered = find_comment(text)
    if numbered and context.get("count") == 0:
        return redirect(numbered)
    response = render(request, "archive/search.html", {**context, "numbered": numbered})
    return _guard(response, question)


def feed(request: HttpRequest) -> HttpResponse:
    """The newest results as Atom, for a reader that asks again and again."""
    question = _question(request, sort="newest")
    rows, _answer = _rows(question)
    response = HttpResponse(
        as_atom(question, rows, request.build_absolute_uri), content_type="application/atom+xml"
    )
    return _guard(response, question)


def data(request: HttpRequest) -> HttpResponse:
    """The results as JSON, with the address of the page that follows."""
    question = _question(request)
    rows, found = _rows(question)
    response = JsonResponse(as_json(question, rows, found, request.build_absolute_uri))
    return _guard(response, question)


def _question(request: HttpRequest, **changes: str) -> Question:
    may_see_removed = request.user.has_perm("comments.moderate_comment")
    parameters = {**request.GET.dict(), **changes}
    return read_question(parameters, may_see_removed=may_see_removed)


def _rows(question: Question) -> tuple[list[Row], Answer | None]:
    if question.is_empty:
        return [], None
    try:
        with deadline():
            found = answer(question)
            return show_hits(found.page, question.query.phrases), found
    except TooSlow:
        return [], None


def _found(question: Question) -> dict[str, Any]:
    """What the page shows of the answer; nothing without a question."""
    if question.is_empty:
        return {}
    try:
        with deadline():
            found = answer(question)
            facets = count_facets(question, found.newest)
            rows = show_hits(found.page, question.query.phrases)
    except TooSlow:
        return {"is_too_slow": True}
    return {
        "count": len(found.newest),
        "is_capped": found.is_capped,
        "rows": rows,
        "facets": facets,
        "following": found.following and question.address(after=str(found.following)),
        "suggestions": [] if found.newest else suggest(question),
    }


def _orders(question: Question) -> list[Order]:
    return [order for order in Order if order is not Order.RELEVANCE or question.query.phrases]


def _guard(response: HttpResponse, question: Question) -> HttpResponse:
    """What moderators see is for nobody's cache."""
    if question.query.wants_removed:
        patch_cache_control(response, private=True, no_store=True)
    return response
