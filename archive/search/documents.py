"""Articles and comments to documents: the words that find them, and their place in time.

Words are told apart by a mark that no text can contain after normalising: plain ones are the
text's, `@` the author's, `^` the title's, and `=` stands for a fact such as `=s12`, the site,
or the stem `=de=haus`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from archive.search.normalising import split_words
from archive.search.stemming import stem_facts
from articles.models import Article

AUTHOR, TITLE, FACT = "@", "^", "="
ARTICLE, COMMENT, NOBODY = "=article", "=comment", "=nobody"
GAP = None
"""A place that no phrase reaches across."""

# What a tsvector can hold (PostgreSQL, "Text Search Limitations"); both databases keep to it.
LAST_POSITION = 16_000
MOST_POSITIONS = 255
MOST_BYTES = 600_000

LONGEST_HEAD = 500
"""Words of a title or name that are indexed, so that they cannot crowd out the text."""

SERIAL_BITS = 30
UNKNOWN = -(1 << 62)
EARLIEST = datetime(1, 1, 1)


class Document(NamedTuple):
    """What is indexed of one article (`comment_id` None) or comment.

    `words` has one word or GAP a position; `facts` stand nowhere in particular.
    """

    place: int
    article_id: int
    comment_id: int | None
    words: list[str | None]
    facts: list[str]


class Surroundings(NamedTuple):
    """What all documents of an article share."""

    article_id: int
    zone: ZoneInfo
    title: tuple[str, ...]
    facts: list[str]
    language: str


def minute_of(moment: datetime) -> int:
    """Minutes since year 1 on a clock without a zone, as a page shows it."""
    since = moment - EARLIEST
    return since.days * 1440 + since.seconds // 60


def place_at(minute: int) -> int:
    """The first place of a minute: earlier moments have lower places, unknown ones negative."""
    return minute << SERIAL_BITS


def find_place(moment: datetime | None, zone: ZoneInfo, serial: int) -> int:
    """A number of its own that sorts by time as shown, then by id; serials differ."""
    if moment is None:
        return UNKNOWN + serial
    try:
        local = moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        local = moment.replace(tzinfo=None)
    return place_at(minute_of(local)) + serial % (1 << SERIAL_BITS)


def year_of(place: int) -> int | None:
    """The year that a place is in, on the clock of its page; None where unknown."""
    if place < 0:
        return None
    minutes = place >> SERIAL_BITS
    return datetime.fromordinal(minutes // 1440 + 1).year


def surroundings_of(article: Article, tag_ids: Iterable[int]) -> Surroundings:
    facts = [f"=a{article.pk}", *(f"=g{pk}" for pk in tag_ids)]
    if article.site_id:
        facts.append(f"=s{article.site_id}")
    title = _head(TITLE, article.title)
    return Surroundings(article.pk, article.zone, title, facts, article.language)


def article_document(article: Article, around: Surroundings) -> Document:
    text = [*split_words(article.title), GAP, *split_words(article.body_text)]
    caption = f"{article.image_caption}\n{article.image_credit}"
    text += [GAP, *split_words(caption)]
    words = [*around.title, *_head(AUTHOR, article.author_name), *text]
    facts = [ARTICLE, *around.facts, *stem_facts(text, around.language)]
    if not article.author_name:
        facts.append(NOBODY)
    place = find_place(article.published, around.zone, article.pk * 2)
    return Document(place, article.pk, None, within_limits(words), facts)


class CommentRow(NamedTuple):
    """The columns of a comment that are indexed."""

    pk: int
    commenter_id: int | None
    author_name: str
    posted_at: datetime | None
    subject: str
    body_text: str


def comment_document(row: CommentRow, around: Surroundings) -> Document:
    words = [*around.title, *_author(row.author_name)]
    text = [*split_words(row.subject), GAP] if row.subject else []
    text += split_words(row.body_text)
    words += text
    facts = [COMMENT, *around.facts, *stem_facts(text, around.language)]
    if row.commenter_id:
        facts.append(f"=p{row.commenter_id}")
    if not row.author_name:
        facts.append(NOBODY)
    place = find_place(row.posted_at, around.zone, row.pk * 2 + 1)
    return Document(place, around.article_id, row.pk, within_limits(words), facts)


@lru_cache(maxsize=2_000)
def _author(name: str) -> tuple[str, ...]:
    """Of a comment's author: the same people write again and again."""
    return _head(AUTHOR, name)


def _head(mark: str, text: str) -> tuple[str, ...]:
    """Marked words of a line, parted from what follows by their mark alone."""
    return tuple(mark + word for word in split_words(text)[:LONGEST_HEAD])


def within_limits(words: list[str | None]) -> list[str | None]:
    """The words at positions that both databases can keep.

    A word beyond them is still found, though not in a phrase; only what comes after
    600,000 bytes of different words is not.
    """
    if len(words) <= MOST_POSITIONS:
        return words
    kept: list[str | None] = []
    seen: Counter[str] = Counter()
    size = 0
    for word in words[:LAST_POSITION]:
        if word and word not in seen and size + len(word.encode()) <= MOST_BYTES:
            size += len(word.encode())
            seen[word] = 0
        if word in seen:
            seen[word] += 1
        kept.append(word if 0 < seen[word] <= MOST_POSITIONS else GAP)
    beyond = dict.fromkeys(word for word in words[LAST_POSITION:] if word and word not in seen)
    for word in beyond:
        size += len(word.encode())
        if size > MOST_BYTES:
            break
        kept += [GAP, word]
    return kept
