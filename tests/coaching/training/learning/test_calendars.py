"""Calendars and reminders: the right hour in the right zone, at a secret address, and nobody is reminded twice."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoCaptureOnCommitCallbacks

from coaching.training.learning import calendars, enrolling, leading
from coaching.training.learning.leading import Meeting
from coaching.training.learning.models import AvailabilityRule, CalendarAddress, Cohort, Reminder
from coaching.training.learning.reminding import send_reminders
from people.models import Role, User
from tests.coaching.training.learning.conftest import new_person
from tests.coaching.training.learning.test_enrolling import new_cohort
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def cohort(mentor: User, learner: User, programme: SimpleNamespace) -> Cohort:
    """A cohort in Berlin with one learner."""
    made = new_cohort(mentor, programme.key, time_zone="Europe/Berlin")
    enrolling.join_cohort(actor=learner, cohort=made)
    return made


def _read(address: CalendarAddress) -> list:
    answer = Client().get(f"/en/learning/calendar/{calendars.token_of(address)}/podium.ics")
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_a_meeting_stands_at_its_hour_in_summer_and_in_winter(cohort: Cohort, mentor: User, learner: User) -> None:
    for month in (7, 12):
        starts = dt.datetime(2026, month, 10, 16, 0, tzinfo=BERLIN)
        leading.add_session(actor=mentor, cohort=cohort, meeting=Meeting(f"M{month}", starts, 90, "Room 5"))
    address = calendars.open_address(actor=learner)
    events = {str(event["summary"]): event for event in _read(address)}
    for name, hours in (("M7", 14), ("M12", 15)):
        begins = events[name]["dtstart"]
        assert begins.params["TZID"] == "Europe/Berlin"
        assert begins.dt.astimezone(dt.UTC).hour == hours
        assert events[name]["dtend"].dt - begins.dt == dt.timedelta(minutes=90)
    assert b"BEGIN:VTIMEZONE" in calendars.calendar_of(address)
    again = {str(event["uid"]) for event in _read(address)}
    assert again == {str(event["uid"]) for event in events.values()}


def test_deadlines_stand_in_a_learners_calendar_until_they_are_done(
    cohort: Cohort, learner: User, programme: SimpleNamespace
) -> None:
    AvailabilityRule.objects.create(key=programme.modules[0].translation_key, closes_after_day=30)
    address = calendars.open_address(actor=learner)
    (event,) = _read(address)
    assert programme.modules[0].title in str(event["summary"])
    assert event["dtend"].dt == dt.datetime.combine(cohort.starts_on + dt.timedelta(days=30), dt.time.min, BERLIN)
    for lesson in programme.lessons[:2]:
        signed_in(learner).post(f"/en/learning/lessons/{lesson.translation_key}/read/")
    assert _read(address) == []


def test_an_address_is_secret_renewed_closed_and_ones_own(cohort: Cohort, mentor: User, learner: User) -> None:
    client = signed_in(learner)
    assert client.post("/en/learning/calendar/", {"do": "open"}).status_code == 302
    address = CalendarAddress.objects.get()
    old = calendars.token_of(address)
    assert old in client.get("/en/learning/").content.decode()

    def status(token: str) -> int:
        return Client().get(f"/en/learning/calendar/{token}/podium.ics").status_code

    assert status(old) == 200
    renewed = calendars.token_of(calendars.open_address(actor=learner, renew=True))
    assert (status(old), status(renewed)) == (410, 200)
    client.post("/en/learning/calendar/", {"do": "close"})
    assert status(renewed) == 410
    opened = calendars.token_of(calendars.open_address(actor=learner))
    assert (status(renewed), status(opened), status("x"), status(opened[:-1] + "x")) == (410, 200, 410, 410)
    with pytest.raises(PermissionDenied):
        calendars.open_address(actor=learner, cohort=cohort)
    of_cohort = calendars.token_of(calendars.open_address(actor=mentor, cohort=cohort))
    assert status(of_cohort) == 200
    cohort.mentors.set([new_person("next@podium.example", Role.MENTOR)])
    assert status(of_cohort) == 410
    User.objects.filter(pk=learner.pk).update(is_active=False)
    assert status(opened) == 410


def test_reminders_go_out_once_in_one_letter(
    cohort: Cohort,
    mentor: User,
    learner: User,
    programme: SimpleNamespace,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    now = timezone.now()
    session = leading.add_session(
        actor=mentor, cohort=cohort, meeting=Meeting("Questions", now + dt.timedelta(hours=20), 60, "Room 5")
    )
    AvailabilityRule.objects.create(key=programme.modules[0].translation_key, closes_at=now + dt.timedelta(days=2))
    AvailabilityRule.objects.create(key=programme.modules[1].translation_key, closes_at=now + dt.timedelta(days=20))

    def sent(at: dt.datetime) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return send_reminders(now=at)

    assert sent(now) == 1
    (letter,) = mail.outbox
    assert letter.to == [learner.email]
    assert "Questions" in letter.body
    assert "Room 5" in letter.body
    assert programme.modules[0].title in letter.body
    assert programme.modules[1].title not in letter.body
    assert sent(now) == 0
    assert sent(now + dt.timedelta(minutes=10)) == 0
    session.starts_at += dt.timedelta(hours=1)
    session.save()
    assert sent(now) == 1, "the meeting was moved"
    assert Reminder.objects.count() == 3


def test_nobody_who_left_or_is_done_is_reminded(cohort: Cohort, mentor: User, learner: User) -> None:
    leading.add_session(
        actor=mentor, cohort=cohort, meeting=Meeting("Questions", timezone.now() + dt.timedelta(hours=2), 60)
    )
    enrolling.leave(actor=learner, enrolment=learner.enrolments.get())
    assert send_reminders(now=timezone.now()) == 0


def test_the_command_says_how_many_letters_went_out(cohort: Cohort, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("send_reminders")
    assert "0 letters sent." in capsys.readouterr().out
