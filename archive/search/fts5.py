"""Search on SQLite: FTS5 over the words that the entries keep."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from archive.search.documents import Document
from archive.search.normalising import Phrase
from archive.search.sql import BOTH_KINDS, COLUMNS, JOINS, Match, Window

CREATE = (
    # Only spaces part words: the normaliser has done the rest, and lets none of these in.
    "CREATE VIRTUAL TABLE archive_searchwords USING fts5(words, content='archive_searchentry', "
    "content_rowid='place', columnsize=0, tokenize=\"ascii tokenchars '@^='\")",
    # Segments to a level before they are merged; FTS5's own 4 costs an import a quarter more.
    "INSERT INTO archive_searchwords(archive_searchwords, rank) VALUES ('automerge', 8)",
    # However an entry goes, its words go with it.
    "CREATE TRIGGER archive_searchentry_gone AFTER DELETE ON archive_searchentry BEGIN "
    "INSERT INTO archive_searchwords(archive_searchwords, rowid, words) "
    "VALUES ('delete', old.place, old.words); END",
)
DROP = (
    "DROP TRIGGER IF EXISTS archive_searchentry_gone",
    "DROP TABLE IF EXISTS archive_searchwords",
)


def write_words(document: Document) -> str:
    """Words a space apart, a lone mark in each gap."""
    words = [word or "=" for word in document.words]
    return f" {' '.join(words + document.facts)} "


def insert(documents: Sequence[Document]) -> None:
    rows = [(d.place, d.article_id, d.comment_id, write_words(d)) for d in documents]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO archive_searchentry (place, article_id, comment_id, words) "
            "VALUES (%s, %s, %s, %s)",
            rows,
        )
        cursor.executemany(
            "INSERT INTO archive_searchwords (rowid, words) VALUES (%s, %s)",
            [(row[0], row[3]) for row in rows],
        )


def find_same(documents: Sequence[Document]) -> set[int]:
    """The places of those documents that are indexed just so."""
    expected = {document.place: write_words(document) for document in documents}
    marks = ", ".join(["%s"] * len(expected))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT place, words FROM archive_searchentry WHERE place IN ({marks})",  # noqa: S608
            list(expected),
        )
        return {place for place, words in cursor.fetchall() if expected[place] == words}


def settle() -> None:
    """Merge some of the small segments that an import leaves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO archive_searchwords(archive_searchwords, rank) VALUES ('merge', 500)"
        )


def is_whole() -> bool:
    """Whether the index holds the words of the entries, and no others."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(
                "INSERT INTO archive_searchwords(archive_searchwords) VALUES ('integrity-check')"
            )
        except Exception as error:
            if "malformed" not in str(error):
                raise
            return False
    return True


def write_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.is_prefix else "")


def write_match(match: Match) -> str:
    groups = [_any_of(group) for group in match.groups or [BOTH_KINDS]]
    wanted = " AND ".join(groups)
    return f"({wanted}) NOT {_any_of(match.excluded)}" if match.excluded else wanted


def _any_of(phrases: Sequence[Phrase]) -> str:
    # No phrase at all finds nothing: no document holds two marks together.
    return f"({' OR '.join(map(write_phrase, phrases))})" if phrases else '("= = =")'


def condition_on_comment(_match: Match, _first: int, _last: int) -> None:
    """None: the index answers for all entries at once, not for one row after the other."""


def find_hits(match: Match, window: Window) -> list[tuple]:
    """Rows of COLUMNS in order of time; FTS5 walks its lists in that order by itself."""
    order = "DESC" if window.newest_first else "ASC"
    # CROSS JOIN keeps the words outermost.
    sql = (
        f"SELECT {COLUMNS} FROM archive_searchwords f "  # noqa: S608 - constants
        f"CROSS JOIN archive_searchentry e ON e.place = f.rowid {JOINS} "
        f"WHERE f.words MATCH %s AND f.rowid BETWEEN %s AND %s AND {match.audience.condition} "
        f"ORDER BY f.rowid {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [write_match(match), window.first, window.last, window.limit])
        return cursor.fetchall()


def score(places: Sequence[int], phrases: Sequence[Phrase]) -> dict[int, float]:
    """How well these entries fit: how often they say it, for their length.

    Counted in the words as kept. FTS5's own rank reads every hit's list first, which for
    a word in half of all comments takes longer than everything else together.
    """
    if not places or not phrases:
        return dict.fromkeys(places, 0.0)
    terms, values = [], []
    for phrase in phrases:
        needle = f" {' '.join(phrase.words)}" + ("" if phrase.is_prefix else " ")
        count = "((length(words) - length(replace(words, %s, ''))) / %s)"
        terms.append(f"({count} / ({count} + 0.5 + length(words) / 400.0))")
        values += [needle, float(len(needle))] * 2
    marks = ", ".join(["%s"] * len(places))
    sql = (
        f"SELECT place, {' + '.join(terms)} FROM archive_searchentry "  # noqa: S608
        f"WHERE place IN ({marks})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *places])
        return dict(cursor.fetchall())
