"""Where sockets touch the database: in a few threads of their own, each with a connection that it keeps.

No socket holds a connection. SQLite lets one write at a time, so one thread writes there and nobody waits for
a lock; PostgreSQL gets several. Reading has threads of its own, so that a snapshot does not hold up a mark.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache, wraps
from threading import local
from time import monotonic
from typing import Any, Generic, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection

WRITERS = 4
READERS = 4
JUST_NOW = 1.0
"""For so many seconds after it has worked, a connection is not asked whether it still does."""

P = ParamSpec("P")
R = TypeVar("R")
Item = TypeVar("Item")
Result = TypeVar("Result")


def writing(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Return `function` as a coroutine function that runs in a thread for writing."""
    return sync_to_async(_tidy(function), thread_sensitive=False, executor=_writers())


def reading(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Return `function` as a coroutine function that runs in a thread for reading."""
    return sync_to_async(_tidy(function), thread_sensitive=False, executor=_readers())


class Together(Generic[Item, Result]):
    """Gives what waits in one event loop, as much as there is, to one call in a thread; one call after another.

    So many who come at once share one hop to the thread, and its queries. Everybody keeps their place in the row.
    """

    def __init__(self, work: Callable[[list[Item]], Coroutine[Any, Any, list[Result]]], most: int) -> None:
        """Do `work` with up to `most` at a time; it returns a result for each, in their order."""
        self._work = work
        self._most = most
        self._waiting: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self._task: asyncio.Task[None] | None = None

    def submit(self, item: Item) -> "asyncio.Future[Result]":
        """Return what will be the result for `item`; an error of the work is everybody's."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._work_off())
        return future

    async def _work_off(self) -> None:
        while self._waiting:
            taken = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
            try:
                results = await self._work([item for item, _ in taken])
            except Exception as error:  # noqa: BLE001 -- each of them hears of it
                for _, future in taken:
                    if not future.done():
                        future.set_exception(error)
                continue
            for (_, future), result in zip(taken, results, strict=True):
                if not future.done():
                    future.set_result(result)


def _tidy(function: Callable[P, R]) -> Callable[P, R]:
    """Let a connection go that is too old or broken, as Django does around every request.

    Django also asks before each use whether the connection still works. That is a journey to the database, of which a
    mark makes five, so one that has just worked is not asked. After an error it is asked in any case.
    """
    worked = local()

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        close_old_connections()
        if monotonic() - getattr(worked, "at", -JUST_NOW) < JUST_NOW:
            connection.health_check_done = True  # type: ignore[attr-defined]
        worked.at = -JUST_NOW
        try:
            result = function(*args, **kwargs)
            worked.at = monotonic()
        finally:
            close_old_connections()
        return result

    return run


@cache
def _writers() -> ThreadPoolExecutor:
    threads = WRITERS if connection.vendor == "postgresql" else 1
    return ThreadPoolExecutor(threads, thread_name_prefix="room-writer")


@cache
def _readers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(READERS, thread_name_prefix="room-reader")
