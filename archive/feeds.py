"""Atom feeds beside the lists: what is newest among articles, and what was said last."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from archive.atom import Atom, unknown_author
from archive.public_log import Entry, read_log
from archive.views.access import find, find_commenter
from articles.models import Article, Tag
from articles.rendering import stored_html
from comments.models import Comment, Commenter

NEWEST = 50


class ArticleFeed(Feed):
    feed_type = Atom

    def title(self) -> str:
        return settings.ARCHIVE_NAME

    def link(self) -> str:
        return reverse("articles")

    def items(self) -> QuerySet[Article]:
        return Article.objects.latest_imported()[:NEWEST]

    def item_title(self, item: Article) -> str:
        return str(item)

    def item_description(self, item: Article) -> str:
        return item.opening

    def item_author_name(self, item: Article) -> str:
        return item.author_name or unknown_author()

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published

    def item_updateddate(self, item: Article) -> datetime:
        return item.changed_at


class TagFeed(ArticleFeed):
    def get_object(self, request: HttpRequest, slug: str) -> Tag:
        return get_object_or_404(Tag.objects.known(), slug=slug)

    def title(self, tag: Tag) -> str:
        return f"{tag.name} – {settings.ARCHIVE_NAME}"

    def link(self, tag: Tag) -> str:
        return tag.get_absolute_url()

    def items(self, tag: Tag) -> QuerySet[Article]:
        return tag.articles.latest_imported()[:NEWEST]


class CommentFeed(Feed):
    """Comments that may be read, the last said first. Its kinds say whose or where."""

    feed_type = Atom

    def comments(self) -> QuerySet[Comment]:
        visible = Comment.objects.visible().select_related("article__site", "commenter")
        return visible.defer("article__body_text", "article__body_html", "body_text")

    def item_title(self, item: Comment) -> str:
        author = self.item_author_name(item)
        return _("%(author)s on %(title)s") % {"author": author, "title": item.article}

    def item_description(self, item: Comment) -> str:
        return stored_html(item.body_html)

    def item_author_name(self, item: Comment) -> str:
        return item.author_name or unknown_author()

    def item_pubdate(self, item: Comment) -> datetime | None:
        return item.posted_at

    def item_updateddate(self, item: Comment) -> datetime:
        """Atom wants one; for an unknown time it is when the archive got the comment's article."""
        return item.posted_at or item.article.imported_at


class DiscussionFeed(CommentFeed):
    def get_object(self, request: HttpRequest, pk: int, slug: str) -> Article:
        return find(Article.objects.select_related("site"), pk)

    def title(self, article: Article) -> str:
        return _("Comments on %(title)s") % {"title": article}

    def link(self, article: Article) -> str:
        return article.get_absolute_url()

    def items(self, article: Article) -> QuerySet[Comment]:
        return self.comments().filter(article=article).last_said_first()[:NEWEST]


class CommenterFeed(CommentFeed):
    def get_object(self, request: HttpRequest, pk: int, slug: str) -> Commenter:
        return find_commenter(pk, "commenter-feed")

    def title(self, commenter: Commenter) -> str:
        return _("Comments by %(name)s") % {"name": commenter.name}

    def link(self, commenter: Commenter) -> str:
        return commenter.get_absolute_url()

    def items(self, commenter: Commenter) -> QuerySet[Comment]:
        return self.comments().filter(commenter=commenter).last_said_first()[:NEWEST]


class LogFeed(Feed):
    """The latest acts of moderation."""

    feed_type = Atom

    def title(self) -> str:
        return f"{_('Moderation log')} – {settings.ARCHIVE_NAME}"

    def link(self) -> str:
        return reverse("moderation")

    def author_name(self) -> str:
        """Of every entry: which moderator it was is not said."""
        return settings.ARCHIVE_NAME

    def items(self) -> list[Entry]:
        return list(read_log().entries)

    def item_title(self, item: Entry) -> str:
        return f"{item.target.text} {item.act}"

    def item_description(self, item: Entry) -> str:
        return escape(item.reason)

    def item_link(self, item: Entry) -> str:
        return f"{reverse('moderation')}?before={item.pk + 1}#act-{item.pk}"

    def item_updateddate(self, item: Entry) -> datetime:
        return item.at
