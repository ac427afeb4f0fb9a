"""Words to their stems, in the language of the site that they stand on.

A stem is indexed beside the words, as a fact that names its language (`=de=haus`), so that
it finds only what stands on a site of that language and never mixes with a word. Stems are
made of folded words, of documents and queries alike, by the one stemmer for both databases.
"""

from __future__ import annotations

from collections.abc import Iterable

import Stemmer
from django.core.cache import cache

from archive.search.normalising import UNSPACED_WORD, Phrase, Span
from articles.languages import Language
from articles.models import Site

ALGORITHMS = {
    Language.DANISH: "danish",
    Language.DUTCH: "dutch",
    Language.ENGLISH: "english",
    Language.FINNISH: "finnish",
    Language.FRENCH: "french",
    Language.GERMAN: "german",
    Language.ITALIAN: "italian",
    Language.NORWEGIAN: "norwegian",
    Language.POLISH: "polish",
    Language.PORTUGUESE: "portuguese",
    Language.RUSSIAN: "russian",
    Language.SPANISH: "spanish",
    Language.SWEDISH: "swedish",
}

MOST_BYTES = 200_000
"""Of the stems of one document: PostgreSQL keeps a megabyte with all else."""

SECONDS_KNOWN = 60
"""How long a process goes by the languages that it found in use."""

CACHE_KEY = "search-languages"


def stem_facts(words: Iterable[str | None], language: str) -> list[str]:
    """The stems of a document's unmarked words, each once, in order of appearance."""
    if language not in ALGORITHMS:
        return []
    distinct = [word for word in dict.fromkeys(words) if word and _can_be_stemmed(word)]
    stems = dict.fromkeys(Stemmer.Stemmer(ALGORITHMS[language]).stemWords(distinct))
    facts, size = [], 0
    for stem in stems:
        fact = f"={language}={stem}"
        size += len(fact.encode())
        if size > MOST_BYTES:
            break
        facts.append(fact)
    return facts


def stem_phrases(phrase: Phrase) -> tuple[Phrase, ...]:
    """What else finds a word: its stem in each language in use. None for several words."""
    if phrase.is_prefix or len(phrase.words) > 1:
        return ()
    return tuple(
        Phrase((fact,)) for language in languages() for fact in stem_facts(phrase.words, language)
    )


def languages() -> list[str]:
    """The languages that sites are set to."""
    return cache.get_or_set(CACHE_KEY, _read_languages, SECONDS_KNOWN)


def _read_languages() -> list[str]:
    used = Site.objects.exclude(language="").order_by("language")
    return list(used.values_list("language", flat=True).distinct())


def is_stem(phrase: Phrase) -> bool:
    """Whether a phrase is a stem, which stands nowhere in the text as it is."""
    return phrase.words[0].count("=") == 2


def is_for(phrase: Phrase, language: str) -> bool:
    """Whether a phrase finds anything on a site of this language; words do everywhere."""
    return not is_stem(phrase) or phrase.words[0].startswith(f"={language}=")


def has_stem(span: Span, phrase: Phrase) -> bool:
    """Whether a word of a text has the stem that a phrase stands for."""
    _mark, language, _stem = phrase.words[0].split("=")
    return stem_facts((span.word,), language) == [phrase.words[0]]


def _can_be_stemmed(word: str) -> bool:
    return word.isalpha() and not UNSPACED_WORD.match(word)
