"""Commands: what they do, what they refuse, and that the same one twice is the same one once."""

from decimal import Decimal
from uuid import uuid4

import pytest
from _pytest.raises import RaisesExc
from django.utils import translation

from coaching.rooms.actors import HostActor, ParticipantActor, SystemActor
from coaching.rooms.models import AspectMark, CompetitorTotal, JudgeScore, ParticipantStatus, RoomEvent, RoomStatus
from coaching.rooms.refusals import CommandRefused
from tests.coaching.rooms.building import Built, build, make_host


def refused(code: str) -> RaisesExc[CommandRefused]:
    """Expect a refusal with this code."""
    return pytest.raises(CommandRefused, match=rf"^{code}:")


# Measurement -------------------------------------------------------------------------------------------------


def test_measurement_is_recorded_and_totalled(built: Built) -> None:
    reply = built.measure("1")
    assert reply.data["mark"]["mark"] == "1.00"
    assert reply.data["totals"]["total"] == "1.00"
    assert (reply.data["totals"]["marked"], reply.data["totals"]["of"]) == (1, 5)
    row = CompetitorTotal.objects.get(competitor=built.competitors[0].participant)
    assert (row.jury_total, row.public_total) == (Decimal("1.00"), Decimal("1.00"))
    assert CompetitorTotal.objects.get(competitor=built.competitors[1].participant).jury_marked == 0


@pytest.mark.parametrize(("written", "mark"), [("0,75", "0.75"), ("0.7", "0.70"), (" 1 ", "1.00"), ("0", "0.00")])
def test_mark_is_read_as_people_write_it(built: Built, written: str, mark: str) -> None:
    assert built.measure(written, reason="a part was missing").data["mark"]["mark"] == mark


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1.01", "mark_out_of_range"),
        ("-0.5", "mark_not_a_number"),
        ("0.755", "mark_not_a_number"),
        ("0.750", "mark_not_a_number"),
        ("one", "mark_not_a_number"),
        ("", "mark_not_a_number"),
        ("1e0", "mark_not_a_number"),
        ("NaN", "mark_not_a_number"),
        ("٠٫٥", "mark_not_a_number"),
        (0.5, "mark_not_a_number"),
        (1, "mark_not_a_number"),
        (True, "mark_not_a_number"),
        ("9" * 5000, "mark_not_a_number"),
    ],
)
def test_mark_that_is_none_is_refused(built: Built, written: object, code: str) -> None:
    with refused(code) as refusal:
        built.measure(written, reason="because")  # type: ignore[arg-type]
    assert refusal.value.field == "mark"
    assert not AspectMark.objects.exists()


@pytest.mark.parametrize(("language", "maximum"), [("en", "1.00"), ("ru", "1,00"), ("kk", "1,00")])
def test_mark_out_of_range_names_the_maximum_as_the_language_writes_it(
    built: Built, language: str, maximum: str
) -> None:
    with translation.override(language), refused("mark_out_of_range") as refusal:
        built.measure("7")
    assert maximum in refusal.value.message


def test_partial_mark_needs_a_reason(built: Built) -> None:
    with refused("reason_needed") as refusal:
        built.measure("0.50", reason="  ")
    assert refusal.value.field == "reason"
    assert built.measure("0.50", reason=" a gap of 2 mm ").data["mark"]["reason"] == "a gap of 2 mm"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("x" * 501, "reason_too_long"),
        ("a\u202eb", "reason_unreadable"),
        ("a\x00b", "reason_unreadable"),
        ("\ud800", "reason_unreadable"),
    ],
)
def test_reason_that_cannot_be_shown_is_refused(built: Built, reason: str, code: str) -> None:
    with refused(code):
        built.measure("0.50", reason=reason)


def test_cleared_mark_is_not_zero(built: Built) -> None:
    built.measure("1.00")
    reply = built.measure(None)
    assert (reply.data["mark"]["state"], reply.data["mark"]["mark"]) == ("scoring", None)
    assert reply.data["totals"]["marked"] == 0


