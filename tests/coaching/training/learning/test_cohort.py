"""A mentor's cohort: who is stuck, letters, lists of people, the workbook. The queries do not grow with the cohort."""

import datetime as dt
import io
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoCaptureOnCommitCallbacks

from championships.schemes.models import ClassList
from coaching.training.learning import adding, demo, enrolling, nudging
from coaching.training.learning.adding import Entry, Verdict
from coaching.training.learning.exporting import workbook
from coaching.training.learning.models import Attainment, Cohort, Enrolment, Expected, Nudge
from coaching.training.learning.refusals import LearningRefused
from coaching.training.learning.table import shown, table_of
from people.models import Role, User
from tests.coaching.training.learning.conftest import new_person
from tests.coaching.training.learning.test_enrolling import new_cohort
from tests.pages.growing import signed_in

pytestmark = pytest.mark.django_db
MOST_QUERIES = 45


@pytest.fixture
def cohort(mentor: User, programme: SimpleNamespace) -> Cohort:
    """A cohort that began twenty days ago."""
    return new_cohort(mentor, programme.key)


def _fill(cohort: Cohort, programme: SimpleNamespace, count: int, *, days_ago: int = 15) -> list[Enrolment]:
    """Bring `count` people into the cohort, each of whom has read some lessons."""
    at = timezone.now() - dt.timedelta(days=days_ago)
    first = User.objects.count()
    users = User.objects.bulk_create(
        User(email=f"p{first + number}@podium.example", name=f"Person {number:03}") for number in range(count)
    )
    made = Enrolment.objects.bulk_create(
        Enrolment(user=user, programme_key=cohort.programme_key, cohort=cohort, how="mentor", enrolled_at=at)
        for user in users
    )
    Attainment.objects.bulk_create(
        Attainment(user=user, kind="read", key=lesson.translation_key, at=at)
        for place, user in enumerate(users)
        for lesson in programme.lessons[: place % 5]
    )
    return made


def test_the_table_of_five_hundred_costs_what_that_of_ten_does(
    cohort: Cohort, mentor: User, programme: SimpleNamespace
) -> None:
    client, address = signed_in(mentor), f"/en/learning/cohorts/{cohort.pk}/"
    _fill(cohort, programme, 10)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(address).status_code == 200
    _fill(cohort, programme, 490)
    with CaptureQueriesContext(connection) as many:
        answer = client.get(address)
    assert answer.content.decode().count('name="learner"') == 400
    assert len(many) == len(few)
    assert len(many) <= MOST_QUERIES


def test_who_is_stuck_is_told_with_what_and_since_when(cohort: Cohort, programme: SimpleNamespace) -> None:
    stuck, fresh, done = _fill(cohort, programme, 3)
    Attainment.objects.filter(user=fresh.user).delete()
    Attainment.objects.create(
        user=fresh.user, kind="read", key=programme.lessons[0].translation_key, at=timezone.now() - dt.timedelta(days=1)
    )
    Attainment.objects.filter(user=done.user).delete()
    for lesson in programme.lessons:
        Attainment.objects.create(user=done.user, kind="read", key=lesson.translation_key, at=timezone.now())
    table = table_of(cohort, timezone.now())
    rows = {row.enrolment.pk: row for row in table.rows}
    assert table.rows[0].enrolment == stuck
    assert (rows[stuck.pk].is_stuck, rows[stuck.pk].days, rows[stuck.pk].next_title) == (
        True, 15, programme.lessons[0].title,
    )  # fmt: skip
    assert (rows[fresh.pk].is_stuck, rows[fresh.pk].next_title) == (False, programme.lessons[1].title)
    assert (rows[done.pk].is_stuck, rows[done.pk].step, rows[done.pk].next_key) == (False, 3, None)
    assert table.counts == {"all": 3, "stuck": 1, "not_started": 1, "under_way": 1, "done": 1}
    assert [row.enrolment for row in shown(table, which="stuck", order="name")] == [stuck]
    assert [row.name for row in shown(table, which="x", order="name")] == ["Person 000", "Person 001", "Person 002"]


