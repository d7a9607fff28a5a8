"""Letting learners know: a work goes back with comments, or all that is marked is released in one step."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from coaching.training.assignments import letters
from coaching.training.assignments.access import leads, led_submissions, may_lead, subject_of
from coaching.training.assignments.combining import agreed, percent
from coaching.training.assignments.learners import expected_in
from coaching.training.assignments.models import Assignment, EventKind, Review, ReviewState, Submission
from coaching.training.assignments.models.review import OPEN
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.reviewing import rubric_for, sheet_of
from coaching.training.assignments.rubric import Rubric
from coaching.training.assignments.standing import Progress, Standing, standing_of
from coaching.training.assignments.states import WITH_REVIEWERS, State
from coaching.training.assignments.telling import checked_reason, move, tell
from coaching.training.outcomes import Outcome, report
from people.models import User


@dataclass(slots=True)
class Released:
    """How many works were decided just now, and how many still wait for markers or their marks."""

    accepted: int = 0
    not_accepted: int = 0
    waiting: int = 0
    rubrics: dict[tuple[int | None, str], Rubric] = field(default_factory=dict)

    @property
    def decided(self) -> int:
        """Return how many learners know more than before."""
        return self.accepted + self.not_accepted


@transaction.atomic
def release(*, leader: User, assignment: Assignment, group: str = "") -> Released:
    """Decide every work of those whom `leader` leads whose marks are all in, and let their learners see them.

    All in one transaction: whoever keeps progress hears of it in the same one. Doing it again decides only what has
    been marked since. `group` names a cohort; empty means all.

    Raises:
        WorkRefused: `not_yours`.
    """
    if not may_lead(leader):
        raise WorkRefused("not_yours")
    led = led_submissions(leader, assignment.translation_key).filter(state__in=WITH_REVIEWERS)
    if group:
        members = [one.user_id for one in expected_in(assignment.translation_key) if one.group == group]
        led = led.filter(user__in=members)
    locked = led.select_for_update(of=("self",)).order_by("pk").select_related("user", "scheme_version")
    found = Released()
    for submission in locked.prefetch_related("reviews__marks"):
        standing = standing_of(submission.reviews.all(), assignment.reviewers, assignment.spread_percent)
        if standing.progress is Progress.READY:
            _decide(leader, submission, assignment, standing, found)
        else:
            found.waiting += 1
    return found


@transaction.atomic
def return_work(*, actor: User, assignment: Assignment, submission_id: UUID, reason: str) -> Submission:
    """Give a work back with a reason and with the comments of its reviews, without marks, and return it.

    Whoever leads the work may, and a marker who has not given her marks yet. Returning it twice changes nothing.

    Raises:
        WorkRefused: `not_yours`, `reason_needed`, `state_closed`, `no_further_version`.
    """
    submission = Submission.objects.select_for_update().filter(pk=submission_id).first()
    own = Review.objects.filter(submission=submission_id, reviewer=actor, state__in=OPEN).first()
    if submission is None or not (own or leads(actor, submission)):
        raise WorkRefused("not_yours")
    why = checked_reason(reason)
    if submission.number > assignment.resubmissions:
        raise WorkRefused("no_further_version")
    now = timezone.now()
    move(submission, State.RETURNED)
    submission.decided_at = now
    submission.mark = submission.maximum = submission.percent = None
    submission.save()
    if own is not None:
        # What she wrote goes to the learner with the work; what others only began does not.
        own.state = ReviewState.CLOSED
        own.save(update_fields=["state"])
    submission.reviews.filter(state__in=OPEN).update(state=ReviewState.WITHDRAWN)
    tell(submission, EventKind.RETURNED, actor=actor, at=now, reason=why, number=submission.number)
    letters.tell_learner(submission.user, submission, State.RETURNED)
    return submission


def _decide(leader: User, submission: Submission, assignment: Assignment, standing: Standing, found: Released) -> None:
    pinned = submission.scheme_version_id, submission.codes
    if pinned not in found.rubrics:
        found.rubrics[pinned] = rubric_for(submission)
    sheets = [sheet_of(review.marks.all()) for review in standing.given]
    totals = agreed(sheets, found.rubrics[pinned], assignment.third_rule)
    now, reached = timezone.now(), percent(totals)
    passed = reached >= assignment.pass_percent
    after = State.ACCEPTED if passed else State.NOT_ACCEPTED
    move(submission, after)
    submission.mark, submission.maximum, submission.percent = totals.total, totals.maximum, reached
    submission.pass_percent, submission.decided_at = assignment.pass_percent, now
    submission.save()
    told = {"mark": str(totals.total), "maximum": str(totals.maximum), "percent": str(reached)}
    tell(submission, EventKind(after.value), actor=leader, at=now, rule=_rule(standing, assignment), **told)
    report(Outcome(submission.user_id, subject_of(submission.assignment_key), passed, reached, now))
    letters.tell_learner(submission.user, submission, after)
    if passed:
        found.accepted += 1
    else:
        found.not_accepted += 1


def _rule(standing: Standing, assignment: Assignment) -> str:
    """Return by which rule the marks came together, for the history."""
    count = len(standing.given)
    return ("one", "two", f"third:{assignment.third_rule}")[min(count, 3) - 1]
