"""Who gives a command. An actor is made from a session or a secret, never from what a message says."""

from dataclasses import dataclass

from coaching.rooms.models import Participant
from people.models import User


@dataclass(frozen=True, slots=True)
class HostActor:
    """The host of the room, signed in."""

    user: User


@dataclass(frozen=True, slots=True)
class ParticipantActor:
    """A judge or a competitor, known by the secret of the browser or by the account."""

    participant: Participant


@dataclass(frozen=True, slots=True)
class SystemActor:
    """Podium itself: the demo, the command line."""


Actor = HostActor | ParticipantActor | SystemActor
