"""What restructured discussions look like."""

from archive.verification import find_faults
from comments.models import Comment


def find(words):
    """The comment with these words."""
    return Comment.objects.get(body_text=words)


def outline():
    """Each comment's words, a dot before them for each level, in reading order."""
    rows = Comment.objects.in_reading_order().values_list("body_text", "level")
    return ["." * level + words for words, level in rows]


def faults():
    """What the archive's self-check finds; built pages say nothing true of their lines."""
    return [str(f) for f in find_faults() if not f.code.startswith("line-")]
