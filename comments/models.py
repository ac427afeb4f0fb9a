"""What was said: comments in their tree, and the people who wrote them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from articles.identifiers import reserve_ids
from articles.models import NAME_LENGTH, Article, Site
from articles.states import OWN_CHOICES, Precision, State, known_choice, time_has_precision
from articles.times import Clock, Moment
from comments.erased import ErasedName, ErasedPerson
from comments.redactions import Redaction
from comments.reports import Report
from comments.traces import MergedComment, SplitPassage

__all__ = [
    "Certainty",
    "Comment",
    "CommentManager",
    "CommentQuerySet",
    "Commenter",
    "ErasedName",
    "ErasedPerson",
    "Kind",
    "MergedComment",
    "Redaction",
    "Report",
    "SplitPassage",
]


class CommenterQuerySet(models.QuerySet["Commenter"]):
    def known(self) -> CommenterQuerySet:
        """Those of whom readers may know: not all that they said waits for publication."""
        said = Comment.objects.filter(commenter=models.OuterRef("pk")).order_by()
        published = said.exclude(article__state=State.HELD)
        return self.filter(models.Exists(published) | ~models.Exists(said))


class Commenter(models.Model):
    """One name within one site. Unnamed comments have none: nobody is called "Anonymous"."""

    site = models.ForeignKey(
        Site, models.PROTECT, related_name="commenters", verbose_name=_("site")
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    state = models.CharField(_("state"), max_length=8, choices=OWN_CHOICES, default=State.VISIBLE)
    state_reason = models.TextField(_("reason"), blank=True, default="")
    # Another spelling of one person's name: imports give what bears it to that one.
    merged_into = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="other_spellings",
        db_index=False,
        verbose_name=_("merged into"),
    )

    objects = CommenterQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")
        permissions = [
            ("moderate_commenter", "Can hide, remove and restore all that a commenter wrote"),
            ("merge_commenter", "Can merge commenters and part them again"),
        ]
        indexes = [
            # Few are merged, and every import asks which.
            models.Index(
                fields=["site", "merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="commenter_merged",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["site", "name"], name="commenter_name_unique_in_site"),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="commenter_not_into_itself"
            ),
            known_choice("state", State, "commenter_state_known", without=[State.HELD]),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("commenter", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        return slugify(self.name, allow_unicode=True) or "-"


class Certainty(models.TextChoices):
    """How the comment that is answered became known."""

    EXPLICIT = "explicit", _("named in the page")
    INDENT = "indent", _("read from indentation")
    DEPTH_CAPPED = "depth-capped", _("as deep as the page could show")
    GUESSED = "guessed", _("decided, not read")
    MODERATED = "moderated", _("decided by a moderator")


class Kind(models.TextChoices):
    """A reader's words, or another page's notice that it links here."""

    COMMENT = "comment", _("comment")
    PINGBACK = "pingback", _("pingback")


class CommentQuerySet(TreeQuerySet):
    def in_reading_order(self) -> CommentQuerySet:
        """Pre-order over the discussion: each thread whole, replies below what they answer."""
        return self.order_by("article", "position")

    def visible(self) -> CommentQuerySet:
        """Openly readable: neither the comment nor its author nor its article is withheld."""
        return self.filter(state=State.VISIBLE, article__state=State.VISIBLE).exclude(
            commenter__state__in=[State.HIDDEN, State.REMOVED]
        )

    def withheld(self) -> CommentQuerySet:
        """Taken out or hidden, by itself or with everything that its author wrote."""
        taken_out = [State.HIDDEN, State.REMOVED]
        return self.filter(models.Q(state__in=taken_out) | models.Q(commenter__state__in=taken_out))

    def path_to(self, comment: Comment) -> CommentQuerySet:
        """The comment after all that it answers, from the top of its thread."""
        return self.filter(
            tree_id=comment.tree_id, lft__lte=comment.lft, rght__gte=comment.rght
        ).order_by("level")

    def in_branch(self, comment: Comment) -> CommentQuerySet:
        """The comment and every reply at any depth."""
        return self.filter(tree_id=comment.tree_id, lft__gte=comment.lft, rght__lte=comment.rght)

    def below(self, comment: Comment) -> CommentQuerySet:
        """Every reply at any depth, in reading order: the positions that follow its own."""
        return self.filter(
            article_id=comment.article_id,
            position__gt=comment.position,
            position__lte=comment.position + comment.get_descendant_count(),
        ).order_by("position")

    def beside(self, comment: Comment) -> CommentQuerySet:
        """What answers the same comment, or the article's other threads."""
        if comment.parent_id is None:
            return self.filter(article_id=comment.article_id, level=0)
        return self.filter(parent_id=comment.parent_id)

    def for_permalink(self) -> CommentQuerySet:
        """One comment with all that decides whether and how it may be shown."""
        return self.select_related("article__site", "commenter").defer(
            "article__body_html", "article__body_text"
        )

    def for_commenter(self, commenter: Commenter) -> CommentQuerySet:
        """What one person said, newest first; what has no known time comes last."""
        return (
            self.visible()
            .filter(commenter=commenter)
            .select_related("article__site", "parent__commenter")
            .defer("article__body_html", "article__body_text", "parent__body_html", "body_text")
            .last_said_first()
        )

    def last_said_first(self) -> CommentQuerySet:
        """Newest first; what has no known time comes last."""
        return self.order_by(models.F("posted_at").desc(nulls_last=True), "-pk")


