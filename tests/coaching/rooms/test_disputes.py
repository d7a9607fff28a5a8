"""Disputes: who may file one, until when, what an answer does, and what an open one holds up."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from coaching.rooms import event_log
from coaching.rooms.actors import HostActor
from coaching.rooms.audience import HOST, Audience
from coaching.rooms.disputing import DisputeWindow, dispute_window, window_of
from coaching.rooms.dividing import ModuleWish
from coaching.rooms.models import Dispute, MarkingForm, Room, RoomHost
from coaching.rooms.protocol import View
from coaching.rooms.publishing import publish_results
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.rendering import event_seen, snapshot_seen
from coaching.rooms.sheet import sheet_of
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from tests.coaching.rooms.building import Built, make_host
from tests.coaching.rooms.signing import BRING_TO, about, lock, mark_all, sign, signable
from tests.coaching.rooms.test_results import championship

pytestmark = pytest.mark.django_db

TEXT = "The second tag is closed: line 14."


def filed(built: Built, *, aspect: str | None = "A1.M1", competitor: int = 0, text: str = TEXT) -> str:
    """File a dispute as the competitor and return its id."""
    key = None if aspect is None else built.aspects[aspect]
    reply = built.as_competitor(competitor, "dispute.file", **about(built, competitor), aspect=key, text=text)
    return reply.data["dispute"]["id"]


def answered(built: Built, dispute: str, outcome: str = "declined", answer: str = "Looked at again.") -> dict[str, Any]:
    """Answer a dispute as the chief and return what changed."""
    return built.as_host("dispute.answer", dispute=dispute, outcome=outcome, answer=answer).data


def refusal_of(act: Callable[[], Any]) -> CommandRefused:
    with pytest.raises(CommandRefused) as refused:
        act()
    return refused.value


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("shown", "released", "ended", "minutes", "expected"),
    [
        ("live", None, None, 30, DisputeWindow(NOON, None)),
        ("live", None, NOON + HOUR, 30, DisputeWindow(NOON, NOON + HOUR * 1.5)),
        ("live", None, NOON + HOUR, None, DisputeWindow(NOON, None)),
        ("module", None, None, 30, DisputeWindow(None, None)),
        ("module", NOON + HOUR, None, 30, DisputeWindow(NOON + HOUR, NOON + HOUR * 1.5)),
        ("module", NOON + HOUR, NOON + HOUR * 3, 30, DisputeWindow(NOON + HOUR, NOON + HOUR * 1.5)),
        ("module", None, NOON + HOUR, 60, DisputeWindow(NOON + HOUR, NOON + HOUR * 2)),
        ("end", NOON + HOUR, None, 60, DisputeWindow(None, None)),
        ("end", None, NOON + HOUR, 60, DisputeWindow(NOON + HOUR, NOON + HOUR * 2)),
        ("end", None, NOON + HOUR, None, DisputeWindow(NOON + HOUR, None)),
    ],
)
def test_disputes_are_filed_after_marks_are_shown_and_until_the_time_is_over(
    shown: str, released: datetime | None, ended: datetime | None, minutes: int | None, expected: DisputeWindow
) -> None:
    window = dispute_window(marks_shown=shown, started_at=NOON, released_at=released, ended_at=ended, minutes=minutes)
    assert window == expected
    assert (window.refusal(NOON - HOUR)) == "dispute_too_early"
    if window.until is not None:
        assert window.refusal(window.until) is None
        assert window.refusal(window.until + timedelta(microseconds=1)) == "dispute_too_late"


def test_competitors_dispute_their_own_marks_alone() -> None:
    built = signable()
    mark_all(built)
    other = {**about(built, 1), "aspect": None, "text": TEXT}
    assert refusal_of(lambda: built.as_competitor(0, "dispute.file", **other)).code == "not_allowed"
    assert refusal_of(lambda: built.as_host("dispute.file", **other)).code == "not_allowed"
    filed(built)
    built.as_judge(1, "dispute.file", **other)
    built.as_coordinator("dispute.file", **{**other, "aspect": built.aspects["B1.M1"]})
    assert [str(dispute.filed_by) for dispute in Dispute.objects.all()] == ["Competitor 1", "Judge 2", "Coordinator 1"]


def test_one_dispute_about_the_same_is_open_at_a_time() -> None:
    built = signable()
    first = filed(built)
    filed(built, aspect="A2.M1")
    filed(built, aspect=None)
    assert refusal_of(lambda: filed(built)).code == "dispute_filed"
    assert refusal_of(lambda: filed(built, aspect=None)).code == "dispute_filed"
    answered(built, first)
    filed(built)


def test_what_is_disputed_is_named_and_said() -> None:
    modules = [ModuleWish("Site", ["A1", "A2"], 60), ModuleWish("Shop", ["B1"], 60)]
    built = signable(modules=modules)
    for text, code in ((" \n", "text_needed"), ("x" * 2001, "text_too_long"), ("\u202etxet", "text_unreadable")):
        assert refusal_of(partial(filed, built, text=text)).code == code
    assert refusal_of(lambda: filed(built, aspect="B1.M1")).code == "unknown_aspect"
    data = {"competitor": built.key(0), "module": 3, "aspect": None, "text": TEXT}
    assert refusal_of(lambda: built.as_competitor(0, "dispute.file", **data)).code == "unknown_module"
    filed(built, text="x" * 2000)


def test_without_sign_off_nothing_is_disputed(built: Built) -> None:
    assert refusal_of(lambda: filed(built)).code == "no_sign_off"


def test_marks_that_are_not_shown_are_not_disputed() -> None:
    built = signable(marks_shown="end")
    assert refusal_of(lambda: filed(built)).code == "dispute_too_early"
    other = {**about(built), "aspect": None, "text": TEXT}
    assert refusal_of(lambda: built.as_judge(0, "dispute.file", **other)).code == "dispute_too_early"
    built.as_host("room.end")
    filed(built)


def test_time_to_dispute_ends() -> None:
    built = signable(marks_shown="end", dispute_minutes=30)
    built.as_host("room.end")
    room = Room.objects.get(pk=built.room.pk)
    assert room.ended_at is not None
    assert window_of(room, 1).until == room.ended_at + timedelta(minutes=30)
    Room.objects.filter(pk=room.pk).update(ended_at=room.ended_at - timedelta(minutes=31))
    assert refusal_of(lambda: filed(built)).code == "dispute_too_late"


def test_released_module_is_disputed_and_another_is_not() -> None:
    modules = [ModuleWish("Site", ["A1", "A2"], 60), ModuleWish("Shop", ["B1"], 60)]
    built = signable("judges", competitors=1, marks_shown="module", modules=modules, dispute_minutes=30)
    BRING_TO["locked"](built)
    built.as_host("module.release", module=1)
    second = {"competitor": built.key(0), "module": 2, "aspect": None, "text": TEXT}
    assert refusal_of(lambda: built.as_competitor(0, "dispute.file", **second)).code == "dispute_too_early"
    filed(built)
    window = window_of(Room.objects.get(pk=built.room.pk), 1)
    assert window.until is not None
    assert window.opens is not None
    assert window.until - window.opens == timedelta(minutes=30)


@pytest.mark.parametrize("state", ["marked", "checked", "signed", "locked"])
def test_accepted_dispute_opens_what_is_closed(state: str) -> None:
    built = signable()
    BRING_TO[state](built)
    changed = answered(built, filed(built), "accepted", "It was read wrongly.")
    assert changed["dispute"]["state"] == "accepted"
    if state == "marked":
        assert "forms" not in changed
    else:
        form = {"state": "marking", "version": 2, "reason": "It was read wrongly.", "signed": []}
        assert changed["forms"] == [{**about(built), **form}]
    built.measure("0.00")
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


def test_accepted_dispute_lets_marks_be_given_after_the_end() -> None:
    built = signable(marks_shown="end")
    mark_all(built)
    built.as_host("room.end")
    answered(built, filed(built), "accepted")
    built.measure("0.00")
    assert refusal_of(lambda: built.measure("0.00", competitor=1)).code == "room_ended"


def test_declined_dispute_leaves_the_form_as_it_is() -> None:
    built = signable()
    BRING_TO["locked"](built)
    dispute = filed(built)
    assert set(answered(built, dispute)) == {"dispute"}
    assert MarkingForm.objects.get().state == "locked"
    assert refusal_of(lambda: answered(built, dispute, "accepted")).code == "dispute_answered"
    assert refusal_of(lambda: answered(built, str(uuid4()))).code == "unknown_dispute"


def test_answers_are_the_chiefs_and_in_writing() -> None:
    built = signable()
    dispute = filed(built)
    assert refusal_of(lambda: answered(built, dispute, answer=" ")).field == "answer"
    assert refusal_of(lambda: answered(built, dispute, "perhaps")).code == "bad_data"
    other = make_host("second@podium.example")
    RoomHost.objects.create(room=built.room, user=other)
    data = {"dispute": dispute, "outcome": "declined", "answer": "No."}
    assert refusal_of(lambda: built.command(HostActor(other), "dispute.answer", data)).code == "chief_only"
    assert refusal_of(lambda: built.as_judge(0, "dispute.answer", **data)).code == "not_allowed"


def test_open_dispute_holds_up_the_lock_and_the_results() -> None:
    built = signable()
    for number in (0, 1):
        mark_all(built, number)
        built.as_coordinator("form.check", **about(built, number), version=1)
        for seat in (0, 1, 2):
            sign(built, seat, number)
    dispute = filed(built)
    assert refusal_of(lambda: lock(built)).code == "dispute_open"
    reply = built.as_host("form.lock", competitor=None, module=1)
    assert [form["competitor"] for form in reply.data["forms"]] == [built.key(1)]
    assert refusal_of(lambda: built.as_host("form.lock", competitor=None, module=1)).code == "dispute_open"
    answered(built, dispute)
    lock(built)
    second = filed(built)
    built.as_host("room.end")
    where = championship()

    def publish() -> None:
        publish_results(actor=built.host, room=built.room, championship=where, skill_title="Web", command_id=uuid4())

    assert refusal_of(publish).code == "dispute_open"
    answered(built, second)
    publish()


def test_disputes_and_reasons_reach_those_whom_they_concern() -> None:
    built = signable()
    BRING_TO["locked"](built)
    built.as_host("form.reopen", **about(built), reason="A SECRET REASON")
    filed(built, text="A SECRET DISPUTE")
    state, sheet = load_state(built.room.pk), sheet_of(built.room.pk)
    own, rival = (Audience(View.COMPETITOR, built.key(number)) for number in (0, 1))
    judge, observer = Audience(View.JUDGE, str(built.judges[0].participant.pk)), Audience(View.OBSERVER)
    told = {who: told_to(built, who) for who in (HOST, judge, own, rival, observer, Audience(View.BOARD))}
    for who, text in told.items():
        seen = text + str(snapshot_seen(state, sheet, who, now=NOON, online=set()))
        assert ("SECRET DISPUTE" in seen) == (who in (HOST, judge, own)), who
        assert ("SECRET REASON" in seen) == (who in (HOST, judge, own)), who
    hidden = signable(marks_shown="end")
    BRING_TO["locked"](hidden)
    hidden.as_host("form.reopen", **about(hidden), reason="A SECRET REASON")
    own = Audience(View.COMPETITOR, hidden.key(0))
    snapshot = snapshot_seen(load_state(hidden.room.pk), sheet_of(hidden.room.pk), own, now=NOON, online=set())
    assert snapshot["forms"][0]["version"] == 2
    assert "SECRET" not in str(snapshot) + told_to(hidden, own)


def told_to(built: Built, who: Audience) -> str:
    """Return everything that the events of the room say to somebody."""
    state, texts = None, []
    events = list(event_log.read_all(built.room.pk))
    for number in range(1, len(events)):
        state = replay(events[: number + 1]) if state is None else state
        if state.seq < events[number].seq:
            state.apply(events[number])
        texts.append(str(event_seen(events[number], state.room, who)))
    return "".join(texts)
