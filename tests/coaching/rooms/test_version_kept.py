"""A room and the version of its scheme: the first mark freezes it, and the room keeps it when there is a newer one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championships.schemes.models import SchemeVersion
from championships.schemes.stored import scheme_of
from championships.schemes.versions import Origin, new_version
from coaching.rooms.sheet import sheet_of
from tests.coaching.rooms.building import Built, build

pytestmark = pytest.mark.django_db


def version_of(built: Built) -> SchemeVersion:
    """Return the version of the room as the database has it now."""
    return SchemeVersion.objects.get(pk=built.room.scheme_version_id)


@pytest.mark.parametrize("by", ["measurement", "judgement"])
def test_the_first_mark_freezes_the_version_and_nothing_before_it(by: str) -> None:
    built = build()
    assert version_of(built).frozen_at is None
    if by == "measurement":
        built.measure("1")
    else:
        built.score(0, 2)
    assert version_of(built).frozen_at is not None


def test_later_marks_do_not_ask_whether_the_version_is_frozen() -> None:
    built = build()
    built.measure("1", competitor=0)
    with CaptureQueriesContext(
        connection,
    ) as found:
        built.measure("1", competitor=1)
    assert not [query for query in found if 'UPDATE "schemes_schemeversion"' in query["sql"]]
    asked = [query["sql"] for query in found if "schemes_schemeversion" in query["sql"]]
    assert all('FROM "rooms_room"' in sql for sql in asked)


def test_a_room_keeps_the_version_that_it_began_with() -> None:
    built = build()
    built.measure("1")
    before, sheet = version_of(built), sheet_of(built.room.pk)
    second = new_version(
        actor=built.host, content=scheme_of(before), origin=Origin("scheme.published"), version_of=before.scheme
    )
    sheet_of.cache_clear()
    assert second.number == before.number + 1
    assert built.fresh().scheme_version_id == before.pk
    assert sheet_of(built.room.pk) == sheet
