"""Finished pages in the memory of one process."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

MOST_BYTES = 64_000_000
"""In all. A number of pages alone is no bound: one of them may be as long as a thousand others,
and whoever asks for every order of the longest discussion would fill the memory."""


class PageCache(LocMemCache):
    """Forgets the pages that were asked for longest ago, so that the rest fit MOST_BYTES."""

    def _set(self, key: str, value: bytes, timeout: Any = DEFAULT_TIMEOUT) -> None:
        super()._set(key, value, timeout)
        size = sum(map(len, self._cache.values()))
        while size > MOST_BYTES:
            oldest = next(reversed(self._cache))
            size -= len(self._cache[oldest])
            self._delete(oldest)
