"""Finds the name of the site where no title line holds it: the page says it at both ends.

What stands alone above the title and again in the line of the copyright at the end names
the site. One of the two does not: a heading may be a section, an owner may be a company.
A logo whose description repeats the name beside it, and a name of several words at both
ends of the page, are as clear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from archive.dumps.article.body import has_furniture, is_listed
from archive.dumps.rows.reading import Row
from archive.dumps.vocabulary.patterns import WORD_CHARACTER

FIRST_ROWS = 25
"""Rows at the top in which a site shows its name; logos stand above most menus."""

LOGO_ROWS = 8
"""Rows at the top in which a name written twice is the logo's."""

END_ROWS = 25
"""Rows at the end in which a name stands again."""

LAST_ROWS = 60
"""Rows at the end in which the owner is named."""

LONGEST_NAME = 50

MOST_WORDS = 7

# "© 2015 Example News", "Copyright Example News", "All rights reserved", "Powered by"
OWNER = re.compile(
    r"©|\(c\)\s*\d{4}|\bcopyright\b|\ball rights reserved\b|\balle rechte vorbehalten\b|"
    r"\btous droits réservés\b|\btodos los derechos\b|\bis (?:proudly )?powered by\b",
    re.IGNORECASE,
)
OWNER_STEMS = ("©", "(c)", "copyright", "rights", "recht", "droits", "derechos", "powered by")
"""Every owner's line holds one of these; what holds none needs no slower look."""
# "Example News Example News", the logo's description and the name
DOUBLED = re.compile(r"(?=.*[A-Z.])(\w[^|/]{4,40}\w)\s?\1")
# "example.org" as the whole of a line
DOMAIN = re.compile(r"(?:www\.)?[\w-]{3,}\.(?:[a-z]{2,3}\.)?[a-z]{2,4}", re.IGNORECASE)
# "Copyright", "2015", which name nobody
_NO_NAME = re.compile(r"\W*(?:copyright|\d+)\W*", re.IGNORECASE)


def find_site_name(rows: Sequence[Row], title: int, title_key: str) -> str | None:
    """Give the first row above the title that the owner's line repeats, or that is a domain."""
    top = range(min(title, FIRST_ROWS))
    owners = [row.text.casefold() for row in rows[-LAST_ROWS:] if _is_owner(row)]
    names = [rows[index].text for index in top if _may_be_name(rows[index], title_key)]
    for name in names:
        if any(_holds(owner, name.casefold()) for owner in owners):
            return name
    logos = (DOUBLED.fullmatch(rows[index].text) for index in top[:LOGO_ROWS])
    doubled = next((logo[1] for logo in logos if logo), None)
    first = rows[: min(title, 2)]
    return doubled or next(chain(_domains(first), _at_both_ends(first, rows, title_key)), None)


def _is_owner(row: Row) -> bool:
    text = row.text.lower() if len(row.text) < 300 else ""
    return any(stem in text for stem in OWNER_STEMS) and OWNER.search(text) is not None


def _may_be_name(row: Row, title_key: str) -> bool:
    name = row.text
    if is_listed(row) or not 3 < len(name) <= LONGEST_NAME or len(name.split()) > MOST_WORDS:
        return False
    if "/" in name or _NO_NAME.fullmatch(name) or has_furniture(name):
        return False
    return any(char.isupper() for char in name) and name.casefold() not in title_key


def _holds(owner: str, name: str) -> bool:
    """Tell whether the name stands in the line as whole words."""
    place = owner.find(name)
    while place >= 0:
        beside = owner[max(0, place - 1) : place] + owner[place + len(name) :][:1]
        if not WORD_CHARACTER.search(beside):
            return True
        place = owner.find(name, place + 1)
    return False


def _domains(rows: Sequence[Row]) -> Iterator[str]:
    yield from (row.text for row in rows if DOMAIN.fullmatch(row.text) and not is_listed(row))


def _at_both_ends(first: Sequence[Row], rows: Sequence[Row], title_key: str) -> Iterator[str]:
    last = [row.text.casefold() for row in rows[max(len(first), len(rows) - END_ROWS) :]]
    for row in first:
        name = row.text.casefold()
        if len(name.split()) > 1 and _may_be_name(row, title_key) and name in last:
            yield row.text
