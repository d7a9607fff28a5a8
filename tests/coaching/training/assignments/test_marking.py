"""Markers: what they write down, what is refused, what two and three of them come to."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from championships.schemes.models import SchemeVersion
from championships.schemes.models.freezing import VersionFrozen
from coaching.training.assignments.marking_sheet import answer_for, sheet_for
from coaching.training.assignments.models import Assignment, Review, ReviewMark, ThirdRule
from coaching.training.assignments.reading_marks import Told
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.reviewing import save_sheet, submit
from coaching.training.assignments.standing import Progress, standing_of
from tests.coaching.training.assignments.building import FULL, fresh, give, given_to, handed_in, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(one: Assignment, crew: SimpleNamespace) -> Review:
    """Dana's work, given to a marker."""
    [review] = given_to(crew.leader, one, handed_in(one, crew.dana), crew.marker)
    return review


def test_marks_follow_from_the_rules_of_the_scheme(review: Review) -> None:
    told = {
        "A1.M1": Told(observation="false"),
        "A1.J1": Told(score="2", comment="Nearly there."),
        "A2.M1": Told(observation="3"),
        "B1.M1": Told(observation="1201,5"),
    }
    assert write(review, told, "Good.").errors == {}
    marks = {mark.code: mark for mark in ReviewMark.objects.all()}
    assert {code: str(mark.mark) for code, mark in marks.items()} == {
        "A1.M1": "0.00",
        "A1.J1": "1.33",
        "A2.M1": "0.20",
        "B1.M1": "1.25",
    }
    assert (marks["A1.J1"].score, marks["A1.J1"].comment, marks["B1.M1"].observation) == (2, "Nearly there.", "1201.5")
    sheet = sheet_for(Review.objects.get())
    assert (sheet.missing, sheet.totals.marked, sheet.totals.total) == (["B1.J1"], 4, Decimal("2.78"))
    answer = answer_for(Review.objects.get())
    assert answer["missing"] == ["B1.J1"]
    assert answer["total"] == "2.78"


def test_a_mark_can_be_cleared_and_is_then_not_zero(review: Review) -> None:
    write(review, {"A1.M1": Told(observation="false"), "A1.J1": Told(score="0", comment="Kept")})
    write(review, {"A1.M1": Told(observation=""), "A1.J1": Told(score="")})
    assert sheet_for(Review.objects.get()).totals.marked == 0
    assert [mark.mark for mark in ReviewMark.objects.all()] == [None, None]
    assert ReviewMark.objects.get(code="A1.J1").comment == "Kept"


