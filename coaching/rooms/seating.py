"""Who marks whom: nobody marks a compatriot, and the coordinator takes the seat that this leaves free.

The rule is the engine's (championships.marking.panel); here it meets the people of a room.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from championships.marking.panel import Expert, SeatsMissing, seat_panel
from coaching.rooms.models import AspectMark, Participant, ParticipantRole, Room
from coaching.rooms.refusals import CommandRefused


def seats_for(competitor: Participant, panel: Sequence[Participant]) -> tuple[str, ...]:
    """Return who marks `competitor`: the ids of judges, and of the coordinator in a compatriot's seat.

    `panel` holds the judges and the coordinator of the room, in the order of their seats.

    Raises:
        CommandRefused: `seats_missing`, two judges or more are compatriots, or nobody may take the seat of one.
    """
    experts = {role: [_expert(person) for person in panel if person.role == role] for role in PANEL_ROLES}
    team, coordinators = experts[ParticipantRole.JUDGE], experts[ParticipantRole.COORDINATOR]
    member = member_of(competitor)
    try:
        seated = seat_panel(team, coordinators[0] if coordinators else None, member, panel=len(team))
    except SeatsMissing:
        raise CommandRefused("seats_missing", field="competitor") from None
    return tuple(expert.key for expert in seated.judges)


def seats_or_team(competitor: Participant, panel: Sequence[Participant]) -> tuple[str, ...]:
    """Return who marks `competitor`, or the judges of the team where too few of them may."""
    try:
        return seats_for(competitor, panel)
    except CommandRefused:
        return tuple(str(person.pk) for person in panel if person.role == ParticipantRole.JUDGE)


PANEL_ROLES = (ParticipantRole.JUDGE, ParticipantRole.COORDINATOR)


def panel_rows(room_ids: Iterable[object]) -> list[Participant]:
    """Return the judges and coordinators of these rooms, in the order of their seats."""
    found = Participant.objects.filter(room__in=list(room_ids), role__in=PANEL_ROLES)
    return list(found.order_by("room", "role", "number"))


def seats_of_marked(room: Room, changed: Participant | None = None) -> dict[UUID, tuple[str, ...]]:
    """Return who marks each competitor of whom anything is marked, where that depends on whom people represent.

    With `changed`, as it would be with this person as they are now in memory.
    """
    if not room.compatriots_apart:
        return {}

    def current(person: Participant) -> Participant:
        return changed if changed is not None and person.pk == changed.pk else person

    panel = [current(person) for person in panel_rows([room.pk])]
    marked = AspectMark.objects.filter(room=room).values("competitor")
    competitors = Participant.objects.filter(pk__in=marked)
    return {person.pk: seats_or_team(current(person), panel) for person in competitors}


def represents_somebody(person: Participant) -> bool:
    """Return whether anybody has said whom this person represents."""
    return _said(person) != ""


def member_of(person: Participant) -> str:
    """Return whom somebody represents, as it is compared: themselves alone when nothing is said."""
    return _said(person).casefold() or f"nobody:{person.pk}"


def _said(person: Participant) -> str:
    return person.member.strip() or person.organisation_name.strip()


def _expert(person: Participant) -> Expert:
    return Expert(str(person.pk), member_of(person))