def test_whoever_waits_for_a_date_is_not_stuck(cohort: Cohort, programme: SimpleNamespace) -> None:
    from coaching.training.learning.models import AvailabilityRule  # noqa: PLC0415

    AvailabilityRule.objects.create(key=programme.key, opens_at=timezone.now() + dt.timedelta(days=1))
    _fill(cohort, programme, 1)
    row = table_of(cohort, timezone.now()).rows[0]
    assert not row.is_stuck
    assert "This opens on" in row.closed


def test_a_nudge_is_in_the_learners_language_and_not_sent_twice_in_three_days(
    cohort: Cohort,
    mentor: User,
    programme: SimpleNamespace,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    first, second = _fill(cohort, programme, 2)
    User.objects.filter(pk=second.user_id).update(language="ru")
    chosen = [first.pk, second.pk]
    with django_capture_on_commit_callbacks(execute=True):
        came = nudging.nudge(actor=mentor, cohort=cohort, enrolments=chosen, text="Shall we look at it together?")
    assert came.sent == 2
    letters = {letter.to[0]: letter for letter in mail.outbox}
    english = letters[first.user.email]
    assert programme.lessons[0].title in english.body
    assert "Shall we look at it together?" in english.body
    assert "/en/" in english.body
    assert "\n" not in english.subject
    with django_capture_on_commit_callbacks(execute=True):
        again = nudging.nudge(actor=mentor, cohort=cohort, enrolments=chosen)
    assert (again.sent, len(again.left_in_peace), len(mail.outbox)) == (0, 2, 2)
    Nudge.objects.update(at=timezone.now() - dt.timedelta(days=4))
    assert nudging.nudge(actor=mentor, cohort=cohort, enrolments=chosen).sent == 2
    with pytest.raises(PermissionDenied):
        nudging.nudge(actor=new_person("x@podium.example", Role.MENTOR), cohort=cohort, enrolments=chosen)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Aigerim Demo <A@podium.example>", [("Aigerim Demo", "a@podium.example")]),
        ("a@podium.example, b@podium.example", [("", "a@podium.example"), ("", "b@podium.example")]),
        ("Demo, Aigerim;a@podium.example", [("Demo Aigerim", "a@podium.example")]),
        ("\nOnly a name\n", [("Only a name", "")]),
    ],
)
def test_lists_are_read_as_people_write_them(text: str, people: list[tuple[str, str]]) -> None:
    assert [(entry.name, entry.email) for entry in adding.from_text(text)] == people


def test_a_list_is_told_first_and_done_then(
    mentor: User,
    learner: User,
    programme: SimpleNamespace,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    cohort = new_cohort(mentor, programme.key, seats=3)
    there = new_person("there@podium.example")
    enrolling.join_cohort(actor=there, cohort=cohort)
    text = f"{learner.email}\nNew One <new@podium.example>\nthere@podium.example\nnew@podium.example\nNobody\na@b\nfull@podium.example"
    client, address = signed_in(mentor), f"/en/learning/cohorts/{cohort.pk}/people/"
    answer = client.post(address, {"text": text})
    report = answer.context["report"]
    assert [line.verdict for line in report.lines] == [
        Verdict.ENROL, Verdict.INVITE, Verdict.ALREADY, Verdict.DOUBLE, Verdict.NO_ADDRESS, Verdict.WRONG, Verdict.NO_SEAT,
    ]  # fmt: skip
    assert cohort.enrolments.count() == 1
    assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, {"text": report.as_text(), "confirmed": "yes"}).status_code == 302
    assert set(cohort.enrolments.values_list("user__email", flat=True)) == {there.email, learner.email}
    assert Expected.objects.get().name == "New One"
    assert {letter.to[0] for letter in mail.outbox} == {learner.email, "new@podium.example"}
    invited = next(letter for letter in mail.outbox if letter.to == ["new@podium.example"])
    assert "/learning/invitations/" in invited.body


