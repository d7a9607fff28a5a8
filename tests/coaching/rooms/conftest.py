"""Rooms in tests: connections that end with their work, and nothing kept in memory from test to test."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from django.core.cache import cache
from django.db import connections

from coaching.rooms import registry
from coaching.rooms.sheet import sheet_of
from tests.coaching.rooms.building import Built, build


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let no thread keep its connection."""
    connections["default"].settings_dict["CONN_MAX_AGE"] = 0


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Let no test see what another has kept in memory."""
    yield
    sheet_of.cache_clear()
    cache.clear()


@pytest.fixture
def built(db: None) -> Built:
    """A room that has started, with three judges and two competitors."""
    return build()


@pytest_asyncio.fixture
async def rooms_closed() -> AsyncIterator[None]:
    """Close what a test with sockets has opened."""
    yield
    await registry.close_current()
