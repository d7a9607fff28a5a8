"""What a certificate may be issued from."""

import datetime as dt
from types import SimpleNamespace
from uuid import uuid4

import pytest

from coaching.training.learning.evidence import evidence_for
from coaching.training.learning.models import Attainment, Completion, Enrolment
from people.models import User
from tests.coaching.training.learning.conftest import new_lesson
from tests.pages.growing import add

AT = dt.datetime(2026, 11, 1, 9, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def _read(user: User, lessons: list, *, first_day: int = 0) -> None:
    for day, lesson in enumerate(lessons, start=first_day):
        Attainment.objects.create(
            user=user,
            kind="read",
            key=lesson.translation_key,
            at=AT + dt.timedelta(days=day),
            revision_id=lesson.live_revision_id,
        )


def _enrol(user: User, programme: SimpleNamespace, **fields: str) -> None:
    Enrolment.objects.create(user=user, programme_key=programme.key, how="self", enrolled_at=AT, **fields)


def test_nobody_who_is_not_enrolled_and_no_programme_that_is_not_there_has_evidence(
    learner: User, programme: SimpleNamespace
) -> None:
    _read(learner, programme.lessons)
    assert evidence_for(user=learner, programme_key=programme.key) is None
    _enrol(learner, programme, state="left")
    assert evidence_for(user=learner, programme_key=programme.key) is None
    assert evidence_for(user=learner, programme_key=uuid4()) is None


def test_evidence_tells_what_was_reached_and_whether_it_is_all(learner: User, programme: SimpleNamespace) -> None:
    _enrol(learner, programme)
    _read(learner, programme.lessons[:3])
    part = evidence_for(user=learner, programme_key=programme.key)
    assert part
    assert not part.is_complete
    assert part.completed_at is None
    assert [item.kind for item in part.items] == ["module", "lesson", "lesson", "lesson"]
    _read(learner, programme.lessons[3:], first_day=9)
    whole = evidence_for(user=learner, programme_key=programme.key)
    assert whole
    assert whole.is_complete
    assert whole.completed_at == AT + dt.timedelta(days=9)
    assert (whole.title, whole.hours) == ("Programme judging", 36)
    assert whole.items[0].kind == "programme"
    assert {item.revision_id for item in whole.items if item.kind == "lesson"} == {
        lesson.live_revision_id for lesson in programme.lessons
    }
    assert Enrolment.objects.get().state == "completed"


def test_evidence_stays_when_a_lesson_is_added_afterwards(learner: User, programme: SimpleNamespace) -> None:
    _enrol(learner, programme)
    _read(learner, programme.lessons)
    before = evidence_for(user=learner, programme_key=programme.key)
    add(programme.modules[0], new_lesson("later"))
    assert evidence_for(user=learner, programme_key=programme.key) == before
    assert Completion.objects.count() == 7
