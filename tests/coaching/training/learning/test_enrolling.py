"""Coming into a programme: by oneself, by a link, by a mentor; the last seat, twice, and too late."""

import datetime as dt
import threading
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from coaching.training.learning import enrolling, inviting, leading
from coaching.training.learning.models import Cohort, Enrolment, EnrolmentTerms, Expected
from coaching.training.learning.refusals import LearningRefused
from coaching.training.models import TrainingIndexPage
from people.models import AuditEntry, Role, User
from tests.coaching.training.learning.conftest import grow_programme, new_person
from tests.pages.growing import add, grow_home, signed_in


def new_cohort(mentor: User, key: object, **fields: object) -> Cohort:
    """Make a cohort that runs now."""
    today = timezone.localdate()
    dates = {"starts_on": today - dt.timedelta(days=20), "ends_on": today + dt.timedelta(days=20)}
    return leading.make_cohort(actor=mentor, programme_key=key, **{"name": "Spring", **dates, **fields})  # type: ignore[arg-type]


@pytest.fixture
def cohort(mentor: User, programme: SimpleNamespace) -> Cohort:
    """A cohort with two seats."""
    return new_cohort(mentor, programme.key, seats=2)


@pytest.mark.django_db
def test_enrolling_twice_is_enrolling_once(learner: User, programme: SimpleNamespace) -> None:
    first = enrolling.enrol_oneself(actor=learner, programme_key=programme.key)
    assert enrolling.enrol_oneself(actor=learner, programme_key=programme.key) == first
    assert AuditEntry.objects.filter(action="learning.enrolled").count() == 1


@pytest.mark.django_db
def test_who_left_comes_back_with_what_she_had(learner: User, programme: SimpleNamespace) -> None:
    first = enrolling.enrol_oneself(actor=learner, programme_key=programme.key)
    enrolling.leave(actor=learner, enrolment=first)
    again = enrolling.enrol_oneself(actor=learner, programme_key=programme.key)
    assert (again.pk, again.state) == (first.pk, "active")


@pytest.mark.django_db
@pytest.mark.parametrize("terms", [{"self_enrolment": False}, {"reading": "invited", "self_enrolment": False}])
def test_nobody_enrols_herself_where_the_programme_is_closed(
    learner: User, programme: SimpleNamespace, terms: dict
) -> None:
    EnrolmentTerms.objects.create(programme_key=programme.key, **terms)
    with pytest.raises(LearningRefused, match="invite link"):
        enrolling.enrol_oneself(actor=learner, programme_key=programme.key)
    assert not Enrolment.objects.exists()


@pytest.mark.django_db
def test_the_seats_of_a_cohort_end(cohort: Cohort) -> None:
    for number in range(2):
        enrolling.join_cohort(actor=new_person(f"p{number}@podium.example"), cohort=cohort)
    with pytest.raises(LearningRefused, match="All seats"):
        enrolling.join_cohort(actor=new_person("late@podium.example"), cohort=cohort)
    assert enrolling.seats_left(cohort) == 0


@pytest.mark.django_db
def test_a_kept_seat_is_for_whom_it_is_kept(cohort: Cohort, learner: User) -> None:
    Expected.objects.create(cohort=cohort, email=learner.email)
    enrolling.join_cohort(actor=new_person("first@podium.example"), cohort=cohort)
    with pytest.raises(LearningRefused):
        enrolling.join_cohort(actor=new_person("second@podium.example"), cohort=cohort)
    enrolling.join_cohort(actor=learner, cohort=cohort)
    assert not cohort.expected.exists()


@pytest.mark.django_db
def test_only_its_mentors_bring_people_into_a_cohort(cohort: Cohort, learner: User) -> None:
    stranger = new_person("other@podium.example", Role.MENTOR)
    with pytest.raises(PermissionDenied):
        enrolling.enrol_learners(actor=stranger, users=[learner], cohort=cohort)
    with pytest.raises(PermissionDenied):
        leading.change_cohort(actor=stranger, cohort=cohort, name="Mine")
    with pytest.raises(PermissionDenied):
        inviting.renew(actor=stranger, cohort=cohort)
    enrolment = enrolling.join_cohort(actor=learner, cohort=cohort)
    with pytest.raises(PermissionDenied):
        enrolling.leave(actor=stranger, enrolment=enrolment)


