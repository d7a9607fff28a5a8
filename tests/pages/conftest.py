"""Each test of pages begins without what Wagtail remembers."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _as_if_first() -> Iterator[None]:
    """Forget what other tests left: the paths of sites in the cache, and the language of the last request."""
    cache.clear()
    with translation.override("en"):
        yield
    cache.clear()
