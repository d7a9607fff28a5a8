"""Where sockets touch the database: in a few threads of their own, each with a connection that it keeps.

No socket holds a connection. SQLite lets one write at a time, so one thread writes there and nobody waits for
a lock; PostgreSQL gets several. Reading has threads of its own, so that a snapshot does not hold up a mark.
"""

from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection

WRITERS = 4
READERS = 4

P = ParamSpec("P")
R = TypeVar("R")


def writing(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Return `function` as a coroutine function that runs in a thread for writing."""
    return sync_to_async(_tidy(function), thread_sensitive=False, executor=_writers())


def reading(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Return `function` as a coroutine function that runs in a thread for reading."""
    return sync_to_async(_tidy(function), thread_sensitive=False, executor=_readers())


def _tidy(function: Callable[P, R]) -> Callable[P, R]:
    """Let a connection go that is too old or broken, as Django does around every request."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        close_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            close_old_connections()

    return run


@cache
def _writers() -> ThreadPoolExecutor:
    threads = WRITERS if connection.vendor == "postgresql" else 1
    return ThreadPoolExecutor(threads, thread_name_prefix="room-writer")


@cache
def _readers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(READERS, thread_name_prefix="room-reader")
