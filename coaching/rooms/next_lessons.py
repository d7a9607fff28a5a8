"""What a competitor may learn next: rooms say what was missing, and whoever has lessons offers them.

Rooms stand below training and may not import it, so whoever has lessons registers a provider, from `ready()` of its
configuration.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coaching.rooms.models import Room
from coaching.rooms.results import Loss

MOST_LESSONS = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the occupational standard in which marks were lost: its number and name in the scheme."""

    number: str
    name: str
    lost: Decimal


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody should work on: the skill by number and name, and the sections, the most lost first."""

    language: str
    skill_number: str
    skill_name: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something to work through: where it is, and in a sentence why it is offered."""

    title: str
    url: str
    why: str


Provider = Callable[[Need], Sequence[Lesson]]

_providers: list[Provider] = []


def register_provider(provider: Provider) -> None:
    """Let `provider` offer lessons; it returns the best ones first, and none where it has nothing that fits."""
    if provider not in _providers:
        _providers.append(provider)


def need_of(room: Room, losses: Iterable[Loss], language: str) -> Need:
    """Return what the losses by standards section say that somebody needs, for a reader of `language`."""
    scheme = room.scheme_version.scheme
    sections = (Section(loss.key, loss.name, loss.lost) for loss in losses if loss.lost)
    by_loss = sorted(sections, key=lambda section: -section.lost)
    return Need(language, scheme.skill_number, scheme.skill_name, tuple(by_loss))


def lessons_for(need: Need) -> list[Lesson]:
    """Return up to `MOST_LESSONS` lessons for the need."""
    found = (lesson for provider in _providers for lesson in provider(need))
    return list(dict.fromkeys(found))[:MOST_LESSONS]
