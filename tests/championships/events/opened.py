"""A championship that is open to the public: with a page, entries, a published result and a plan."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from championships.events.confirming import confirm
from championships.events.models import ChampionshipIndexPage, ChampionshipPage, Entry, ScheduleItem, SkillResult
from championships.events.publishing import publish as publish_result
from tests.championships.events.grown import NAMES, Event
from tests.pages.growing import add, grow_home


def open_event(totals: Sequence[str] = ("80", "70", "60")) -> Event:
    """Return a championship with a page, in whose one skill the first competitors reached `totals`."""
    event = Event()
    index = add(grow_home(), ChampionshipIndexPage(title="Championships", slug="championships"))
    add(index, ChampionshipPage(title="The Open", slug="open", championship=event.championship, place="Qaraghandy"))
    publish(event, totals, [event.enter(name) for name in NAMES[: len(totals)]])
    plan(event, "Work", time(9))
    return event


def publish(event: Event, totals: Sequence[str], entries: Sequence[Entry] = (), **more: Any) -> SkillResult:
    """Publish totals, as two people do."""
    result = event.hand_over(totals, entries, **more)
    confirm(actor=event.second, result=result)
    return publish_result(actor=event.organiser, result=result)


def plan(event: Event, title: str, at: time | None, **more: Any) -> ScheduleItem:
    """Put something on the plan of the first day."""
    facts = {"date": date(2026, 3, 2), "starts_at": at, "titles": {"en": title}, **more}
    return ScheduleItem.objects.create(championship=event.championship, **facts)
