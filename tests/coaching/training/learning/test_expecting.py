"""Of whom an assignment is expected: enrolments and their cohorts."""

import datetime as dt
import json
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ReferenceIndex

from coaching.training.assignments.learners import expected_in
from coaching.training.assignments.models import Assignment
from coaching.training.learning.models import Cohort, Enrolment, EnrolmentState, How
from people.models import User
from tests.coaching.training.assignments.building import make_assignment
from tests.coaching.training.learning.conftest import new_person

FIRST_DAY = dt.date(2026, 9, 1)


@pytest.fixture
def assignment(programme: SimpleNamespace, mentor: User) -> Assignment:
    """An assignment that stands in a lesson of the programme."""
    made = make_assignment(mentor)
    lesson = programme.lessons[1]
    lesson.body = json.dumps([{"type": "assignment", "value": {"assignment": made.pk}}])
    lesson.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(lesson)
    return made


def enrol(programme: SimpleNamespace, user: User, cohort: Cohort | None = None, **fields: str) -> None:
    Enrolment.objects.create(
        user=user, programme_key=programme.key, cohort=cohort, how=How.MENTOR, enrolled_at=timezone.now(), **fields
    )


def new_cohort(programme: SimpleNamespace, mentor: User) -> Cohort:
    cohort = Cohort.objects.create(
        programme_key=programme.key, name="Autumn", starts_on=FIRST_DAY, ends_on=FIRST_DAY + dt.timedelta(days=60)
    )
    cohort.mentors.add(mentor)
    return cohort


def test_learners_are_expected_with_their_cohort_and_who_leads_it(
    programme: SimpleNamespace, assignment: Assignment, mentor: User
) -> None:
    cohort = new_cohort(programme, mentor)
    with_cohort, alone, gone = (new_person(f"{name}@podium.example") for name in ("one", "two", "three"))
    enrol(programme, with_cohort, cohort)
    enrol(programme, alone)
    enrol(programme, gone, cohort, state=EnrolmentState.LEFT)
    found = {one.user_id: one for one in expected_in(assignment.translation_key)}
    assert set(found) == {with_cohort.pk, alone.pk}
    theirs = found[with_cohort.pk]
    assert (theirs.group, theirs.group_name, theirs.begins_at) == (str(cohort.pk), "Autumn", cohort.starts_at)
    assert theirs.leaders == {mentor.pk}
    assert found[alone.pk].group == ""
    assert [one.user_id for one in expected_in(assignment.translation_key, alone.pk)] == [alone.pk]
    assert expected_in(uuid4()) == []


@pytest.mark.parametrize("learners", [1, 20])
def test_who_is_expected_costs_the_same_for_one_and_for_twenty(
    programme: SimpleNamespace,
    assignment: Assignment,
    mentor: User,
    learners: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(learners):
        enrol(programme, new_person(f"learner{number}@podium.example"), new_cohort(programme, mentor))
    expected_in(assignment.translation_key)
    with django_assert_num_queries(8):
        assert len(expected_in(assignment.translation_key)) == learners
