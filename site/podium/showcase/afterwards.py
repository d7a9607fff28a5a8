"""What is brought up to date once, when the demo's pages are all here, and not after each of a page's five saves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskResult, task_backends
from django_tasks.backends.dummy import DummyBackend

from coaching.training.catalogue import keeping


@contextmanager
def indexed_afterwards() -> Iterator[None]:
    """Put off what Wagtail and the catalogue write about whatever is saved: references, words to search, entries.

    What is asked for twice is done once. It is done as well where the loading fails, because some of it is kept.
    """
    usual = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    gathering = DummyBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = gathering
    try:
        with keeping.put_off():
            yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = usual
        with transaction.atomic():
            for result in _distinct(gathering.results):
                result.task.enqueue(*result.args, **result.kwargs)


def _distinct(results: list[TaskResult[Any]]) -> list[TaskResult[Any]]:
    return list({(each.task.module_path, *each.args, *each.kwargs.items()): each for each in results}.values())
