"""Which tests say nothing new on another database: those are run once, on SQLite, and not again on PostgreSQL.

Nobody keeps a list. A test uses a service if it asks for the database or for a server; pytest-django refuses the
database to all others, and `no_services` refuses them the cache and the channel layer. A journey of a browser tries the
screens, which no database changes; what stands behind them is tried on both without a browser. The journeys that go
through most of Podium are marked `again`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from channels.layers import BaseChannelLayer
from django.core.cache.backends.base import BaseCache

SERVICES = {"db", "transactional_db", "django_db_setup", "django_db_serialized_rollback", "live_server", "server"}
"""The fixtures by which a test comes to a database or to a server on one."""

REFUSAL = "A test that uses the cache or the channel layer must run on Redis too: ask for the database."

left_out = pytest.StashKey[int]()


def uses_a_service(item: pytest.Item) -> bool:
    """Say whether the test uses what differs between the two runs."""
    names: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not SERVICES.isdisjoint(names)


def says_something_new(item: pytest.Item) -> bool:
    """Say whether the test is run on PostgreSQL and Redis too."""
    if "browser" in getattr(item, "fixturenames", []):
        return item.get_closest_marker("again") is not None
    return uses_a_service(item)


@contextmanager
def no_services() -> Iterator[None]:
    """Refuse the cache and the channel layer: every one of their functions first looks at the name it is given."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError(REFUSAL)

    with (
        mock.patch.object(BaseCache, "validate_key", refuse),
        mock.patch.object(BaseChannelLayer, "require_valid_channel_name", refuse),
        mock.patch.object(BaseChannelLayer, "require_valid_group_name", refuse),
    ):
        yield


def count_left_out(items: Sequence[pytest.Item]) -> None:
    """Add to what this process of the run has left out."""
    config = items[0].config
    config.stash[left_out] = config.stash.get(left_out, 0) + len(items)
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = config.stash[left_out]


def take_count(node: Any) -> None:
    """Keep in the main process what its process `node` has counted: each of them collects the same tests."""
    node.config.stash[left_out] = getattr(node, "workeroutput", {}).get("left_out", 0)
