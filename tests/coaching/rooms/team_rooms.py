"""Rooms whose seats a marking team fills: a championship, its team of four colleges, and the room in few words."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from championships.events.marking_teams import form_team
from championships.events.models import MarkingTeam, Official
from championships.schemes.models import SchemeVersion, SubCriterion
from coaching.rooms.joining import claim_seat
from coaching.rooms.models import Participant, Room
from coaching.rooms.opening import open_room
from tests.championships.events.grown import Event
from tests.coaching.rooms.building import make_version

COLLEGES = ("Alatau college", "Sayan college", "Tarbagatai  college", "Kalba college")


@dataclass
class Held:
    """A championship whose skill has a scheme and a marking team of three colleges, coordinated from a fourth."""

    event: Event
    version: SchemeVersion
    team: MarkingTeam

    def open(self, **wishes: Any) -> Room:
        """Open a room of the skill with the team."""
        told = {
            "host": self.event.organiser,
            "title": "Web technologies",
            "kind": "championship",
            "championship": self.event.championship,
            "marking_team": self.team,
            **wishes,
        }
        parts = list(SubCriterion.objects.filter(criterion__version=self.version))
        return open_room(scheme_version=self.version, sub_criteria=parts, **told)

    def official(self, number: int) -> Official:
        """Return who has this seat of the team, counted from 0; the coordinator has the last."""
        return list(self.team.seats.order_by("coordinator", "pk"))[number].official


def form(event: Event, name: str = "1") -> MarkingTeam:
    """Form a team of an expert of each college; the last coordinates."""
    *judges, coordinator = [event.official(college) for college in COLLEGES]
    return form_team(
        actor=event.organiser, contested_skill=event.skill, name=name, judges=judges, coordinator=coordinator
    )


def hold() -> Held:
    """Return it with its scheme, and its team formed."""
    event = Event()
    version = make_version(event.organiser)
    event.skill.scheme_version = version
    event.skill.save()
    return Held(event, version, form(event))


def seats(room: Room) -> list[Participant]:
    """Return the judges in the order of their seats, and then the coordinator."""
    return list(room.participants.filter(role__in=("judge", "coordinator")).order_by("-role", "number"))


def sit(seat: Participant) -> Participant:
    """Let the person who is invited confirm the seat."""
    return claim_seat(participant=seat, display_name=seat.display_name, command_id=uuid4()).participant
