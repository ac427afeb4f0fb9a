"""The layouts: each writes the HTML of a discussion as one comment system does."""

import hashlib

from tests.benchmarks.invented_pages.systems import (  # noqa: F401 - each registers its layouts.
    abroad,
    archives,
    assemblies,
    blogs,
    boards,
    communities,
    embeds,
    forums,
    journals,
    news,
    newspapers,
    papers,
    portals,
    publishing,
    services,
    themes,
    trackers,
    wordpress,
)
from tests.benchmarks.invented_pages.systems.registry import SYSTEMS, System

SECOND = (communities, newspapers, publishing, services, themes, trackers)
THIRD = (abroad, assemblies, journals, papers)
"""Modules written when every rule had been tuned with the others in view."""

PARTS = ("first", "look", "unseen", "look3", "unseen3")


def part_of(name: str) -> str:
    """Tell which layouts a name belongs to: the first ones, or a half of later ones.

    Of the later ones "look" may be read while rules are written; of "unseen" only sums may,
    until the next ones are written.
    """
    module = SYSTEMS[name].write.__module__
    digest = hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()
    half = "unseen" if int(digest, 16) % 2 else "look"
    if module in {third.__name__ for third in THIRD}:
        return f"{half}3"
    return half if module in {second.__name__ for second in SECOND} else "first"


__all__ = ["PARTS", "SYSTEMS", "System", "part_of"]
