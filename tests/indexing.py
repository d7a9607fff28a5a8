"""What Wagtail does after every saved row, for its search and its references, is done only for tests that are about it.

It is a fifth and more of what a test of public pages costs. Tests whose subject is found by it ask for it, by
`pytest.mark.indexed`. The servers of the journeys always do it.
"""

from typing import Any

from django.test import override_settings
from django_tasks.backends.dummy import DummyBackend

DONE_AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


class LeftUndone(DummyBackend):
    """Takes tasks and does none of them."""

    def enqueue(self, *args: Any, **kwargs: Any) -> Any:
        """Remember the last task alone: a process of the tests gives itself hundreds of thousands."""
        self.results.clear()
        return super().enqueue(*args, **kwargs)


def done_at_once() -> override_settings:
    """Let tasks be done when they are given, as Podium does."""
    return override_settings(TASKS=DONE_AT_ONCE)