def test_public_totals_wait_when_the_board_is_frozen(db: None) -> None:
    built = build(board="end")
    built.measure("1.00")
    row = CompetitorTotal.objects.get(competitor=built.competitors[0].participant)
    assert (row.jury_total, row.public_total, row.public_marked) == (Decimal("1.00"), Decimal("0.00"), 0)
    built.as_host("room.end")
    row.refresh_from_db()
    assert (row.public_total, row.public_marked) == (Decimal("1.00"), 1)
    assert row.public_detail == row.jury_detail


def test_board_that_is_never_shown_stays_empty_at_the_end(db: None) -> None:
    built = build(board="never")
    built.measure("1.00")
    built.as_host("room.end")
    assert CompetitorTotal.objects.get(competitor=built.competitors[0].participant).public_marked == 0


# Judgement ---------------------------------------------------------------------------------------------------


def test_judgement_is_marked_when_all_are_in(built: Built) -> None:
    assert built.score(0, 2).data["mark"]["state"] == "scoring"
    assert built.score(1, 2).data["mark"]["mark"] is None
    mark = built.score(2, 3).data["mark"]
    assert (mark["state"], mark["mark"]) == ("marked", "1.56")
    assert [score["score"] for score in mark["scores"]] == [2, 2, 3]


def test_score_is_hidden_from_the_others_until_all_are_in(built: Built) -> None:
    first = built.score(0, 2).data["mark"]
    assert [(score["in"], score["score"]) for score in first["scores"]] == [(True, 2), (False, None), (False, None)]
    second = built.score(1, 3).data["mark"]
    assert [(score["in"], score["score"]) for score in second["scores"]] == [(True, None), (True, 3), (False, None)]


def test_spread_over_one_asks_everybody_again(built: Built) -> None:
    built.score(0, 0)
    built.score(1, 1)
    mark = built.score(2, 2).data["mark"]
    assert (mark["state"], mark["round"], mark["mark"]) == ("discuss", 2, None)
    assert [score["in"] for score in mark["scores"]] == [False, False, False]
    assert [pair["score"] for pair in mark["previous"]] == [0, 1, 2]
    with refused("round_over"):
        built.score(0, 1, round=1)
    for seat in range(3):
        mark = built.score(seat, 1, round=2).data["mark"]
    assert (mark["state"], mark["mark"]) == ("marked", "0.67")
    assert JudgeScore.objects.count() == 6


def test_judge_may_change_a_score_before_all_are_in_and_not_after(built: Built) -> None:
    built.score(0, 0)
    built.score(0, 2)
    built.score(1, 2)
    assert built.score(2, 2).data["mark"]["mark"] == "1.33"
    with refused("round_closed"):
        built.score(0, 3)


def test_judgement_is_reopened_as_a_new_round(built: Built) -> None:
    with refused("nothing_to_reopen"):
        built.as_judge(0, "judgement.reopen", competitor=built.key(0), aspect=built.aspects["A1.J1"])
    for seat in range(3):
        built.score(seat, 3)
    reply = built.as_judge(1, "judgement.reopen", competitor=built.key(0), aspect=built.aspects["A1.J1"])
    assert (reply.data["mark"]["state"], reply.data["mark"]["round"]) == ("scoring", 2)
    assert reply.data["totals"]["marked"] == 0
    assert [pair["score"] for pair in reply.data["mark"]["previous"]] == [3, 3, 3]


@pytest.mark.parametrize("score", [-1, 4, 2.0, "2", True])
def test_score_that_is_none_is_refused(built: Built, score: object) -> None:
    with refused("score_out_of_range"):
        built.score(0, score)  # type: ignore[arg-type]


