"""One comment in its context, one branch on its own pages, and one person's comments."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.citation import cite_comment, comment_data
from archive.views.access import (
    MovedOn,
    Withdrawn,
    answers_gone,
    find_commenter,
    lead_on,
    require_shown,
)
from archive.views.articles import read_fold, surroundings
from archive.views.keeping import keep
from archive.views.lists import asked_page, number_or_404, page_or_404
from articles.log import Kind, ModerationAction, Verb
from articles.rendering import render_linked_data
from comments.discussion import lay_out
from comments.models import Comment, MergedComment
from comments.paging import (
    DEPTH,
    LENGTH,
    Slice,
    address_in_discussion,
    branch,
    read_branch,
    read_neighbours,
    read_path,
    read_root,
)
from comments.writing import Phrases

CONTEXT = 3
"""Comments shown above a permalink's own unless `?context=` asks for more."""

MOST_CONTEXT = 100
PAGE = 30


@answers_gone
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _find_comment(request, pk, "comment")
    wanted = min(number_or_404(request.GET.get("context", str(CONTEXT))), MOST_CONTEXT)
    parts = ("comment", pk, wanted)
    return keep(request, comment.article, parts, lambda: _render_comment(request, comment, wanted))


def _render_comment(request: HttpRequest, comment: Comment, wanted: int) -> HttpResponse:
    path, replies = read_path(comment, wanted), read_branch(comment, 1)
    cut = path[-1] if branch(comment)[LENGTH : LENGTH + 1].exists() else None
    part = Slice([*path, *replies], cut=cut)
    around = surroundings(
        comment.article,
        part,
        context={row.id for row in path[:-1]},
        target=comment.pk,
    )
    previous, following = read_neighbours(comment)
    root = read_root(comment)
    build = request.build_absolute_uri
    address = build(comment.get_absolute_url())
    data = comment_data(comment, address, build(comment.article.get_absolute_url()))
    context = {
        "comment": comment,
        "address": address,
        "citation": cite_comment(comment, address) if data else None,
        "linked_data": render_linked_data(data) if data else "",
        "article": comment.article,
        "name": Phrases().name(path[-1]),
        "discussion": lay_out(part, around, last_level=comment.level + DEPTH),
        "above": comment.level - len(path) + 1,
        "more_context": min(comment.level, MOST_CONTEXT),
        "root": root.pk if comment.level > 1 else None,
        "in_discussion": address_in_discussion(comment, root),
        "previous": previous,
        "following": following,
    }
    return render(request, "comments/comment.html", context)


@answers_gone
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    comment = _find_comment(request, pk, "thread")
    number = asked_page(request)
    fold = read_fold(request)
    parts = ("thread", pk, number, fold)
    return keep(
        request, comment.article, parts, lambda: _render_thread(request, comment, number, fold)
    )


def _render_thread(request: HttpRequest, comment: Comment, number: int, fold: str) -> HttpResponse:
    pages = max(1, -(-branch(comment).count() // LENGTH))
    if not 1 <= number <= pages:
        raise Http404(_("There is no such page."))
    own = read_path(comment, 0)
    part = Slice([*own, *read_branch(comment, number)])
    around = surroundings(
        comment.article, part, context={comment.pk}, fold=fold, top_level=comment.level + 1
    )
    context = {
        "comment": comment,
        "article": comment.article,
        "name": Phrases().name(own[0]),
        "discussion": lay_out(part, around, last_level=comment.level + DEPTH),
        "in_discussion": address_in_discussion(comment, read_root(comment)),
        "number": number,
        "pages": pages,
    }
    return render(request, "comments/thread.html", context)


@answers_gone
def commenter(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    commenter = find_commenter(pk, "commenter")
    if slug != commenter.slug:
        return lead_on(request, commenter.get_absolute_url())
    page = page_or_404(request, Comment.objects.for_commenter(commenter), PAGE)
    spellings = commenter.other_spellings.filter(site=commenter.site)
    context = {
        "commenter": commenter,
        "page": page,
        "spellings": list(spellings.order_by("name").values_list("name", flat=True)),
    }
    return render(request, "comments/commenter.html", context)


def _find_comment(request: HttpRequest, pk: int, name: str) -> Comment:
    """A comment of an article that is shown; it may itself be a tombstone.

    Raises MovedOn to the same page, by its `name`, of the one that it was merged into.
    """
    comment = Comment.objects.for_permalink().filter(pk=pk).first()
    if comment is None:
        raise _what_became_of(pk, name)
    require_shown(comment.article, reader=request.user)
    return comment


def _what_became_of(pk: int, name: str) -> Exception:
    """Why there is no comment of this number: it is part of another, erased, or never was."""
    merged = MergedComment.objects.filter(pk=pk).first()
    if merged and merged.comment_id:
        return MovedOn(reverse(name, args=[merged.comment_id]))
    erased = ModerationAction.objects.filter(kind=Kind.COMMENT, target_id=pk, verb=Verb.ERASE)
    if merged or erased.exists():
        return Withdrawn()
    return Http404(_("There is no such comment."))
