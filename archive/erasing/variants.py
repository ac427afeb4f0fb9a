"""How else a name may be written, for whoever erases a person to choose from."""

from __future__ import annotations

from typing import NamedTuple

UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ß": "ss",
        "å": "aa",
        "ø": "oe",
    }
)


class Variant(NamedTuple):
    """A way of writing. `is_sure` if it can hardly mean somebody else."""

    text: str
    is_sure: bool


def suggest_variants(name: str) -> list[Variant]:
    """The name first. Case, accents and what parts its words need no variants of their own."""
    name = " ".join(name.split())
    words = name.replace("-", " ").split()
    found = [Variant(name, True), Variant(name.translate(UMLAUTS), True)]
    if len(words) > 1:
        first, last = words[0], words[-1]
        initials = " ".join(f"{word[0]}." for word in words[:-1])
        found += [
            Variant(f"{last}, {' '.join(words[:-1])}", True),
            Variant(f"{first} {last}", True),
            Variant(f"{last} {first}", True),
            Variant(f"{initials} {last}", True),
            Variant(f"{first[0]}. {last}", False),
            Variant(f"{first} {last[0]}.", False),
            Variant(f"{last}s", False),
            Variant(last, False),
            Variant(first, False),
        ]
    else:
        found.append(Variant(f"{name}s", False))
    return _without_repetitions(found)


def _without_repetitions(variants: list[Variant]) -> list[Variant]:
    seen: dict[str, Variant] = {}
    for variant in variants:
        seen.setdefault(variant.text, variant)
    return list(seen.values())
