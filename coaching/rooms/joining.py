"""Joining a room: competitors by its code, judges by a link of their own, both without an account if they like.

A browser keeps a secret; the database keeps its digest. The public id of a participant opens nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing
from django.db.models import QuerySet

from coaching.rooms import codes
from coaching.rooms.actors import SystemActor
from coaching.rooms.context import Context, Happening
from coaching.rooms.entered import member_entered
from coaching.rooms.execution import Command, record
from coaching.rooms.facts import participant_facts
from coaching.rooms.kinds import takes_newcomers
from coaching.rooms.models import (
    CompetitorTotal,
    Participant,
    ParticipantKey,
    ParticipantRole,
    ParticipantStatus,
    Room,
    RoomStatus,
)
from coaching.rooms.names import clean_name, clean_organisation, told_apart
from coaching.rooms.numbers import next_number
from coaching.rooms.prepared import Prepared, Question, question
from coaching.rooms.refusals import CommandRefused, RoomNotFound, SeatLinkInvalid
from coaching.rooms.seating import represents_somebody, seats_of_marked
from people.guests import new_secret, secret_digest
from people.models import User

PAGES: dict[str, str] = {
    ParticipantRole.JUDGE: "rooms:sheet",
    ParticipantRole.COORDINATOR: "rooms:sheet",
    ParticipantRole.COMPETITOR: "rooms:competitor",
    ParticipantRole.OBSERVER: "rooms:watch",
}
"""Where somebody of each role is at work."""

_SEAT_SALT = "coaching.rooms.seat"
_JOINED = "participant.joined"


@dataclass(frozen=True, slots=True)
class Joined:
    """Who somebody is in the room now, and the secret that their browser must keep."""

    participant: Participant
    secret: str


def find_open_room(code: str) -> Room:
    """Return the room with this code that has not ended; spaces in the code do not matter.

    Raises:
        RoomNotFound: there is none.
    """
    digits = "".join(code.split())
    room = None
    if digits.isascii() and digits.isdigit() and len(digits) == codes.DIGITS:
        room = Room.objects.filter(code=digits).exclude(status=RoomStatus.ENDED).first()
    if room is None:
        raise RoomNotFound(code)
    return room


def code_attempt_allowed(address_key: str) -> bool:
    """Return whether whoever is known by `address_key` may try another code: 30 wrong ones in ten minutes."""
    return codes.attempt_allowed(address_key)


def record_wrong_code(address_key: str) -> None:
    """Count a wrong code of whoever is known by `address_key`."""
    codes.record_wrong(address_key)


def join(
    *,
    room: Room,
    display_name: str,
    organisation_name: str = "",
    user: User | None = None,
    command_id: UUID,
    now: datetime | None = None,
) -> Joined:
    """Let a competitor into the room and return who they are there; `now` as for `record`.

    Somebody with an account who is already a competitor of the room comes back as that one. A name that is
    taken gets a number after it. Whom they represent is told by their entry at the room's championship, if it is known. The same `command_id` again gives the same participant, with a new secret.

    Raises:
        CommandRefused: the name cannot be, nobody new may come now, or the host banned this person.
    """
    name = clean_name(display_name)
    organisation = clean_organisation(organisation_name)
    known = _known_competitor(room, user)
    if known is not None:
        return come_again(participant=known, command_id=command_id)

    member = member_entered(room, name, user)

    def act(context: Context) -> Happening:
        return _joined(context, name, organisation, member, user)

    event, _ = record(room.pk, Command(command_id, _JOINED, SystemActor(), act), now=now)
    competitor = Participant.objects.get(pk=event.data["participant"]["id"])
    if competitor.role != ParticipantRole.COMPETITOR:
        raise CommandRefused("command_id_reused")
    return _with_new_key(_admitted(competitor))


def come_again(*, participant: Participant, command_id: UUID) -> Joined:
    """Let somebody of the room back in as who they were, also after they were removed.

    Raises:
        CommandRefused: the host banned this person, or they were removed and the room is locked or has ended.
    """

    def act(context: Context) -> Happening:
        return _returned(context, participant.pk)

    if _admitted(participant).status == ParticipantStatus.REMOVED:
        record(participant.room_id, Command(command_id, _JOINED, SystemActor(), act))
        participant.refresh_from_db()
    return _with_new_key(_admitted(participant))


def _returned(context: Context, key: UUID) -> Happening:
    if context.room.status == RoomStatus.ENDED:
        raise CommandRefused("room_ended")
    if context.room.locked:
        raise CommandRefused("room_locked")
    person = _admitted(Participant.objects.get(pk=key))
    person.status = ParticipantStatus.PRESENT
    person.joined_at = person.joined_at or context.now
    person.last_seen_at = context.now
    person.save(update_fields=["status", "joined_at", "last_seen_at"])
    return Happening(_JOINED, {"participant": participant_facts(person)}, by=person)


def _known_competitor(room: Room, user: User | None) -> Participant | None:
    if user is None:
        return None
    return Participant.objects.filter(room=room, role=ParticipantRole.COMPETITOR, user=user).first()


def _joined(context: Context, name: str, organisation: str, member: str, user: User | None) -> Happening:
    room = context.room
    refusal = door_refusal(room)
    if refusal is not None:
        raise CommandRefused(refusal)
    others = Participant.objects.filter(room=room)
    competitor = Participant.objects.create(
        room=room,
        role=ParticipantRole.COMPETITOR,
        number=next_number(room, ParticipantRole.COMPETITOR),
        display_name=told_apart(name, _names(others)),
        organisation_name=organisation,
        member=member,
        user=user,
        status=ParticipantStatus.PRESENT,
        joined_at=context.now,
        last_seen_at=context.now,
    )
    CompetitorTotal.objects.create(room=room, competitor=competitor)
    return Happening(_JOINED, {"participant": participant_facts(competitor)}, by=competitor)


def door_refusal(room: Room) -> str | None:
    """Return why nobody new may join the room now, or None."""
    if room.status == RoomStatus.ENDED:
        return "room_ended"
    if not takes_newcomers(room.kind):
        return "no_code_here"
    if room.locked:
        return "room_locked"
    return "late_join_closed" if room.status != RoomStatus.LOBBY and not room.late_join else None


def _names(participants: QuerySet[Participant]) -> set[str]:
    return set(participants.values_list("display_name", flat=True))


def seat_token(participant: Participant) -> str:
    """Return what the link of a seat carries: the same every time, and only Podium can make it."""
    return signing.Signer(salt=_SEAT_SALT).sign(participant.pk.hex)


def read_seat_token(token: str) -> Participant:
    """Return the judge, coordinator or observer whose seat the link is for.

    Raises:
        SeatLinkInvalid: Podium did not make this link, or the seat is no more.
    """
    try:
        key = UUID(signing.Signer(salt=_SEAT_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        raise SeatLinkInvalid from None
    seat = Participant.objects.filter(pk=key).exclude(role=ParticipantRole.COMPETITOR).select_related("room").first()
    if seat is None:
        raise SeatLinkInvalid
    return seat


def seats_awaiting(user: User) -> QuerySet[Participant]:
    """Return the seats of open rooms to which this account is invited and which it has not taken, newest room first."""
    invited = Participant.objects.filter(user=user, status=ParticipantStatus.INVITED)
    return invited.exclude(room__status=RoomStatus.ENDED).select_related("room").order_by("-room__created_at")


def claim_seat(
    *,
    participant: Participant,
    display_name: str,
    organisation_name: str = "",
    user: User | None = None,
    command_id: UUID,
    now: datetime | None = None,
) -> Joined:
    """Let somebody take the seat that their link is for; a second browser of the same person may take it too.

    Whoever was removed comes in again by it. What they say of their organisation counts where nobody has said it before.
    After the end whoever sat there comes in as who they were, whatever name they give: forms are still signed then.

    Raises:
        CommandRefused: the name cannot be, the room has ended, the host banned this person, or by their organisation
            other people would have marked what is marked already.
    """
    name, organisation = clean_name(display_name), clean_organisation(organisation_name)

    def act(context: Context) -> Happening:
        return _claimed(context, participant.pk, name, organisation, user)

    _admitted(participant)
    sits = participant.status == ParticipantStatus.PRESENT
    is_over = participant.room.status == RoomStatus.ENDED
    if not sits or (participant.display_name != name and not is_over):
        record(participant.room_id, Command(command_id, _JOINED, SystemActor(), act), now=now)
        participant.refresh_from_db()
    return _with_new_key(_admitted(participant))


def _claimed(context: Context, key: UUID, name: str, organisation: str, user: User | None) -> Happening:
    if context.room.status == RoomStatus.ENDED:
        raise CommandRefused("room_ended")
    seat = _admitted(Participant.objects.get(pk=key))
    others = Participant.objects.filter(room=context.room).exclude(pk=key)
    if seat.status == ParticipantStatus.REMOVED:
        # A substitute may be coming: whoever was sent out does not come back with the seat that another takes.
        ParticipantKey.objects.filter(participant=seat).delete()
        seat.user = None
    elif seat.status == ParticipantStatus.INVITED and seat.display_name != name:
        # Nor does the account of somebody who was invited open a seat in which another sits.
        seat.user = None
    if organisation and not represents_somebody(seat):
        before = seats_of_marked(context.room)
        seat.organisation_name = organisation
        if before and seats_of_marked(context.room, seat) != before:
            raise CommandRefused("marking_begun", field="organisation_name")
    seat.display_name = told_apart(name, _names(others))
    seat.status = ParticipantStatus.PRESENT
    seat.user = user or seat.user
    seat.joined_at = seat.joined_at or context.now
    seat.last_seen_at = context.now
    seat.save(update_fields=["display_name", "organisation_name", "status", "user", "joined_at", "last_seen_at"])
    return Happening(_JOINED, {"participant": participant_facts(seat)}, by=seat)


def _admitted(participant: Participant) -> Participant:
    if participant.status == ParticipantStatus.BANNED:
        raise CommandRefused("banned")
    return participant


def _with_new_key(participant: Participant) -> Joined:
    secret = new_secret()
    ParticipantKey.objects.create(participant=participant, digest=secret_digest(secret))
    return Joined(participant, secret)


def cookie_name(room: Room) -> str:
    """Return the name of the cookie that holds the secret for this room."""
    return f"podium-room-{room.pk.hex}"


def secret_in(room_id: UUID, cookies: Mapping[str, str]) -> str:
    """Return the secret that this browser keeps for the room, or nothing."""
    return cookies.get(f"podium-room-{room_id.hex}", "")


def _keys(**which: object) -> QuerySet[ParticipantKey]:
    return ParticipantKey.objects.filter(**which).select_related("participant")


_ONE_KEY = Prepared(lambda digest: _keys(digest=digest))


def keys_to(secrets: Collection[str]) -> Question[ParticipantKey]:
    """Return the question for the keys that these secrets are, each with its participant."""
    digests = [secret_digest(secret) for secret in secrets]
    return _ONE_KEY.about(*digests) if len(digests) == 1 else question(_keys(digest__in=digests))


def holders(secrets: Iterable[str], keys: Iterable[ParticipantKey]) -> dict[str, Participant]:
    """Return who holds each of these secrets, of whatever room, removed or not; `keys` are those to the secrets."""
    by_digest = {secret_digest(secret): secret for secret in secrets}
    return {by_digest[key.digest]: key.participant for key in keys}


def participants_by_secret(secrets: Collection[str]) -> dict[str, Participant]:
    """Return what `holders` would; one query for all."""
    return holders(secrets, keys_to(secrets).rows())


def participant_from_cookies(room: Room, cookies: Mapping[str, str]) -> Participant | None:
    """Return who this browser is in the room, removed or not, or None."""
    secret = secret_in(room.pk, cookies)
    if not secret:
        return None
    found = ParticipantKey.objects.filter(digest=secret_digest(secret), participant__room=room)
    key = found.select_related("participant").first()
    return None if key is None else key.participant
