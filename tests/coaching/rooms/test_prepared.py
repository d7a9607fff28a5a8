"""Queries whose SQL is built once find what the query sets that they are made of find, for every value."""

from uuid import UUID

import pytest
from django.db.models import QuerySet

from coaching.rooms.models import Participant, ParticipantRole
from coaching.rooms.prepared import Prepared
from tests.coaching.rooms.building import build

pytestmark = pytest.mark.django_db


def test_built_once_it_finds_the_rows_of_every_value() -> None:
    built = build()
    calls = []

    def numbered(room: UUID, number: int) -> QuerySet[Participant]:
        calls.append(number)
        found = Participant.objects.filter(room=room, number=number, role=ParticipantRole.COMPETITOR)
        return found.select_related("total")

    prepared: Prepared[Participant] = Prepared(numbered)
    first, second = (prepared.about(built.room.pk, number).rows() for number in (1, 2))

    assert [[str(person.pk) for person in found] for found in (first, second)] == [[built.key(0)], [built.key(1)]]
    assert first[0].total.competitor_id == first[0].pk
    assert prepared.about(built.room.pk, 99).rows() == []
    assert len(calls) == 1
