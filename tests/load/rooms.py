"""Rooms to measure: opened with Podium's own functions, filled with many people in a few statements."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from championships.schemes.models import Aspect, Criterion, Scheme, SchemeVersion, SubCriterion
from coaching.rooms.actors import HostActor
from coaching.rooms.execution import execute
from coaching.rooms.joining import cookie_name
from coaching.rooms.models import (
    CompetitorTotal,
    Participant,
    ParticipantKey,
    ParticipantRole,
    ParticipantStatus,
    Room,
)
from coaching.rooms.opening import open_room
from people.guests import new_secret, secret_digest
from people.models import Membership, Organisation, Role, User

ASPECTS = 30
ROWS_AT_ONCE = 1000


@dataclass
class Prepared:
    """A room that runs: the cookies of its judges' and competitors' browsers."""

    id: str
    judges: list[str]
    competitors: list[str]
    cookies: list[str]
    aspects: list[int]
    seq: int


def prepare(*, competitors: int, judges: int = 5, signed_in: bool = False) -> dict[str, Any]:
    """Open a room with so many people in it, start its clock and return what their browsers know.

    With `signed_in` every competitor has an account and a session of Django's; otherwise a guest's secret.
    """
    host = _host()
    version = _version(host)
    room = open_room(
        host=host,
        title="A room to measure",
        scheme_version=version,
        sub_criteria=SubCriterion.objects.filter(criterion__version=version),
        duration_minutes=600,
        panel_size=judges,
    )
    Participant.objects.filter(room=room).update(status=ParticipantStatus.PRESENT, joined_at=timezone.now())
    seats = list(Participant.objects.filter(room=room, role=ParticipantRole.JUDGE).order_by("number"))
    people = _competitors(room, competitors)
    cookies = _sign_in(people) if signed_in else _guests(room, people)
    execute(room_id=room.pk, actor=HostActor(host), command_id=uuid4(), type="room.start", data={})
    return asdict(
        Prepared(
            id=str(room.pk),
            judges=_guests(room, seats),
            competitors=[str(person.pk) for person in people],
            cookies=cookies,
            aspects=list(Aspect.objects.filter(sub_criterion__rooms=room).order_by("pk").values_list("pk", flat=True)),
            seq=Room.objects.get(pk=room.pk).seq,
        )
    )


def _host() -> User:
    host = User.objects.create_user(f"{uuid4().hex}@podium.example", None, name="Host")
    college, _ = Organisation.objects.get_or_create(name="College of Measures")
    Membership.objects.create(user=host, organisation=college, role=Role.MENTOR)
    return host


def _version(owner: User) -> SchemeVersion:
    scheme = Scheme.objects.create(title="Scheme of measures", owner=owner)
    total = Decimal(ASPECTS)
    version = SchemeVersion.objects.create(scheme=scheme, number=1, digest=uuid4().hex, total=total)
    for order, letter in enumerate("ABC"):
        criterion = Criterion.objects.create(
            version=version, letter=letter, name=f"Criterion {letter}", marks=10, order=order
        )
        part = SubCriterion.objects.create(criterion=criterion, code=f"{letter}1", order=1)
        Aspect.objects.bulk_create(
            Aspect(sub_criterion=part, code=f"{letter}1.M{n}", kind="M", maximum=Decimal("1.00"), order=n)
            for n in range(1, ASPECTS // 3 + 1)
        )
    return version


def _competitors(room: Room, count: int) -> list[Participant]:
    people = [
        Participant(
            room=room,
            role=ParticipantRole.COMPETITOR,
            number=number,
            display_name=f"Competitor {number}",
            status=ParticipantStatus.PRESENT,
            joined_at=timezone.now(),
        )
        for number in range(1, count + 1)
    ]
    Participant.objects.bulk_create(people, ROWS_AT_ONCE)
    CompetitorTotal.objects.bulk_create([CompetitorTotal(room=room, competitor=p) for p in people], ROWS_AT_ONCE)
    return people


def _guests(room: Room, people: list[Participant]) -> list[str]:
    secrets = [new_secret() for _ in people]
    keys = [ParticipantKey(participant=p, digest=secret_digest(s)) for p, s in zip(people, secrets, strict=True)]
    ParticipantKey.objects.bulk_create(keys, ROWS_AT_ONCE)
    return [f"{cookie_name(room)}={secret}" for secret in secrets]


def _sign_in(people: list[Participant]) -> list[str]:
    users = [User(email=f"{uuid4().hex}@podium.example", name=p.display_name, password="!") for p in people]
    User.objects.bulk_create(users, ROWS_AT_ONCE)
    for person, user in zip(people, users, strict=True):
        person.user = user
    Participant.objects.bulk_update(people, ["user"], ROWS_AT_ONCE)
    sessions = [_session(user) for user in users]
    Session.objects.bulk_create(sessions, ROWS_AT_ONCE)
    return [f"{settings.SESSION_COOKIE_NAME}={session.session_key}" for session in sessions]


def _session(user: User) -> Session:
    values = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    return Session(
        session_key=uuid4().hex,
        session_data=SessionStore().encode(values),
        expire_date=timezone.now() + timedelta(days=1),
    )
