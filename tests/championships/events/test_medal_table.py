"""The medal table, the five comparisons of members, and records of all time: from public results alone."""

import pytest
from pytest_django import DjangoAssertNumQueries

from championships.events.confirming import confirm
from championships.events.medal_table import medal_table
from championships.events.models import ContestedSkill, MembersAre
from championships.events.publishing import publish
from championships.events.records import best_by_marks, best_by_scale, contested
from tests.championships.events.grown import NAMES, Event

ORGANISATIONS = ("Alatau college", "Zarechye college", "Alatau school", "Jetisu college", "Jetisu college")
TOTALS = ("80", "75", "60", "40", "20")


@pytest.fixture
def event(db: None) -> Event:
    """Two skills; only the first is published."""
    event = Event(needs_second_person=False)
    entries = [event.enter(name, where) for name, where in zip(NAMES, ORGANISATIONS, strict=False)]
    result = event.hand_over(TOTALS, entries)
    confirm(actor=event.organiser, result=result)
    publish(actor=event.organiser, result=result)
    bakery = event.contest("Bakery")
    hidden = event.enter("Hidden Winner", "Zarechye college", bakery)
    event.hand_over(["99"], [hidden], skill=bakery, source="list:2")
    return event


def test_members_are_ranked_by_gold_then_silver_then_bronze(
    event: Event, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        table = medal_table(event.championship)
    assert [(line.position, line.member, line.gold, line.silver, line.bronze) for line in table.lines] == [
        (1, "Alatau college", 1, 0, 0),
        (2, "Zarechye college", 0, 1, 0),
        (3, "Alatau school", 0, 0, 1),
        (4, "Jetisu college", 0, 0, 0),
    ]
    assert (table.scaled, table.unknown) == (True, 0)


def test_by_region_the_same_medals_are_added_up_and_five_reports_compare(event: Event) -> None:
    table = medal_table(event.championship, MembersAre.REGION)
    assert [(line.position, line.member, line.medal_points) for line in table.lines] == [
        (1, "Alatau", 6),
        (2, "Zarechye", 3),
        (3, "Jetisu", 0),
    ]
    reports = table.reports
    assert [ranked.result.member for ranked in reports.alphabetical] == ["Alatau", "Jetisu", "Zarechye"]
    assert [ranked.result.member for ranked in reports.total_medal_points] == ["Alatau", "Zarechye", "Jetisu"]
    assert [ranked.result.member for ranked in reports.average_point_score] == ["Zarechye", "Alatau", "Jetisu"]
    assert len({id(report) for report in (reports.average_medal_points, reports.total_point_score)}) == 2


def test_of_whom_it_is_not_known_is_counted_apart(event: Event) -> None:
    bakery = ContestedSkill.objects.get(title="Bakery")
    result = event.hand_over(["70"], skill=bakery, source="list:3")
    confirm(actor=event.organiser, result=result)
    publish(actor=event.organiser, result=result)
    table = medal_table(event.championship, MembersAre.COUNTRY)
    assert (table.unknown, table.scaled) == (1, True)
    assert not medal_table(event.championship).scaled


def test_records_are_the_best_public_lines_of_a_skill(
    event: Event, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    skills = ContestedSkill.objects.all()
    with django_assert_num_queries(1):
        by_scale = best_by_scale(skills, 2)
    assert [(record.position, record.row.public_name, record.row.scale_score) for record in by_scale] == [
        (1, "A. A.", 720),
        (2, "N. S.", 715),
    ]
    assert [record.row.public_name for record in best_by_marks(skills, 1)] == ["A. A."]
    assert best_by_marks(contested(None, title="bakery")) == []
    assert len(best_by_marks(contested(None, title="web technologies"))) == 5