@pytest.mark.parametrize(("panel", "scores", "mark"), [(1, [2], "1.33"), (5, [2, 2, 2, 3, 3], "1.60")])
def test_panel_may_have_one_to_five_judges(db: None, panel: int, scores: list[int], mark: str) -> None:
    built = build(panel_size=panel)
    replies = [built.score(seat, score) for seat, score in enumerate(scores)]
    assert replies[-1].data["mark"]["mark"] == mark


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("judgement.score", {"aspect": "A1.M1", "score": 1, "round": 1}, "not_judgement"),
        ("measurement.record", {"aspect": "A1.J1", "mark": "1.00"}, "not_measurement"),
        ("measurement.record", {"aspect": 2**62, "mark": "1.00"}, "unknown_aspect"),
        ("measurement.record", {"aspect": 2**80, "mark": "1.00"}, "bad_data"),
        ("measurement.record", {"aspect": "A1.M1", "mark": "1.00", "competitor": str(uuid4())}, "unknown_competitor"),
        ("measurement.record", {"aspect": "A1.M1", "mark": "1.00", "competitor": "me"}, "bad_data"),
        ("measurement.record", {"aspect": "A1.M1"}, "bad_data"),
        ("judgement.score", {"aspect": "A1.J1", "score": 1, "round": 0}, "bad_data"),
    ],
)
def test_marking_what_is_not_there_is_refused(built: Built, kind: str, data: dict, code: str) -> None:
    aspect = data["aspect"]
    content = {"competitor": built.key(0), **data, "aspect": built.aspects.get(aspect, aspect)}
    with refused(code):
        built.as_judge(0, kind, **content)


def test_competitor_of_another_room_is_unknown(built: Built) -> None:
    other = build()
    with refused("unknown_competitor"):
        built.as_judge(0, "measurement.record", competitor=other.key(0), aspect=built.aspects["A1.M1"], mark="1.00")


def test_marking_waits_for_the_start_and_stops_at_the_end(db: None) -> None:
    built = build(started=False)
    with refused("room_not_started"):
        built.measure("1.00")
    built.as_host("room.start")
    built.measure("1.00")
    built.as_host("room.pause")
    built.measure("0.00")
    built.as_host("room.end")
    with refused("room_ended"):
        built.measure("1.00")


# Clock and people ---------------------------------------------------------------------------------------------


def test_clock_goes_through_its_phases(db: None) -> None:
    built = build(started=False)
    with refused("room_not_running"):
        built.as_host("room.pause")
    clock = built.as_host("room.start").data["room"]["clock"]
    assert (clock["phase"], clock["remaining"]) == ("running", 3600)
    with refused("room_already_started"):
        built.as_host("room.start")
    assert built.as_host("room.pause").data["room"]["clock"]["phase"] == "paused"
    with refused("room_not_running"):
        built.as_host("room.pause")
    assert built.as_host("room.extend", seconds=600).data["room"]["clock"]["remaining"] >= 4199
    clock = built.as_host("room.resume").data["room"]["clock"]
    assert (clock["phase"], clock["duration"]) == ("running", 4200)
    with refused("room_not_paused"):
        built.as_host("room.resume")
    assert built.as_host("room.end").data["room"]["clock"]["phase"] == "over"
    for kind, data in (("room.end", {}), ("room.extend", {"seconds": 60}), ("room.lock", {"locked": True})):
        with refused("room_ended"):
            built.as_host(kind, **data)


@pytest.mark.parametrize("seconds", [59, 3601, -60, "60", 60.0, True, None])
def test_extension_has_a_range(built: Built, seconds: object) -> None:
    with refused("bad_data"):
        built.as_host("room.extend", seconds=seconds)


def test_removed_competitor_cannot_be_marked_until_readmitted(built: Built) -> None:
    built.as_host("participant.remove", participant=built.key(0))
    with refused("already_removed"):
        built.as_host("participant.remove", participant=built.key(0))
    with refused("competitor_removed"):
        built.measure("1.00")
    built.as_host("participant.readmit", participant=built.key(0))
    with refused("not_removed"):
        built.as_host("participant.readmit", participant=built.key(0))
    assert built.measure("1.00").data["mark"]["mark"] == "1.00"


