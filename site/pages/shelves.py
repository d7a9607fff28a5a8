"""Shelves: the latest of what other apps publish, for the home page.

Pages stand below championships and training and may not import them, so each app puts its shelf up
itself, from `ready()` of its configuration.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise


@dataclass(frozen=True)
class ShelfItem:
    """One card on a shelf, in the reader's language."""

    title: str
    url: str
    eyebrow: str = ""
    text: str = ""
    facts: Sequence[str] = ()
    on: date | None = None


@dataclass(frozen=True)
class Shelf:
    """A kind of thing that the home page can show the latest of.

    It changes with these `numbers` (`pages/kept_answers.py`), or by what editors do.
    """

    name: str
    label: str | Promise
    empty: str | Promise
    items: Callable[[int], Sequence[ShelfItem]] = field(repr=False)
    numbers: Sequence[str] = ()


@dataclass(frozen=True)
class FilledShelf:
    """A shelf with what stands on it now."""

    name: str
    empty: str | Promise
    items: Sequence[ShelfItem]


_shelves: dict[str, Shelf] = {}


def register_shelf(shelf: Shelf) -> None:
    """Put up `shelf`; one with the same name takes the place of the earlier one."""
    _shelves[shelf.name] = shelf


def choices() -> list[tuple[str, str | Promise]]:
    """Return the names and labels that an author chooses from."""
    return [(shelf.name, shelf.label) for shelf in _shelves.values()]


def numbers() -> list[str]:
    """Return the names of the numbers that the shelves change with."""
    return [number for shelf in _shelves.values() for number in shelf.numbers]


def filled(name: str, count: int) -> FilledShelf | None:
    """Return the shelf `name` with at most `count` items, or None if no app has put it up."""
    shelf = _shelves.get(name)
    return None if shelf is None else FilledShelf(shelf.name, shelf.empty, shelf.items(count))
