"""Flat text put together again: a link or a word in bold is a piece of a line of its own there.

Only what cannot begin or end a line of its own is joined: a comma, a closing bracket, "by", "on",
"says:". FORMAT.md ("Dialects") has the rule.
"""

from __future__ import annotations

from collections.abc import Iterable

from archive.dumps.rows.reading import Row
from archive.dumps.vocabulary.alternatives import matches, words_at
from archive.dumps.vocabulary.names import NAME_LENGTH
from archive.dumps.vocabulary.patterns import (
    CLOCK_AT_END,
    CLOSING_QUOTE,
    HINGE,
    IN_FORUM,
    LINE_BEGUN,
    LINE_GOES_ON,
    QUOTE_OPEN,
    SENTENCE_END,
    SIGNED_BY,
    WORD,
)
from archive.dumps.vocabulary.words import BY, IN_WORDS, ON_WORDS

MOST = 2_000
"""Characters of a row that pieces are still joined to; it bounds the work on a hostile page."""

HEAD = 160
"""A row that a word like "by" may leave open is not longer."""

OPEN_SIGNS = ":,“„«‘([{@「『（"
"""What a line that goes on below ends with, if not with one of these words."""

_OPEN_WORDS = words_at([*matches(BY), *matches(ON_WORDS), *matches(IN_WORDS)], -1)

LONGEST_WORD = 20


def join_pieces(rows: Iterable[Row]) -> list[Row]:
    """Join the rows of a flat dump that are pieces of one line."""
    joined: list[Row] = []
    is_open = False
    for row in rows:
        if (
            joined
            and len(joined[-1].text) < MOST
            and (is_open or _goes_on(joined[-1].text, row.text))
        ):
            joined[-1] = _join(joined[-1], row)
        else:
            joined.append(row)
        text = joined[-1].text
        is_open = _is_begun(text if len(text) <= HEAD else row.text)
    return joined


def _is_begun(text: str) -> bool:
    """Tell a line that goes on below; its last sign or word rules most lines out."""
    if text[-1] not in OPEN_SIGNS:
        last = WORD.findall(text[-LONGEST_WORD:].casefold())[-1:]
        if _OPEN_WORDS.isdisjoint(last):
            return False
    return LINE_BEGUN.search(text) is not None


def _goes_on(above: str, text: str) -> bool:
    if LINE_GOES_ON.match(text):
        return True
    if text == "," and SIGNED_BY.fullmatch(above):
        return True
    if text == "," or HINGE.fullmatch(text):
        # Between a time and a name; other commas part the words of a list, such as tags.
        return len(above) <= HEAD and bool(CLOCK_AT_END.search(above))
    if IN_FORUM.fullmatch(text):
        return len(above) <= HEAD and above[-1].isdigit()
    if text in ("(", "["):
        return len(above) <= NAME_LENGTH and not SENTENCE_END.search(above)
    return bool(CLOSING_QUOTE.fullmatch(text)) and bool(QUOTE_OPEN.search(above[-HEAD:]))


def _join(above: Row, row: Row) -> Row:
    is_closing = len(row.text) == 1 and not row.text.isalnum() and row.text not in "([@–—-|"
    tight = (
        is_closing or row.text[0] in ",.;:!?)]}»”’、。）」』" or above.text[-1] in "([{«“„‘（「『"
    )
    return above._replace(last=row.last, text=above.text + ("" if tight else " ") + row.text)
