"""The sequence of a championship: it grows with every change that the public can see, and everything is keyed by it.

Caches, entity tags and feeds of a championship carry its number; whoever must know at once listens.
"""

from collections.abc import Callable

from django.db import transaction

from championships.events.models import Championship

Listener = Callable[[int, int], None]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call `listener` with the key of a championship and its new number after each change was committed."""
    if listener not in _listeners:
        _listeners.append(listener)


def locked(championship_id: int) -> Championship:
    """Return the championship with its row locked until the transaction ends, so that changes come one by one."""
    return Championship.objects.select_for_update().get(pk=championship_id)


def advance(championship: Championship) -> int:
    """Take the next number of `championship` and return it; call it in the transaction of the change itself."""
    now = locked(championship.pk)
    now.sequence += 1
    # Not `save`: the number refers to nothing, and the editor would look through all that the championship refers to.
    Championship.objects.filter(pk=now.pk).update(sequence=now.sequence)
    championship.sequence = now.sequence
    transaction.on_commit(lambda: _tell(now.pk, now.sequence))
    return now.sequence


def _tell(championship_id: int, number: int) -> None:
    for listener in _listeners:
        listener(championship_id, number)
