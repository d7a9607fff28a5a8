"""When championships are, and how their days are written."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from championships.events.calendar import Phase, groups_below, phase
from championships.events.dates import span
from championships.events.models import Championship, ChampionshipIndexPage, ChampionshipPage, ResultState
from championships.events.standings import overall_state
from tests.pages.growing import add

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 1), Phase.COMING),
        (date(2026, 3, 2), Phase.RUNNING),
        (date(2026, 3, 4), Phase.RUNNING),
        (date(2026, 3, 5), Phase.PAST),
    ],
)
def test_first_and_last_day_count_as_running(today: date, expected: Phase) -> None:
    championship = Championship(starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 4))
    assert phase(championship, today) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 11, 12), date(2026, 11, 14), "12–14~November 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30~November – 2~December 2026"),
        (date(2026, 11, 12), date(2026, 11, 12), "12~November 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30~December 2026 – 2~January 2027"),
    ],
)
def test_days_are_written_as_short_as_they_can_be(first: date, last: date, expected: str) -> None:
    assert span(first, last) == expected.replace("~", NO_BREAK_SPACE)


@pytest.mark.parametrize(("language", "month"), [("ru", "ноября"), ("kk", "қараша")])
def test_days_are_written_in_the_language_of_the_reader(language: str, month: str) -> None:
    with translation.override(language):
        assert f"12–14{NO_BREAK_SPACE}{month}" in span(date(2026, 11, 12), date(2026, 11, 14))


@pytest.mark.django_db
def test_running_stand_first_then_the_next_then_the_latest(index: ChampionshipIndexPage) -> None:
    today = timezone.localdate()
    for name, days in (("old", -90), ("recent", -10), ("now", 0), ("far", 60), ("next", 7)):
        start = today + timedelta(days=days)
        championship = Championship.objects.create(name=name, slug=name, starts_on=start, ends_on=start)
        add(index, ChampionshipPage(title=name, slug=name, championship=championship))
    found = [(group.phase, [page.title for page in group.pages]) for group in groups_below(index)]
    assert found == [
        (Phase.RUNNING, ["now"]),
        (Phase.COMING, ["next", "far"]),
        (Phase.PAST, ["recent", "old"]),
    ]


def test_championship_is_as_final_as_its_least_final_result() -> None:
    assert overall_state([ResultState.PUBLISHED, ResultState.PROVISIONAL]) == ResultState.PROVISIONAL
    assert overall_state([ResultState.PUBLISHED]) == ResultState.PUBLISHED
    assert ResultState.PUBLISHED.step == 3
    assert overall_state([]) is None
