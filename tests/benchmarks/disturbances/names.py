"""Every author of a page gets another name, everywhere on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from random import Random

from archive.dumps.vocabulary.words import ANONYMOUS
from tests.benchmarks.disturbances.edits import Disturbed, Edit, renamed_truth, rewritten
from tests.benchmarks.disturbances.located import Located, name_pattern

_FIRST = (
    "Tilda Corvin Maelis Brunhild Ottokar Selwyn Ysolde Dragan Pernilla Cosimo Ilse Radek "
    "Noor Halvard Benedetta Wim Zdenka Amadou Sunniva Leopold"
).split()
_LAST = (
    "Harrowby Quendt Osterlin Vasco Thornfield Bellamont Krajic Oduya Lindqvist Marchetti "
    "Pfaffner Whitlock Zubair Ravensby Tolland Groenewoud Castellane Ekholm Dunmore Sarkozi"
).split()
_SYLLABLES = "ra ti mo ke lu sha vi no pe dro gal fin ba zu mir sto qua ly han wex".split()
_CYRILLIC = "Лев Зоя Марфа Тихон Ульяна Глеб Пётр Инна Савва Раиса Фома Нелли Яков Вера".split()
_CYRILLIC_LAST = "Рощин Тульский Бергер Мохов Сурков Дольник Зимин Крутов Лапин Верхов".split()
_CJK = "青 空 山 川 林 星 月 風 花 雪 石 海 松 竹 桜 龍 光 雲 霧 鳥".split()
_WORDS = (
    "Will;April;Mark May;Rose;Grant;Bill;June March;Art Read;Hope;Joy Page;Chase Post;August;"
    "Jan;Pat Friday;Miles;Drew Link;Guy;Rich;Frank Monday;Reed Moore;Don;Dot;May;Summer Day;"
    "Faith Reply;Jack;Dawn;Earnest;Victor;Sunny;Chuck;Bob Best;Wade;Sue;Mike;Penny;Ray;Gene;"
    "Carol;Heather;Iris;Ivy;Olive;Pearl;Ruby;Violet;Basil;Herb;Clay;Cliff;Dale;Glen;Heath;Lane"
).split(";")


def _handle(rng: Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3, 3, 4))))


KINDS = {
    "handle": _handle,
    "two words": lambda rng: f"{rng.choice(_FIRST)} {rng.choice(_LAST)}",
    "initials": lambda rng: rng.choice(
        [
            f"{rng.choice(_FIRST)} {rng.choice('ABDEGKMRST')}.",
            f"{rng.choice('ABDEGKMRST')}.{rng.choice('ABDEGKMRST')}.",
            f"{rng.choice('ABDEGKMRST')}. {rng.choice(_LAST)}",
        ]
    ),
    "digits": lambda rng: rng.choice(
        [
            f"{_handle(rng)}{rng.randint(2, 1999)}",
            f"{rng.choice(_FIRST)}_{rng.randint(10, 99)}",
            f"{rng.choice(_FIRST)} {rng.randint(1950, 1999)}",
        ]
    ),
    "camel": lambda rng: rng.choice(_FIRST) + rng.choice(_LAST),
    "Cyrillic": lambda rng: rng.choice(
        [rng.choice(_CYRILLIC), f"{rng.choice(_CYRILLIC)} {rng.choice(_CYRILLIC_LAST)}"]
    ),
    "Japanese": lambda rng: "".join(rng.sample(_CJK, rng.choice((2, 3, 4)))),
    "words": lambda rng: rng.choice(_WORDS),
    "mixed": lambda rng: KINDS[rng.choice(list(KINDS)[:-1])](rng),
}
"""Kinds of names, each a maker of one."""


def rename_alike(page: Located, rng: Random) -> Disturbed | None:
    """Give every author a name of the same length in other letters, which wraps no line anew."""
    return rename(page, "", rng)


def _alike(name: str, rng: Random) -> str:
    """Change each letter for one of its kind; digits, signs and blanks stay."""
    made = ""
    for char in name:
        kinds = ("aeiou", "bdfgklmnprstvz")
        kind = next((kind for kind in kinds if char.casefold() in kind), char)
        new = rng.choice(kind)
        made += new.upper() if char.isupper() else new
    return made


def rename(page: Located, kind: str, rng: Random) -> Disturbed | None:
    """Give every author a name of this kind ("": like the old one), but not who did not sign."""
    given: dict[str, str] = {}
    for name in dict.fromkeys(c["author"] for c in page.comments if c["author"]):
        if name.casefold() not in ANONYMOUS:
            maker = KINDS[kind] if kind else partial(_alike, name)
            made = (maker(rng) for _ in range(400))
            new = next((n for n in made if n not in given.values()), None)
            if new is None or name.strip() != name:
                return None
            given[name] = new
    if not given:
        return None
    longest_first = sorted(given, key=len, reverse=True)
    pattern = re.compile("|".join(f"({name_pattern(name)})" for name in longest_first))
    edits = [
        Edit(*match.span(), given[longest_first[(match.lastindex or 1) - 1]])
        for match in pattern.finditer(page.text)
    ]
    if not all(_has_both(page, edits)):
        return None

    def renamed(text: str) -> str:
        return pattern.sub(lambda m: given[longest_first[(m.lastindex or 1) - 1]], text)

    return rewritten(page.text, edits), renamed_truth(page, given, renamed)


def _has_both(page: Located, edits: list[Edit]) -> Iterator[bool]:
    """Say of each named comment whether a name was replaced beside its text."""
    heads = page.heads()
    for number, comment in enumerate(page.comments):
        if comment["author"] and comment["author"].casefold() not in ANONYMOUS:
            spans = (heads[number], heads[number + 1])
            name = re.compile(name_pattern(comment["author"]))
            yield any(name.search(page.text, *span) for span in spans)
