"""Results: the jury's table, and what each competitor takes home."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from championships.events.models import Championship, SkillResult
from championships.events.printing.filled_summaries import sums_of
from championships.events.sources import key_of, source_of
from championships.schemes.stored import scheme_of
from coaching.rooms.analysis.heat import heat_map
from coaching.rooms.board import Board
from coaching.rooms.joining import cookie_name
from coaching.rooms.models import RoomEvent
from coaching.rooms.publishing import publish_results
from coaching.rooms.refusals import CommandRefused
from coaching.rooms.results import feedback_for, results_of
from coaching.rooms.sheet import sheet_of
from coaching.rooms.snapshot import load_state
from tests.coaching.rooms.building import Built, build, make_host


def mark_completely(built: Built, competitor: int, *, score: int = 3) -> None:
    """Mark every aspect of the competitor."""
    for code, mark in (("A1.M1", "1.00"), ("A2.M1", "0.50"), ("B1.M1", "0.50")):
        built.measure(mark, code=code, competitor=competitor, reason="one cable was loose")
    for code in ("A1.J1", "B1.J1"):
        for seat in range(3):
            built.score(seat, score, code=code, competitor=competitor)


def test_only_complete_sheets_get_a_position(db: None) -> None:
    built = build(competitors=4)
    for competitor in (1, 2):
        mark_completely(built, competitor)
    mark_completely(built, 3, score=2)
    built.measure("1.00", competitor=0)
    results = results_of(built.room)
    assert [(row.position, row.competitor.number) for row in results.rows] == [(1, 2), (1, 3), (3, 4), (None, 1)]
    assert results.rows[0].totals.total == Decimal("5.00")
    assert [(part.key, part.maximum) for part in results.criteria] == [("A", Decimal("3.50")), ("B", Decimal("2.50"))]
    assert [(part.key, part.maximum) for part in results.sections] == [("1", Decimal("2.00")), ("2", Decimal("4.00"))]
    assert results.maximum == Decimal("6.00")


def test_partial_sheet_has_a_place_of_the_moment_and_none_in_the_end(db: None) -> None:
    built = build(competitors=3)
    mark_completely(built, 1, score=2)
    built.measure("1.00", competitor=0)
    assert places_on_the_board(built) == {1: 2, 2: 1, 3: None}
    built.as_host("room.end")
    assert places_on_the_board(built) == {1: None, 2: 1, 3: None}


def places_on_the_board(built: Built) -> dict[int, int | None]:
    """Return the place on the public board of each number."""
    sheet = sheet_of(built.room.pk)
    rows = Board(load_state(built.room.pk), len(sheet.aspects)).all_rows()
    return {row["number"]: row["position"] for row in rows}


def test_removed_competitor_is_not_in_the_results(built: Built) -> None:
    built.as_host("participant.remove", participant=built.key(0))
    assert [row.competitor.number for row in results_of(built.room).rows] == [2]


def test_feedback_shows_where_marks_were_lost(built: Built) -> None:
    mark_completely(built, 0)
    feedback = feedback_for(built.competitors[0].participant)
    assert [(loss.key, loss.lost) for loss in feedback.criteria] == [("B", Decimal("1.00")), ("A", Decimal("0.00"))]
    assert [(loss.key, loss.lost) for loss in feedback.sections] == [("2", Decimal("1.00")), ("1", Decimal("0.00"))]
    by_code = {item.aspect.code: item for item in feedback.aspects}
    assert by_code["B1.M1"].reason == "one cable was loose"
    assert by_code["A1.J1"].scores == ((1, 3), (2, 3), (3, 3))


def test_feedback_keeps_scores_back_that_are_not_all_in(built: Built) -> None:
    built.score(0, 1)
    feedback = feedback_for(built.competitors[0].participant)
    assert all(item.scores == () and item.mark is None and item.lost is None for item in feedback.aspects)
    assert [loss.lost for loss in feedback.criteria] == [Decimal("0.00")] * 2


def championship() -> Championship:
    """Return a championship to publish on."""
    day = dt.date(2026, 11, 23)
    return Championship.objects.create(slug="tests", starts_on=day, ends_on=day, needs_second_person=False)


def test_results_are_published_once_for_each_command(built: Built) -> None:
    mark_completely(built, 0)
    where, command_id = championship(), uuid4()

    def publish() -> SkillResult:
        return publish_results(
            actor=built.host, room=built.room, championship=where, skill_title="Web", command_id=command_id
        )

    with pytest.raises(CommandRefused, match=r"^room_not_ended:"):
        publish()
    built.as_host("room.end")
    result = publish()
    assert publish() == result
    assert SkillResult.objects.count() == 1
    assert [(row.position, row.total) for row in result.rows.all()] == [(1, Decimal("5.00"))]
    assert built.fresh().published_at is not None
    assert RoomEvent.objects.filter(room=built.room, type="results.published").count() == 1
    assert_summary_is_of(result)


def assert_summary_is_of(result: SkillResult) -> None:
    """Check that a mark summary form has the marks of sub-criteria while they add up to what was sealed."""
    source, version, row = source_of(result.source), result.scheme_version, result.rows.get()
    assert source
    assert version
    scheme, marks = scheme_of(version), source.marks(key_of(result.source))[row.key]
    sums = sums_of(scheme, row, marks)
    assert sums.total == sum(part.total for part in sums.sub_criteria.values()) == Decimal("5.00")
    row.criteria = {**row.criteria, "A": "0.50"}
    corrected = sums_of(scheme, row, marks)
    assert corrected.criteria["A"].total == Decimal("0.50")
    assert set(sums.sub_criteria) - set(corrected.sub_criteria) == {"A1", "A2"}


def test_nothing_complete_is_nothing_to_publish(built: Built) -> None:
    built.as_host("room.end")
    with pytest.raises(CommandRefused, match=r"^results_refused:"):
        publish_results(
            actor=built.host, room=built.room, championship=championship(), skill_title="Web", command_id=uuid4()
        )
    assert built.fresh().published_at is None


def test_only_the_host_publishes(built: Built) -> None:
    mark_completely(built, 0)
    built.as_host("room.end")
    with pytest.raises(CommandRefused, match=r"^not_allowed:"):
        publish_results(
            actor=make_host(), room=built.room, championship=championship(), skill_title="Web", command_id=uuid4()
        )


def test_the_coordinator_reads_the_results_with_the_shares_that_the_analysis_has(db: None) -> None:
    built = build(coordinator=True)
    for competitor, mark in enumerate(("0.56", "0.67")):
        built.measure(mark, competitor=competitor, reason="a gap")
    client = Client()
    assert built.coordinator
    client.cookies[cookie_name(built.room)] = built.coordinator.secret
    response = client.get(reverse("rooms:results", args=[built.room.pk]))
    assert response.status_code == 200
    reached = heat_map(results_of(built.room))[0].aspects[0].reached
    assert reached
    assert response.context["heat"][0].reached == reached.percent == 62
