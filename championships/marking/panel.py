"""Who judges whom: nobody marks a compatriot, and the coordinator takes the seat that this leaves free.

Sources: WorldSkills Technical Descriptions 4.5 and 4.6; in demonstration exams a compatriot is an expert of the
graduate's own college (rules 5.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from championships.marking.errors import IncompletePanel
from championships.marking.judgement import PANEL


class SeatsMissing(IncompletePanel):
    """Too few experts may judge this competitor: a second marking team is needed."""


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert: `key` tells one from another, `member` is the country, region or college they stand for."""

    key: str
    member: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Who judges one competitor, and who stood back for the coordinator (None: nobody had to)."""

    judges: tuple[Expert, ...]
    stood_back: Expert | None = None


def seat_panel(
    team: Sequence[Expert], coordinator: Expert | None, competitor_member: str, *, panel: int = PANEL
) -> Panel:
    """Return the panel of one competitor: the team without a compatriot, whose seat the coordinator takes.

    `team` holds `panel` experts, three unless the event says otherwise; the judges keep the order of the team and
    the coordinator comes last. A coordinator who is not needed does not judge.

    >>> team = [Expert("1", "KZ"), Expert("2", "RU"), Expert("3", "FR")]
    >>> [judge.member for judge in seat_panel(team, Expert("4", "BR"), "RU").judges]
    ['KZ', 'FR', 'BR']

    Raises:
        IncompletePanel: the team has not `panel` experts, or one of them has two seats.
        SeatsMissing: two seats or more would be empty, or one and there is no coordinator who may take it.
    """
    _check_team(team, coordinator, panel)
    judges = tuple(expert for expert in team if expert.member != competitor_member)
    compatriots = [expert for expert in team if expert.member == competitor_member]
    if not compatriots:
        return Panel(judges)
    if len(compatriots) > 1:
        raise SeatsMissing(f"{len(compatriots)} of the team are compatriots: a second marking team is needed.")
    if coordinator is None or coordinator.member == competitor_member:
        raise SeatsMissing("One of the team is a compatriot, and there is no coordinator who may take that seat.")
    return Panel((*judges, coordinator), compatriots[0])


def _check_team(team: Sequence[Expert], coordinator: Expert | None, panel: int) -> None:
    if panel < 1 or len(team) != panel:
        raise IncompletePanel(f"A panel of {panel} needs a team of {panel}, not of {len(team)}.")
    everyone = [expert.key for expert in (*team, coordinator) if expert is not None]
    if len(set(everyone)) != len(everyone):
        raise IncompletePanel("Nobody holds two seats of one marking team.")
