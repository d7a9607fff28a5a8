"""A cache whose Redis does not answer: counts of attempts go on in the process."""

from collections.abc import Iterator
from unittest import mock

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisGone

from podium.caching import RedisOrMemory

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_redis() -> Iterator[RedisOrMemory]:
    """A cache whose every question meets a closed port."""
    with mock.patch.object(Redis, "execute_command", side_effect=RedisGone):
        cache = RedisOrMemory("redis://127.0.0.1:1/0", {"KEY_PREFIX": "podium"})
        cache.memory.clear()
        yield cache
        cache.memory.clear()


def test_attempts_are_counted_and_forgotten_without_redis(without_redis: RedisOrMemory) -> None:
    assert without_redis.get("attempts", 0) == 0
    assert without_redis.add("attempts", 1, 600)
    assert not without_redis.add("attempts", 1, 600)
    assert without_redis.incr("attempts") == 2
    assert without_redis.get("attempts") == 2
    assert without_redis.delete("attempts")
    assert "attempts" not in without_redis


def test_a_count_that_is_not_there_is_said_to_be_missing(without_redis: RedisOrMemory) -> None:
    with pytest.raises(ValueError, match="attempts"):
        without_redis.incr("attempts")
