"""The layouts: each writes the HTML of a discussion as one comment system does."""

import hashlib

from tests.benchmarks.invented_pages.systems import (  # noqa: F401 - each registers its layouts.
    archives,
    blogs,
    boards,
    communities,
    embeds,
    forums,
    news,
    newspapers,
    portals,
    publishing,
    services,
    themes,
    trackers,
    wordpress,
)
from tests.benchmarks.invented_pages.systems.registry import SYSTEMS, System

LATER = (communities, newspapers, publishing, services, themes, trackers)
"""Modules written when every rule had been tuned with the others in view."""


def part_of(name: str) -> str:
    """Tell which layouts a name belongs to: the "first", or a half of the later ones.

    Of the later ones "look" may be read while rules are written; of "unseen" only sums may.
    """
    if SYSTEMS[name].write.__module__ not in {module.__name__ for module in LATER}:
        return "first"
    digest = hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()
    return "unseen" if int(digest, 16) % 2 else "look"


__all__ = ["SYSTEMS", "System", "part_of"]
