"""Of whom work is expected: those who are enrolled in a programme that holds the assignment, with their cohorts."""

from collections.abc import Iterator
from uuid import UUID

from wagtail.models import Page

from coaching.training.admission import Kind
from coaching.training.assignments.learners import Expected
from coaching.training.learning import contents
from coaching.training.learning.models import Enrolment, EnrolmentState
from coaching.training.models import ProgrammePage


def expected_of(key: UUID, user_id: int | None = None) -> Iterator[Expected]:
    """Yield everybody who goes through a programme with the assignment `key`, or only that one user.

    Somebody in two such programmes stands there once, with the cohort of the earlier enrolment. The number of queries
    depends neither on how many learners nor on how many cohorts there are.
    """
    enrolments = Enrolment.objects.filter(programme_key__in=_programmes_with(key)).exclude(state=EnrolmentState.LEFT)
    if user_id is not None:
        enrolments = enrolments.filter(user=user_id)
    seen: set[int] = set()
    for enrolment in (
        enrolments.select_related("cohort").prefetch_related("cohort__mentors").order_by("enrolled_at", "pk")
    ):
        if enrolment.user_id not in seen:
            seen.add(enrolment.user_id)
            yield _expected(enrolment)


def _programmes_with(key: UUID) -> set[UUID]:
    paths = Page.objects.filter(pk__in=contents.pages_with(Kind.ASSIGNMENT, key)).values_list("path", flat=True)
    steps = Page.steplen
    above = {path[:end] for path in paths for end in range(steps, len(path) + 1, steps)}
    return set(ProgrammePage.objects.filter(path__in=above).values_list("translation_key", flat=True))


def _expected(enrolment: Enrolment) -> Expected:
    cohort = enrolment.cohort
    if cohort is None:
        return Expected(enrolment.user_id)
    leaders = frozenset(mentor.pk for mentor in cohort.mentors.all())
    return Expected(enrolment.user_id, str(cohort.pk), cohort.name, cohort.starts_at, leaders)
