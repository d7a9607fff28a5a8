"""What the ids in events are called: people of the room, accounts, and aspects by their codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from coaching.rooms.event_log import LoggedEvent
from coaching.rooms.models import Participant, Room, RoomEvent
from coaching.rooms.modules import ModuleFacts
from coaching.rooms.sheet import sheet_of
from coaching.rooms.telling.naming import Naming, called_at, namings_of
from people.models import User

Seen = Mapping[str, Any]
"""The data of an event as its reader may see it."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in the events of one room are called; modules by number.

    `renamed` holds the names one after another of those who have had several, `nameless` what they are called without
    one. `former` is what somebody whom the event at hand has renamed was called before it.
    """

    people: Mapping[str, str]
    users: Mapping[int, str]
    aspects: Mapping[int, str]
    modules: Mapping[int, str]
    renamed: Mapping[str, Sequence[Naming]] = field(default_factory=dict)
    nameless: Mapping[str, str] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)

    def at(self, seq: int) -> "Names":
        """Return the names as they were right after event `seq`: whoever sits on a seat now did not do it then."""
        called = {key: self.called(key, seq) for key in self.renamed}
        former = {
            key: called_at(namings, seq - 1)
            for key, namings in self.renamed.items()
            if any(naming.seq == seq for naming in namings)
        }
        return replace(self, people={**self.people, **called}, former=former)

    def called(self, person: str, seq: int) -> str:
        """Return what somebody was called right after event `seq`."""
        if person not in self.renamed:
            return self.people.get(person, "")
        return called_at(self.renamed[person], seq) or self.nameless.get(person, "")

    def who(self, event: LoggedEvent) -> str:
        """Return who did it; Podium itself where nobody is named."""
        if event.actor_participant is not None:
            return self.people.get(event.actor_participant, "")
        return self.users.get(event.actor_user or 0, "Podium")

    def person(self, person: Seen) -> str:
        """Return what somebody is called whom an event describes."""
        return str(person.get("name") or self.people.get(str(person["id"]), ""))

    def about(self, fact: Seen) -> str:
        """Return the aspect, or else the module, and the competitor that a fact is about."""
        person = self.people.get(str(fact["competitor"]), "")
        aspect, module = fact.get("aspect"), fact.get("module")
        if aspect is not None:
            return f"{self.aspects.get(int(aspect), '')}, {person}"
        return person if module is None or len(self.modules) == 1 else f"{self.module(module)}, {person}"

    def module(self, number: int) -> str:
        """Return what a module is called: its number, and its title if it has one."""
        return self.modules.get(number, str(number))


def module_names(modules: list[ModuleFacts]) -> dict[int, str]:
    """Return what each module is called, by its number."""
    return {module["number"]: f"{module['number']} {module['title']}".strip() for module in modules}


def names_of(room: Room) -> Names:
    """Return the names of everybody and everything in the log of the room, as they are now. Four queries."""
    actors = RoomEvent.objects.filter(room=room, actor_user__isnull=False).values("actor_user").distinct()
    people = list(Participant.objects.filter(room=room))
    return Names(
        people={str(person.pk): str(person) for person in people},
        users={user.pk: user.get_full_name() for user in User.objects.filter(pk__in=actors)},
        aspects={aspect.id: aspect.code for aspect in sheet_of(room.pk).aspects},
        modules=module_names(room.modules),
        renamed={key: namings for key, namings in namings_of(room).items() if len(namings) > 1},
        nameless={str(person.pk): f"{person.get_role_display()} {person.number}" for person in people},
    )
