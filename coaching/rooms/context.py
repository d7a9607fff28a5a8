"""What a command works with, and what comes of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from coaching.rooms.actors import Actor, HostActor, ParticipantActor
from coaching.rooms.ledger import Ledger
from coaching.rooms.models import Participant, Room
from coaching.rooms.seating import seats_for
from coaching.rooms.sheet import Sheet, sheet_of
from people.models import User


@dataclass(frozen=True, slots=True)
class Context:
    """A room whose row is locked, who acts in it, and the one moment at which it all happens."""

    room: Room
    actor: Actor
    now: datetime
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def sheet(self) -> Sheet:
        """What the room is marked on."""
        return sheet_of(self.room.pk)

    def seats(self, competitor: Participant) -> tuple[str, ...]:
        """Return the ids of those who mark `competitor`, in the order of their seats.

        Raises:
            CommandRefused: `seats_missing`, where compatriots are kept apart and too few may mark.
        """
        if not self.room.compatriots_apart:
            return self.sheet.seats
        return seats_for(competitor, self.ledger.panel(self.room))

    @property
    def user(self) -> User | None:
        """The account that acts, if any."""
        return self.actor.user if isinstance(self.actor, HostActor) else None

    @property
    def participant(self) -> Participant | None:
        """The judge or competitor who acts, if any."""
        return self.actor.participant if isinstance(self.actor, ParticipantActor) else None


@dataclass(frozen=True, slots=True)
class Happening:
    """What a command did: the event to log, and the fields of the room's row that it changed."""

    type: str
    data: dict[str, Any]
    changed: tuple[str, ...] = ()
    by: Participant | None = field(default=None)
