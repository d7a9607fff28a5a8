"""Those who lead: giving out, giving over, returning, releasing in one step, and what is told to whom."""

from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from openpyxl import load_workbook

from coaching.training import outcomes
from coaching.training.admission import Kind, Subject
from coaching.training.assignments import learners
from coaching.training.assignments.allocation import allocate, allocate_evenly, reallocate
from coaching.training.assignments.demo import load_assignment
from coaching.training.assignments.exporting import workbook
from coaching.training.assignments.handing_in import begin_again
from coaching.training.assignments.models import Assignment, Review, Submission
from coaching.training.assignments.overview import assignments_led, overview_of
from coaching.training.assignments.reading_marks import Told
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.releasing import Released, release, return_work
from coaching.training.assignments.reopening import reopen
from coaching.training.assignments.results import result_of
from people.models import AuditEntry, User
from tests.coaching.rooms.building import make_version
from tests.coaching.training.assignments.building import (
    fresh,
    give,
    given_to,
    handed_in,
    make_assignment,
    person,
    signed_in,
    write,
)
from tests.standing_alone import stands_alone

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[outcomes.Outcome]:
    """What whoever keeps progress was told."""
    found: list[outcomes.Outcome] = []
    monkeypatch.setattr(outcomes, "_listeners", [found.append])
    return found


def done(result: Released) -> tuple[int, int, int]:
    """Return what a release came to."""
    return result.accepted, result.not_accepted, result.waiting


# Giving out -------------------------------------------------------------------------------------------------------


def test_works_are_given_out_evenly_and_once(two: Assignment, crew: SimpleNamespace) -> None:
    works = [handed_in(two, user) for user in (crew.dana, crew.timur, person("Erlan"), person("Saule"))]
    markers = [crew.marker.pk, crew.second.pk, crew.leader.pk, crew.stranger.pk]
    done = allocate_evenly(leader=crew.leader, assignment=two, marker_ids=markers)
    assert (done.given, done.left) == (8, 0)
    assert [Review.objects.filter(reviewer=marker).count() for marker in markers] == [2, 2, 2, 2]
    assert all(work.reviews.values("reviewer").distinct().count() == 2 for work in works)
    again = allocate_evenly(leader=crew.leader, assignment=two, marker_ids=markers)
    assert (again.given, again.left) == (0, 0)


def test_compatriots_stand_apart_where_the_assignment_says_so(one: Assignment, crew: SimpleNamespace) -> None:
    one.compatriots_apart = True
    work = handed_in(one, crew.dana)
    left = allocate_evenly(leader=crew.leader, assignment=one, marker_ids=[crew.marker.pk])
    assert (left.given, left.left) == (0, 1)
    with pytest.raises(WorkRefused, match="same_organisation"):
        given_to(crew.leader, one, work, crew.marker)
    assert allocate_evenly(leader=crew.leader, assignment=one, marker_ids=[crew.marker.pk, crew.second.pk]).given == 1
    assert work.reviews.get().reviewer == crew.second


def test_nobody_marks_their_own_and_nobody_twice(two: Assignment, crew: SimpleNamespace) -> None:
    own = handed_in(two, crew.marker)
    assert allocate_evenly(leader=crew.leader, assignment=two, marker_ids=[crew.marker.pk]).left == 2
    with pytest.raises(WorkRefused, match="own_work"):
        given_to(crew.leader, two, own, crew.marker)
    work = handed_in(two, crew.dana)
    with pytest.raises(WorkRefused, match="marks_it_already"):
        given_to(crew.leader, two, work, crew.second, crew.second)
    with pytest.raises(WorkRefused, match="no_reviewer"):
        given_to(crew.leader, two, work, crew.second, crew.timur)
    for place, why in ((3, "no_such_place"), (0, "no_such_place"), (1, "place_taken")):
        with pytest.raises(WorkRefused, match=why):
            allocate(leader=crew.leader, assignment=two, submission_id=work.pk, place=place, marker=crew.third)


def test_a_review_is_given_over_with_a_reason_and_its_marks_are_not_lost(
    one: Assignment, crew: SimpleNamespace
) -> None:
    [review] = given_to(crew.leader, one, handed_in(one, crew.dana), crew.marker)
    write(review, {"A1.J1": Told(score="1")})
    with pytest.raises(WorkRefused, match="reason_needed"):
        reallocate(leader=crew.leader, assignment=one, review_id=review.pk, marker=crew.second, reason=" ")
    new = reallocate(leader=crew.leader, assignment=one, review_id=review.pk, marker=crew.second, reason="Is ill.")
    review.refresh_from_db()
    assert (review.state, new.place, new.reviewer, review.marks.count()) == ("withdrawn", 1, crew.second, 1)
    event = review.submission.events.get(kind="reallocated")
    assert (event.reason, event.actor) == ("Is ill.", crew.leader)
    with pytest.raises(WorkRefused, match="review_closed"):
        write(review, {"A1.J1": Told(score="2")})
    give(one, new)
    with pytest.raises(WorkRefused, match="review_given"):
        reallocate(leader=crew.leader, assignment=one, review_id=new.pk, marker=crew.third, reason="Late.")


