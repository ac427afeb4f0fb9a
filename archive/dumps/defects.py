"""What a reader should doubt about a page's comments, each with what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.dumps.records import Certainty, Defect, ParsedComment

_PER_COMMENT = {
    "author-unknown": "No author could be read; the comment is kept without one.",
    "author-parted": "What is run together with the name was taken for a badge and left out.",
    "time-unknown": "No time could be read; the comment keeps its place on the page.",
    "time-unread": "The words for the time name no complete date; they are kept as written.",
    "place-decided": "Nothing on the page says where this comment belongs; its level was decided "
    "by the column of its text, not read from a bullet.",
}


def comment_defects(comments: Sequence[ParsedComment]) -> Iterator[Defect]:
    """Yield the doubts about each comment, in reading order."""
    for index, comment in enumerate(comments):
        for code in _codes(comment):
            yield Defect(
                code=code,
                first_line=comment.first_line,
                last_line=comment.last_line,
                decision=_PER_COMMENT[code],
                comment=index,
            )
    yield from _out_of_order(comments)


def _codes(comment: ParsedComment) -> Iterator[str]:
    if comment.author is None:
        yield "author-unknown"
    elif _is_parted(comment.author, comment.author_text or ""):
        yield "author-parted"
    if comment.posted is None:
        yield "time-unknown"
    elif comment.posted.value is None:
        yield "time-unread"
    if comment.parent_certainty is Certainty.GUESSED:
        yield "place-decided"


CJK_FIRST, CJK_LAST = "\u3000", "\uffff"
"""Between these stand scripts that part no words, and their punctuation."""

LAST_OF_TEXT = "\uffff"
"""Behind this stand pictures."""


def _is_parted(author: str, text: str) -> bool:
    """Tell a name that goes on without a gap in the words it was read from."""
    place = text.find(author)
    rest = text[place + len(author) :] if place >= 0 else ""
    # Twice the same is a picture's caption and the name (`patterns.DOUBLED`), and no doubt.
    is_word = rest[:1].isalnum() or rest[:1] > LAST_OF_TEXT
    return is_word and not CJK_FIRST <= rest[0] <= CJK_LAST and not rest.startswith(author)


def _out_of_order(comments: Sequence[ParsedComment]) -> Iterator[Defect]:
    """Yield answers older than what they answer: the tree or a date is wrong there."""
    for index, comment in enumerate(comments):
        if comment.parent is None or not comment.posted or not comment.posted.value:
            continue
        answered = comments[comment.parent].posted
        if answered and answered.value and answered.value.date() > comment.posted.value.date():
            yield Defect(
                code="older-than-parent",
                first_line=comment.first_line,
                last_line=comment.last_line,
                decision="The comment is older than the one it answers; both were kept as read.",
                comment=index,
            )


def count_defect(
    declared: int | None, comments: Sequence[ParsedComment], line: int
) -> Iterator[Defect]:
    """Yield the difference between what the page states and what was found."""
    found = len(comments)
    if declared is not None and declared != found:
        yield Defect(
            code="count-differs",
            first_line=line,
            last_line=line,
            decision=f"The page declares {declared} comments; {found} were found in the dump.",
        )


def page_confidence(score: float, comments: Sequence[ParsedComment], declared: int | None) -> float:
    """Say from 0 to 1 how sure the reading of a discussion is; see `FULL_SCORE`."""
    if not comments:
        return 0.0
    doubtful = sum(any(True for _ in _codes(comment)) for comment in comments)
    doubt = 0.5 * doubtful / len(comments)
    if declared is not None:
        doubt += 0.5 * abs(declared - len(comments)) / max(declared, len(comments))
    return round(min(1.0, score / FULL_SCORE) * (1 - doubt), 3)


FULL_SCORE = 14.0
"""What a discussion scores whose pattern explains it all (`choosing.py`)."""
