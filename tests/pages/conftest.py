from collections.abc import Iterator

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def no_kept_pages() -> Iterator[None]:
    """No test sees a page that another one made."""
    caches["pages"].clear()
    yield
    caches["pages"].clear()
