"""Each test reads anew which languages are in use."""

import pytest
from django.core.cache import cache

from archive.search.stemming import CACHE_KEY


@pytest.fixture(autouse=True)
def no_languages_known():
    cache.delete(CACHE_KEY)
    yield
    cache.delete(CACHE_KEY)
