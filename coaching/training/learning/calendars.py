"""Calendars that a phone subscribes to: meetings and deadlines, at a secret address that its owner can change.

The address is signed and names a number: a new number makes the old address invalid, and nothing secret is stored.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from coaching.training.learning import belonging, letters
from coaching.training.learning.leading import leads
from coaching.training.learning.models import CalendarAddress, Cohort, CohortSession, Enrolment, EnrolmentState
from coaching.training.learning.outline import outlines
from coaching.training.learning.records import gathered
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.standing import Standing
from people import audit
from people.models import User

_SALT = "coaching.training.learning.calendar"
# What the ids of deadlines are made of, so that a program knows them again after a change.
DEADLINES = UUID("1f6f1a3e-5a3f-4f27-9d0e-6a4b3f9f5f11")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a module or lesson can be worked on."""

    key: UUID
    title: str
    url: str
    at: dt.datetime
    zone: dt.tzinfo
    enrolment_id: int


@transaction.atomic
def open_address(*, actor: User, cohort: Cohort | None = None, renew: bool = False) -> CalendarAddress:
    """Give `actor` an address of her own calendar, or of a cohort that she leads; renewed, the old one is invalid.

    Raises:
        PermissionDenied: she does not lead the cohort.
    """
    if cohort is not None and not leads(actor, cohort):
        raise PermissionDenied
    address, is_new = CalendarAddress.objects.select_for_update().get_or_create(user=actor, cohort=cohort)
    if is_new or renew or not address.is_open:
        # What was closed opens under a new address: the old one may have been seen by others.
        address.number += not is_new
        address.is_open = True
        address.save(update_fields=["number", "is_open"])
        audit.record(actor=actor, action="calendar.opened", subject=address, data={"number": address.number})
    return address


@transaction.atomic
def close_address(*, actor: User, cohort: Cohort | None = None) -> None:
    """Make the address of the calendar invalid; closing it again changes nothing."""
    for address in CalendarAddress.objects.select_for_update().filter(user=actor, cohort=cohort, is_open=True):
        address.is_open = False
        address.save(update_fields=["is_open"])
        audit.record(actor=actor, action="calendar.closed", subject=address)


def token_of(address: CalendarAddress) -> str:
    """Return what the address carries; only Podium can make it."""
    return signing.Signer(salt=_SALT).sign_object([address.pk, address.number])


def read_token(token: str) -> CalendarAddress:
    """Return whose calendar the address shows.

    Raises:
        LearningRefused: Podium did not make it, it was replaced or closed, or its owner may not see the cohort any more.
    """
    try:
        key, number = signing.Signer(salt=_SALT).unsign_object(token)
        found = CalendarAddress.objects.filter(pk=key, number=number, is_open=True, user__is_active=True)
        address = found.select_related("user", "cohort").first()
    except (signing.BadSignature, ValueError, TypeError):
        address = None
    if address is None or (address.cohort is not None and not leads(address.user, address.cohort)):
        raise LearningRefused(_("This calendar address is not valid any more."))
    return address


def calendar_of(address: CalendarAddress) -> bytes:
    """Return the calendar as an iCalendar file, with the time zones that its times are in."""
    if address.cohort is not None:
        return _file(address.cohort.name, meetings([address.cohort.pk]), ())
    enrolments = list(_enrolments(address.user))
    cohorts = [enrolment.cohort_id for enrolment in enrolments if enrolment.cohort_id]
    return _file(_("My learning"), meetings(cohorts), deadlines(address.user, enrolments))


def meetings(cohorts: Iterable[UUID]) -> list[CohortSession]:
    """Return the meetings of the cohorts, the first first."""
    return list(CohortSession.objects.filter(cohort__in=list(cohorts)).select_related("cohort").order_by("starts_at"))


def deadlines(user: User, enrolments: Iterable[Enrolment]) -> Iterator[Deadline]:
    """Yield until when the parts can be worked on that `user` has not completed; a part within one of the same end once."""
    enrolments = list(enrolments)
    found = outlines({enrolment.programme_key for enrolment in enrolments})
    person = gathered([user.pk], found.values())[user.pk]
    for enrolment in enrolments:
        if enrolment.programme_key in found:
            beginning = belonging.beginning_of(enrolment)
            standing = Standing(found[enrolment.programme_key], person, timezone.now(), beginning)
            yield from deadlines_of(standing, enrolment)


def deadlines_of(standing: Standing, enrolment: Enrolment) -> Iterator[Deadline]:
    """Yield the deadlines of one programme."""
    zone = standing.beginning.zone if standing.beginning else dt.UTC
    told: dict[UUID, dt.datetime | None] = {}
    for key, way in standing.outline.ways.items():
        at = told[key] = standing.due_at(key)
        is_told_above = len(way) > 1 and told.get(way[-2].key) == at
        if at is not None and not is_told_above and standing.completed_at(key) is None:
            shown = standing.outline.shown[key]
            yield Deadline(key, shown.title, shown.url, at, zone, enrolment.pk)


def _enrolments(user: User) -> Iterable[Enrolment]:
    active = Enrolment.objects.filter(user=user, state=EnrolmentState.ACTIVE)
    return active.select_related("cohort")


def _file(name: str, sessions: Iterable[CohortSession], ends: Iterable[Deadline]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Podium//Learning//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "PT6H")
    for session in sessions:
        calendar.add_component(_meeting(session))
    for end in ends:
        calendar.add_component(_deadline(end))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _meeting(session: CohortSession) -> Event:
    zone = session.cohort.zone
    event = Event()
    event.add("uid", f"{session.pk}@{_host()}")
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    event.add("dtstart", session.starts_at.astimezone(zone))
    event.add("dtend", session.ends_at.astimezone(zone))
    event.add("summary", session.title)
    event.add("description", "\n".join(filter(None, (session.cohort.name, session.link))))
    if session.place or session.link:
        event.add("location", session.place or session.link)
    if session.link:
        event.add("url", session.link)
    return event


def _deadline(end: Deadline) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(DEADLINES, f'{end.enrolment_id} {end.key}')}@{_host()}")
    event.add("dtstamp", timezone.now().replace(microsecond=0))
    # The last hour before the end: an end at midnight would stand on the day after.
    event.add("dtstart", (end.at - dt.timedelta(hours=1)).astimezone(end.zone))
    event.add("dtend", end.at.astimezone(end.zone))
    event.add("summary", _("Complete “%(title)s”") % {"title": end.title})
    if end.url:
        event.add("url", letters.absolute(end.url))
    return event


def _host() -> str:
    return settings.PUBLIC_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0] or "podium"
