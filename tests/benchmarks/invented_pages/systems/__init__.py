"""The layouts: each writes the HTML of a discussion as one comment system does."""

from tests.benchmarks.invented_pages.systems import (  # noqa: F401 - each registers its layouts.
    archives,
    blogs,
    boards,
    embeds,
    forums,
    news,
    portals,
    wordpress,
)
from tests.benchmarks.invented_pages.systems.registry import SYSTEMS, System

__all__ = ["SYSTEMS", "System"]
