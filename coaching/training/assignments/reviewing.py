"""What a marker does: write down marks and comments as they come, and give the review."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from championships.schemes.freezing import freeze
from coaching.training.assignments.combining import Given, Sheet, agreed, missing_codes, percent, totals_of
from coaching.training.assignments.models import Assignment, EventKind, Review, ReviewMark, ReviewState, Submission
from coaching.training.assignments.reading_marks import Read, Told, checked_comment, read_told
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.rubric import Rubric, parts_of, rubric_of
from coaching.training.assignments.standing import Progress, standing_of
from coaching.training.assignments.states import WITH_REVIEWERS, State
from coaching.training.assignments.telling import move, tell
from people.models import User


@dataclass(slots=True)
class Saved:
    """What was kept of a sheet, and by the codes of aspects why the rest was not; `""` is the comment on the whole."""

    review: Review
    rubric: Rubric
    errors: dict[str, WorkRefused] = field(default_factory=dict)


@transaction.atomic
def save_sheet(*, marker: User, review_id: UUID, told: Mapping[str, Told], comment: str | None = None) -> Saved:
    """Keep what a marker says of some aspects, and of the whole. An aspect that cannot be read keeps what it had.

    The first mark makes a draft of the review, lets the work be "being marked", and freezes the scheme's version.

    Raises:
        WorkRefused: `not_yours`, `review_closed`.
    """
    review = _own_open(marker, review_id)
    submission = review.submission
    saved = Saved(review, rubric_for(submission))
    _save_comment(saved, comment)
    present = {mark.code: mark for mark in review.marks.all()}
    changed = [_read_into(saved, code, one, present) for code, one in told.items()]
    _write([mark for mark in changed if mark is not None])
    if review.state == ReviewState.ALLOCATED:
        review.state = ReviewState.DRAFT
        review.save(update_fields=["state"])
    if submission.state == State.HANDED_IN:
        _begin(marker, submission)
    return saved


@transaction.atomic
def submit(*, marker: User, assignment: Assignment, review_id: UUID) -> Review:
    """Give the review, and return it; giving it twice changes nothing. What two markers come to is reckoned here.

    Raises:
        WorkRefused: `not_yours`, `review_closed`, `not_all_marked` with the codes.
    """
    given = Review.objects.filter(pk=review_id, reviewer=marker, state=ReviewState.SUBMITTED).first()
    if given is not None:
        return given
    review = _own_open(marker, review_id)
    rubric = rubric_for(review.submission)
    sheet = sheet_of(review.marks.all())
    if missing := missing_codes(sheet, rubric):
        raise WorkRefused("not_all_marked", codes=", ".join(missing))
    totals = totals_of(sheet, rubric)
    review.state, review.submitted_at = ReviewState.SUBMITTED, timezone.now()
    review.mark, review.percent = totals.total, percent(totals)
    review.save()
    told: dict[str, Any] = {"place": review.place, "mark": str(review.mark), "percent": str(review.percent)}
    tell(review.submission, EventKind.REVIEWED, actor=marker, at=review.submitted_at, **told)
    _reckon(review.submission, assignment, rubric)
    return review


def rubric_for(submission: Submission) -> Rubric:
    """Return the rubric that a work was pinned to when it was handed in."""
    assert submission.scheme_version is not None  # noqa: S101 -- work with markers was handed in
    return rubric_of(parts_of(submission.scheme_version, submission.codes))


def sheet_of(marks: Iterable[ReviewMark]) -> Sheet:
    """Return stored marks as the sheet that the rules reckon with."""
    return {mark.code: Given(mark.mark, mark.score) for mark in marks}


def _own_open(marker: User, review_id: UUID) -> Review:
    """Return the marker's own review, with its work locked.

    Raises:
        WorkRefused: `not_yours`, `review_closed`.
    """
    review = Review.objects.filter(pk=review_id, reviewer=marker).first()
    if review is None:
        raise WorkRefused("not_yours")
    locked = Submission.objects.select_for_update(of=("self",)).select_related("scheme_version")
    submission = locked.get(pk=review.submission_id)
    review.refresh_from_db()
    review.submission = submission
    if not review.is_open or submission.state not in WITH_REVIEWERS:
        raise WorkRefused("review_closed")
    return review


def _save_comment(saved: Saved, comment: str | None) -> None:
    if comment is None:
        return
    try:
        saved.review.comment = checked_comment(comment)
    except WorkRefused as refusal:
        saved.errors[""] = refusal
        return
    saved.review.save(update_fields=["comment"])


def _read_into(saved: Saved, code: str, told: Told, present: Mapping[str, ReviewMark]) -> ReviewMark | None:
    aspect = saved.rubric.by_code.get(code)
    if aspect is None:
        saved.errors[code] = WorkRefused("unknown_aspect")
        return None
    try:
        read = read_told(told, aspect)
        comment = None if told.comment is None else checked_comment(told.comment)
    except WorkRefused as refusal:
        saved.errors[code] = refusal
        return None
    mark = present.get(code) or ReviewMark(review=saved.review, code=code)
    if comment is not None:
        mark.comment = comment
    return _with(mark, read)


def _with(mark: ReviewMark, read: Read) -> ReviewMark:
    mark.mark, mark.score, mark.observation = read.mark, read.score, read.observation
    mark.reason, mark.explanation = read.reason, read.explanation
    return mark


def _write(marks: list[ReviewMark]) -> None:
    fields = ["score", "observation", "explanation", "mark", "reason", "comment"]
    ReviewMark.objects.bulk_create(marks, update_conflicts=True, unique_fields=["review", "code"], update_fields=fields)


def _begin(marker: User, submission: Submission) -> None:
    move(submission, State.MARKING)
    submission.save(update_fields=["state", "saved_at"])
    if submission.scheme_version_id is not None:
        freeze(submission.scheme_version_id)
    tell(submission, EventKind.MARKING, actor=marker, at=timezone.now())


def _reckon(submission: Submission, assignment: Assignment, rubric: Rubric) -> None:
    """Keep what the markers come to, if all have given their marks, or write down that a third look is needed."""
    reviews = list(submission.reviews.prefetch_related("marks"))
    standing = standing_of(reviews, assignment.reviewers, assignment.spread_percent)
    if standing.third_needed and standing.progress is Progress.MARKERS:
        percents = [str(review.percent) for review in standing.given]
        tell(submission, EventKind.THIRD_LOOK, actor=None, at=timezone.now(), percents=percents)
    if standing.progress is not Progress.READY:
        return
    totals = agreed([sheet_of(one.marks.all()) for one in standing.given], rubric, assignment.third_rule)
    submission.mark, submission.maximum, submission.percent = totals.total, totals.maximum, percent(totals)
    submission.save(update_fields=["mark", "maximum", "percent", "saved_at"])