def test_marks_are_opened_again_with_a_reason_until_they_are_released(one: Assignment, crew: SimpleNamespace) -> None:
    work = handed_in(one, crew.dana)
    [review] = given_to(crew.leader, one, work, crew.marker)
    with pytest.raises(WorkRefused, match="not_given"):
        reopen(leader=crew.leader, review_id=review.pk, reason="Too early.")
    given = give(one, review, A1_J1=Told(score="0"))
    before = str(given.mark)
    for leader, reason, code in ((crew.marker, "Mine.", "not_yours"), (crew.leader, " ", "reason_needed")):
        with pytest.raises(WorkRefused, match=code):
            reopen(leader=leader, review_id=review.pk, reason=reason)
    reopen(leader=crew.leader, review_id=review.pk, reason="The wrong picture was marked.")
    event = work.events.get(kind="reopened")
    assert (event.actor, event.reason, event.data["mark"]) == (crew.leader, "The wrong picture was marked.", before)
    assert AuditEntry.objects.filter(action="assignment.reopened", actor=crew.leader).count() == 1
    assert (fresh(work).state, fresh(work).mark) == ("marking", None)
    assert done(release(leader=crew.leader, assignment=one)) == (0, 0, 1)
    page = signed_in(crew.marker).get(reverse("assignments:review", args=[review.pk])).content.decode()
    assert "The wrong picture was marked." in page
    again = give(one, Review.objects.get(pk=review.pk))
    assert again.percent == 100
    assert done(release(leader=crew.leader, assignment=one)) == (1, 0, 0)
    with pytest.raises(WorkRefused, match="state_closed"):
        reopen(leader=crew.leader, review_id=review.pk, reason="Once more.")


def test_nobody_opens_their_own_marks_who_knows_the_others(two: Assignment, crew: SimpleNamespace) -> None:
    own, other = given_to(crew.leader, two, handed_in(two, crew.dana), crew.leader, crew.second)
    give(two, own)
    reopen(leader=crew.leader, review_id=own.pk, reason="I mistook the row.")
    give(two, Review.objects.get(pk=own.pk))
    give(two, other)
    with pytest.raises(WorkRefused, match="own_review"):
        reopen(leader=crew.leader, review_id=own.pk, reason="The other was kinder.")
    reopen(leader=crew.leader, review_id=other.pk, reason="A mark is missing.")
    assert fresh(other.submission).mark is None


def test_only_who_leads_the_learner_gives_out_returns_and_releases(
    one: Assignment, crew: SimpleNamespace, told: list[outcomes.Outcome]
) -> None:
    work = handed_in(one, crew.dana)
    [review] = given_to(crew.leader, one, work, crew.marker)
    give(one, review)
    for user in (crew.stranger, crew.marker, crew.dana, crew.timur):
        with pytest.raises(WorkRefused, match="not_yours"):
            allocate(leader=user, assignment=one, submission_id=work.pk, place=1, marker=crew.second)
        with pytest.raises(WorkRefused, match="not_yours"):
            return_work(actor=user, assignment=one, submission_id=work.pk, reason="No.")
    assert done(release(leader=crew.stranger, assignment=one)) == (0, 0, 0)
    with pytest.raises(WorkRefused, match="not_yours"):
        release(leader=crew.marker, assignment=one)
    assert (fresh(work).state, told) == ("marking", [])


