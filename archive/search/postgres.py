"""Search on PostgreSQL: a tsvector made of our own words, under a GIN index."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection

from archive.search.documents import LAST_POSITION, Document
from archive.search.normalising import Phrase
from archive.search.sql import BOTH_KINDS, COLUMNS, JOINS, Match, Window

CREATE = ("CREATE INDEX archive_searchentry_words ON archive_searchentry USING gin (words)",)
DROP = ("DROP INDEX IF EXISTS archive_searchentry_words",)

NULL = r"\N"

# The same joins one hit after the other: the planner, which takes any word for more frequent
# than it is, would read all articles for the sake of five.
JOINS_EACH = (
    "JOIN LATERAL (SELECT id, site_id, state FROM articles_article "
    "WHERE id = e.article_id OFFSET 0) a ON true "
    "LEFT JOIN LATERAL (SELECT id, state, commenter_id FROM comments_comment "
    "WHERE id = e.comment_id OFFSET 0) c ON true "
    "LEFT JOIN LATERAL (SELECT id, state FROM comments_commenter "
    "WHERE id = c.commenter_id OFFSET 0) p ON true"
)

MARGIN = 1.5
"""How much farther than expected to walk before giving up: hits do not lie evenly."""

SHORTEST_WALK = 2_000


def write_words(document: Document) -> str:
    """A tsvector in PostgreSQL's own notation; nothing in it needs escaping."""
    lexemes: dict[str, str] = {}
    for position, word in enumerate(document.words, 1):
        if word in lexemes:
            lexemes[word] += f",{position}"
        elif word and position <= LAST_POSITION:
            lexemes[word] = f"'{word}':{position}"
        elif word:
            lexemes[word] = f"'{word}'"
    facts = "' '".join(document.facts)
    return f"{' '.join(lexemes.values())} '{facts}'"


def insert(documents: Sequence[Document]) -> None:
    """One COPY: words hold none of the characters that it would need escaped."""
    rows = "".join(
        f"{d.place}\t{d.article_id}\t{d.comment_id or NULL}\t{write_words(d)}\n" for d in documents
    )
    statement = "COPY archive_searchentry (place, article_id, comment_id, words) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(rows)


def find_same(documents: Sequence[Document]) -> set[int]:
    """The places of those documents that are indexed just so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.place FROM archive_searchentry e "
            "JOIN unnest(%s::bigint[], %s::text[]) AS v(place, words) USING (place) "
            "WHERE e.words = v.words::tsvector",
            [[d.place for d in documents], [write_words(d) for d in documents]],
        )
        return {row[0] for row in cursor.fetchall()}


def settle() -> None:
    """Bring what waits into the index, so that no search has to read it through."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('archive_searchentry_words')")


def is_whole() -> bool:
    """PostgreSQL keeps its index itself."""
    return True


def write_phrase(phrase: Phrase) -> str:
    words = [f"'{word}'" for word in phrase.words]
    if phrase.is_prefix:
        words[-1] += ":*"
    return " <-> ".join(words)


def write_match(match: Match) -> str:
    groups = [_any_of(group) for group in match.groups or [BOTH_KINDS]]
    excluded = [f"!({write_phrase(phrase)})" for phrase in match.excluded]
    return " & ".join(groups + excluded)


def _any_of(phrases: Sequence[Phrase]) -> str:
    # No phrase at all finds nothing: no document holds a lone mark.
    return f"({' | '.join(map(write_phrase, phrases))})" if phrases else "'='"


def find_hits(match: Match, window: Window) -> list[tuple]:
    """Rows of COLUMNS in order of time.

    The planner cannot be left to choose: for a rare word it walked the primary key for
    six seconds, and for a very frequent one it sorts half a million hits to show twenty.
    So entries are walked one by one while that means looking at fewer rows than the index
    would give, by the planner's own estimate and then by what the walk has met.
    """
    words = write_match(match)
    hits = _estimate("WHERE words @@ %s::tsquery", words)
    if hits <= SHORTEST_WALK:
        return _ask_index(words, match, window)
    length = max(SHORTEST_WALK, int(MARGIN * window.limit * _estimate() / hits))
    while length < hits:
        rows = _walk(words, match, window, length)
        if len(rows) == window.limit or _is_shorter(window, length):
            return rows
        length = int(MARGIN * length * window.limit / (len(rows) + 1))
    return _ask_index(words, match, window)


def condition_on_comment(match: Match, first: int, last: int) -> tuple[str, list[str | int]]:
    """SQL and its values: whether the entry of a row of comments_comment matches.

    OFFSET 0 keeps the planner from matching all entries before it looks at the first row.
    """
    sql = (
        "EXISTS (SELECT 1 FROM archive_searchentry e WHERE e.comment_id = comments_comment.id "
        "AND e.words @@ %s::tsquery AND e.place BETWEEN %s AND %s OFFSET 0)"
    )
    return sql, [write_match(match), first, last]


def _estimate(condition: str = "", *values: str) -> float:
    """How many entries meet a condition, as the planner thinks without looking at any."""
    with connection.cursor() as cursor:
        sql = "EXPLAIN (FORMAT JSON) SELECT 1 FROM archive_searchentry "
        cursor.execute(sql + condition, values)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return plan[0]["Plan"]["Plan Rows"]


def _walk(words: str, match: Match, window: Window, length: int) -> list[tuple]:
    """Hits among that many entries from the window's own end."""
    order = "DESC" if window.newest_first else "ASC"
    sql = (
        f"SELECT {COLUMNS} FROM (SELECT * FROM archive_searchentry "  # noqa: S608 - constants
        f"WHERE place BETWEEN %s AND %s ORDER BY place {order} LIMIT %s) e {JOINS} "
        f"WHERE e.words @@ %s::tsquery AND {match.audience.condition} "
        f"ORDER BY e.place {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [window.first, window.last, length, words, window.limit])
        return cursor.fetchall()


def _is_shorter(window: Window, length: int) -> bool:
    """Whether the window holds no more entries than were walked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM archive_searchentry WHERE place BETWEEN %s AND %s "
            "ORDER BY place OFFSET %s LIMIT 1",
            [window.first, window.last, length],
        )
        return cursor.fetchone() is None


def _ask_index(words: str, match: Match, window: Window) -> list[tuple]:
    """All hits of the index, sorted; only as many as are wanted are joined to what they are.

    `place + 0` keeps the planner from walking the key in the hope of early hits.
    """
    order = "DESC" if window.newest_first else "ASC"
    sql = (
        f"SELECT {COLUMNS} FROM (SELECT place + 0 AS place, article_id, comment_id "  # noqa: S608
        "FROM archive_searchentry WHERE words @@ %s::tsquery AND place BETWEEN %s AND %s "
        f"ORDER BY 1 {order} OFFSET 0) e {JOINS_EACH} "
        f"WHERE {match.audience.condition} ORDER BY e.place {order} LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [words, window.first, window.last, window.limit])
        return cursor.fetchall()


def score(places: Sequence[int], phrases: Sequence[Phrase]) -> dict[int, float]:
    """How well these entries fit, by PostgreSQL's rank for their length."""
    if not places or not phrases:
        return dict.fromkeys(places, 0.0)
    words = " | ".join(f"({write_phrase(phrase)})" for phrase in phrases)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, ts_rank(words, %s::tsquery, 1) FROM archive_searchentry "
            "WHERE place = ANY(%s)",
            [words, list(places)],
        )
        return dict(cursor.fetchall())
