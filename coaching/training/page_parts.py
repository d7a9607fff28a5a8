"""Parts that other apps put on the pages of training: a button to enrol, what completes a lesson, what comes next.

Learning and certificates stand above the pages, so they register a maker from `ready()` of their configuration. A part is a
template with its context; the page's own context (`page`, `request`, `user`) is there too. In a preview nothing is
put up: a preview opens nothing and keeps nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


class Place(StrEnum):
    """Where on a programme's, module's or lesson's page a part stands."""

    HEAD = "head"  # Below the title: enrol, go on where you left.
    RAIL = "rail"  # In the rail beside the text.
    END = "end"  # After the text: what completes a lesson.


@dataclass(frozen=True, slots=True)
class Part:
    """What is put up: the template's name and what it needs to know."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


MakePart = Callable[[HttpRequest, Page], Part | None]

_makers: list[tuple[Place, int, MakePart]] = []


def register_part(place: Place, order: int, make: MakePart) -> None:
    """Ask `make` for every page of training; a smaller `order` stands higher. It returns None where it has nothing."""
    if (place, order, make) not in _makers:
        _makers.append((place, order, make))
        _makers.sort(key=lambda registered: registered[1])


def parts_of(request: HttpRequest, page: Page) -> dict[str, list[Part]]:
    """Return the parts of `page` by place, each place there even if it is empty."""
    found: dict[str, list[Part]] = {place.value: [] for place in Place}
    if getattr(request, "is_preview", False):
        return found
    for place, _order, make in _makers:
        part = make(request, page)
        if part is not None:
            found[place.value].append(part)
    return found