def test_who_leads_a_cohort_leads_its_work(
    one: Assignment, crew: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [learners.Expected(crew.dana.pk, "spring", "Spring", leaders=frozenset({crew.stranger.pk}))]
    monkeypatch.setattr(learners, "_sources", [lambda _key, _user: found])
    handed_in(one, crew.timur)
    assert [row.user for row in overview_of(crew.stranger, one).rows] == [crew.dana]
    handed_in(one, crew.dana)
    seen = overview_of(crew.leader, one, "spring")
    assert ([row.user for row in seen.rows], seen.groups) == ([crew.dana], {"spring": "Spring"})


# Returning and releasing ------------------------------------------------------------------------------------------


def test_all_that_is_marked_is_released_in_one_step_and_once(
    one: Assignment, crew: SimpleNamespace, told: list[outcomes.Outcome]
) -> None:
    good, bad, open_ = (handed_in(one, user) for user in (crew.dana, crew.timur, person("Erlan")))
    for work, scores in ((good, {}), (bad, {"A1_J1": Told(score="0"), "B1_M1": Told(observation="1300")})):
        [review] = given_to(crew.leader, one, work, crew.marker)
        give(one, review, **scores)
    assert done(release(leader=crew.leader, assignment=one)) == (1, 1, 1)
    assert [fresh(work).state for work in (good, bad, open_)] == ["accepted", "not_accepted", "handed_in"]
    subject = Subject(Kind.ASSIGNMENT, one.translation_key)
    # 6.00 marks of 6.00, and 2.50 of them.
    assert {(one.user_id, one.subject, one.passed, one.percent) for one in told} == {
        (crew.dana.pk, subject, True, Decimal("100.00")),
        (crew.timur.pk, subject, False, Decimal("41.67")),
    }
    assert done(release(leader=crew.leader, assignment=one)) == (0, 0, 1)
    assert len(told) == 2
    assert good.events.get(kind="accepted").actor == crew.leader


def test_what_a_listener_refuses_is_not_released_at_all(
    one: Assignment, crew: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = [handed_in(one, user) for user in (crew.dana, crew.timur)]
    for work in works:
        give(one, *given_to(crew.leader, one, work, crew.marker))

    def broken(outcome: outcomes.Outcome) -> None:
        if Submission.objects.filter(state="accepted").count() == 2:
            raise ValueError(outcome)

    monkeypatch.setattr(outcomes, "_listeners", [broken])
    with pytest.raises(ValueError, match="Outcome"):
        release(leader=crew.leader, assignment=one)
    assert {fresh(work).state for work in works} == {"marking"}


def test_a_return_tells_the_reason_and_comments_and_no_marks(two: Assignment, crew: SimpleNamespace) -> None:
    work = handed_in(two, crew.dana)
    first, second = given_to(crew.leader, two, work, crew.marker, crew.second)
    give(two, first, A1_J1=Told(score="2", comment="Look at the joints."))
    write(second, {"A1.J1": Told(score="1", comment="Only begun.")}, "Only begun too.")
    return_work(actor=crew.leader, assignment=two, submission_id=work.pk, reason="Once more.")
    work = fresh(work)
    result = result_of(work, two)
    assert result is not None
    assert (result.has_marks, result.reason, work.mark, work.percent) == (False, "Once more.", None, None)
    said = [said.text for part in result.parts for row in part.aspects for said in row.comments]
    assert (said, result.comments) == (["Look at the joints."], ())
    assert all(row.mark is None for part in result.parts for row in part.aspects)
    second.refresh_from_db()
    assert second.state == "withdrawn"
    assert done(release(leader=crew.leader, assignment=two)) == (0, 0, 0)
    with pytest.raises(WorkRefused, match="state_closed"):
        return_work(actor=crew.leader, assignment=two, submission_id=work.pk, reason="Again.")


def test_a_marker_returns_what_cannot_be_marked_with_her_own_comments(one: Assignment, crew: SimpleNamespace) -> None:
    work = handed_in(one, crew.dana)
    [review] = given_to(crew.leader, one, work, crew.marker)
    write(review, {"A1.J1": Told(comment="Not in the picture.")})
    return_work(actor=crew.marker, assignment=one, submission_id=work.pk, reason="The second picture is missing.")
    result = result_of(fresh(work), one)
    assert result is not None
    assert [said.text for part in result.parts for row in part.aspects for said in row.comments] == [
        "Not in the picture."
    ]


def test_nothing_is_returned_that_could_not_be_handed_in_again(one: Assignment, crew: SimpleNamespace) -> None:
    one.resubmissions = 1
    work = handed_in(one, crew.dana)
    return_work(actor=crew.leader, assignment=one, submission_id=work.pk, reason="Once more.")
    begin_again(user=crew.dana, assignment=one)
    last = handed_in(one, crew.dana, "Better.")
    assert last.number == 2
    with pytest.raises(WorkRefused, match="no_further_version"):
        return_work(actor=crew.leader, assignment=one, submission_id=last.pk, reason="Again.")


def test_where_marks_were_lost_is_told_by_criterion_and_section(one: Assignment, crew: SimpleNamespace) -> None:
    work = handed_in(one, crew.dana)
    assert result_of(work, one) is None
    [review] = given_to(crew.leader, one, work, crew.marker)
    give(one, review, A1_J1=Told(score="0", comment="Not done."))
    assert result_of(fresh(work), one) is None
    release(leader=crew.leader, assignment=one)
    result = result_of(fresh(work), one)
    assert result is not None
    assert [(row.code, row.lost) for row in result.criteria] == [("A", Decimal("2.00")), ("B", Decimal("0.00"))]
    assert [(row.code, row.lost) for row in result.sections] == [("1", Decimal("0.00")), ("2", Decimal("2.00"))]
    rows = {row.aspect.code: row for part in result.parts for row in part.aspects}
    assert (rows["A1.J1"].mark, rows["A1.J1"].comments[0].who) == (Decimal("0.00"), "Marker 1")
    assert rows["B1.M1"].how[0].text == "There is nothing to deduct: the full mark of 1.50."


# Letters, files and what else is told -----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_letters_speak_the_language_of_whom_they_are_for_and_tell_no_marks(
    one: Assignment, crew: SimpleNamespace
) -> None:
    User.objects.filter(pk=crew.dana.pk).update(language="kk")
    crew.dana.refresh_from_db()
    work = handed_in(one, crew.dana)
    [review] = given_to(crew.leader, one, work, crew.marker)
    give(one, review, A1_J1=Told(score="1", comment="Secret word"))
    release(leader=crew.leader, assignment=one)
    to_marker, to_learner = mail.outbox
    assert (to_marker.to, to_learner.to) == ([crew.marker.email], [crew.dana.email])
    assert f"/en/assignments/reviews/{review.pk}/" in to_marker.body
    assert f"/kk/assignments/{one.translation_key}/" in to_learner.body
    assert to_marker.subject == "Podium: A work to mark: A form that checks"
    assert "Secret" not in to_learner.body
    assert not any(stands_alone(str(to_learner.body), figure) for figure in ("77", "4.67"))


def test_the_workbook_computes_nothing_of_what_people_wrote(one: Assignment, crew: SimpleNamespace) -> None:
    User.objects.filter(pk=crew.dana.pk).update(name="=HYPERLINK(1)")
    give(one, *given_to(crew.leader, one, handed_in(one, crew.dana), crew.marker))
    handed_in(one, crew.timur)
    sheet = load_workbook(BytesIO(workbook(one, overview_of(crew.leader, one)))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=False))
    assert (rows[1][0].value, rows[1][0].data_type, rows[1][0].quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert rows[1][16].value == 100
    assert [row[0].value for row in rows[2:]] == ["Timur Demo"]


def test_an_overview_asks_the_same_number_of_questions_for_one_and_for_many(
    two: Assignment, crew: SimpleNamespace
) -> None:
    from django.db import connection  # noqa: PLC0415 -- only here
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    def count() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as caught:
            rows = overview_of(crew.leader, two).rows
            assignments_led(crew.leader)
        return len(rows), len(caught)

    given_to(crew.leader, two, handed_in(two, crew.dana), crew.marker, crew.second)
    few = count()
    for number in range(12):
        given_to(crew.leader, two, handed_in(two, person(f"Learner{number}")), crew.marker, crew.second)
    many = count()
    assert (few[0], many[0]) == (1, 13)
    assert many[1] == few[1] <= 8


def test_an_assignment_checks_itself(one: Assignment, crew: SimpleNamespace) -> None:
    one.full_clean()
    for change, field in (
        ({"codes": "Z9"}, "codes"),
        ({"fewest_files": 7}, "fewest_files"),
        ({"takes_text": False, "most_files": 0}, "takes_text"),
        ({"due_days": 3, "due_at": one.scheme_version.created_at}, "due_days"),
    ):
        broken = Assignment.objects.get()
        for name, value in change.items():
            setattr(broken, name, value)
        with pytest.raises(ValidationError) as refused:
            broken.full_clean()
        assert list(refused.value.error_dict) == [field]


def test_a_translation_may_name_the_same_scheme_only(one: Assignment, crew: SimpleNamespace) -> None:
    from wagtail.models import Locale  # noqa: PLC0415 -- only here

    russian, _created = Locale.objects.get_or_create(language_code="ru")
    row = one.copy_for_translation(russian)
    row.scheme_version = make_version(crew.leader)
    row.full_clean()
    aspect = row.scheme_version.criteria.first().sub_criteria.first().aspects.first()
    aspect.maximum += 1
    aspect.save()
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert list(refused.value.error_dict) == ["scheme_version"]


def test_an_assignment_with_work_stays(one: Assignment, crew: SimpleNamespace) -> None:
    handed_in(one, crew.dana)
    with pytest.raises(models.ProtectedError), transaction.atomic():
        one.delete()
    make_assignment(crew.leader).delete()


def test_the_demo_is_made_once_in_every_language(crew: SimpleNamespace) -> None:
    versions = {language: make_version(crew.leader) for language in ("en", "ru", "kk")}
    people = {"learners": [crew.dana, crew.timur], "markers": [crew.marker], "leader": crew.leader}
    for _ in range(2):
        made = load_assignment(versions=versions, codes="A1, B1", **people)
    assert isinstance(made.translation_key, UUID)
    assert sorted(row.locale.language_code for row in Assignment.objects.all()) == ["en", "kk", "ru"]
    states = Submission.objects.order_by("user__name").values_list("user__name", "state")
    assert list(states) == [("Dana Demo", "accepted"), ("Timur Demo", "handed_in")]
    for row in Assignment.objects.all():
        row.full_clean()
