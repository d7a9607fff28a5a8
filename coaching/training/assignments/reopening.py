"""Opening a review again that was given: before the release, with a reason, and never unseen."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from coaching.training.assignments import letters
from coaching.training.assignments.access import leads
from coaching.training.assignments.models import EventKind, Review, ReviewState, Submission
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.states import WITH_REVIEWERS, State
from coaching.training.assignments.telling import checked_reason, tell
from people.models import User


@transaction.atomic
def reopen(*, leader: User, review_id: UUID, reason: str) -> Review:
    """Let the marker of a given review change it and give it again, and return it; she is told by a letter.

    Whoever leads the work may, until it is released or returned. What the markers came to is reckoned anew when it is
    given again; what it was stays in the history. Nobody opens their own review once another of the same work is given:
    who knows the other marks would mark again with them in mind.

    Raises:
        WorkRefused: `not_yours`, `reason_needed`, `state_closed`, `not_given`, `own_review`.
    """
    why = checked_reason(reason)
    submission = Submission.objects.select_for_update(of=("self",)).filter(reviews=review_id).first()
    if submission is None or not leads(leader, submission):
        raise WorkRefused("not_yours")
    if submission.state not in WITH_REVIEWERS:
        raise WorkRefused("state_closed", state=State(submission.state).label)
    review = submission.reviews.select_related("reviewer").get(pk=review_id)
    _refuse_unless_given(leader, review, submission)
    before = {"place": review.place, "mark": str(review.mark), "percent": str(review.percent)}
    review.state, review.submitted_at, review.mark, review.percent = ReviewState.DRAFT, None, None, None
    review.save()
    submission.mark = submission.maximum = submission.percent = None
    submission.save(update_fields=["mark", "maximum", "percent", "saved_at"])
    tell(submission, EventKind.REOPENED, actor=leader, at=timezone.now(), reason=why, to=review.reviewer_id, **before)
    letters.tell_reopened(review.reviewer, submission.assignment_key, review.pk)
    return review


def _refuse_unless_given(leader: User, review: Review, submission: Submission) -> None:
    if review.state != ReviewState.SUBMITTED:
        raise WorkRefused("not_given")
    others = submission.reviews.filter(state=ReviewState.SUBMITTED).exclude(pk=review.pk)
    if review.reviewer_id == leader.pk and others.exists():
        raise WorkRefused("own_review")
