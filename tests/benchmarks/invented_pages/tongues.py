"""The words of a page's language: sentences, names, captions and ways to write a date."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

FOLDER = Path(__file__).parent / "tongues"
"""One file a language; what the keys hold shows best in `en.toml`."""

CODES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))

VISITORS = ("Małgorzata", "渡辺", "Ståle", "Χρήστος", "علي", "Олег К.", "Nguyễn Văn", "李雷")
"""Names in the scripts of other languages."""


@dataclass(frozen=True)
class Tongue:
    """One language; `words` is its file."""

    code: str
    words: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.words[key]

    @property
    def space(self) -> str:
        return "" if self.words.get("spaceless") else " "

    def sentence(self, rng: Random) -> str:
        """Give one sentence; nearly every one is another."""
        claim = rng.choice(self["claims"])
        if rng.random() < 0.8 or self.code == "nl":
            claim = rng.choice(self["openers"]) + self.space + claim
        if rng.random() < 0.6:
            comma = "、" if self.code == "ja" else "，" if self.code == "zh" else ", "
            claim += comma + rng.choice(self["tails"])
        stop = "。" if self.space == "" else "." if rng.random() < 0.9 else "!"
        return claim[0].upper() + claim[1:] + stop

    def paragraph(self, rng: Random, sentences: int) -> str:
        return self.space.join(self.sentence(rng) for _ in range(sentences))

    def name(self, rng: Random) -> str:
        chance = rng.random()
        if chance < 0.04:
            return rng.choice(VISITORS)
        if chance < 0.42:
            return str(rng.choice(self["handles"]))
        first = str(rng.choice(self["first"]))
        if chance < 0.6:
            return first
        last = str(rng.choice(self["last"]))
        if chance < 0.68 and self.space:
            return f"{first} {last[0]}."
        return f"{first}{self.space}{last}" if self.space else last + first

    def caption(self, rng: Random, key: str, **values: object) -> str:
        """Choose one of the captions of a kind and fill it in."""
        found = self[key]
        text = found if isinstance(found, str) else rng.choice(found)
        return str(text).format(**values)


@cache
def load_tongue(code: str) -> Tongue:
    with open(FOLDER / f"{code}.toml", "rb") as words:
        return Tongue(code, tomllib.load(words))


def write_date(when: datetime, form: str, tongue: Tongue) -> str:
    """Write a date in a form such as "{d}. {B} {Y} um {HH}:{M}"; the keys are those below."""
    hour = when.hour % 12 or 12
    return form.format(
        Y=when.year,
        yy=f"{when.year % 100:02}",
        m=when.month,
        mm=f"{when.month:02}",
        d=when.day,
        dd=f"{when.day:02}",
        o=ordinal(when.day),
        B=tongue["months"][when.month - 1],
        b=tongue["short_months"][when.month - 1],
        A=tongue["weekdays"][when.weekday()],
        a=tongue["short_weekdays"][when.weekday()],
        H=when.hour,
        HH=f"{when.hour:02}",
        h=hour,
        hh=f"{hour:02}",
        M=f"{when.minute:02}",
        S=f"{when.second:02}",
        p="am" if when.hour < 12 else "pm",
        P="AM" if when.hour < 12 else "PM",
    )


def truth_of_date(when: datetime, form: str) -> str | None:
    """Give what a reader can know from a date so written: to the minute, the day, or nothing."""
    has_day = any(key in form for key in ("{d}", "{dd}", "{o}"))
    if not has_day or ("{Y}" not in form and "{yy}" not in form):
        return None
    if any(key in form for key in ("{H}", "{HH}", "{h}", "{hh}")):
        return when.strftime("%Y-%m-%dT%H:%M")
    return when.strftime("%Y-%m-%d")


def ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day // 10 != 1 else 0, "th")
    return f"{day}{ending}"
