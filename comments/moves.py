"""Moving comments: another parent, the whole branch with it, in the order of its new place.

The parent is what a moderator decides; the order among the replies there is not. Imports
find the parent differing from what they wrote, and leave it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from articles.log import Done, Kind, ModerationAction, Verb, record_acts
from articles.moderation import lock_articles, touch_articles
from comments.models import Certainty, Comment, MergedComment
from comments.refusals import Refused, find_again, require_undoable
from comments.tree import renumber_discussion


class Neighbours(NamedTuple):
    """Between which replies of one comment, or which threads, a comment stands."""

    previous: Comment | None
    following: Comment | None


def move_comment(
    comment: Comment,
    *,
    parent: Comment | None,
    moderator: AbstractBaseUser | None,
    reason: str,
) -> None:
    """Let a comment answer another one of its article, or none; its branch goes with it.

    Raises Refused where that cannot be.
    """
    with transaction.atomic():
        lock_articles([comment.article_id])
        moved = find_again(comment.pk)
        above = find_again(parent.pk) if parent else None
        refuse_move(moved, above)
        place = find_neighbours(moved, above)
        after = {"parent": above and above.pk, "parent_certainty": Certainty.MODERATED.value}
        done = _write(moved, after, place)
        record_acts(Verb.MOVE, [done], moderator=moderator, reason=reason)
    comment.refresh_from_db()


def put_back(action: ModerationAction) -> Done:
    """Put a comment back where it was before it was moved; what the log is to hold of it.

    Call it in a transaction. Raises Refused if it was moved again since, or cannot go back.
    """
    require_undoable(action, Verb.MOVE, Kind.COMMENT)
    before, after = action.words.before, action.words.after
    lock_articles([action.article_id])
    moved = find_again(action.target_id)
    if moved.parent_id != _present_id(after["parent"]):
        raise Refused(_("It has been moved since. Undo the later move first."))
    former = before["parent"]
    above = former and find_again(_present_id(former) or former)
    refuse_move(moved, above)
    place = _former_place(moved, above, before["follows"])
    values = {
        "parent": above and above.pk,
        "parent_certainty": before["parent_certainty"],
    }
    return _write(moved, values, place)._replace(undoes=action.pk)


def refuse_move(moved: Comment, parent: Comment | None) -> None:
    """Raises Refused, with the reason, if the comment cannot go below this parent."""
    if moved.parent_id == (parent and parent.pk):
        raise Refused(_("It stands there already."))
    if parent is None:
        return
    if parent.pk == moved.pk:
        raise Refused(_("A comment cannot answer itself."))
    if parent.article_id != moved.article_id:
        raise Refused(_("Comment %(id)s belongs to another article.") % {"id": parent.pk})
    if is_below(parent, moved):
        raise Refused(
            _("Comment %(id)s is part of the branch that is to be moved.") % {"id": parent.pk}
        )


def is_below(comment: Comment, other: Comment) -> bool:
    """Whether a comment answers another one, at any depth. Both were read in one go."""
    return comment.tree_id == other.tree_id and other.lft < comment.lft < other.rght


def find_neighbours(moved: Comment, parent: Comment | None) -> Neighbours:
    """Where among the replies of its new parent a comment belongs.

    Replies that are oldest first stay so; otherwise, and among threads, it keeps the place
    that it has in the page's own order.
    """
    siblings = list(_siblings(moved, parent))
    times = [each.posted_at for each in siblings]
    is_timed = parent is not None and None not in (*times, moved.posted_at)
    if is_timed and times == sorted(times):
        own = moved.posted_at, moved.position
        earlier = sum(1 for each in siblings if (each.posted_at, each.position) < own)
    else:
        earlier = sum(1 for each in siblings if each.position < moved.position)
    return _between(siblings, earlier)


def _former_place(moved: Comment, parent: Comment | None, follows: int | None) -> Neighbours:
    """After the comment that it followed, if that is still there; else where it belongs."""
    siblings = list(_siblings(moved, parent))
    if follows is None:
        return _between(siblings, 0)
    for index, each in enumerate(siblings):
        if each.pk == follows:
            return _between(siblings, index + 1)
    return find_neighbours(moved, parent)


def _siblings(moved: Comment, parent: Comment | None) -> Any:
    """What would stand beside it, in reading order."""
    beside = Comment.objects.filter(article_id=moved.article_id, parent=parent)
    return beside.exclude(pk=moved.pk).order_by("position").select_related("commenter")


def _between(siblings: Sequence[Comment], earlier: int) -> Neighbours:
    return Neighbours(
        siblings[earlier - 1] if earlier else None,
        siblings[earlier] if earlier < len(siblings) else None,
    )


def _write(moved: Comment, values: dict[str, Any], place: Neighbours) -> Done:
    """Write the new place and number the tree anew; what the log is to hold of it."""
    earlier = Comment.objects.filter(article_id=moved.article_id, parent_id=moved.parent_id)
    followed = earlier.filter(position__lt=moved.position).order_by("-position")
    before = {
        "parent": moved.parent_id,
        "parent_certainty": moved.parent_certainty,
        "follows": followed.values_list("pk", flat=True).first(),
    }
    after = {**values, "follows": place.previous and place.previous.pk}
    Comment.objects.filter(pk=moved.pk).update(
        parent=values["parent"], parent_certainty=values["parent_certainty"]
    )
    renumber_discussion(moved.article_id, order=_order(moved, place))
    touch_articles([moved.article_id])
    return Done(Kind.COMMENT, moved.pk, moved.article_id, before, after)


def _order(moved: Comment, place: Neighbours) -> list[int]:
    """The article's comments with the moved one between its neighbours."""
    others = Comment.objects.filter(article_id=moved.article_id).exclude(pk=moved.pk)
    order = list(others.order_by("position", "pk").values_list("pk", flat=True))
    if place.following is not None:
        order.insert(order.index(place.following.pk), moved.pk)
    else:
        order.append(moved.pk)
    return order


def _present_id(pk: int | None) -> int | None:
    """The comment that a merged one became; any other one's own id."""
    if pk is None:
        return None
    merged = MergedComment.objects.filter(pk=pk).first()
    return merged.comment_id if merged else pk
