"""Who may look: many callers at once are answered as each of them alone, with the same few queries."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from coaching.rooms.access import Caller, Visit, socket_visit, socket_visits
from coaching.rooms.joining import claim_seat, cookie_name, join
from coaching.rooms.models import Participant
from coaching.rooms.refusals import AccessRefused
from people.models import User
from tests.coaching.rooms.building import Built, build, make_host

pytestmark = pytest.mark.django_db


def session_of(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def secret_of(built: Built, secret: str) -> dict[str, str]:
    return {cookie_name(built.room): secret}


def callers() -> list[Caller]:
    """Return everybody who may come, and many who may not."""
    built, closed = build(), build(board="never")
    judge, competitor = make_host("judge@podium.example"), make_host("competitor@podium.example")
    claim_seat(
        participant=Participant.objects.get(room=built.room, role="judge", number=2),
        display_name="J",
        user=judge,
        command_id=uuid4(),
    )
    join(room=built.room, display_name="C", user=competitor, command_id=uuid4())
    built.as_host("participant.remove", participant=built.key(1))
    stale = session_of(make_host("stale@podium.example"))
    Session.objects.filter(session_key=stale[settings.SESSION_COOKIE_NAME]).update(expire_date=timezone.now())
    changed = make_host("changed@podium.example")
    forgotten = session_of(changed)
    changed.set_password("another")
    changed.save()
    browsers = [
        {},
        session_of(built.host),
        session_of(judge),
        session_of(competitor),
        stale,
        forgotten,
        {settings.SESSION_COOKIE_NAME: "nothing"},
        secret_of(built, built.judges[0].secret),
        secret_of(built, built.competitors[0].secret),
        secret_of(built, built.competitors[1].secret),
        secret_of(built, "guessed"),
        secret_of(closed, built.judges[0].secret),
        secret_of(built, built.competitors[0].secret) | session_of(judge),
    ]
    views = ["host", "judge", "competitor", "board", "nonsense"]
    rooms = [built.room.pk, closed.room.pk, uuid4()]
    return [Caller(room, cookies, view) for room in rooms for cookies in browsers for view in views]


def alone(caller: Caller) -> object:
    try:
        return told(socket_visit(caller.room_id, caller.cookies, caller.view))
    except AccessRefused as refusal:
        return told(refusal)


def told(found: Visit | AccessRefused) -> object:
    if isinstance(found, AccessRefused):
        return type(found), found.close_code
    return found.room.pk, found.audience, found.actor


def test_many_are_answered_as_each_alone() -> None:
    everybody = callers()
    assert [told(found) for found in socket_visits(everybody)] == [alone(caller) for caller in everybody]


def test_many_cost_few_queries(built: Built, django_assert_num_queries: Callable) -> None:
    guests = [Caller(built.room.pk, secret_of(built, joined.secret), "judge") for joined in built.judges]
    boards = [Caller(built.room.pk, {}, "board")] * 20
    with django_assert_num_queries(2):
        assert all(isinstance(found, Visit) for found in socket_visits(guests * 10 + boards))
