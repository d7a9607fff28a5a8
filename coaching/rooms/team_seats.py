"""A championship's marking team in the seats of a room: who is invited to which seat, and whom they stand for.

The organiser has said both. So the member is spelt as the members of the entries are, and nobody types it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from championships.events.confirming import skills_as_chief
from championships.events.members import member_of_official
from championships.events.models import Championship, ContestedSkill, MarkingTeam, MarkingTeamSeat, Official
from championships.events.organising_lists import TeamLine, team_lines
from coaching.rooms.kinds import LARGEST_PANEL, SettingWishes
from coaching.rooms.models import NAME_LENGTH
from coaching.rooms.names import ORGANISATION_LENGTH, clean_name, fitting, told_apart
from coaching.rooms.refusals import CommandRefused
from people.models import User
from people.permissions import may_run_championships

Invitation = dict[str, Any]
"""What the row of a seat says of who is invited to it."""


@dataclass(frozen=True, slots=True)
class TeamSeats:
    """The judges of a team in the order of their seats, and its coordinator, if it has one."""

    judges: tuple[Invitation, ...] = ()
    coordinators: tuple[Invitation, ...] = ()

    def settings(self) -> SettingWishes:
        """Return the settings of a room that the team decides; without a team, or a coordinator, the kind does."""
        decided = SettingWishes()
        if self.judges:
            decided["panel_size"] = len(self.judges)
        if self.coordinators:
            decided["coordinator"] = True
        return decided


NOBODY_YET = TeamSeats()


def teams_to_choose(host: User, skill: ContestedSkill) -> list[TeamLine]:
    """Return the marking teams of a skill with whom they cannot mark; none for a host who may not know their people."""
    return team_lines(skill) if may_seat_teams(host, skill) else []


def may_seat_teams(host: User, skill: ContestedSkill) -> bool:
    """Return whether `host` may invite the teams of a skill: an organiser, or its chief expert or deputy.

    Whoever opens a room reads the names of those whom it invites, and not every expert's name is public.
    """
    return may_run_championships(host) or skill.pk in skills_as_chief(host, skill.championship)


def seats_of(team: MarkingTeam | None, *, host: User, championship: Championship | None) -> TeamSeats:
    """Return the seats of a room that `host` opens for `championship`, as the team fills them now.

    Raises:
        CommandRefused: `team_not_here`, the team marks at another championship; `team_not_allowed`, `host` may not
            invite it; `team_out_of_range`, a room has not so many judges; or what is wrong with a name.
    """
    if team is None:
        return NOBODY_YET
    skill = team.contested_skill
    if championship is None or skill.championship_id != championship.pk:
        raise CommandRefused("team_not_here", field="marking_team")
    if not may_seat_teams(host, skill):
        raise CommandRefused("team_not_allowed", field="marking_team")
    seats = team.seats.select_related("official__person__user", "official__organisation")
    ordered = list(seats.order_by("coordinator", "pk"))
    if not 1 <= sum(not seat.coordinator for seat in ordered) <= LARGEST_PANEL:
        raise CommandRefused("team_out_of_range", field="marking_team", limit=LARGEST_PANEL)
    invited = list(zip(ordered, _invitations(ordered, championship), strict=True))
    return TeamSeats(
        judges=tuple(words for seat, words in invited if not seat.coordinator),
        coordinators=tuple(words for seat, words in invited if seat.coordinator),
    )


def _invitations(seats: list[MarkingTeamSeat], championship: Championship) -> Iterator[Invitation]:
    taken: set[str] = set()
    for seat in seats:
        name = told_apart(clean_name(fitting(seat.official.person.full_name, NAME_LENGTH)), taken)
        taken.add(name)
        yield {"display_name": name, "user": seat.official.person.user, **_stands_for(seat.official, championship)}


def _stands_for(official: Official, championship: Championship) -> Invitation:
    organisation = official.organisation.name if official.organisation else ""
    # Of whom nothing else is known, the organisation is compared, as with everybody in a room.
    member = member_of_official(official, championship) or organisation
    return {
        "organisation_name": fitting(organisation, ORGANISATION_LENGTH),
        "member": fitting(member, ORGANISATION_LENGTH),
    }
