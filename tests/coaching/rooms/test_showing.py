"""What the public sees and when: released modules, the frozen board, and names that stay off it."""

import contextlib
import doctest
import json
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from championships.marking import total
from coaching.rooms import event_log, showing
from coaching.rooms.audience import BOARD
from coaching.rooms.board import Board
from coaching.rooms.dividing import ModuleWish
from coaching.rooms.facts import totals_facts
from coaching.rooms.joining import join
from coaching.rooms.models import AspectMark, FormState, MarkingForm, Participant, Room
from coaching.rooms.publishing import publish_results
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.rendering import snapshot_seen
from coaching.rooms.sheet import sheet_of
from coaching.rooms.snapshot import load_state
from coaching.rooms.state import replay
from coaching.rooms.views import board_look
from people import initials
from tests.coaching.rooms.building import Built, build
from tests.coaching.rooms.clients import RoomClient
from tests.coaching.rooms.seats import board, competitor, host, judge, make, measured
from tests.coaching.rooms.test_results import championship
from tests.standing_alone import stands_alone

TWO_MODULES = (ModuleWish("First", ["A1"], 30), ModuleWish("Second", ["A2", "B1"], 30))
POLICIES = ("live", "module", "end", "never")

numbers = st.integers(0, 1)
steps = st.one_of(
    st.tuples(st.just("measure"), st.sampled_from(["1.00", "0.25", None]), numbers),
    st.tuples(st.just("observe"), st.sampled_from([0, 3, None]), numbers),
    st.tuples(st.just("score"), st.integers(0, 2), st.integers(1, 2), numbers),
    st.tuples(st.sampled_from(["participant.remove", "participant.readmit"]), numbers),
    st.tuples(st.just("module.release"), st.integers(1, 2)),
    st.tuples(st.just("join")),
    st.tuples(st.just("participant.describe"), numbers, st.sampled_from(["Dana Demo", "Daniyar Demo"])),
    st.tuples(st.just("policy"), st.sampled_from(POLICIES)),
    st.tuples(st.sampled_from(["room.pause", "room.resume", "room.end", "board.freeze", "board.thaw"])),
)
histories = st.lists(steps, max_size=14)


def take(built: Built, step: tuple[Any, ...]) -> None:
    """Take one step; what is refused is part of the game."""
    kind, *rest = step
    with contextlib.suppress(CommandRefused):
        if kind == "measure":
            built.measure(rest[0], competitor=rest[1], reason="a gap")
        elif kind == "observe":
            built.observe(rest[0], competitor=rest[1])
        elif kind == "score":
            built.score(rest[0], rest[1], competitor=rest[2])
        elif kind == "join":
            join(room=built.fresh(), display_name="Newcomer Demo", command_id=uuid4())
        elif kind == "participant.describe":
            built.as_host(kind, participant=built.key(rest[0]), name=rest[1])
        elif kind == "module.release":
            built.as_host(kind, module=rest[0])
        elif kind == "policy":
            built.as_host("room.change", board=rest[0])
        else:
            built.as_host(kind, **({"participant": built.key(rest[0])} if rest else {}))


def rows_of(room: Room) -> list[Any]:
    """Return the rows of the board as a reader of it is sent them."""
    return snapshot_seen(load_state(room.pk), sheet_of(room.pk), BOARD, now=timezone.now(), online=set())["rows"]


def exactly(built: Built, competitor: int, codes: set[str]) -> Any:
    """Return the totals of the aspects in these sub-criteria, added up anew from the marks."""
    return exactly_of(built, built.key(competitor), codes)


def exactly_of(built: Built, key: str, codes: set[str]) -> Any:
    """Return the same of the competitor with this key."""
    sheet = sheet_of(built.room.pk)
    keys = [aspect.id for aspect in sheet.aspects if aspect.sub_criterion in codes]
    found = AspectMark.objects.filter(competitor=UUID(key), aspect__in=keys)
    return totals_facts(total([sheet.place_of[key] for key in keys], dict(found.values_list("aspect", "mark"))))


