"""Finding a person's name in any text, however it is cased, accented, spaced or wrapped.

A name is compared by its letters alone, and stands between ends of words. The same search
goes by the letters in clear, while somebody is being erased, and by keyed digests of them
ever after (`comments.erased`), so that no later import brings the name back.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import quote, quote_plus

from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from archive.search.normalising import MARKS, UNSPACED
from articles.passages import INVISIBLE, fold_character
from comments.models import ErasedName, ErasedPerson
from comments.redacting import texts_in

_INSIDE = f"{MARKS}{''.join(INVISIBLE)}"
# A character of a script without spaces is a word of its own; elsewhere a run of letters is.
WORD = re.compile(
    rf"[{UNSPACED}][{_INSIDE}]*|(?:(?![{UNSPACED}])[^\W_])(?:(?![{UNSPACED}])[^\W_]|[{_INSIDE}])*"
)
LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
ADDRESS = re.compile(r"://|^\(?www\.|\S@\S+\.\S|[?&]\w+=|%[0-9A-Fa-f]{2}|^/\S+/")

BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")

LONGEST_GAP = 60
"""Characters between two words of one name: an indent after the end of a line."""

SHORTEST = 3
"""Letters of a name that can be erased: fewer are in too many words."""
WHOLE_IN_TWO = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff\uac00-\ud7a3]{2}")
"""Han and Hangul, in which many a family and given name are one character each."""

KEY = "archive.names.erased"

MOST_CHARACTERS = 20_000
"""Different ones whose letters are remembered: more than any language has."""


def is_long_enough(name: str) -> bool:
    """Whether a name has letters enough to be told from parts of words."""
    # Composed: the folding takes syllables of Hangul apart.
    own = unicodedata.normalize("NFC", letters(name))
    return len(own) >= SHORTEST or bool(WHOLE_IN_TWO.fullmatch(own))


class Hit(NamedTuple):
    start: int
    end: int
    pseudonym: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names to be replaced: `known` gives the pseudonym for the letters of each, or for their
    digest where there is a `key`; `most_words` is the number of words of the longest."""

    known: Mapping[str, str]
    most_words: int
    key: bytes = b""

    def find(self, text: str) -> list[Hit]:
        """Every name, in order and apart from each other; the longest at each place."""
        if not self.may_hold(text):
            return []
        words = [(letters(word[0]), word.start(), word.end()) for word in WORD.finditer(text)]
        first_letters = {"", *(name[:1] for name in self.known)}
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            is_start = self.key or words[at][0][:1] in first_letters
            found = self._find_at(text, words, at) if is_start else None
            if found is None:
                at += 1
            else:
                length, pseudonym = found
                hits.append(Hit(words[at][1], _end(text, words[at : at + length]), pseudonym))
                at += length
        return hits

    def replace(self, text: str, *, is_address: bool = False) -> str:
        """The text with pseudonyms; it keeps its lines, and addresses stay addresses."""
        parts, at = [], 0
        for hit in self.find(text):
            words = text[hit.start : hit.end]
            new = hit.pseudonym
            if is_address or ADDRESS.search(_run_around(text, hit)):
                new = slugify(hit.pseudonym, allow_unicode=True) or "reader"
            parts += [text[at : hit.start], new, *LINE_END.findall(words)]
            at = hit.end
        return "".join([*parts, text[at:]]) if parts else text

    def replace_in(self, value: Any, *, is_address: bool = False) -> Any:
        """The same for a value of JSON, the names of its fields included."""
        if isinstance(value, str):
            return self.replace(value, is_address=is_address)
        if isinstance(value, list):
            return [self.replace_in(each, is_address=is_address) for each in value]
        if isinstance(value, dict):
            return {
                self.replace(name): self.replace_in(each, is_address=is_address)
                for name, each in value.items()
            }
        return value

    def replace_bytes(self, content: bytes, encoding: str, authors: Iterable[str] = ()) -> bytes:
        """The same for a dump, as many lines as before; bytes without a meaning stay.

        `authors` are names that the dump's own comments showed to be the person's: some
        extractors glue them to the time that follows.
        """
        for errors in ("surrogateescape", "replace"):
            try:
                text = content.decode(encoding, errors)
                new = self.replace(self.unglue(text, authors))
                return content if new == text else new.encode(encoding, errors)
            except UnicodeError:
                continue
        return content

    def own(self, authors: Iterable[str | None]) -> set[str]:
        """Those of the authors that are one of these names as a whole."""
        return {
            author
            for author in authors
            if author and [(hit.start, hit.end) for hit in self.find(author)] == [(0, len(author))]
        }

    def unglue(self, text: str, authors: Iterable[str]) -> str:
        """The text with a space after these names where a digit or a capital followed."""
        for author in sorted(authors, key=len, reverse=True):
            glued = re.compile(rf"(?<!\w)({re.escape(author)})([^\W_])")
            text = glued.sub(_with_space, text)
        return text

    def may_hold(self, text: str) -> bool:
        """A glance that spares most texts the look; digests do not allow it."""
        if self.key:
            return True
        folded = letters(text)
        return any(name in folded for name in self.known)

    def stands_in(self, *values: Any) -> bool:
        """Whether any of these texts, or values of JSON, holds a name."""
        texts: list[str] = []
        for value in values:
            if isinstance(value, str):
                texts.append(value)
            elif value:
                texts += texts_in(value)
        # Of all at once: letters of two texts can only make a name too many, for the glance.
        return self.may_hold("\n".join(texts)) and any(self.find(text) for text in texts)

    def may_be_glued(self, text: str) -> bool:
        """Whether something is written on to a name, as `unglue` parts it; another glance."""
        if not self.may_hold(text):
            return False
        words = [word[0] for word in WORD.finditer(text)]
        folded = [letters(word) for word in words]
        ends = (end for end, word in enumerate(words) if _has_second_start(word))
        return any(
            "".join(folded[max(0, end + 1 - count) : end + 1]).startswith(name)
            for end in ends
            for count in range(1, self.most_words + 1)
            for name in self.known
        )

    def _find_at(
        self, text: str, words: list[tuple[str, int, int]], at: int
    ) -> tuple[int, str] | None:
        joined, found = "", None
        for length in range(1, min(self.most_words, len(words) - at) + 1):
            word, start, _end = words[at + length - 1]
            if length > 1 and not _is_one_name(text[words[at + length - 2][2] : start]):
                break
            joined += word
            pseudonym = self.known.get(digest(joined, self.key) if self.key else joined)
            # A letter that Python's Unicode does not know yet adds none.
            if word and pseudonym is not None:
                found = length, pseudonym
        return found


