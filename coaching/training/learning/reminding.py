"""Reminders by e-mail: of meetings, of deadlines, and of the first day. Each once, in one letter to each learner."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from coaching.training.learning import addressing, belonging, letters, wording
from coaching.training.learning.calendars import deadlines_of
from coaching.training.learning.models import (
    AvailabilityRule,
    Cohort,
    CohortSession,
    Enrolment,
    EnrolmentState,
    Reminder,
)
from coaching.training.learning.outline import Outline, outlines
from coaching.training.learning.records import Gathered, gathered
from coaching.training.learning.standing import Standing
from people.models import User

MEETING_AHEAD = dt.timedelta(hours=26)
DEADLINE_AHEAD = dt.timedelta(days=3)
FIRST_DAY_AHEAD = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """Something to remind of: `about` names it for ever, `what` is meeting, deadline or first_day."""

    about: str
    what: str
    title: str
    moment: str
    where: str = ""
    address: str = ""


def send_reminders(*, now: dt.datetime) -> int:
    """Write to everybody who must be reminded of something by `now`, and return how many letters that were.

    Run it as often as you like: what somebody was reminded of is kept, with the letter or not at all. The timer of the
    server calls it; it needs no permission.
    """
    enrolments = list(_concerned(now).select_related("user", "cohort"))
    sent = 0
    for language, people in _by_language(enrolments).items():
        with translation.override(language):
            sent += _send_in(people, language, now)
    return sent


def _concerned(now: dt.datetime) -> QuerySet[Enrolment]:
    """Return who may have to be reminded: of cohorts that meet or begin soon, and of programmes where something ends."""
    soon = CohortSession.objects.filter(starts_at__gt=now, starts_at__lte=now + MEETING_AHEAD).values("cohort")
    today, ahead = (now - dt.timedelta(days=1)).date(), (now + 2 * FIRST_DAY_AHEAD).date()
    beginning = Cohort.objects.filter(starts_on__range=(today, ahead)).values("pk")
    ends = AvailabilityRule.objects.filter(Q(closes_at__gt=now) | Q(closes_after_day__isnull=False)).values("key")
    pages = addressing.with_keys(
        Page.objects.filter(Q(translation_key__in=ends) | Q(alias_of__translation_key__in=ends))
    )
    tops = {place.top for place in belonging.positions(pages.only("path", "content_type_id")).values()}
    concerned = Q(cohort__in=soon) | Q(cohort__in=beginning) | Q(programme_key__in=tops)
    return Enrolment.objects.filter(concerned, state=EnrolmentState.ACTIVE)


def _by_language(enrolments: Iterable[Enrolment]) -> Mapping[str, list[Enrolment]]:
    found: dict[str, list[Enrolment]] = defaultdict(list)
    for enrolment in enrolments:
        found[letters.language_of(enrolment.user)].append(enrolment)
    return found


def _send_in(enrolments: Sequence[Enrolment], language: str, now: dt.datetime) -> int:
    programmes = outlines({enrolment.programme_key for enrolment in enrolments})
    people = gathered({enrolment.user_id for enrolment in enrolments}, programmes.values())
    sessions = _sessions({each.cohort_id for each in enrolments if each.cohort_id}, now)
    known = set(Reminder.objects.filter(enrolment__in=enrolments).values_list("enrolment", "about"))
    letters_to: dict[User, list[tuple[Enrolment, Due]]] = defaultdict(list)
    for enrolment in enrolments:
        outline = programmes.get(enrolment.programme_key)
        every = _all_due(enrolment, outline, people[enrolment.user_id], sessions, now)
        new = [due for due in every if (enrolment.pk, due.about) not in known]
        letters_to[enrolment.user] += [(enrolment, due) for due in new]
    return sum(_write(user, new, language, now) for user, new in letters_to.items() if new)


@transaction.atomic
def _write(user: User, new: Sequence[tuple[Enrolment, Due]], language: str, now: dt.datetime) -> bool:
    """Keep the reminders and send one letter with them; False where another timer was faster."""
    rows = [Reminder.objects.get_or_create(enrolment=each, about=due.about, defaults={"at": now}) for each, due in new]
    fresh = [due for (_each, due), (_row, is_new) in zip(new, rows, strict=True) if is_new]
    if fresh:
        home = letters.absolute(reverse("learning:home"))
        context = {"name": user.get_full_name(), "due": fresh, "home": home, "count": len(fresh)}
        letters.send(template="learning/letters/reminder.txt", to=user.email, language=language, context=context)
    return bool(fresh)


def _all_due(
    enrolment: Enrolment,
    outline: Outline | None,
    person: Gathered,
    sessions: Mapping[object, list[CohortSession]],
    now: dt.datetime,
) -> Iterator[Due]:
    if enrolment.cohort is not None:
        yield from _first_day(enrolment.cohort, outline, now)
        yield from (_meeting(session) for session in sessions[enrolment.cohort_id])
    if outline is not None:
        standing = Standing(outline, person, now, belonging.beginning_of(enrolment))
        yield from _deadlines(standing, enrolment)


def _first_day(cohort: Cohort, outline: Outline | None, now: dt.datetime) -> Iterator[Due]:
    if now < cohort.starts_at <= now + FIRST_DAY_AHEAD:
        title = outline.title if outline else cohort.name
        yield Due(f"first:{cohort.pk}:{cohort.starts_on}", "first_day", title, wording.day_of(cohort.starts_at))


def _meeting(session: CohortSession) -> Due:
    # The moment is a part of the name: who was reminded of the old time is reminded of the new one.
    about = f"meeting:{session.pk}:{session.starts_at:%Y%m%dT%H%M}"
    moment = wording.moment(session.starts_at, session.cohort.zone)
    return Due(about, "meeting", session.title, moment, session.place, session.link)


def _deadlines(standing: Standing, enrolment: Enrolment) -> Iterator[Due]:
    for end in deadlines_of(standing, enrolment):
        if standing.now < end.at <= standing.now + DEADLINE_AHEAD and standing.closed(end.key) is None:
            about = f"due:{end.key}:{end.at:%Y%m%dT%H%M}"
            yield Due(about, "deadline", end.title, wording.moment(end.at, end.zone), "", letters.absolute(end.url))


def _sessions(cohorts: Iterable[object], now: dt.datetime) -> Mapping[object, list[CohortSession]]:
    soon = CohortSession.objects.filter(cohort__in=list(cohorts), starts_at__gt=now, starts_at__lte=now + MEETING_AHEAD)
    found: dict[object, list[CohortSession]] = defaultdict(list)
    for session in soon.select_related("cohort"):
        found[session.cohort_id].append(session)
    return found