# The log and the tables ---------------------------------------------------------------------------------------


@pytest.mark.django_db
@settings(max_examples=16, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(before=histories, after=histories, policy=st.sampled_from(POLICIES), names=st.sampled_from(["name", "initials"]))
def test_nothing_on_a_frozen_board_changes_until_it_thaws(
    before: list[Any], after: list[Any], policy: str, names: str
) -> None:
    built = build(board=policy, board_names=names, modules=TWO_MODULES)
    for step in before:
        take(built, step)
    with contextlib.suppress(CommandRefused):
        built.as_host("board.freeze")
    frozen = json.dumps(rows_of(built.room))
    wall, seq = wall_of(built.room), built.fresh().seq
    for step in after:
        if step[0] != "board.thaw":
            take(built, step)
    assert json.dumps(rows_of(built.room)) == frozen
    assert told_since(wall, built.room, seq) == []
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)
    built.as_host("board.thaw")
    told_since(wall, built.room, built.fresh().seq - 1)
    state = load_state(built.room.pk)
    assert replay(event_log.read_all(built.room.pk)) == state
    assert wall.all_rows() == rows_of(built.room)
    assert {row["competitor"] for row in wall.all_rows()} == {
        person["id"] for person in state.of_role("competitor") if person["status"] != "removed"
    }
    now = built.fresh()
    if now.board == "live" or (now.status == "ended" and now.board != "never"):
        assert state.public == state.totals


def wall_of(room: Room) -> Board:
    """Return a board that has shown what there is."""
    wall = Board(load_state(room.pk), len(sheet_of(room.pk).aspects))
    wall.changed_rows()
    return wall


def told_since(wall: Board, room: Room, seq: int) -> list[Any]:
    """Let the board take in every event after `seq` and return all rows that it would send meanwhile."""
    state, told = wall._state, []
    for event in event_log.read_after(room.pk, state.seq):
        state.apply(event)
        for person in state.of_role("competitor"):
            wall.update(person, state.public.get(person["id"]))
        told += wall.changed_rows() if event.seq > seq else []
    return told


@pytest.mark.django_db
def test_publishing_shows_everything_and_thaws_the_board() -> None:
    built = build(board="module", competitors=1, modules=TWO_MODULES)
    for code, full in (("A1.M1", "1.00"), ("A2.M1", "0.50"), ("B1.M1", "1.50")):
        built.measure(full, code=code)
    for seat in range(3):
        built.score(seat, 3)
        built.score(seat, 3, code="B1.J1")
    built.as_host("board.freeze")
    built.as_host("room.end")
    assert rows_of(built.room)[0]["total"] is None
    publish_results(
        actor=built.host, room=built.room, championship=championship(), skill_title="Web", command_id=uuid4()
    )
    assert [(row["total"], row["position"]) for row in rows_of(built.room)] == [("6.00", 1)]
    assert not built.fresh().board_frozen
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


# Released modules ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_public_totals_are_those_of_the_released_modules() -> None:
    built = build(board="module", modules=TWO_MODULES)
    built.measure("1.00")
    built.observe(0)
    built.measure("0.00", competitor=1)
    assert [(row["total"], row["of"], row["position"]) for row in rows_of(built.room)] == [(None, 0, None)] * 2
    built.as_host("module.release", module=1)
    assert load_state(built.room.pk).public == {built.key(n): exactly(built, n, {"A1"}) for n in (0, 1)}
    assert [(row["total"], row["marked"], row["of"]) for row in rows_of(built.room)] == [("1.00", 1, 2), ("0.00", 1, 2)]
    built.measure("1.00", competitor=1)
    assert rows_of(built.room)[1]["total"] == "0.00"
    built.as_host("module.release", module=1)
    assert [row["position"] for row in rows_of(built.room)] == [1, 1]
    built.as_host("module.release", module=2)
    both = load_state(built.room.pk).public[built.key(0)]
    assert both == exactly(built, 0, {"A1", "A2", "B1"})
    assert Decimal(both["total"]) == Decimal("1.50")
    assert replay(event_log.read_all(built.room.pk)) == load_state(built.room.pk)


