"""Marks that waited without a network: what another judge has changed meanwhile is not overwritten unseen."""

from typing import Any
from uuid import uuid4

import pytest

from coaching.rooms.committing import Order, carry_out
from coaching.rooms.models import AspectMark, RoomEvent
from coaching.rooms.refusals import CommandRefused
from tests.coaching.rooms.building import Built
from tests.coaching.rooms.clients import secret_of
from tests.coaching.rooms.seats import measured

pytestmark = pytest.mark.django_db


def mark_of(built: Built, code: str) -> str:
    """Return the mark that stands there, as the table has it."""
    return str(AspectMark.objects.get(competitor=built.competitors[0].participant, aspect=built.aspects[code]).mark)


def test_a_mark_that_another_judge_changed_is_kept_and_named_with_its_judge_and_time(built: Built) -> None:
    built.measure("1.00", seat=1)
    events = RoomEvent.objects.count()
    with pytest.raises(CommandRefused) as refusal:
        built.as_judge(0, "measurement.record", **measured(built, "0"), seen=None)
    assert refusal.value.code == "changed_meanwhile"
    latest = RoomEvent.objects.latest("seq")
    by = str(built.judges[1].participant.pk)
    standing = {"mark": "1.00", "observation": None, "by": by}
    assert refusal.value.current == {**standing, "at": latest.at.isoformat(timespec="microseconds")}
    assert (mark_of(built, "A1.M1"), RoomEvent.objects.count()) == ("1.00", events)
    built.observe(2, seat=1)
    about = {"competitor": built.key(0), "aspect": built.aspects["A2.M1"]}
    with pytest.raises(CommandRefused) as refusal:
        built.as_judge(0, "measurement.observe", **about, observation=1, seen="0.50")
    current = refusal.value.current or {}
    assert (refusal.value.code, current["mark"], current["observation"]) == ("changed_meanwhile", "0.30", 2)


@pytest.mark.parametrize(
    ("given", "seen"),
    [("0", {"seen": "1.00"}), ("1", {"seen": None}), ("0", {})],
    ids=["seen as it stands", "the same mark", "given while connected"],
)
def test_a_mark_that_nobody_changed_or_that_says_the_same_is_recorded(
    built: Built, given: str, seen: dict[str, Any]
) -> None:
    built.measure("1.00", seat=1)
    built.as_judge(0, "measurement.record", **measured(built, given), **seen)
    assert mark_of(built, "A1.M1") == f"{given}.00"


def test_what_one_judge_gave_on_two_devices_is_no_conflict(built: Built) -> None:
    built.measure("1.00", seat=0)
    built.as_judge(0, "measurement.record", **measured(built, "0"), seen=None)
    assert mark_of(built, "A1.M1") == "0.00"


def test_marks_that_come_back_in_the_same_moment_find_each_other(built: Built) -> None:
    orders = [
        Order(
            built.room.pk,
            secret_of(built.room, built.judges[seat]),
            "judge",
            "en",
            str(uuid4()),
            "measurement.record",
            {**measured(built, mark), "seen": None},
        )
        for seat, mark in ((0, "1.00"), (1, "0"))
    ]
    first, second = carry_out(orders)
    assert first.reply["ok"]
    assert second.reply["error"]["code"] == "changed_meanwhile"
    assert second.reply["error"]["current"]["by"] == str(built.judges[0].participant.pk)
    assert mark_of(built, "A1.M1") == "1.00"
