"""The plan of a championship: its days, what is on at which moment, and what comes next."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from championships.events.models import Championship, ScheduleItem
from championships.events.schedule import Moment, clock_of, days_of, moment_of, now_and_next
from tests.championships.events.grown import Event

DAY = date(2026, 3, 2)
HELD = Championship(starts_on=DAY, ends_on=date(2026, 3, 4), time_zone="Asia/Almaty")
HOURS = some.times(max_value=time(21, 59)).map(lambda each: each.replace(second=0, microsecond=0, tzinfo=None))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return what the clocks show on a day of March; the zone plays no part."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def item(first: time | None, last: time | None = None, day: date = DAY, skill: int | None = None) -> ScheduleItem:
    """Return something on the plan."""
    return ScheduleItem(date=day, starts_at=first, ends_at=last, contested_skill_id=skill, titles={"en": "It"})


@pytest.mark.parametrize(
    ("clock", "moment"),
    [
        (at(2, 8, 59), Moment.COMING),
        (at(2, 9, 0), Moment.NOW),
        (at(2, 10, 59), Moment.NOW),
        (at(2, 11, 0), Moment.PAST),
    ],
)
def test_item_is_on_from_its_first_minute_until_its_last(clock: datetime, moment: Moment) -> None:
    assert moment_of(item(time(9), time(11)), clock) == moment


def test_item_without_hours_lasts_its_day_and_one_without_an_end_an_hour() -> None:
    assert moment_of(item(None), at(2, 23, 59)) == Moment.NOW
    assert moment_of(item(None), at(3, 0)) == Moment.PAST
    assert moment_of(item(time(23, 30)), at(3, 0, 15)) == Moment.NOW
    assert moment_of(item(time(9)), at(2, 10)) == Moment.PAST


@given(first=HOURS, minutes=some.integers(1, 119), look=some.integers(0, 3 * 24 * 60))
def test_every_moment_is_before_during_or_after(first: time, minutes: int, look: int) -> None:
    begins = datetime.combine(DAY, first, UTC)
    ends = begins + timedelta(minutes=minutes)
    clock = at(1, 0) + timedelta(minutes=look)
    moment = moment_of(item(first, ends.time()), clock)
    assert (moment == Moment.NOW) == (begins <= clock < ends)
    assert (moment == Moment.COMING) == (clock < begins)


def test_days_are_counted_as_the_field_does_and_today_is_marked() -> None:
    items = [item(time(9), day=date(2026, 3, day)) for day in (5, 2, 1)]
    days = days_of(HELD, items, at(2, 12))
    assert [(day.label, day.is_today) for day in days] == [("C-1", False), ("C1", True), ("C+1", False)]


@given(hours=some.lists(HOURS, max_size=20))
def test_days_lose_nothing_and_stand_in_order(hours: list[time]) -> None:
    items = [item(first, day=DAY + timedelta(days=number % 3)) for number, first in enumerate(hours)]
    days = days_of(HELD, items, at(2, 0))
    shown = [each.item for day in days for each in day.items]
    assert sorted(map(id, shown)) == sorted(map(id, items))
    assert [(each.date, each.starts_at) for each in shown] == sorted((each.date, each.starts_at) for each in items)


def test_what_is_for_all_goes_before_what_is_for_one_skill() -> None:
    own, common, later = item(time(9), time(12), skill=1), item(time(10), time(11)), item(time(13))
    now, coming = now_and_next([later, own, common], at(2, 10, 30), 1)
    assert [each.item for each in now] == [common]
    assert [each.item for each in coming] == [later]


def test_clock_is_that_of_the_championship_and_of_the_site_where_its_zone_is_unknown() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert clock_of(HELD, noon).hour == 17
    for zone in ("Nowhere/At all", "../etc", ""):
        assert clock_of(Championship(time_zone=zone), noon) == noon


@pytest.mark.django_db
def test_item_is_of_no_skill_of_another_championship() -> None:
    event = Event()
    other = Championship.objects.create(name="Other", slug="other", starts_on=DAY, ends_on=DAY)
    wrong = item(time(9), skill=event.skill.pk)
    wrong.championship = other
    with pytest.raises(ValidationError, match="another championship"):
        wrong.full_clean()
    wrong.championship = event.championship
    wrong.full_clean()