@pytest.mark.django_db
def test_module_is_released_when_its_forms_are_locked_and_an_opened_form_keeps_what_was_shown() -> None:
    built = build(board="module", sign_off="judges", modules=TWO_MODULES)
    built.measure("1.00")
    with pytest.raises(CommandRefused, match=r"forms_not_locked: .*1 Competitor 1, 2 Competitor 2"):
        built.as_host("module.release", module=1)
    forms = [_locked(built, number, module) for number in (0, 1) for module in (1, 2)]
    built.as_host("module.release", module=1)
    assert rows_of(built.room)[0]["total"] == "1.00"
    _set(forms[0], FormState.MARKING)
    built.measure("0.00")
    built.as_host("module.release", module=2)
    assert load_state(built.room.pk).public[built.key(0)]["total"] == "1.00"
    with pytest.raises(CommandRefused, match=r"forms_not_locked: .*1 Competitor 1"):
        built.as_host("module.release", module=1)
    _set(forms[0], FormState.LOCKED)
    built.as_host("module.release", module=1)
    assert load_state(built.room.pk).public[built.key(0)] == exactly(built, 0, {"A1", "A2", "B1"})


def _locked(built: Built, competitor: int, module: int) -> MarkingForm:
    person = Participant.objects.get(pk=UUID(built.key(competitor)))
    return MarkingForm.objects.create(room=built.room, competitor=person, module=module, state=FormState.LOCKED)


def _set(form: MarkingForm, state: FormState) -> None:
    form.state, form.version = state, form.version + 1
    form.save()


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("module.release", {"module": 3}, "unknown_module"),
        ("module.release", {"module": 0}, "bad_data"),
        ("board.thaw", {}, "not_frozen"),
    ],
)
def test_what_cannot_be_shown_is_refused_and_changes_nothing(
    built: Built, kind: str, data: dict[str, Any], code: str
) -> None:
    seq = built.fresh().seq
    with pytest.raises(CommandRefused, match=code):
        built.as_host(kind, **data)
    built.as_host("board.freeze")
    with pytest.raises(CommandRefused, match="already_frozen"):
        built.as_host("board.freeze")
    assert built.fresh().seq == seq + 1


@pytest.mark.parametrize("competitors", [1, 30])
@pytest.mark.django_db
def test_release_costs_the_same_for_any_number_of_people(competitors: int, django_assert_max_num_queries: Any) -> None:
    built = build(competitors=competitors, board="module", modules=TWO_MODULES)
    sheet_of(built.room.pk)
    with django_assert_max_num_queries(16):
        built.as_host("module.release", module=1)


@pytest.mark.parametrize("module", [board_look, initials, showing])
def test_what_is_said_in_the_examples_is_so(module: Any) -> None:
    assert doctest.testmod(module).failed == 0


