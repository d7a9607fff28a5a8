"""The desk: the start page of somebody signed in, made of panels that other apps put there.

Pages stand below championships and coaching and may not import them, so each app registers its
panel itself, from `ready()` of its configuration.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest


@dataclass(frozen=True)
class Action:
    """A button: what it says and where it leads."""

    label: str
    url: str
    icon: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of a panel; `tone` is a tone of the badge component."""

    title: str
    url: str
    text: str = ""
    badge: str = ""
    tone: str = "neutral"


@dataclass(frozen=True)
class Panel:
    """A part of the desk in the reader's language. Without entries it shows `empty` and the first action."""

    title: str
    icon: str
    entries: Sequence[Entry] = ()
    empty: str = ""
    actions: Sequence[Action] = field(default=())


MakePanel = Callable[[HttpRequest], Panel | None]

_makers: list[tuple[int, MakePanel]] = []


def register_panel(order: int, make: MakePanel) -> None:
    """Put a panel on the desk; a smaller `order` stands higher. `make` returns None for whom it is not."""
    _makers.append((order, make))
    _makers.sort(key=lambda registered: registered[0])


def panels(request: HttpRequest) -> list[Panel]:
    """Return the panels for the reader of `request`, in order."""
    made = (make(request) for _order, make in _makers)
    return [panel for panel in made if panel is not None]
