"""Every address that a reader can reach, followed from the ones that a machine would guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag, urljoin

from django.contrib import admin
from django.urls import reverse

from articles.models import Article
from comments.models import Comment, Commenter

BEGINNINGS = ("/", "/sitemap.xml", "/articles/feed/", "/years/", "/about/", "/moderation/")
LINK = re.compile(r"""(?:href|src)\s*=\s*["']([^"']+)["']|<loc>([^<]+)</loc>|"url": "([^"]+)\"""")
HOST = "http://testserver"
MOST = 2000


def crawl(client, *, searches=()) -> Iterator[tuple[str, str]]:
    """Each address with its text, headers included. Addresses are text too."""
    for address, response in visit(client, searches=searches):
        headers = " ".join(f"{name}: {value}" for name, value in response.items())
        yield address, f"{address} {headers} {text_of(response)}"


def visit(client, *, searches=()):
    pending = [*BEGINNINGS, *_guessed(), *searches]
    seen = set(pending)
    while pending:
        address = pending.pop()
        response = client.get(address)
        yield address, response
        assert len(seen) < MOST, "the site is larger than a test's ought to be"
        for found in _links(response):
            target = urldefrag(urljoin(HOST + address, found))[0]
            if target.startswith(HOST) and not target.startswith(f"{HOST}/static/"):
                target = target.removeprefix(HOST)
                # Parameters can be combined without end; one at a time shows all there is.
                if target not in seen and target.count("&") == 0 and "/admin/" not in target:
                    seen.add(target)
                    pending.append(target)


def text_of(response) -> str:
    content = b"".join(response) if response.streaming else response.content
    return content.decode("utf-8", "replace")


def _links(response) -> Iterator[str]:
    if response.status_code in (301, 302):
        yield response["Location"]
    elif "css" not in response["Content-Type"]:
        for groups in LINK.findall(text_of(response)):
            yield unescape(next(filter(None, groups)))


def _guessed() -> Iterator[str]:
    """What no page links to: an address keeps its number when its row is withheld."""
    for article in Article.objects.all():
        home = article.get_absolute_url()
        yield from (home, f"{home}source/", f"{home}ledger/", f"{home}statistics/", f"{home}feed/")
        yield from (
            f"{home[:-1]}.json",
            f"{home[:-1]}.txt",
            f"{home}?view=print",
            f"{home}?page=all",
        )
        yield from (f"{home}source/?dump={dump.pk}" for dump in article.dumps.all())
    for pk in Comment.objects.values_list("pk", flat=True):
        yield from (f"/comments/{pk}/", f"/comments/{pk}/thread/")
    for commenter in Commenter.objects.all():
        yield from (commenter.get_absolute_url(), f"{commenter.get_absolute_url()}feed/")
    for query in ("swans", "a", "comments", "weir"):
        yield from (f"/search/?q={query}", f"/search.json?q={query}", f"/search/feed/?q={query}")


def visit_admin(client) -> Iterator[tuple[str, str]]:
    """Every list and every object's page and history in the admin, with its text."""
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses = [reverse(f"{name}_changelist")]
        for pk in model._base_manager.values_list("pk", flat=True):
            addresses += [reverse(f"{name}_{page}", args=[pk]) for page in ("change", "history")]
        for address in addresses:
            yield address, text_of(client.get(address, follow=True))
