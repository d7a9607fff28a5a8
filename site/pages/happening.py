"""What is happening: what the home page says is live now, what is next and what was decided last.

Pages stand below championships and coaching and may not import them, so each app says itself what it has, from
`ready()` of its configuration. Only what everybody may see belongs here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SHOWN = 4


class When(StrEnum):
    """The three parts, in the order in which they stand."""

    NOW = "now"
    NEXT = "next"
    RESULTS = "results"


@dataclass(frozen=True, slots=True)
class Happening:
    """One line: `at` orders it, `badge` is a word about it and `tone` the badge's tone."""

    title: str
    url: str
    at: datetime
    text: str = ""
    badge: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the three, with what it says while there is nothing."""

    when: When
    title: str | Promise
    empty: str | Promise
    happenings: Sequence[Happening]


Ask = Callable[[HttpRequest, int], Sequence[Happening]]

TITLES = {
    When.NOW: (_("Live now"), _("Nothing is live at this moment. Boards of championships appear here while they run.")),
    When.NEXT: (_("Next"), _("No championship has been announced yet.")),
    When.RESULTS: (_("Newest results"), _("The first results will stand here as soon as they are published.")),
}
_asked: dict[When, list[Ask]] = {when: [] for when in When}
_numbers: dict[str, None] = {}


def register(when: When, ask: Ask, *numbers: str) -> None:
    """Let `ask` say from now on what belongs to `when`: at most so many, in a constant number of queries.

    What it says changes with these `numbers` (`pages/kept_answers.py`), or by what editors do.
    """
    if ask not in _asked[when]:
        _asked[when].append(ask)
    _numbers.update(dict.fromkeys(numbers))


def numbers() -> list[str]:
    """Return the names of the numbers that what is happening changes with."""
    return list(_numbers)


def parts(request: HttpRequest) -> list[Part]:
    """Return the three parts for a reader of `request`: what is next the soonest first, all else the newest first."""
    return [Part(when, *TITLES[when], _gathered(when, request)) for when in When]


def _gathered(when: When, request: HttpRequest) -> list[Happening]:
    found = [happening for ask in _asked[when] for happening in ask(request, SHOWN)]
    return sorted(found, key=lambda happening: happening.at, reverse=when != When.NEXT)[:SHOWN]
