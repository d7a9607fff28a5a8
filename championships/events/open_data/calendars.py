"""Calendars that phones subscribe to: a championship, one of its skills, and what is public of a competitor's days."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from championships.events.models import ScheduleItem
from championships.events.open_data.gathering import Announced, moment

# What the ids of events are made of, so that a program knows them again after a change.
OCCASIONS = UUID("6a4a1c5e-93c8-4bb2-8a9f-2f7c8f1f0c55")
REFRESHED_EVERY = "PT6H"


def calendar_of(each: Announced, items: Iterable[ScheduleItem], *, name: str, language: str, address: str) -> bytes:
    """Return a calendar called `name`: the days of the championship, and the `items` of its plan.

    The same plan gives the same bytes: an event is stamped with the day it is about.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Podium//Championships//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", REFRESHED_EVERY)
    calendar.add_component(_days(each, address))
    for item in items:
        calendar.add_component(_item(each, item, language, address))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _days(each: Announced, address: str) -> Event:
    championship = each.championship
    event = _event(f"championship {championship.pk}", datetime.combine(championship.starts_on, time(), tzinfo=UTC))
    event.add("dtstart", championship.starts_on)
    event.add("dtend", championship.ends_on + timedelta(days=1))
    event.add("summary", each.title)
    event.add("transp", "TRANSPARENT")
    _where(event, each.place, address)
    return event


def _item(each: Announced, item: ScheduleItem, language: str, address: str) -> Event:
    event = _event(f"item {item.pk}", datetime.combine(item.date, time(), tzinfo=UTC))
    starts, ends = (moment(item.date, at, each.zone) for at in (item.starts_at, item.ends_at))
    event.add("dtstart", starts or item.date)
    if starts and ends:
        event.add("dtend", ends)
    event.add("summary", item.title(language))
    event.add("description", each.title)
    _where(event, item.place or each.place, address)
    return event


def _event(key: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(OCCASIONS, key)}@{_host()}")
    event.add("dtstamp", stamp)
    return event


def _where(event: Event, place: str, address: str) -> None:
    if place:
        event.add("location", place)
    event.add("url", address)


def _host() -> str:
    return settings.PUBLIC_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0] or "podium"


def name_of_calendar(title: str, whose: str = "") -> str:
    """Return what a calendar is called: the championship's title, and whose days they are."""
    # Translators: the name of a calendar: a skill or a competitor, and the championship.
    return _("%(whose)s, %(championship)s") % {"whose": whose, "championship": title} if whose else title