def test_nobody_is_taken_from_the_cohort_of_another_mentor(
    mentor: User, learner: User, programme: SimpleNamespace
) -> None:
    other = new_person("other@podium.example", Role.MENTOR)
    theirs, mine = new_cohort(other, programme.key), new_cohort(mentor, programme.key)
    alone = new_person("alone@podium.example")
    enrolling.enrol_oneself(actor=alone, programme_key=programme.key)
    enrolment = enrolling.join_cohort(actor=learner, cohort=theirs)
    client, address = signed_in(mentor), f"/en/learning/cohorts/{mine.pk}/people/"
    answer = client.post(address, {"text": f"{learner.email}\n{alone.email}"})
    report = answer.context["report"]
    assert [line.verdict for line in report.lines] == [Verdict.ELSEWHERE, Verdict.ENROL]
    assert "until she opens the invite link herself" in answer.content.decode()
    assert learner.email not in report.as_text()
    client.post(address, {"text": f"{learner.email}\n{alone.email}", "confirmed": "yes"})
    assert list(theirs.enrolments.values_list("user", flat=True)) == [learner.pk]
    assert list(mine.enrolments.values_list("user", flat=True)) == [alone.pk]
    with pytest.raises(LearningRefused, match="another cohort"):
        enrolling.enrol_learners(actor=mentor, users=[learner], cohort=mine)
    enrolling.leave(actor=other, enrolment=enrolment)
    assert adding.report_on(mine, adding.from_text(learner.email)).lines[0].verdict == Verdict.ENROL
    enrolling.enrol_learners(actor=mentor, users=[learner], cohort=mine)
    assert (mine.enrolments.count(), theirs.enrolments.count()) == (2, 0)
    enrolling.join_cohort(actor=learner, cohort=theirs)
    assert theirs.enrolments.count() == 1, "she herself goes where she is invited"


def test_people_come_from_a_workbook_and_from_a_class_list(db: None) -> None:
    book = Workbook()
    for row in (
        ["Name", "E-mail"],
        ["Aigerim Demo", "a@podium.example"],
        [2, "Boris Demo", "b@podium.example"],
        [None, None],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    content = io.BytesIO()
    book.save(content)
    entries = [(entry.name, entry.email) for entry in adding.from_workbook(content.getvalue())]
    assert entries == [("Aigerim Demo", "a@podium.example"), ("Boris Demo", "b@podium.example")]
    with pytest.raises(LearningRefused, match=r"\.xlsx"):
        adding.from_workbook(b"PK nonsense")
    class_list = ClassList.objects.create(name="Class")
    class_list.members.create(name="Dana Demo", account="dana@podium.example", order=1)
    class_list.members.create(name="Erlan Demo", account="erlan", order=2)
    assert adding.from_class_list(class_list) == [
        Entry(1, "Dana Demo", "dana@podium.example"),
        Entry(2, "Erlan Demo", ""),
    ]


def test_five_hundred_people_are_added_in_one_go(cohort: Cohort, mentor: User) -> None:
    entries = [Entry(number, "", f"n{number}@podium.example") for number in range(1, 501)]
    assert len(adding.add_people(actor=mentor, cohort=cohort, entries=entries).taken) == 500
    assert cohort.expected.count() == 500


def test_no_cell_of_the_workbook_is_a_formula(cohort: Cohort, mentor: User, programme: SimpleNamespace) -> None:
    (enrolment,) = _fill(cohort, programme, 1)
    User.objects.filter(pk=enrolment.user_id).update(name="=HYPERLINK(1)")
    answer = signed_in(mentor).get(f"/en/learning/cohorts/{cohort.pk}/progress.xlsx")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(workbook(cohort, timezone.now())))
    assert book.sheetnames == ["Progress", "Lessons", "Rooms"]
    cell = book["Progress"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert book["Lessons"].max_column == 1 + 7


def test_the_demo_has_learners_in_every_state_and_can_be_loaded_twice(mentor: User, programme: SimpleNamespace) -> None:
    cohort = demo.load_cohort(mentor=mentor, programme_key=programme.key)
    assert cohort is not None
    assert demo.load_cohort(mentor=mentor, programme_key=programme.key) == cohort
    counts = table_of(cohort, timezone.now()).counts
    assert counts["all"] == len(demo.LEARNERS)
    assert min(counts.values()) >= 2
    assert cohort.sessions.count() == 2
