"""Acts that cannot be done, and why: sentences for the moderator who wanted them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.log import ModerationAction
from comments.models import Comment


class Refused(Exception):
    """An act that these rows do not allow. Nothing was changed; the sentence says why not."""


def find_again(pk: int) -> Comment:
    """The comment as it is now that its article is held. Raises Refused if it has gone."""
    found = Comment.objects.for_permalink().filter(pk=pk).first()
    if found is None:
        raise Refused(_("Comment %(id)s is not there any more.") % {"id": pk})
    return found


def require_undoable(action: ModerationAction, verb: str, kind: str) -> None:
    """Raises Refused if the act is undone already or its words are gone, ValueError if it
    is another kind of act."""
    if (action.verb, action.kind) != (verb, kind):
        raise ValueError(f"Act {action.pk} is {action.verb} {action.kind}, not {verb} {kind}.")
    if ModerationAction.objects.filter(undoes=action.pk).exists():
        raise Refused(_("This has been undone already."))
    if action.words.erased_at is not None or not action.words.after:
        raise Refused(_("What was there before has been erased from the log."))