class _Letters(dict[int, str]):
    """What each character is compared by, worked out when a text first has it."""

    def __missing__(self, code: int) -> str:
        if len(self) >= MOST_CHARACTERS:
            self.clear()
        kept = self[code] = "".join(c for c in fold_character(chr(code)) if c.isalnum())
        return kept


_LETTERS = _Letters()
_LOWER = bytes(range(256)).lower()
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


def letters(text: str) -> str:
    """What names are compared by: letters and digits without case and accent."""
    if not text.isascii():
        text = BEYOND_ASCII.sub(lambda run: run[0].translate(_LETTERS), text)
    return text.encode().translate(_LOWER, _NO_LETTERS).decode()


def count_words(text: str) -> int:
    return sum(1 for _word in WORD.finditer(text))


def spellings(name: str) -> dict[str, int]:
    """The letters of a name in every form that a file can hold it in, with their words."""
    forms = (
        name, quote(name), quote_plus(name), quote(name, encoding="latin-1", errors="ignore"),
        escape(name), json.dumps(name)[1:-1], slugify(name),
    )  # fmt: skip
    return {letters(form): count_words(form) for form in forms if is_long_enough(form)}


def names_in_clear(names: Iterable[str], pseudonym: str) -> Names:
    """What finds and replaces these names now."""
    found = {key: words for name in names for key, words in spellings(name).items()}
    most = max(found.values(), default=0)
    return Names(known=dict.fromkeys(found, pseudonym), most_words=most)


def name_key() -> bytes:
    """The key of the digests, made of the site's secret key: it is not in the database."""
    return salted_hmac(KEY, "names", algorithm="sha256").digest()


def key_mark(key: bytes) -> str:
    """What tells whether a key is the same, and does not tell the key."""
    return digest("\0mark", key)


@lru_cache(maxsize=100_000)
def digest(text: str, key: bytes) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), key=key, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class ErasedNames:
    """Every name that was erased, as digests: by site, None for all sites."""

    by_site: Mapping[str | None, Names]

    def for_site(self, site_name: str | None) -> Names | None:
        """What imports of a site's pages have to replace; None if nothing."""
        sets = [self.by_site[name] for name in {site_name, None} if name in self.by_site]
        if not sets:
            return None
        known = {digest: name for names in sets for digest, name in names.known.items()}
        most = max(names.most_words for names in sets)
        return Names(known=known, most_words=most, key=sets[0].key)


def load_erased_names() -> ErasedNames | None:
    """What imports have to look for; None where nobody was erased."""
    rows = ErasedName.objects.values_list(
        "person__site__name", "digest", "word_count", "person__pseudonym"
    )
    grouped: dict[str | None, list[tuple[str, int, str]]] = {}
    for site_name, mark, words, pseudonym in rows:
        grouped.setdefault(site_name, []).append((mark, words, pseudonym))
    if not grouped:
        return None
    key = name_key()
    return ErasedNames(
        {
            site_name: Names(
                known={mark: pseudonym for mark, _words, pseudonym in found},
                most_words=max(words for _mark, words, _pseudonym in found),
                key=key,
            )
            for site_name, found in grouped.items()
        }
    )


def count_unrecognisable() -> int:
    """People whose names no import knows any more, because the secret key has changed."""
    return ErasedPerson.objects.exclude(key_mark=key_mark(name_key())).count()


def _with_space(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]}" if found[2].isdigit() or found[2].isupper() else found[0]


def _has_second_start(word: str) -> bool:
    """Whether a digit or a capital stands within it, where something else may begin."""
    return any(character.isdigit() or character.isupper() for character in word[1:])


def _end(text: str, words: Sequence[tuple[str, int, int]]) -> int:
    """Where a name ends: the full stop of an initial and the bracket it opened are its own."""
    last, _start, end = words[-1]
    while text[end - 1] in INVISIBLE:
        end -= 1
    after = text[end : end + 1]
    if len(last) == 1 and after == ".":
        return end + 1
    inside = text[words[0][1] : end]
    if (after == ")" and inside.count("(") > inside.count(")")) or (
        after == "]" and inside.count("[") > inside.count("]")
    ):
        return end + 1
    return end


def _is_one_name(gap: str) -> bool:
    """Whether what stands between two words can stand within a name: no end of a paragraph."""
    return len(gap) <= LONGEST_GAP and len(LINE_END.findall(gap)) < 2


def _run_around(text: str, hit: Hit) -> str:
    """The characters around a hit up to white space, a few hundred at most."""
    start, end = hit.start, hit.end
    while start > 0 and hit.start - start < 200 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - hit.end < 200 and not text[end].isspace():
        end += 1
    return text[start:end]
