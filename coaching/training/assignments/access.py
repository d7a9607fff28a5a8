"""Who marks, who leads, and whose work somebody sees."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from coaching.training.admission import Admission, Kind, Subject, ask
from coaching.training.assignments.learners import expected_in
from coaching.training.assignments.models import Review, ReviewState, Submission
from coaching.training.assignments.refusals import WorkRefused
from people.models import Membership, Role, User
from people.permissions import Right

may_review = Right(Role.MENTOR, Role.EXPERT)
"""May mark the work that was given to them."""

may_lead = Right(Role.MENTOR, Role.ORGANISER)
"""May give work to markers, return it and release it: of their organisations' learners and of their own cohorts."""

LEADING = (Role.MENTOR, Role.ORGANISER)


def subject_of(key: UUID) -> Subject:
    """Return what gates are asked about."""
    return Subject(Kind.ASSIGNMENT, key)


def admission_of(user: User | AnonymousUser, key: UUID) -> Admission:
    """Return whether `user` may work on the assignment now."""
    return ask(user, subject_of(key))


def refuse_unless_admitted(user: User, key: UUID) -> None:
    """Let a learner pass to whom the assignment is open.

    Raises:
        WorkRefused: `closed`, in the words of the gate.
    """
    admission = admission_of(user, key)
    if not admission.is_open:
        raise WorkRefused("closed", message=admission.reason)


def led_learners(leader: User, key: UUID | None = None) -> QuerySet[User]:
    """Return those whose work `leader` leads: a superuser everybody's, and nobody her own."""
    others = User.objects.exclude(pk=leader.pk)
    if leader.is_superuser:
        return others
    own = Membership.objects.filter(user=leader, role__in=LEADING).values("organisation")
    members = Membership.objects.filter(user=OuterRef("pk"), organisation__in=own)
    cohorts = [one.user_id for one in expected_in(key) if leader.pk in one.leaders] if key else []
    return others.filter(Q(Exists(members)) | Q(pk__in=cohorts))


def led_submissions(leader: User, key: UUID) -> QuerySet[Submission]:
    """Return the versions handed in or begun on one assignment by those whom `leader` leads."""
    if not may_lead(leader):
        return Submission.objects.none()
    return Submission.objects.filter(assignment_key=key, user__in=led_learners(leader, key).values("pk"))


def leads(leader: User, submission: Submission) -> bool:
    """Return whether `leader` leads the work of this learner."""
    return led_submissions(leader, submission.assignment_key).filter(pk=submission.pk).exists()


def reviews_it(user: User, submission: Submission) -> bool:
    """Return whether `user` marks this version now, or has marked it."""
    given = Review.objects.filter(submission=submission, reviewer=user)
    return given.exclude(state=ReviewState.WITHDRAWN).exists()


def may_see_files(user: User | AnonymousUser, submission: Submission) -> bool:
    """Return whether `user` may open the files of this version: its learner, its markers, and who leads the work.

    A learner to whom the assignment is closed now does not; nobody but the learner sees a draft.
    """
    if not isinstance(user, User):
        return False
    if submission.user_id == user.pk:
        return admission_of(user, submission.assignment_key).is_open
    if submission.handed_in_at is None:
        return False
    return reviews_it(user, submission) or leads(user, submission)