# Names --------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "shown"),
    [("initials", ["D. D. 1", "Ә. Н.", "D. D. 3"]), ("number", ["1", "2", "3"])],
)
def test_board_without_names_has_a_name_in_no_byte(client: Any, names: str, shown: list[str]) -> None:
    built = build(competitors=0, board_names=names)
    for name in ("Dana Demo", "Әлия Нұрланқызы", "Daniyar Dauletov"):
        join(room=built.room, display_name=name, organisation_name="College of Dana", command_id=uuid4())
    rows = {row["number"]: row for row in rows_of(built.room)}
    assert [rows[number]["name"] for number in (1, 2, 3)] == shown
    answers = [
        client.get(reverse("rooms:board", args=[built.room.pk]), {"look": "overlay"}),
        client.get(reverse("rooms:state", args=[built.room.pk, "board"])),
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    texts = [json.dumps(list(rows.values()), ensure_ascii=False), *(answer.content.decode() for answer in answers)]
    for text in texts:
        assert not any(word in text for word in ("Dana", "Demo", "Әлия", "Daniyar", "Dauletov", "College of"))


@pytest.mark.django_db
def test_whose_namesake_leaves_needs_no_number_any_more() -> None:
    built = build(competitors=2, board_names="initials")
    assert [row["name"] for row in rows_of(built.room)] == ["C. 1", "C. 2"]
    wall = wall_of(built.room)
    built.as_host("participant.remove", participant=built.key(0))
    told = told_since(wall, built.room, 0)
    assert {"competitor": built.key(0), "removed": True} in told
    assert [row["name"] for row in told if "name" in row] == ["C."]


# Sockets ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_released_marks_come_to_the_board_and_to_their_competitor_alone() -> None:
    built = await make(board="module", marks_shown="module", modules=TWO_MODULES)
    async with (
        judge(built, 0) as first,
        await host(built) as chief,
        competitor(built, 0) as own,
        competitor(built, 1) as other,
        board(built) as screen,
    ):
        await first.ask("measurement.record", **measured(built, "0.75", reason="a gap"))
        await first.ask("measurement.record", **measured(built, "1.25", code="B1.M1", reason="a crack"))
        refused = await first.ask("module.release", module=1)
        assert refused["error"]["code"] == "not_allowed"
        reply = await chief.ask("module.release", module=1)
        for client in (own, other, screen):
            await client.until_seq(reply["seq"])
        await screen.until(lambda: screen.rows[built.key(0)]["total"] == "0.75")
        assert screen.rows[built.key(0)]["of"] == 2
        assert screen.snapshot["room"]["modules"][0]["released"]
        await own.until(lambda: "total" in own.totals[built.key(0)])
        assert (own.totals[built.key(0)]["total"], own.totals[built.key(0)]["sub_criteria"]) == ("0.75", {"A1": "0.75"})
        assert [mark["mark"] for mark in own.marks.values()] == ["0.75"]
        for client in (own, other, screen):
            assert not any(stands_alone(text, "1.25") or "a crack" in text for text in client.heard)
        assert not any(stands_alone(text, "0.75") or built.key(0) in text for text in other.heard)
        await first.ask("measurement.record", **measured(built, "1.00"))
        reply = await first.ask("measurement.record", **measured(built, "1.25", code="B1.M1", reason="a hole"))
        await own.until_seq(reply["seq"])
        assert [mark["mark"] for mark in own.marks.values()] == ["1.00"]
        events = [message["data"] for message in own.inbox if message["type"] == "event"]
        assert [event["totals"]["total"] for event in events[-2:]] == ["1.00", "1.00"]
        assert not any(stands_alone(text, "1.25") or "a hole" in text for text in own.heard)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("rooms_closed")
async def test_frozen_board_is_told_nothing_of_marks_and_catches_up_when_it_thaws() -> None:
    built = await make()
    async with judge(built, 0) as first, await host(built) as chief, board(built) as screen:
        await first.ask("measurement.record", **measured(built, "0.25", reason="a gap"))
        await screen.until(lambda: screen.rows[built.key(0)]["total"] == "0.25")
        assert (await first.ask("board.freeze"))["error"]["code"] == "not_allowed"
        frozen = await chief.ask("board.freeze")
        await screen.until_seq(frozen["seq"])
        before = json.dumps(screen.rows)
        await first.ask("measurement.record", **measured(built, "1.00"))
        await first.ask("measurement.record", **measured(built, "1.00", number=1))
        ended = await chief.ask("room.end")
        await screen.until_seq(ended["seq"])
        await screen.ask("snapshot.read")
        assert json.dumps(screen.rows) == before
        assert screen.snapshot["room"]["board_frozen"]
        assert not any('"1.00"' in text for text in screen.heard)
        late = RoomClient(built.room, "board", {})
        async with late:
            assert json.dumps(late.rows) == before
        await chief.ask("board.thaw")
        await screen.until(lambda: screen.rows[built.key(1)]["total"] == "1.00")
        assert screen.rows[built.key(0)]["total"] == "1.00"
        assert not screen.snapshot["room"]["board_frozen"]