class CommentManager(TreeManager.from_queryset(CommentQuerySet)):
    """mptt's manager with an allocator of tree ids that is safe with several writers."""

    def _get_next_tree_id(self) -> int:
        return reserve_ids(self.model, 1, using=self.db)[0]


class Comment(MPTTModel):
    """A reader's contribution. `parent` and `position` are the truth of the tree.

    The mptt columns (tree_id, lft, rght, level) are an index over them, computed by
    `comments.tree` alone and compared with the truth by `verify_archive`.
    """

    # The indexes below begin with article and commenter; the keys need none of their own.
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        related_name="comments",
        db_index=False,
        verbose_name=_("article"),
    )
    parent = TreeForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("reply to"),
    )
    parent_certainty = models.CharField(
        _("certainty of place"), max_length=12, choices=Certainty.choices, null=True, blank=True
    )
    position = models.PositiveIntegerField(_("place in reading order"))
    commenter = models.ForeignKey(
        Commenter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
        verbose_name=_("commenter"),
    )
    author_name = models.TextField(_("author"), blank=True, default="")
    author_text = models.TextField(_("author, as written"), blank=True, default="")
    posted_at = models.DateTimeField(_("posted"), null=True, blank=True)
    posted_precision = models.CharField(
        _("precision"), max_length=6, choices=Precision.choices, null=True, blank=True
    )
    posted_text = models.TextField(_("posted, as written"), blank=True, default="")
    subject = models.TextField(_("subject"), blank=True, default="")
    body_text = models.TextField(_("text"), blank=True, default="")
    body_html = models.TextField(_("text as safe HTML"), blank=True, default="", editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.COMMENT)
    source_key = models.CharField(_("source key"), max_length=64, editable=False)
    # Checksums of what the importer last wrote: where they differ, a moderator decided.
    read_marks = models.CharField(max_length=32, default="", blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=OWN_CHOICES, default=State.VISIBLE)
    state_reason = models.TextField(_("reason"), blank=True, default="")

    objects = CommentManager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [
            ("moderate_comment", "Can hide, remove and restore comments"),
            ("restructure_comment", "Can move, split and merge comments"),
        ]
        indexes = [
            models.Index(fields=["article", "position"], name="comment_reading_order"),
            models.Index(fields=["commenter", "-posted_at", "-id"], name="comment_by_commenter"),
            models.Index(fields=["state", "-id"], name="comment_by_state"),
            # The moderators' work queues. Only comments that stand in one cost an entry.
            models.Index(
                fields=["-id"],
                condition=models.Q(parent_certainty=Certainty.GUESSED),
                name="comment_place_guessed",
            ),
            models.Index(
                fields=["-id"], condition=models.Q(author_name=""), name="comment_author_unknown"
            ),
            models.Index(
                fields=["-id"], condition=models.Q(posted_at=None), name="comment_time_unknown"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "source_key"], name="comment_source_key_unique_in_article"
            ),
            models.UniqueConstraint(
                fields=["tree_id"], condition=models.Q(level=0), name="comment_one_root_a_tree"
            ),
            models.CheckConstraint(
                condition=models.Q(rght__gt=models.F("lft")), name="comment_rght_after_lft"
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="comment_not_its_own_parent"
            ),
            known_choice("state", State, "comment_state_known", without=[State.HELD]),
            known_choice("kind", Kind, "comment_kind_known"),
            known_choice("parent_certainty", Certainty, "comment_certainty_known"),
            known_choice("posted_precision", Precision, "comment_precision_known"),
            time_has_precision("posted_at", "posted_precision", "comment_time_has_precision"),
        ]

    def __str__(self) -> str:
        return _("comment %(id)s by %(author)s") % {
            "id": self.pk,
            "author": self.author_name or _("[author not in the saved page]"),
        }

    def get_absolute_url(self) -> str:
        return reverse("comment", args=[self.pk])

    @property
    def moment(self) -> Moment | None:
        """When it was posted, on the clock of its article's page; None where that is unknown."""
        if self.posted_at is None:
            return None
        return Clock(self.article.zone).show(self.posted_at, self.posted_precision)

    @property
    def is_public(self) -> bool:
        """Neither the comment nor the person who wrote it is withheld or taken out."""
        is_shown = self.commenter is None or self.commenter.state == State.VISIBLE
        return self.state == State.VISIBLE and is_shown
