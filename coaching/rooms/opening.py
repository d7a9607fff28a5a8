"""Opening a room: a scheme, some of its sub-criteria, a panel of judges and a clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice, repeat
from typing import Unpack
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from championships.events.models import Championship, MarkingTeam
from championships.schemes.models import ClassList, SchemeVersion, SubCriterion
from championships.schemes.permissions import may_use_scheme, visible_class_lists
from coaching.rooms import doorbell, event_log
from coaching.rooms.codes import free_code
from coaching.rooms.dividing import ModuleWish, divided
from coaching.rooms.expecting import expect
from coaching.rooms.facts import ParticipantFacts, participant_facts, room_facts
from coaching.rooms.hosts import hosts_of
from coaching.rooms.kinds import RoomSettings, SettingWishes, settings_for
from coaching.rooms.models import Participant, ParticipantRole, Room, RoomKind
from coaching.rooms.modules import ModuleFacts
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.team_seats import Invitation, TeamSeats, seats_of
from people import audit
from people.models import Organisation, User
from people.names import is_readable
from people.permissions import may_host_rooms

LONGEST_TITLE = 200
USUAL_MINUTES = 120
TRIES = 5


@dataclass(frozen=True, slots=True)
class _Wishes:
    host: User
    title: str
    scheme_version: SchemeVersion
    sub_criteria: tuple[SubCriterion, ...]
    modules: list[ModuleFacts]
    kind: str
    settings: RoomSettings
    class_list: ClassList | None
    championship: Championship | None
    team: MarkingTeam | None
    team_seats: TeamSeats
    module_key: UUID | None
    module_title: str
    command_id: UUID
    opened_at: datetime | None


def open_room(  # noqa: PLR0913 -- what a host chooses, each by its name
    *,
    host: User,
    title: str,
    scheme_version: SchemeVersion,
    sub_criteria: Iterable[SubCriterion],
    duration_minutes: int = USUAL_MINUTES,
    kind: str = RoomKind.PRACTICE,
    modules: Sequence[ModuleWish] = (),
    class_list: ClassList | None = None,
    championship: Championship | None = None,
    marking_team: MarkingTeam | None = None,
    module_key: UUID | None = None,
    module_title: str = "",
    command_id: UUID | None = None,
    opened_at: datetime | None = None,
    **settings: Unpack[SettingWishes],
) -> Room:
    """Open a room in its lobby, with a free code and invited judges, coordinator and observers, and return it.

    What `settings` leave out follows from the kind (kinds.py). A room that is not divided into `modules` has one of
    `duration_minutes` for everything. The same `command_id` from the same host again returns the same room. Those of `class_list` are expected by name.
    The results are proposed for the `championship` when they are published; a `marking_team` of it decides how many
    judges there are and has their seats, and the coordinator's if it has one.
    `opened_at` is for a room that is told afterwards; without it, it opens now.

    Raises:
        CommandRefused: the host may not, or something of what is wished cannot be.
    """
    parts = tuple(sub_criteria)
    everything = ModuleWish("", [part.code for part in parts], duration_minutes)
    team_seats = seats_of(marking_team, host=host, championship=championship)
    wishes = _Wishes(
        host=host,
        title=" ".join(title.split()),
        scheme_version=scheme_version,
        sub_criteria=parts,
        modules=_divided(parts, modules or [everything]),
        kind=str(kind),
        settings=settings_for(str(kind), {**settings, **team_seats.settings()}),
        class_list=class_list,
        championship=championship,
        team=marking_team,
        team_seats=team_seats,
        module_key=module_key,
        module_title=module_title[:255],
        command_id=command_id or uuid4(),
        opened_at=opened_at,
    )
    _refuse_wrong(wishes)
    return _found(wishes) or _opened(wishes)


def _divided(parts: Sequence[SubCriterion], modules: Sequence[ModuleWish]) -> list[ModuleFacts]:
    if not parts:
        raise CommandRefused("nothing_to_mark", field="sub_criteria")
    return divided(modules, [part.code for part in parts])


def _found(wishes: _Wishes) -> Room | None:
    """Return the room that this command has already opened, if it has."""
    earlier = Room.objects.filter(opened_by_command=wishes.command_id).first()
    if earlier is not None and earlier.host_id != wishes.host.pk:
        raise CommandRefused("command_id_reused")
    return earlier


def _opened(wishes: _Wishes) -> Room:
    # Two rooms may find the same free code at the same moment: the database lets one have it.
    for _ in range(TRIES - 1):
        try:
            return _create(wishes)
        except IntegrityError:
            earlier = _found(wishes)
            if earlier is not None:
                return earlier
    return _create(wishes)


@transaction.atomic
def _create(wishes: _Wishes) -> Room:
    room = Room.objects.create(
        code=free_code(),
        title=wishes.title,
        kind=wishes.kind,
        scheme_version=wishes.scheme_version,
        host=wishes.host,
        organisation=_organisation(wishes),
        duration_seconds=wishes.modules[0]["working"],
        modules=wishes.modules,
        championship=wishes.championship,
        module_key=wishes.module_key,
        module_title=wishes.module_title,
        opened_by_command=wishes.command_id,
        **wishes.settings.of_row(),
    )
    _tell_when(room, wishes.opened_at)
    room.sub_criteria.set(wishes.sub_criteria)
    team = wishes.team_seats
    judges = _seats(room, ParticipantRole.JUDGE, wishes.settings.panel_size, team.judges)
    others = _seats(room, ParticipantRole.COORDINATOR, int(wishes.settings.coordinator), team.coordinators)
    others += _seats(room, ParticipantRole.OBSERVER, wishes.settings.observers)
    event = event_log.append(
        room,
        event_type="room.opened",
        data={
            "room": room_facts(room),
            "judges": _facts(judges),
            "participants": _facts(others),
            "hosts": hosts_of(room),
        },
        user=wishes.host,
        participant=None,
        command_id=wishes.command_id,
        now=wishes.opened_at or timezone.now(),
    )
    _record(wishes, room)
    transaction.on_commit(lambda: doorbell.ring(event))
    return room


def _record(wishes: _Wishes, room: Room) -> None:
    """Let the room expect the class list, and write down who opened it for whom."""
    told: dict[str, object] = {"title": room.title}
    if wishes.class_list:
        told["expected"] = expect(room, wishes.class_list)
    if wishes.team:
        told["marking_team"] = wishes.team.pk
    audit.record(actor=wishes.host, action="room.opened", subject=room, data=told)


def _tell_when(room: Room, opened_at: datetime | None) -> None:
    """Write down when a room was opened that is told afterwards: its row says "now" by itself when it is made."""
    if opened_at is not None:
        Room.objects.filter(pk=room.pk).update(created_at=opened_at)


def _seats(room: Room, role: ParticipantRole, seats: int, invited: Sequence[Invitation] = ()) -> list[Participant]:
    """Invite so many of `role`, who take their seats by links of their own; those of a team by name."""
    who = islice(chain(invited, repeat(Invitation())), seats)
    return Participant.objects.bulk_create(
        Participant(room=room, role=role, number=number, **words) for number, words in enumerate(who, start=1)
    )


def _facts(people: Iterable[Participant]) -> list[ParticipantFacts]:
    return [participant_facts(person) for person in people]


def _organisation(wishes: _Wishes) -> Organisation | None:
    if wishes.scheme_version.scheme.organisation is not None:
        return wishes.scheme_version.scheme.organisation
    membership = wishes.host.memberships.select_related("organisation").order_by("pk").first()
    return None if membership is None else membership.organisation


def _refuse_wrong(wishes: _Wishes) -> None:
    if not may_host_rooms(wishes.host):
        raise CommandRefused("not_allowed")
    if not may_use_scheme(wishes.host, wishes.scheme_version.scheme):
        raise CommandRefused("scheme_not_allowed", field="scheme_version")
    _refuse_wrong_title(wishes.title)
    _refuse_wrong_sub_criteria(wishes)
    if wishes.class_list and not visible_class_lists(wishes.host).filter(pk=wishes.class_list.pk).exists():
        raise CommandRefused("class_list_not_allowed", field="class_list")


def _refuse_wrong_title(title: str) -> None:
    if not title:
        raise CommandRefused("title_empty", field="title")
    if len(title) > LONGEST_TITLE:
        raise CommandRefused("title_too_long", field="title", limit=LONGEST_TITLE)
    if not is_readable(title):
        raise CommandRefused("name_unreadable", field="title")


def _refuse_wrong_sub_criteria(wishes: _Wishes) -> None:
    chosen = SubCriterion.objects.filter(pk__in=[item.pk for item in wishes.sub_criteria])
    if chosen.exclude(criterion__version=wishes.scheme_version).exists():
        raise CommandRefused("foreign_sub_criterion", field="sub_criteria")
    if not chosen.filter(aspects__isnull=False).exists():
        raise CommandRefused("nothing_to_mark", field="sub_criteria")
