"""The cache on Redis, for a Podium that goes on while Redis does not answer."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

log = logging.getLogger(__name__)


def _either(name: str) -> Callable[..., Any]:
    """Return a method of the cache that asks Redis, and this process's memory where Redis does not answer."""
    ask = getattr(RedisCache, name)

    def asked(self: "RedisOrMemory", *args: Any, **kwargs: Any) -> Any:
        try:
            return ask(self, *args, **kwargs)
        except RedisError as error:
            log.warning("Redis does not answer; this process remembers for itself: %s", error)
            return getattr(self.memory, name)(*args, **kwargs)

    return asked


class RedisOrMemory(RedisCache):
    """Redis, and while it does not answer the memory of this process.

    What is kept here are counts of attempts, for signing in and for codes of rooms. Without Redis each process counts
    for itself: limits are wider by as many times as there are processes, but nobody is shut out, and nobody is let
    try without end.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        """Keep what is remembered without Redis under the address of the one that is missed."""
        super().__init__(server, params)
        self.memory = LocMemCache(f"without {server}", {**params, "OPTIONS": {}})

    add = _either("add")
    get = _either("get")
    set = _either("set")
    touch = _either("touch")
    delete = _either("delete")
    get_many = _either("get_many")
    has_key = _either("has_key")
    incr = _either("incr")
    set_many = _either("set_many")
    delete_many = _either("delete_many")
    clear = _either("clear")
