"""Giving work to markers: one by one, evenly to several, and to somebody else with a reason."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from coaching.training.assignments import letters
from coaching.training.assignments.access import leads, led_submissions, may_lead, may_review
from coaching.training.assignments.distributing import Marker, Work, distribute, may_mark
from coaching.training.assignments.models import Assignment, EventKind, Review, ReviewState, Submission
from coaching.training.assignments.refusals import WorkRefused
from coaching.training.assignments.standing import standing_of
from coaching.training.assignments.states import WITH_REVIEWERS, State
from coaching.training.assignments.telling import checked_reason, tell
from people.models import Membership, User


@dataclass(frozen=True, slots=True)
class Allocated:
    """How many places were given, and how many nobody of those chosen may take."""

    given: int
    left: int


def possible_markers() -> QuerySet[User]:
    """Return everybody whose role lets them mark, by name."""
    found = User.objects.filter(is_active=True, memberships__role__in=may_review.roles)
    return found.distinct().order_by("name", "email")


@transaction.atomic
def allocate(*, leader: User, assignment: Assignment, submission_id: UUID, place: int, marker: User) -> Review:
    """Give one place of a work to `marker`, and return the review; giving it twice changes nothing.

    Raises:
        WorkRefused: `not_yours`, `state_closed`, `no_such_place`, `place_taken`, or the marker may not.
    """
    submission = _led(leader, submission_id)
    standing = standing_of(submission.reviews.all(), assignment.reviewers, assignment.spread_percent)
    present = standing.reviews.get(place)
    if present is not None and present.reviewer_id == marker.pk:
        return present
    if present is not None:
        raise WorkRefused("place_taken")
    if place not in standing.free_places:
        raise WorkRefused("no_such_place")
    _refuse_unless_may_mark(marker, submission, assignment)
    return _give(leader, submission, place, marker)


@transaction.atomic
def allocate_evenly(
    *, leader: User, assignment: Assignment, marker_ids: Collection[int], only: Collection[UUID] | None = None
) -> Allocated:
    """Give every place that nobody has yet to one of the markers, evenly; `only` names works, None means all.

    Doing it twice changes nothing. What nobody of those chosen may take stays free and is counted.

    Raises:
        WorkRefused: `not_yours`, `nobody_chosen`.
    """
    if not may_lead(leader):
        raise WorkRefused("not_yours")
    markers = list(possible_markers().filter(pk__in=marker_ids))
    if not markers:
        raise WorkRefused("nobody_chosen", "markers")
    led = led_submissions(leader, assignment.translation_key).select_for_update().order_by("pk")
    waiting = led.filter(state__in=WITH_REVIEWERS).prefetch_related("reviews").select_related("user")
    submissions = {s.pk: s for s in waiting if only is None or s.pk in only}
    organisations = _organisations([*(m.pk for m in markers), *(s.user_id for s in submissions.values())])
    found = distribute(
        _works(submissions.values(), assignment, organisations),
        [Marker(one.pk, organisations[one.pk]) for one in markers],
        _load(assignment),
        compatriots_apart=assignment.compatriots_apart,
    )
    known = {marker.pk: marker for marker in markers}
    for seat, marker_id in found.given.items():
        _give(leader, submissions[seat.work.key], seat.place, known[marker_id])  # type: ignore[index]
    return Allocated(len(found.given), len(found.left))


@transaction.atomic
def reallocate(*, leader: User, assignment: Assignment, review_id: UUID, marker: User, reason: str) -> Review:
    """Take an unfinished review from its marker, give its place to `marker` for a reason, and return the new one.

    Raises:
        WorkRefused: `not_yours`, `state_closed`, `review_given`, `reason_needed`, or the marker may not.
    """
    why = checked_reason(reason)
    review = Review.objects.select_related("reviewer").filter(pk=review_id).first()
    if review is None:
        raise WorkRefused("not_yours")
    submission = _led(leader, review.submission_id)
    review.refresh_from_db(fields=["state"])
    if not review.is_open:
        raise WorkRefused("review_given")
    _refuse_unless_may_mark(marker, submission, assignment)
    review.state = ReviewState.WITHDRAWN
    review.save(update_fields=["state"])
    told: dict[str, Any] = {"place": review.place, "from": review.reviewer_id, "to": marker.pk}
    tell(submission, EventKind.REALLOCATED, actor=leader, at=timezone.now(), reason=why, **told)
    return _made(submission, review.place, marker)


def _led(leader: User, submission_id: UUID) -> Submission:
    submission = Submission.objects.select_for_update().filter(pk=submission_id).first()
    if submission is None or not leads(leader, submission):
        raise WorkRefused("not_yours")
    if submission.state not in WITH_REVIEWERS:
        raise WorkRefused("state_closed", state=State(submission.state).label)
    return submission


def _refuse_unless_may_mark(marker: User, submission: Submission, assignment: Assignment) -> None:
    if not may_review(marker):
        raise WorkRefused("no_reviewer", name=marker.get_full_name())
    if marker.pk == submission.user_id:
        raise WorkRefused("own_work")
    if submission.reviews.filter(reviewer=marker).exclude(state=ReviewState.WITHDRAWN).exists():
        raise WorkRefused("marks_it_already", name=marker.get_full_name())
    known = _organisations([marker.pk, submission.user_id])
    work = Work(submission.pk, submission.user_id, known[submission.user_id])
    apart = assignment.compatriots_apart
    if not may_mark(Marker(marker.pk, known[marker.pk]), work, compatriots_apart=apart):
        raise WorkRefused("same_organisation", name=marker.get_full_name())


def _give(leader: User, submission: Submission, place: int, marker: User) -> Review:
    tell(submission, EventKind.ALLOCATED, actor=leader, at=timezone.now(), place=place, to=marker.pk)
    return _made(submission, place, marker)


def _made(submission: Submission, place: int, marker: User) -> Review:
    made = Review.objects.create(submission=submission, place=place, reviewer=marker, allocated_at=timezone.now())
    letters.tell_marker(marker, submission.assignment_key, made.pk)
    return made


def _works(
    submissions: Iterable[Submission], assignment: Assignment, organisations: dict[int, frozenset[int]]
) -> list[Work]:
    works = []
    for submission in submissions:
        reviews: Sequence[Review] = list(submission.reviews.all())
        free = standing_of(reviews, assignment.reviewers, assignment.spread_percent).free_places
        had = frozenset(review.reviewer_id for review in reviews)
        if free:
            works.append(Work(submission.pk, submission.user_id, organisations[submission.user_id], free, had))
    return works


def _load(assignment: Assignment) -> Counter[int]:
    """Return how many works of this assignment each marker has."""
    active = Review.objects.filter(submission__assignment_key=assignment.translation_key)
    return Counter(active.exclude(state=ReviewState.WITHDRAWN).values_list("reviewer_id", flat=True))


def _organisations(user_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    members = Membership.objects.filter(user__in=list(user_ids))
    for user, organisation in members.values_list("user_id", "organisation_id"):
        found[user].add(organisation)
    return defaultdict(frozenset, {user: frozenset(ones) for user, ones in found.items()})
