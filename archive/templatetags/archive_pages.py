"""Times and page numbers for templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from archive.search.snippets import cut_text
from articles.models import Article
from articles.rendering import render_line
from articles.rendering import stored_html as as_stored_html
from articles.times import Moment
from comments.models import Comment

register = template.Library()

BEGINNING = 200
"""Characters that stand for a text where a link to it is shown."""

NEAR = 2
"""Page numbers shown on either side of the present one."""


@register.filter
def published_time(article: Article) -> SafeString:
    """When an article was published, as finely as it is known; its own words if unread."""
    return _time(article.moment, article.published_text)


@register.filter
def posted_time(comment: Comment) -> SafeString:
    """When a comment was posted; the words of its page where they could not be read."""
    return _time(comment.moment, comment.posted_text)


def _time(moment: Moment | None, as_written: str) -> SafeString:
    if moment is None:
        return format_html("{}", as_written)
    return format_html('<time datetime="{}">{}</time>', *moment)


@register.filter
def grouped(number: int) -> str:
    """A number to be read, with its thousands parted as the language does."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def beginning(text: str) -> str:
    """How a text begins, on one line."""
    return cut_text(" ".join(text[: 2 * BEGINNING].split()), BEGINNING)


register.filter("cut", cut_text)


@register.filter
def linked(text: str) -> SafeString:
    """Text with its web addresses as links, if they are addresses that may be followed."""
    return render_line(text)


@register.filter
def stored_html(html: str) -> SafeString:
    return as_stored_html(html)


@register.simple_tag(takes_context=True)
def with_query(context: RequestContext, **values: object) -> str:
    """The present address's query with some values changed; an empty value is left out."""
    query = context["request"].GET.copy()
    for name, value in values.items():
        query[name] = str(value)
        if not query[name]:
            del query[name]
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def query_without(context: RequestContext, name: str) -> str:
    """The present address's query without one value, from the first page on."""
    return with_query(context, **{name: "", "page": ""})


@register.inclusion_tag("_pages.html", takes_context=True)
def page_links(context: RequestContext, number: int, pages: int) -> dict[str, Any]:
    """Links to the other pages of a list, keeping the rest of the address's query."""

    def address(page: int) -> str:
        return with_query(context, page=page)

    near = range(max(1, number - NEAR), min(pages, number + NEAR) + 1)
    numbers = sorted({1, *near, pages})
    return {
        "number": number,
        "pages": pages,
        "previous": address(number - 1) if number > 1 else None,
        "following": address(number + 1) if number < pages else None,
        "links": [
            {"number": n, "address": address(n), "is_gap_before": n - before > 1}
            for before, n in zip([0, *numbers], numbers, strict=False)
        ],
    }
