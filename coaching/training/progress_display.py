"""How far a reader is: shown by the pages of training, known by whoever keeps progress.

The pages stand below learning and may not import it, so learning registers a provider from `ready()` of its
configuration. Without a provider, for readers who are not signed in, and in a preview nothing is shown.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from django.http import HttpRequest

from people.models import User


class Step(IntEnum):
    """The three steps of the podium: `<c-steps current="2" />`."""

    NOT_STARTED = 1
    UNDER_WAY = 2
    DONE = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is with one page; `closed` says in her language why it is not open yet, empty if it is."""

    step: Step = Step.NOT_STARTED
    percent: int | None = None
    closed: str = ""


Provider = Callable[[User, Collection[UUID]], Mapping[UUID, Standing]]
"""Given a reader and translation keys of programmes, modules and lessons, returns her standing by key.

It asks the database a constant number of times, however many keys there are. A key that it does not return is not
shown: she is not enrolled, or nobody keeps progress of it.
"""

_providers: list[Provider] = []


def register_provider(provider: Provider) -> None:
    """Ask `provider` too from now on; registering it again changes nothing."""
    if provider not in _providers:
        _providers.append(provider)


def standings(request: HttpRequest, keys: Collection[UUID]) -> dict[UUID, Standing]:
    """Return the standings of the reader of `request`; nothing for an anonymous reader and in a preview."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or getattr(request, "is_preview", False):
        return {}
    return {key: standing for provider in _providers for key, standing in provider(user, keys).items()}
