"""A cohort for the demo: a dozen plainly invented learners, one in every state that a mentor may see."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from coaching.training.admission import Subject
from coaching.training.learning import addressing, contents, enrolling, keeping, leading, overriding
from coaching.training.learning.contents import Content
from coaching.training.learning.leading import Meeting
from coaching.training.learning.models import (
    Cohort,
    CohortSession,
    Enrolment,
    Expected,
    LessonPlace,
    Nudge,
    OverrideKind,
)
from coaching.training.learning.outline import Outline, outline_of
from coaching.training.outcomes import Outcome
from people.models import User


@dataclass(frozen=True, slots=True)
class Learner:
    """An invented learner: which share of the lessons she has read, and how many days ago she read the last one."""

    name: str
    language: str
    share: float
    days_ago: int
    nudged: bool = False
    excused: bool = False


LEARNERS = (
    Learner("Aruzhan Demo-Learner", "kk", 1.0, 4),
    Learner("Viktor Demo-Learner", "ru", 1.0, 9),
    Learner("Bolat Demo-Learner", "kk", 0.8, 1),
    Learner("Galina Demo-Learner", "ru", 0.7, 2),
    Learner("Saltanat Demo-Learner", "kk", 0.6, 0),
    Learner("Oleg Demo-Learner", "ru", 0.5, 16, nudged=True),
    Learner("Madina Demo-Learner", "kk", 0.4, 12),
    Learner("Екатерина Константинопольская-Демонстрационная", "ru", 0.3, 21, nudged=True),
    Learner("Yerlan Demo-Learner", "kk", 0.2, 3, excused=True),
    Learner("Nina Demo-Learner", "en", 0.1, 8),
    Learner("Talgat Demo-Learner", "kk", 0.0, 25),
    Learner("Polina Demo-Learner", "ru", 0.0, 25),
)


@dataclass(frozen=True, slots=True)
class Course:
    """What is learnt: the pages in their order, and what they hold by their keys."""

    pages: Sequence[Page]
    held: Mapping[UUID, Sequence[Content]]


REACHED = Decimal(85)  # Percent, of everybody in everything that a lesson asks for.
EXPECTED = "expected@podium.example"
DAYS_SINCE_THE_START = 28
DAYS_TO_THE_END = 35


@transaction.atomic
def load_cohort(*, mentor: User, programme_key: UUID, name: str = "") -> Cohort | None:
    """Make the demo's cohort in the programme, or return the one that is there; None where it is not published.

    `mentor` leads it. Its learners sign in with no password; their addresses end in podium.example.
    """
    outline = outline_of(programme_key)
    if outline is None:
        return None
    known = Cohort.objects.filter(programme_key=programme_key, mentors=mentor, expected__email=EXPECTED).first()
    return known or _made(mentor, outline, name or _("Mentors of spring"))


def _made(mentor: User, outline: Outline, name: str) -> Cohort:
    now = timezone.now()
    today = timezone.localdate()
    cohort = leading.make_cohort(
        actor=mentor,
        programme_key=outline.key,
        name=name,
        starts_on=today - dt.timedelta(days=DAYS_SINCE_THE_START),
        ends_on=today + dt.timedelta(days=DAYS_TO_THE_END),
        seats=20,
    )
    pages = _pages(outline)
    held = contents.held_by({page.pk: page.translation_key for page in pages})
    for number, learner in enumerate(LEARNERS, start=1):
        _let_learn(learner, _person(number, learner), cohort, Course(pages, held), now)
    _decide(mentor, cohort, outline)
    _expect(cohort)
    _meet(mentor, cohort, now)
    return cohort


def _pages(outline: Outline) -> list[Page]:
    """Return the pages that one reads, in the order of the programme."""
    leaves = [outline.shown[part.key].page_id for part in outline.parts_in_order() if not part.parts]
    by_id = Page.objects.in_bulk(leaves)
    return [by_id[pk] for pk in leaves]


def _person(number: int, learner: Learner) -> User:
    email = f"learner{number}@podium.example"
    user = User.objects.filter(email=email).first() or User.objects.create_user(email)
    user.name, user.language = learner.name, learner.language
    user.save(update_fields=["name", "language"])
    return user


def _let_learn(learner: Learner, user: User, cohort: Cohort, course: Course, now: dt.datetime) -> None:
    enrolment = enrolling.join_cohort(actor=user, cohort=cohort)
    began = now - dt.timedelta(days=DAYS_SINCE_THE_START - 1)
    Enrolment.objects.filter(pk=enrolment.pk).update(enrolled_at=min(began, now - dt.timedelta(days=learner.days_ago)))
    count = round(learner.share * len(course.pages))
    last = now - dt.timedelta(days=learner.days_ago)
    for place, page in enumerate(course.pages[:count], start=1):
        at = began + (last - began) * place / count
        for content in course.held.get(page.translation_key, ()):
            keeping.take_outcome(
                Outcome(user.pk, Subject(content.kind, content.key), passed=True, percent=REACHED, at=at)
            )
        keeping.mark_read(actor=user, page=page, at=at)
        LessonPlace.objects.update_or_create(user=user, lesson_key=addressing.key_of(page), defaults={"at": at})
    if learner.nudged:
        Nudge.objects.create(enrolment=enrolment, by=cohort.mentors.first(), at=now - dt.timedelta(days=4))


def _decide(mentor: User, cohort: Cohort, outline: Outline) -> None:
    excused = [learner.name for learner in LEARNERS if learner.excused]
    last = list(outline.ways)[-1]
    for enrolment in cohort.enrolments.filter(user__name__in=excused).select_related("cohort", "user"):
        overriding.override(
            actor=mentor,
            enrolment=enrolment,
            key=last,
            kind=OverrideKind.COMPLETE,
            reason=_("Showed the same at the regional championship."),
        )


def _expect(cohort: Cohort) -> None:
    Expected.objects.create(cohort=cohort, email=EXPECTED, name="Ivan Demo-Expected")


def _meet(mentor: User, cohort: Cohort, now: dt.datetime) -> list[CohortSession]:
    first = now.astimezone(cohort.zone).replace(hour=16, minute=0, second=0, microsecond=0) + dt.timedelta(days=2)
    meetings = (
        Meeting(_("Questions and answers"), first, 60, "", "https://meet.podium.example/spring"),
        Meeting(_("Judging together in the workshop"), first + dt.timedelta(days=7), 180, _("Workshop 3")),
    )
    return [leading.add_session(actor=mentor, cohort=cohort, meeting=meeting) for meeting in meetings]
