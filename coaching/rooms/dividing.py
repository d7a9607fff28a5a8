"""Dividing a room into modules: each has its own time, and each sub-criterion is marked in exactly one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coaching.rooms.modules import LONGEST_TITLE, ModuleFacts, module_facts
from coaching.rooms.protocol.fields import MOST_MODULES
from coaching.rooms.refusals import CommandRefused
from people.names import is_readable

LONGEST_DAY_MINUTES: Final = 24 * 60
LONGEST_PAUSE_MINUTES: Final = 240


@dataclass(frozen=True, slots=True)
class ModuleWish:
    """A module that a host wishes for; `sub_criteria` are codes, times are minutes."""

    title: str
    sub_criteria: Sequence[str]
    working_minutes: int
    reading_minutes: int = 0
    break_minutes: int = 0


def divided(wishes: Sequence[ModuleWish], chosen: Sequence[str]) -> list[ModuleFacts]:
    """Return the modules of a room that is marked on the sub-criteria with the codes `chosen`.

    Raises:
        CommandRefused: a time is out of its range, a title is too long or not readable, or a sub-criterion has no
            module or two.
    """
    if not 1 <= len(wishes) <= MOST_MODULES:
        raise CommandRefused("too_many_modules", field="modules", limit=MOST_MODULES)
    for number, wish in enumerate(wishes, 1):
        _refuse_wrong_times(wish)
        _refuse_wrong_title(wish.title)
        if not wish.sub_criteria:
            raise CommandRefused("module_empty", field="modules", number=number)
    _refuse_wrong_parts([code for wish in wishes for code in wish.sub_criteria], chosen)
    return [_facts(number, wish, chosen) for number, wish in enumerate(wishes, 1)]


def _refuse_wrong_times(wish: ModuleWish) -> None:
    if not 1 <= wish.working_minutes <= LONGEST_DAY_MINUTES:
        raise CommandRefused("duration_out_of_range", field="duration_minutes")
    for minutes in (wish.reading_minutes, wish.break_minutes):
        if not 0 <= minutes <= LONGEST_PAUSE_MINUTES:
            raise CommandRefused("pause_out_of_range", field="modules", limit=LONGEST_PAUSE_MINUTES)


def _refuse_wrong_title(title: str) -> None:
    if len(title) > LONGEST_TITLE:
        raise CommandRefused("title_too_long", field="modules", limit=LONGEST_TITLE)
    if not is_readable(title):
        raise CommandRefused("name_unreadable", field="modules")


def _refuse_wrong_parts(given: Sequence[str], chosen: Sequence[str]) -> None:
    for code in given:
        if code not in chosen:
            raise CommandRefused("foreign_sub_criterion", field="modules")
        if given.count(code) > 1:
            raise CommandRefused("part_in_two_modules", field="modules", part=code)
    missing = next((code for code in chosen if code not in given), None)
    if missing is not None:
        raise CommandRefused("part_without_module", field="modules", part=missing)


def _facts(number: int, wish: ModuleWish, chosen: Sequence[str]) -> ModuleFacts:
    return module_facts(
        number,
        " ".join(wish.title.split()),
        [code for code in chosen if code in wish.sub_criteria],
        working=wish.working_minutes * 60,
        reading=wish.reading_minutes * 60,
        break_after=wish.break_minutes * 60,
    )
