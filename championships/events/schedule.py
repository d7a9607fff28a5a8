"""The plan of a championship by day, and what of it is on now, in the time zone of the championship."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from championships.events.competition_days import day_label
from championships.events.models import Championship, ScheduleItem

# An item that does not say when it ends is taken to last this long.
WITHOUT_END = timedelta(hours=1)


class Moment(StrEnum):
    """Where an item of the schedule is in time."""

    PAST = "past"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True)
class Shown:
    """An item with where it is in time."""

    item: ScheduleItem
    moment: Moment


@dataclass(frozen=True)
class Day:
    """One day of the plan: its date, how the field calls it, whether it is today there, and its items."""

    date: date
    label: str
    is_today: bool
    items: Sequence[Shown]


def clock_of(championship: Championship, at: datetime | None = None) -> datetime:
    """Return the time on the clocks of `championship`, by default now; without a zone that is known, the site's."""
    try:
        zone: tzinfo = ZoneInfo(championship.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = timezone.get_default_timezone()
    return timezone.localtime(at, zone)


def moment_of(item: ScheduleItem, clock: datetime) -> Moment:
    """Return where `item` is when the clocks there show `clock`; without a beginning it lasts all its day."""
    here = clock.replace(tzinfo=None)
    first = datetime.combine(item.date, item.starts_at or time.min)
    last = _end_of(item, first)
    if here < first:
        return Moment.COMING
    return Moment.NOW if here < last else Moment.PAST


def _end_of(item: ScheduleItem, first: datetime) -> datetime:
    if item.ends_at is not None:
        return datetime.combine(item.date, item.ends_at)
    return first + (WITHOUT_END if item.starts_at is not None else timedelta(days=1))


def days_of(championship: Championship, items: Iterable[ScheduleItem], clock: datetime) -> list[Day]:
    """Return the days of the plan in their order; `clock` is the time there."""
    ordered = sorted(items, key=lambda item: (item.date, item.starts_at or time.min))
    return [
        Day(
            date=day,
            label=day_label(championship, day),
            is_today=day == clock.date(),
            items=[Shown(item, moment_of(item, clock)) for item in of_day],
        )
        for day, of_day in groupby(ordered, key=lambda item: item.date)
    ]


def now_and_next(items: Iterable[ScheduleItem], clock: datetime, most: int) -> tuple[list[Shown], list[Shown]]:
    """Return at most `most` items that are on and as many that come next; what is for all goes before one skill's."""
    ordered = sorted(items, key=lambda item: (item.date, item.starts_at or time.min, item.contested_skill_id or 0))
    shown = [Shown(item, moment_of(item, clock)) for item in ordered]
    on_now = [each for each in shown if each.moment == Moment.NOW]
    on_now.sort(key=lambda each: each.item.contested_skill_id is not None)
    return on_now[:most], [each for each in shown if each.moment == Moment.COMING][:most]
