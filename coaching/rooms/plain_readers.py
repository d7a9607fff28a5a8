"""Readers without a socket: what tells one answer from the next, and that the others see them as being here."""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from coaching.rooms import doorbell
from coaching.rooms.access import Visit
from coaching.rooms.actors import ParticipantActor
from coaching.rooms.models import Participant
from coaching.rooms.protocol import VERSION

SEEN_EVERY = timedelta(seconds=15)
_SALT = "coaching.rooms.state"


def etag_of(visit: Visit) -> str:
    """Return the entity tag of what this reader sees now, quoted: who they are, and the last event of the room.

    Two readers never have the same one. Who is here is left out: it alone is no news.
    """
    audience, room = visit.audience, visit.room
    parts = (VERSION, room.pk, room.seq, *audience.key, audience.name, audience.number)
    digest = salted_hmac(_SALT, "\n".join(map(str, parts)), algorithm="sha256").hexdigest()
    return f'"{digest[:32]}"'


def note_visit(visit: Visit, now: datetime) -> None:
    """Write down that a participant is here, at most every 15 seconds, and tell who watches the room."""
    if not isinstance(visit.actor, ParticipantActor):
        return
    participant = visit.actor.participant
    if participant.last_seen_at is None or now - participant.last_seen_at >= SEEN_EVERY:
        Participant.objects.filter(pk=participant.pk).update(last_seen_at=now)
        doorbell.tell_visit(visit.room.pk, str(participant.pk))