@pytest.mark.django_db
def test_the_page_of_an_invitation_says_in_words_why_nobody_comes_in(cohort: Cohort, mentor: User) -> None:
    def opened(token: str = "") -> tuple[int, str]:
        answer = Client().get(f"/en/learning/invitations/{token or inviting.token_of(cohort)}/")
        return answer.status_code, answer.content.decode()

    status, text = opened()
    assert status == 200
    assert "Spring" in text
    assert "Aigerim Mentor" in text
    old = inviting.token_of(cohort)
    cohort = inviting.renew(actor=mentor, cohort=cohort)
    assert opened(old)[0] == 410
    assert opened()[0] == 200
    cohort = inviting.set_open(actor=mentor, cohort=cohort, is_open=False)
    assert "closed this invite link" in opened()[1]
    cohort = inviting.set_open(actor=mentor, cohort=cohort, is_open=True)
    Cohort.objects.update(invitation_until=timezone.now() - dt.timedelta(minutes=1))
    assert "has ended" in opened()[1]
    Cohort.objects.update(invitation_until=None, seats=1)
    enrolling.join_cohort(actor=new_person("one@podium.example"), cohort=cohort)
    assert "All seats" in opened()[1]
    yesterday = timezone.localdate() - dt.timedelta(days=2)
    Cohort.objects.update(ends_on=yesterday, starts_on=yesterday)
    assert "This cohort is over" in opened()[1]
    for forged in ("x", "a:b", inviting.token_of(cohort)[:-1] + "x"):
        assert opened(forged)[0] == 410


@pytest.mark.django_db
def test_one_comes_in_by_the_link_and_a_closed_link_lets_nobody_in(cohort: Cohort, learner: User, mentor: User) -> None:
    address = f"/en/learning/invitations/{inviting.token_of(cohort)}/"
    anonymous = Client().post(address)
    assert anonymous.status_code == 302
    assert "/accounts/login/" in anonymous["Location"]
    inviting.set_open(actor=mentor, cohort=cohort, is_open=False)
    assert signed_in(learner).post(address).status_code == 410
    assert not Enrolment.objects.exists()
    inviting.set_open(actor=mentor, cohort=cohort, is_open=True)
    assert signed_in(learner).post(address).status_code == 302
    enrolment = Enrolment.objects.get()
    assert (enrolment.user, enrolment.cohort_id, enrolment.how) == (learner, cohort.pk, "invitation")


def _at_once(*tasks: object) -> list[object]:
    """Run the tasks in threads of their own, begun together, and return what each came to."""
    ready = threading.Barrier(len(tasks))
    found: list[object] = [None] * len(tasks)

    def run(place: int) -> None:
        ready.wait()
        try:
            found[place] = tasks[place]()  # type: ignore[operator]
        except LearningRefused as refused:
            found[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(tasks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_two_people_do_not_take_the_last_seat_and_nobody_enrols_double() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' database in memory takes no two writers; on PostgreSQL the lock of the row is tried")
    page = grow_programme(add(grow_home(), TrainingIndexPage(title="Training", slug="training")), modules=1, lessons=1)
    mentor = new_person("m@podium.example", Role.MENTOR)
    cohort = new_cohort(mentor, page.translation_key, seats=1)
    people = [new_person(f"p{number}@podium.example") for number in range(2)]
    found = _at_once(*(lambda who=who: enrolling.join_cohort(actor=who, cohort=cohort) for who in people))
    assert sorted(type(each).__name__ for each in found) == ["Enrolment", "LearningRefused"]
    assert cohort.enrolments.count() == 1
    other = new_person("twice@podium.example")
    twice = lambda: enrolling.enrol_oneself(actor=other, programme_key=page.translation_key)  # noqa: E731
    assert len({each.pk for each in _at_once(twice, twice)}) == 1  # type: ignore[attr-defined]
