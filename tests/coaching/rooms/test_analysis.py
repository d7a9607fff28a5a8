"""What a host learns from a room: heat, time against marks, the judges' agreement; and the page that shows it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from coaching.rooms import append_only
from coaching.rooms.analysis import advice, drawing
from coaching.rooms.analysis.heat import heat_map, share, weakest
from coaching.rooms.analysis.panel import panel_of
from coaching.rooms.analysis.timing import LONGEST_PACE, Step, timing_of
from coaching.rooms.joining import cookie_name
from coaching.rooms.models import RoomEvent
from coaching.rooms.results import results_of
from tests.coaching.rooms.building import Built, build


def host_client(built: Built) -> Client:
    """Return the browser of the host."""
    client = Client()
    client.force_login(built.host)
    return client


@pytest.mark.parametrize(
    ("mark", "maximum", "percent", "level"),
    [
        ("0", "2", 0, 0),
        ("0.01", "2", 1, 0),
        ("1", "2", 50, 2),
        ("1.99", "2", 99, 3),
        ("2", "2", 100, 4),
        ("0", "0", 100, 4),
    ],
)
def test_share_is_full_or_nothing_only_when_the_mark_is(mark: str, maximum: str, percent: int, level: int) -> None:
    found = share(Decimal(mark), Decimal(maximum))
    assert found
    assert (found.percent, found.level) == (percent, level)


def test_heat_map_shows_shares_by_aspect_and_criterion_and_leaves_out_what_is_not_marked(built: Built) -> None:
    built.measure("0.25", competitor=0, reason="half a cable")
    built.measure("1.00", competitor=1)
    built.measure("0.50", code="A2.M1", competitor=0)
    groups = heat_map(results_of(built.room))
    shares = {line.code: [cell and cell.percent for cell in line.cells] for group in groups for line in group.aspects}
    assert shares == {
        "A1.M1": [25, 100],
        "A1.J1": [None, None],
        "A2.M1": [100, None],
        "B1.J1": [None, None],
        "B1.M1": [None, None],
    }
    first = groups[0].criterion
    # Of 1.50 marks that are marked the first reached 0.75; of 1.00 the second reached 1.00.
    assert (first.code, [cell and cell.percent for cell in first.cells]) == ("A", [50, 100])
    assert [line.code for line in weakest(groups, 3)] == ["A1.M1"]


def test_courses_follow_the_log_and_corrections_count_from_when_they_were_made(built: Built) -> None:
    built.measure("1.00", competitor=0)
    built.measure("0.50", code="A2.M1", competitor=0)
    built.measure("0.00", competitor=0)
    course = timing_of(built.room).courses[built.key(0)]
    assert [step.total for step in course.steps] == [Decimal("1.00"), Decimal("1.50"), Decimal("0.50")]
    assert course.total == Decimal("0.50")
    assert timing_of(built.room).courses.keys() == {built.key(0)}


def test_pace_leaves_out_breaks_and_judgements_count_from_the_first_score(built: Built) -> None:
    built.measure("1.00")
    built.measure("0.50", code="A2.M1")
    built.measure("1.50", code="B1.M1")
    for seat in range(3):
        built.score(seat, 2)
    _space_out(built, [60, 90, LONGEST_PACE + 1000, 0, 30, 60])
    paces = {pace.aspect.code: (pace.taken, pace.waited, pace.marked) for pace in timing_of(built.room).paces}
    assert paces["A2.M1"] == (90, None, 1)
    assert paces["B1.M1"] == (None, None, 1)
    assert paces["A1.J1"] == (0, 90, 1)


def _space_out(built: Built, gaps: list[int]) -> None:
    """Let the last events have happened so many seconds after one another."""
    append_only.remove(connection)
    at = built.fresh().started_at
    assert at
    seqs = list(RoomEvent.objects.filter(room=built.room).order_by("-seq").values_list("seq", flat=True)[: len(gaps)])
    for seq, gap in zip(reversed(seqs), gaps, strict=True):
        at += timedelta(seconds=gap)
        RoomEvent.objects.filter(room=built.room, seq=seq).update(at=at)


def test_panel_is_compared_by_what_each_gave_first_and_open_rounds_are_left_out(built: Built) -> None:
    for seat, score in enumerate((0, 2, 2)):
        built.score(seat, score)
    for seat in range(3):
        built.score(seat, 2, round=2)
    for seat in range(3):
        built.score(seat, 1, competitor=1)
    built.score(0, 3, code="B1.J1")
    built.score(1, 3, code="B1.J1")
    panel = panel_of(built.room)
    assert (panel.figures.aspects, panel.figures.rescored) == (2, 1)
    assert [(judge.seat, judge.severity, judge.outlying) for judge in panel.judges] == [
        (1, Decimal("1.00"), 1),
        (2, Decimal("-0.50"), 0),
        (3, Decimal("-0.50"), 0),
    ]
    assert [(judge.same, judge.pairs) for judge in panel.judges] == [(2, 4), (3, 4), (3, 4)]
    assert [(aspect.code, aspect.rescored, aspect.mean_spread) for aspect in panel.aspects] == [
        ("A1.J1", 1, Decimal("1.00"))
    ]


def test_advice_names_the_aspect_that_judges_differ_in_and_says_little_of_few_scores(built: Built) -> None:
    for seat, score in enumerate((0, 2, 3)):
        built.score(seat, score)
    panel = panel_of(built.room)
    words = advice.advice_on_panel(panel)
    assert len(words) == 1
    assert words[0].startswith("Judges differ most in A1.J1")
    assert [advice.habit_of(judge).tone for judge in panel.judges] == ["unknown"] * 3


def test_a_judge_with_enough_scores_is_called_strict_or_generous(db: None) -> None:
    built = build(competitors=8)
    for competitor in range(8):
        for seat, score in enumerate((1, 2, 2)):
            built.score(seat, score, competitor=competitor)
    panel = panel_of(built.room)
    assert [advice.habit_of(judge).tone for judge in panel.judges] == ["strict", "generous", "generous"]
    assert "Judge 1 is stricter" in " ".join(advice.advice_on_panel(panel))


def test_drawing_stays_in_its_box_and_ends_at_the_total() -> None:
    steps = [Step(0, Decimal(1)), Step(50, Decimal(3)), Step(100, Decimal(2))]
    assert drawing.stairs(steps, 100, Decimal(4)) == "M0 72H0V54H120V18H240V36H240"
    assert drawing.stairs([], 100, Decimal(4)) == ""
    mean = drawing.mean_steps([steps, [Step(50, Decimal(1))]], 100)
    assert [step.total for step in mean] == [Decimal("0.5"), Decimal(2), Decimal("1.5")]
    assert drawing.severity_bar(Decimal("-1.5")) == drawing.Bar("25.00", "25.00")
    assert drawing.severity_bar(Decimal("0.6")) == drawing.Bar("50.00", "10.00")


def test_the_page_says_everything_in_words_too_and_belongs_to_the_host_alone(built: Built) -> None:
    for seat, score in enumerate((0, 2, 3)):
        built.score(seat, score)
    built.measure("0.25", reason="half a cable")
    address = reverse("rooms:analysis", args=[built.room.pk])
    page = " ".join(host_client(built).get(address).content.decode().split())
    assert '<td data-level="1"> 25 </td>' in page
    assert "Judges differ most in A1.J1" in page
    assert "First mark at minute" in page
    assert page.count('<th scope="row"> <span class="heat-code') == 5 + 2
    judge = Client()
    judge.cookies[cookie_name(built.room)] = built.judges[0].secret
    assert judge.get(address).status_code == 403


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_page_speaks_every_language(built: Built, language: str) -> None:
    built.measure("0.25", reason="half a cable")
    with translation.override(language):
        address = reverse("rooms:analysis", args=[built.room.pk])
    assert f'lang="{language}"' in host_client(built).get(address).content.decode()


def test_analysis_costs_the_same_for_one_competitor_and_for_many(db: None) -> None:
    costs = []
    for count in (1, 12):
        built = build(competitors=count)
        for competitor in range(count):
            built.measure("1.00", competitor=competitor)
            for seat in range(3):
                built.score(seat, 2, competitor=competitor)
        client, address = host_client(built), reverse("rooms:analysis", args=[built.room.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]