@pytest.mark.parametrize(
    ("code", "told", "why"),
    [
        ("A1.J1", Told(score="4"), "score_unknown"),
        ("A1.J1", Told(score="½"), "score_unknown"),
        ("A1.M1", Told(observation="maybe"), "observation_not_understood"),
        ("A2.M1", Told(observation="-1"), "observation_not_a_count"),
        ("A2.M1", Told(observation="²"), "observation_not_a_count"),
        ("B1.M1", Told(observation="1e3"), "observation_not_a_value"),
        ("A1.M1", Told(mark="1.01"), "mark_out_of_range"),
        ("A1.M1", Told(mark="0.333"), "mark_not_a_number"),
        ("A1.M1", Told(mark="0.50"), "hand_reason_needed"),
        ("A1.M1", Told(mark="1", comment="x" * 1001), "comment_too_long"),
        ("A1.M1", Told(mark="1", comment="a\u202eb"), "text_unreadable"),
        ("Z9", Told(mark="1"), "unknown_aspect"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_is_kept(review: Review, code: str, told: Told, why: str) -> None:
    saved = write(review, {code: told, "B1.J1": Told(score="3")})
    assert {found: refusal.code for found, refusal in saved.errors.items()} == {code: why}
    assert saved.errors[code].message
    assert [mark.code for mark in ReviewMark.objects.all()] == ["B1.J1"]


def test_a_mark_by_hand_says_why_and_stands_for_the_observation(review: Review) -> None:
    assert write(review, {"A2.M1": Told(observation="1", mark="0,25", reason="Half of it.")}).errors == {}
    mark = ReviewMark.objects.get()
    assert (mark.mark, mark.observation, mark.reason) == (Decimal("0.25"), None, "Half of it.")


def test_the_first_mark_lets_the_work_be_marked_and_freezes_the_scheme(review: Review) -> None:
    version = SchemeVersion.objects.get()
    write(review, {"A1.J1": Told(score="1")})
    assert (fresh(review.submission).state, Review.objects.get().state) == ("marking", "draft")
    with pytest.raises(VersionFrozen):
        SchemeVersion.objects.get(pk=version.pk).save()
    write(review, {"A1.J1": Told(score="2")})
    assert review.submission.events.filter(kind="marking").count() == 1


def test_a_review_is_given_when_nothing_is_missing_and_then_stays(one: Assignment, review: Review) -> None:
    write(review, {code: told for code, told in FULL.items() if code != "B1.M1"})
    with pytest.raises(WorkRefused) as refused:
        submit(marker=review.reviewer, assignment=one, review_id=review.pk)
    assert refused.value.message == "Not marked yet: B1.M1."
    given = give(one, review)
    assert (given.state, given.mark, given.percent) == ("submitted", Decimal("6.00"), Decimal("100.00"))
    assert submit(marker=review.reviewer, assignment=one, review_id=review.pk) == given
    assert review.submission.events.filter(kind="reviewed").count() == 1
    with pytest.raises(WorkRefused, match="review_closed"):
        write(review, {"A1.J1": Told(score="0")})
    work = fresh(review.submission)
    assert (work.mark, work.percent, work.state) == (Decimal("6.00"), Decimal("100.00"), "marking")


def test_nobody_writes_in_anothers_review(one: Assignment, review: Review, crew: SimpleNamespace) -> None:
    for user in (crew.second, crew.leader, crew.dana):
        with pytest.raises(WorkRefused, match="not_yours"):
            save_sheet(marker=user, review_id=review.pk, told={"A1.J1": Told(score="3")})
        with pytest.raises(WorkRefused, match="not_yours"):
            submit(marker=user, assignment=one, review_id=review.pk)
    assert not ReviewMark.objects.exists()


def test_two_markers_come_to_a_mark_by_the_stated_rule(two: Assignment, crew: SimpleNamespace) -> None:
    work = handed_in(two, crew.dana)
    first, second = given_to(crew.leader, two, work, crew.marker, crew.second)
    give(two, first, A1_J1=Told(score="2"))
    assert fresh(work).percent is None
    give(two, second, B1_M1=Told(observation="1201"))
    # 1.00 + 2.00 * 5 / 6 + 0.50 + 1.00 + (1.50 + 1.25) / 2 rounded half up
    assert fresh(work).mark == Decimal("1.00") + Decimal("1.67") + Decimal("0.50") + Decimal("1.00") + Decimal("1.38")
    standing = standing_of(work.reviews.all(), 2, two.spread_percent)
    assert (standing.progress, standing.third_needed) == (Progress.READY, False)


@pytest.mark.parametrize(("rule", "mark"), [(ThirdRule.THIRD, "4.67"), (ThirdRule.NEARER, "4.33")])
def test_a_third_look_is_asked_for_and_counts_as_the_assignment_says(
    two: Assignment, crew: SimpleNamespace, rule: str, mark: str
) -> None:
    two.third_rule = rule
    work = handed_in(two, crew.dana)
    first, second = given_to(crew.leader, two, work, crew.marker, crew.second)
    give(two, first)
    give(two, second, A1_J1=Told(score="0"))
    assert fresh(work).percent is None
    assert work.events.filter(kind="third_look").get().data == {"percents": ["100.00", "66.67"]}
    assert standing_of(work.reviews.all(), 2, two.spread_percent).free_places == (3,)
    third = given_to(crew.leader, two, work, crew.marker, crew.second, crew.third)[2]
    give(two, third, A1_J1=Told(score="1"))
    assert fresh(work).mark == Decimal(mark)


def test_the_sheet_asks_the_same_number_of_questions_however_much_is_marked(review: Review) -> None:
    def count() -> int:
        from django.db import connection  # noqa: PLC0415 -- only here
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        with CaptureQueriesContext(connection) as caught:
            sheet_for(Review.objects.select_related("submission__scheme_version").get())
        return len(caught)

    before = count()
    write(review, FULL)
    assert count() == before
