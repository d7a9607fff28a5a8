"""The pages of learners and mentors: who gets in, what they show, and that nothing grows with the programmes."""

import datetime as dt
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from coaching.training.learning import enrolling, keeping, leading
from coaching.training.learning.leading import Meeting
from coaching.training.learning.models import Cohort, Enrolment
from coaching.training.models import TrainingIndexPage
from people.models import Role, User
from tests.coaching.training.learning.conftest import grow_programme, new_person
from tests.coaching.training.learning.test_enrolling import new_cohort
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(mentor: User, programme: SimpleNamespace) -> Cohort:
    """A cohort of the mentor."""
    return new_cohort(mentor, programme.key)


def test_a_cohort_is_its_mentors_alone(cohort: Cohort, mentor: User, learner: User) -> None:
    enrolment = enrolling.join_cohort(actor=learner, cohort=cohort)
    session = leading.add_session(
        actor=mentor, cohort=cohort, meeting=Meeting("Questions", timezone.now() + dt.timedelta(days=1), 60)
    )
    base = f"/en/learning/cohorts/{cohort.pk}/"
    reads = ("", "edit/", "meetings/", "people/", f"people/{enrolment.pk}/", "rooms/", "progress.xlsx")
    writes = (
        "invitation/", "calendar/", "nudge/", f"meetings/{session.pk}/remove/", f"people/{enrolment.pk}/take-out/",
    )  # fmt: skip
    people = {
        "nobody": (None, 302),
        "learner": (learner, 404),
        "other mentor": (new_person("other@podium.example", Role.MENTOR), 404),
        "expert": (new_person("expert@podium.example", Role.EXPERT), 404),
        "organiser": (new_person("organiser@podium.example", Role.ORGANISER), 404),
    }
    for name, (user, status) in people.items():
        client = Client() if user is None else signed_in(user)
        found = {path: client.get(base + path).status_code for path in reads}
        found |= {path: client.post(base + path).status_code for path in writes}
        assert set(found.values()) == {status}, (name, found)
    assert {signed_in(mentor).get(base + path).status_code for path in reads} == {200}
    assert {signed_in(mentor).get(base + path).status_code for path in writes} == {405}


def test_a_mentor_makes_changes_and_looks_after_a_cohort(
    mentor: User, learner: User, programme: SimpleNamespace
) -> None:
    client = signed_in(mentor)
    wrong = client.post("/en/learning/cohorts/new/", {"programme": str(programme.key), "name": "Autumn",
        "starts_on": "2026-12-10", "ends_on": "2026-12-01", "time_zone": "Asia/Almaty"})  # fmt: skip
    assert wrong.status_code == 422
    assert "The last day comes before the first" in wrong.content.decode()
    made = client.post("/en/learning/cohorts/new/", {"programme": str(programme.key), "name": "Autumn", "seats": "5",
        "starts_on": "2026-12-01", "ends_on": "2027-12-10", "time_zone": "Asia/Almaty",
        "invitation_until": "2026-12-31T12:00"})  # fmt: skip
    cohort = Cohort.objects.get()
    assert made["Location"] == f"/en/learning/cohorts/{cohort.pk}/"
    assert cohort.invitation_until == dt.datetime(2026, 12, 31, 12, tzinfo=cohort.zone)
    form = client.get(f"{made['Location']}edit/").content.decode()
    assert 'value="2026-12-31T12:00"' in form
    meeting = {"title": "Questions", "starts_at": "2026-12-02T16:00", "minutes": "60", "link": "javascript:alert(1)"}
    assert client.post(f"{made['Location']}meetings/", meeting).status_code == 422
    assert client.post(f"{made['Location']}meetings/", {**meeting, "link": ""}).status_code == 302
    assert cohort.sessions.get().starts_at == dt.datetime(2026, 12, 2, 16, tzinfo=cohort.zone)
    enrolment = enrolling.enrol_learners(actor=mentor, users=[learner], cohort=cohort)[0]
    page = f"{made['Location']}people/{enrolment.pk}/"
    decision = {"key": str(programme.lessons[0].translation_key), "kind": "complete", "reason": "Showed it"}
    assert client.post(page, {**decision, "reason": "ok"}).status_code == 422
    assert client.post(page, decision).status_code == 302
    assert "Showed it" in client.get(page).content.decode()


def test_home_shows_what_is_next_and_costs_the_same_with_more_programmes(
    learner: User, programme: SimpleNamespace, index: TrainingIndexPage
) -> None:
    client = signed_in(learner)
    assert "You are in no programme yet" in client.get("/en/learning/").content.decode()
    enrolling.enrol_oneself(actor=learner, programme_key=programme.key)
    client.get("/en/learning/")
    with CaptureQueriesContext(connection) as one:
        text = client.get("/en/learning/").content.decode()
    assert programme.lessons[0].title in text
    for number in range(3):
        page = grow_programme(index, f"more{number}")
        enrolling.enrol_oneself(actor=learner, programme_key=page.translation_key)
    client.get("/en/learning/")
    with CaptureQueriesContext(connection) as four:
        assert client.get("/en/learning/").content.decode().count("next-up-title") == 4
    assert len(four) == len(one)
    keeping.mark_read(actor=learner, page=programme.lessons[0])
    assert programme.lessons[1].title in client.get("/en/learning/").content.decode()


def test_home_is_for_who_is_signed_in_and_a_programme_for_all(programme: SimpleNamespace, learner: User) -> None:
    assert "/accounts/login/" in Client().get("/en/learning/")["Location"]
    assert Client().get(f"/en/learning/programmes/{programme.key}/").status_code == 200
    assert Client().get(f"/en/learning/programmes/{uuid4()}/").status_code == 404
    client = signed_in(learner)
    assert client.post(f"/en/learning/programmes/{programme.key}/enrol/").status_code == 302
    assert Enrolment.objects.get().state == "active"
    assert client.post(f"/en/learning/programmes/{programme.key}/leave/").status_code == 302
    assert Enrolment.objects.get().state == "left"


def test_the_lesson_page_has_the_button_and_the_programme_the_way_in(programme: SimpleNamespace, learner: User) -> None:
    lesson = programme.lessons[0]
    anonymous = Client().get(lesson.url).content.decode()
    assert f"/learning/lessons/{lesson.translation_key}/read/" not in anonymous
    client = signed_in(learner)
    assert f"/learning/lessons/{lesson.translation_key}/read/" in client.get(lesson.url).content.decode()
    assert f"/learning/programmes/{programme.key}/enrol/" in client.get(programme.page.url).content.decode()
    answer = client.post(f"/en/learning/lessons/{lesson.translation_key}/read/")
    assert answer["Location"] == programme.lessons[1].url
    assert "You have read it." in client.get(lesson.url).content.decode()


def test_a_lesson_costs_the_same_in_a_large_programme(
    index: TrainingIndexPage, learner: User, programme: SimpleNamespace
) -> None:
    large = grow_programme(index, "large", modules=40, lessons=2)
    client = signed_in(learner)

    def cost(page: Page) -> int:
        enrolling.enrol_oneself(actor=learner, programme_key=page.translation_key)
        address = page.get_descendants().last().url
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    assert cost(large) == cost(programme.page)