def test_removed_judge_cannot_mark(built: Built) -> None:
    built.as_host("participant.remove", participant=str(built.judges[0].participant.pk))
    with refused("removed"):
        built.measure("1.00")


def test_judge_who_never_came_is_invited_again_when_readmitted(db: None) -> None:
    built = build()
    seat = built.judges[0].participant
    seat.joined_at = None
    seat.save()
    built.as_host("participant.remove", participant=str(seat.pk))
    built.as_host("participant.readmit", participant=str(seat.pk))
    seat.refresh_from_db()
    assert seat.status == ParticipantStatus.INVITED


# Once and only once -------------------------------------------------------------------------------------------


def test_same_command_twice_gives_the_same_answer_once(built: Built) -> None:
    command_id, actor = uuid4(), ParticipantActor(built.judges[0].participant)
    data = {"competitor": built.key(0), "aspect": built.aspects["A1.J1"], "score": 2, "round": 1}
    first = built.command(actor, "judgement.score", data, command_id)
    for seat in (1, 2):
        built.score(seat, 2)
    built.as_host("room.end")
    events = RoomEvent.objects.count()
    assert built.command(actor, "judgement.score", data, command_id) == first
    assert RoomEvent.objects.count() == events


def test_refused_command_leaves_nothing_and_may_be_sent_again(db: None) -> None:
    built = build(started=False)
    command_id, actor = uuid4(), HostActor(built.host)
    with refused("room_not_running"):
        built.command(actor, "room.pause", {}, command_id)
    built.as_host("room.start")
    assert built.command(actor, "room.pause", {}, command_id).data["room"]["status"] == RoomStatus.PAUSED


def test_id_of_another_command_is_refused(built: Built) -> None:
    command_id = uuid4()
    built.command(HostActor(built.host), "room.pause", {}, command_id)
    with refused("command_id_reused"):
        built.command(HostActor(built.host), "room.resume", {}, command_id)
    with refused("command_id_reused"):
        built.command(ParticipantActor(built.judges[0].participant), "room.pause", {}, command_id)


def test_unknown_command_is_refused(built: Built) -> None:
    with refused("unknown_command"):
        built.as_host("room.explode")


# Who may ------------------------------------------------------------------------------------------------------


def test_another_mentor_is_not_the_host(built: Built) -> None:
    with refused("not_allowed"):
        built.command(HostActor(make_host()), "room.pause", {})


def test_superuser_may_do_what_the_host_may(built: Built) -> None:
    superuser = make_host()
    superuser.is_superuser = True
    superuser.save()
    assert built.command(HostActor(superuser), "room.pause", {}).data["room"]["status"] == "paused"


def test_host_who_was_deactivated_since_may_nothing(built: Built) -> None:
    actor = HostActor(built.host)
    type(built.host).objects.filter(pk=built.host.pk).update(is_active=False)
    with refused("not_allowed"):
        built.command(actor, "room.pause", {})


def test_podium_itself_may_give_commands(built: Built) -> None:
    assert built.command(SystemActor(), "room.pause", {}).data["room"]["status"] == "paused"


def test_refusal_speaks_the_readers_language(built: Built) -> None:
    with translation.override("ru"), pytest.raises(CommandRefused) as refusal:
        built.as_judge(0, "room.pause")
    assert refusal.value.code == "not_allowed"
    assert refusal.value.message


def test_part_of_which_nothing_is_marked_has_no_total(built: Built) -> None:
    reply = built.measure("1.00", code="A1.M1", competitor=0)
    assert reply.data["totals"]["total"] == "1.00"
    assert reply.data["totals"]["criteria"] == {"A": "1.00"}
    assert reply.data["totals"]["sub_criteria"] == {"A1": "1.00"}
    row = CompetitorTotal.objects.get(competitor__pk=built.key(0))
    assert row.public_detail["criteria"] == {"A": "1.00"}
